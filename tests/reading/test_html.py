"""HTML: the document's lines come out, the site around it doesn't."""

import pytest

from summarizer.errors import ReadError
from summarizer.reading import read_document
from summarizer.reading.html.reader import read_html
from tests.cases import cases

BODY = "<p>一、工作回顾</p><p>全年实现生产总值147.28亿元，同比增长5.2%。</p>"


@pytest.mark.parametrize(("page", "expected"), cases("html.md"))
def test_lines_of_the_document_in_a_page(page: str, expected: str) -> None:
    assert read_html(page, "page.html").text == expected + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", ""])
def test_the_declared_encoding_may_be_wrong(encoding: str, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>{BODY}</body></html>'

    document = read_document(page.encode(encoding), "page.html")

    assert document.media_type == "text/html"
    assert document.text == "一、工作回顾\n全年实现生产总值147.28亿元，同比增长5.2%。\n"


@pytest.mark.parametrize(
    ("head", "url", "retrieved"),
    [
        ("<!-- saved from url=(0028)http://www.example.cn/a.html --><html>", "http://www.example.cn/a.html", ""),
        ('<html><link rel="canonical" href="https://www.example.cn/b.html">', "https://www.example.cn/b.html", ""),
        (
            '<html><base href="https://www.example.cn/x/"><link rel="canonical" href="b.html">',
            "https://www.example.cn/x/b.html",
            "",
        ),
        ('<html><meta property="og:url" content="https://www.example.cn/c">', "https://www.example.cn/c", ""),
        ('<html><meta name="Url" content="https://www.example.cn/d.shtml">', "https://www.example.cn/d.shtml", ""),
        ('<html><base href="https://www.example.cn/art/1.html">', "https://www.example.cn/art/1.html", ""),
        ('<html><base href="https://www.example.cn/">', "", ""),
        ('<html><link rel="canonical" href="javascript:alert(1)">', "", ""),
        (
            "<html><!--\n Page saved with SingleFile \n url: https://www.example.cn/e.html \n"
            " saved date: Mon Apr 12 2021 08:30:00 GMT+0800 (中国标准时间)\n-->",
            "https://www.example.cn/e.html",
            "2021-04-12",
        ),
        (
            "<html><!-- Mirrored from www.example.cn/f.html by HTTrack Website Copier/3.x, Mon, 12 Apr 2021 00:30:00 GMT -->",
            "http://www.example.cn/f.html",
            "2021-04-12",
        ),
    ],
)
def test_address_and_day_of_saving_as_the_page_says(head: str, url: str, retrieved: str) -> None:
    document = read_document(f"{head}<body>{BODY}</body></html>".encode(), "page.html")

    assert (document.url, document.retrieved) == (url, retrieved)


def test_the_date_of_publication_is_not_the_day_of_saving() -> None:
    page = f'<html><head><meta name="PubDate" content="2021-04-12 10:00"></head><body>{BODY}</body></html>'

    assert read_document(page.encode(), "page.html").retrieved == ""


def test_bold_words_are_hints_for_headings() -> None:
    extracted = read_html("<body><p><b>一、工业</b></p><p><strong>（一）提质。</strong>产值增长5%。</p></body>", "page.html")

    found = [(extracted.text[hint.span.start : hint.span.end], hint.kind) for hint in extracted.hints]
    assert found == [("一、工业", "heading"), ("（一）提质。", "run_in")]


def test_a_page_without_words_says_what_to_do() -> None:
    with pytest.raises(ReadError, match=r"page\.html: a page that shows no text"):
        read_document(b"<html><body><script>load()</script></body></html>", "page.html")


def test_plain_text_with_angle_brackets_is_no_page() -> None:
    text = "〈方案〉<U+00A0>增长5%<10%，<p 不是标签。"

    assert read_document(text.encode(), "report.txt").text == text


def test_markdown_that_begins_with_a_block_of_html_is_no_page() -> None:
    text = '<div align="center">云岭县人民政府</div>\n\n## 一、工作回顾\n\n完成投资87亿元。\n'

    document = read_document(text.encode(), "report.md")

    assert (document.text, document.media_type) == (text, "text/markdown")


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>" + "实现增长，" * 350_000,
        "<html>" + "<div>" * 300_000 + "完",
        "<html>" + "".join(f"<b id={n}>" for n in range(30_000)) + "<p>完" * 30_000,
        "<html><table>" + "<tr><td rowspan=9999 colspan=999>x</td><td>y" * 10_000,
        "<html>" + "<table><tr><td>a<td>" * 20_000,
        "<html>" + "<" * 2_000_000,
        "<html><body><p>" + "A-" * 2_000_000,
        "<html>" + "<!-- -->" * 200_000 + "完",
        "<!---->" * 200_000 + "<p>完",
    ],
    ids=["open paragraph", "deep", "formatting", "spans", "nested tables", "brackets", "widgets", "comments", "only comments"],
)
def test_hostile_pages_are_read_within_the_time_limit_of_a_test(page: str) -> None:
    assert read_document(page.encode(), "page.html").text.strip()
