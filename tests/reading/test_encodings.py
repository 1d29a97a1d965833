"""Text files in the encodings that people have, read into one text with true offsets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import ReadError
from summarizer.reading import MAX_BYTES, read_document
from tests.conftest import FIXTURES

REPORT = next((FIXTURES / "reports").glob("000_*.txt")).read_bytes().decode()
TRADITIONAL = "政府工作報告\n各位代表,現在我代表縣人民政府向大會報告工作,請予審議。全縣經濟社會發展取得新的成就。"


@pytest.mark.parametrize(
    ("encoded", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_chinese_encodings_give_the_same_text(encoded: str, encoding: str) -> None:
    text = REPORT.replace("‰", "%")
    document = read_document(text.encode(encoded), "报告.txt")

    assert document.text == text
    assert document.encoding == encoding


def test_traditional_characters_in_big5_are_read() -> None:
    document = read_document(TRADITIONAL.encode("big5"), "報告.txt")

    assert document.text == TRADITIONAL
    assert document.encoding == "big5hkscs"


def test_utf8_text_is_the_decoded_file_unchanged() -> None:
    text = "甲\r\n乙\0丙\ufffd\u3000丁\n１２%\n"
    document = read_document(text.encode(), "a.txt")

    assert document.text == text
    assert len(document.view) == len(text)
    assert "12%" in document.view


def test_a_few_broken_bytes_become_replacement_characters() -> None:
    data = REPORT.encode()
    document = read_document(data[:300] + b"\xff\xfe" + data[300:], "a.txt")

    assert document.encoding == "utf-8"
    assert "\ufffd" in document.text


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("全县&nbsp;发展", ["&nbsp;"]),
        ("研发R&amp;D投入", ["amp;"]),
        ("增长<U+00A0>5%", ["<U+00A0>"]),
        ("一、回顾\\r\\n二、安排", ["\\r\\n"]),
        ("第一行<br/>第二行", ["<br/>"]),
        ("一、回顾kQ7\n增长5%。kQ7\n安排：kQ7\n任务。kQ7\n", ["kQ7"] * 4),
        ("发展AI\n生产总值GDP\n培育AI\n壮大AI\n拓展AI\nAI产业", []),
        ("C:\\new 文件,增长<5%且>3%,A&B公司", []),
    ],
)
def test_litter_is_marked_and_left_in_the_text(text: str, marked: list[str]) -> None:
    document = read_document(text.encode(), "a.txt")

    assert document.text == text
    assert [mark.span.of(text) for mark in document.marks] == marked


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\xe3\x80\x80", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old Office"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"\x1f\x8b\x08" + bytes(100), "gzip"),
        (bytes(range(32)) * 40, "binary"),
        (bytes(MAX_BYTES + 1), "more than"),
    ],
)
def test_what_is_no_text_is_refused_with_its_name(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=rf"坏\.txt: .*{message}"):
        read_document(data, "坏.txt")


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=100).map(lambda text: text.encode("gb18030", "replace"))))
def test_any_bytes_give_a_document_or_a_read_error(data: bytes) -> None:
    try:
        document = read_document(data, "a.txt")
    except ReadError:
        return

    assert len(document.view) == len(document.text)
