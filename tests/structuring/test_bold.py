"""Bold as a hint for headings: cases with **bold** words, each made as a web page and as a Word document."""

import html
import re

import docx
import pytest

from summarizer.domain.section import Section
from summarizer.pipeline import ChunkSize, prepare_document
from summarizer.reading import read_document
from tests.cases import cases
from tests.reading.word_files import saved
from tests.structuring.test_outline import drawn

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def as_page(text: str) -> bytes:
    lines = (_BOLD.sub(r"<strong>\1</strong>", html.escape(line)) for line in text.splitlines())
    body = "".join(f"<p>{line}</p>\n" for line in lines)
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><div>{body}</div></body></html>".encode()


def as_word(text: str) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        paragraph = document.add_paragraph()
        for at, words in enumerate(_BOLD.split(line)):
            paragraph.add_run(words).bold = at % 2 == 1
    return saved(document)


def sections_of(data: bytes, name: str) -> tuple[Section, ...]:
    (prepared,) = prepare_document(read_document(data, name), ChunkSize(600, 1800))
    return prepared.sections


@pytest.mark.parametrize(("text", "expected"), cases("headings_bold.md"))
def test_bold_words_may_be_headings(text: str, expected: str) -> None:
    page, word = sections_of(as_page(text), "report.html"), sections_of(as_word(text), "report.docx")

    assert ["\n".join(map(drawn, sections)) for sections in (page, word)] == [expected, expected]


@pytest.mark.parametrize("text", [case.values[0] for case in cases("headings_bold.md")])  # type: ignore[attr-defined]
def test_bold_never_removes_a_heading(text: str) -> None:
    plain = sections_of(_BOLD.sub(r"\1", text).encode(), "report.txt")

    titles = [section.title for section in sections_of(as_page(text), "report.html")]
    assert {section.title for section in plain} <= set(titles)
