"""Whatever the bytes are: a document, or the project's own error that names the file."""

import contextlib

import pytest
from fpdf import FPDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.errors import ReadError
from summarizer.reading import read_document
from summarizer.reading.tables import MAX_COLUMNS, Cell, expand, table_lines
from tests.reading.word_files import replaced, word_body, word_file

PREFIXES = [
    b"",
    b"%PDF-1.7\n",
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\n"
    b"trailer<</Root 1 0 R>>",
    b"PK\x03\x04word/",
    b"PK\x05\x06" + b"\0" * 18,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<html><body><p>",
    b"<!DOCTYPE html><table><tr><td rowspan=9 colspan=9>",
    b"\xef\xbb\xbf<html>",
    b"\xff\xfe<\0h\0t\0m\0l\0>\0",
    b"{\\rtf1",
]
TAG_NAMES = "div p b a table tr td th ul li br span strong h1 script style pre svg math select template"
TAGS = st.sampled_from(TAG_NAMES.split())
ATTRIBUTES = st.sampled_from(
    ["", " rowspan=3", " colspan=0", " style='display:none'", " href=x", " hidden", " style='font-weight:bold'"]
)
MARKUP = st.one_of(
    st.builds("<{}{}>".format, TAGS, ATTRIBUTES),
    st.builds("</{}>".format, TAGS),
    st.sampled_from(["增长5%。", " ", "\n", "&nbsp;", "\0", "<", "<!--"]),
)


def read(data: bytes) -> None:
    """Read; a refusal has to name the file."""
    try:
        document = read_document(data, "any.bin")
    except ReadError as error:
        assert "any.bin" in str(error)
    else:
        assert len(document.view) == len(document.text)
        assert all(mark.span.end <= len(document.text) for mark in document.marks)


@pytest.mark.parametrize("prefix", PREFIXES)
@settings(max_examples=30, deadline=None)
@given(rest=st.binary(max_size=400))
def test_bytes_after_a_known_beginning(prefix: bytes, rest: bytes) -> None:
    read(prefix + rest)


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKUP, max_size=60))
def test_any_markup(pieces: list[str]) -> None:
    read(("<html>" + "".join(pieces)).encode())


def one_page() -> bytes:
    report = FPDF()
    report.set_compression(False)
    report.add_page()
    report.set_font("helvetica", size=12)
    report.multi_cell(0, 8, "The county completed investment of 87 million yuan. " * 3)
    return bytes(report.output())


FILES = {"pdf": one_page(), "docx": word_file(["一、工作回顾", "完成投资87亿元。"])}


@pytest.mark.parametrize("kind", sorted(FILES))
@settings(max_examples=60, deadline=None)
@given(places=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8))
def test_files_with_flipped_bytes(kind: str, places: list[tuple[int, int]]) -> None:
    data = bytearray(FILES[kind])
    for place, value in places:
        data[place % len(data)] = value
    read(bytes(data))


WORD_NAMES = (
    "p r t tbl tr tc sdt sdtContent ins del smartTag br tab pPr numPr numId ilvl gridSpan vMerge tcPr rPr b txbxContent sym"
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.recursive(
        st.sampled_from(
            ["", "增长5%。", '<w:numId w:val="1"/>', '<w:gridSpan w:val="x"/>', "<w:vMerge/>", '<w:sym w:char="F0FC"/>']
        ),
        lambda inner: st.builds(
            "<w:{0}>{1}</w:{0}>".format, st.sampled_from(WORD_NAMES.split()), st.lists(inner, max_size=4).map("".join)
        ),
        max_leaves=25,
    )
)
def test_any_body_of_a_word_file(xml: str) -> None:
    body = (
        f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{xml}</w:body></w:document>'
    )
    read(replaced(FILES["docx"], {"word/document.xml": body.encode()}))


CELLS = st.builds(Cell, st.text("甲乙1.", max_size=3), st.integers(-1, 4), st.integers(-1, 4))


@given(st.lists(st.lists(CELLS, max_size=5), max_size=6))
def test_every_cell_of_a_table_stands_in_its_row(rows: list[list[Cell]]) -> None:
    grid = expand(rows)

    assert len(grid) == len(rows)
    for row, filled in zip(rows, grid, strict=True):
        left = list(filled)
        for cell in row:
            left.remove(cell.text)


def test_a_table_that_spans_everything_stays_small() -> None:
    rows = [[Cell("甲乙丙丁", 70_000, 70_000)] * 50] * 500

    assert len("".join(table_lines(rows))) < 3_000_000
    assert max(map(len, expand(rows[:1]))) == 50 * MAX_COLUMNS


def test_deep_word_tables_are_read_or_refused() -> None:
    xml = "<w:tbl><w:tr><w:tc>" * 70 + "<w:p><w:r><w:t>完成。</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 70
    with contextlib.suppress(ReadError):
        assert "完成" in read_document(word_body(xml), "deep.docx").text
