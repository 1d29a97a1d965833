"""Report text is data on every page: it comes out as it went in, and nothing of it is executed or interpreted."""

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.domain.record import Record
from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.html.brief import render_html
from summarizer.rendering.html.index import IndexRow, index_row
from summarizer.rendering.markdown import escaped, render_markdown
from summarizer.rendering.results.absence import find_unread
from summarizer.rendering.wording.printable import clipped, printable
from tests.conftest import Job
from tests.rendering.all_pages import whole_index
from tests.rendering.known_reports import known_record
from tests.rendering.made_record import Facts, Figure, make_record

HOSTILE = [
    "<script>alert(1)</script>",
    "{{7*7}}",
    "{% raw %}",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='x",
    "</style><style>*{display:none}",
    "<!-- ",
    "&lt;b&gt;",
]


class Tags(HTMLParser):
    """What a browser would see of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def tags(html: str) -> Tags:
    parser = Tags()
    parser.feed(html)
    return parser


def poisoned(words: str) -> Record:
    """Put words into every text of a record that reaches a page."""
    record = known_record("003")
    raw = json.loads(record.model_dump_json())
    raw["meta"].update(title=words + "报告", issuer=words, doc_number=words)
    for heading in raw["outline"]:
        heading["title"] = words + heading["title"]
    for indicator in raw["indicators"]:
        indicator["name"] = words + indicator["name"]
        indicator["unit"] = words
        indicator["sentence"]["text"] = words + indicator["sentence"]["text"]
    for statement in raw["statements"]:
        statement["text"] = words + "不变"
    raw["provenance"]["model"] = words
    raw["problems"] = [{"id": "p1", "text": words, "implied": False, "evidence": [], "section": ""}]
    return Record.model_validate_json(json.dumps(raw))


ALLOWED_TAGS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "header",
        "section",
        "footer",
        "div",
        "colgroup",
        "col",
        "h1",
        "h2",
        "p",
        "b",
        "span",
        "sup",
    ),
    *("table", "thead", "tbody", "tr", "th", "td", "ul", "li", "mark", "a", "br"),
    *("svg", "rect"),
}
ALLOWED_ATTRIBUTES = {
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "scope",
    "tabindex",
    "role",
    "data-title",
    "href",
    *("id", "aria-describedby"),
    *("viewbox", "preserveaspectratio", "aria-label", "x", "y", "width", "height"),
}

# the list of a run can be sorted and filtered
FORM_TAGS = {"form", "input", "select", "option", "output", "script"}
FORM_ATTRIBUTES = {"id", "hidden", "type", "placeholder", "aria-label", "value", "data-number"}


@pytest.mark.parametrize("words", HOSTILE)
def test_report_text_brings_no_markup_into_the_page(words: str) -> None:
    found = tags(render_html(make_brief(poisoned(words))))

    assert set(found.names) <= ALLOWED_TAGS
    assert set(found.attributes) <= ALLOWED_ATTRIBUTES
    assert printable(words) in "".join(found.text)


@pytest.mark.parametrize("words", HOSTILE)
def test_report_text_brings_no_markup_into_the_index(words: str) -> None:
    rows = [index_row(poisoned(words), "reports/a/brief.html", "reports/a/record.json"), IndexRow(title=words, failure=words)]
    found = tags(whole_index(rows))

    assert set(found.names) <= ALLOWED_TAGS | FORM_TAGS
    assert set(found.attributes) <= ALLOWED_ATTRIBUTES | FORM_ATTRIBUTES
    assert printable(words) in "".join(found.text)


def test_page_may_load_and_run_nothing() -> None:
    html = render_html(make_brief(known_record("000")))

    assert "default-src 'none'; style-src 'sha256-" in html
    assert not re.search(r"<script|javascript:|https?:|url\(|@import|\sstyle=|\son[a-z]+=", html)


@pytest.mark.parametrize("words", HOSTILE)
def test_report_text_is_no_markup_in_markdown(words: str) -> None:
    page = render_markdown(make_brief(poisoned(words)))

    assert not re.search(r"(?<!\\)<[a-z/!]", page)
    assert "49" not in page or "{{7" not in words
    assert escaped(printable(words)) in page


@given(st.text(max_size=60))
def test_escaped_text_reads_as_it_was(text: str) -> None:
    line = printable(text)

    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped(line).replace("\\\\", "\x00")).replace("\x00", "\\") == line


@given(st.text(max_size=80), st.integers(min_value=4, max_value=40))
def test_clipped_text_is_the_beginning_of_the_text(text: str, most: int) -> None:
    cut = clipped(text, most)

    assert len(cut) <= max(most, 1)
    assert cut == text or text.startswith(cut.removesuffix("…"))


@given(st.text(max_size=60))
def test_printable_text_is_one_line_that_can_be_written(text: str) -> None:
    line = printable(text)

    assert line.splitlines() in ([], [line])
    assert line.encode("utf-8").decode("utf-8") == line


def test_characters_that_turn_a_line_around_are_shown_as_marks() -> None:
    assert printable("增长\u202e%2.5\ud800\x00") == "增长�%2.5��"


def test_sentence_without_an_end_is_shown_in_part() -> None:
    text = "云岭县" * 400_000 + "生产总值147.28亿元" + "云岭县" * 400_000
    at = text.index("147.28")
    figure = Figure(at, "147.28", "生产总值", "亿元", "level", "actual", "2020")
    report = {"doc_type": "work_report", "plan_year": "2021"}
    record = make_record(Facts("endless", text, report, [figure]))
    page = render_html(make_brief(record, find_unread(record, text)))

    assert "<mark>147.28</mark>" in page
    assert len(page) < 50_000


def test_no_page_of_a_run_may_load_anything_from_elsewhere(job: Job) -> None:
    pages = sorted(job.out.rglob("*.html"))

    assert {"index.html", "brief.html", "source.html"} <= {page.name for page in pages}
    for page in pages:
        head = page.read_text(encoding="utf-8")[:200_000].partition("</head>")[0]
        assert "Content-Security-Policy" in head, page
        assert "default-src 'none'" in head, page
