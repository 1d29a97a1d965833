"""Many briefs in one PDF: contents with links, a bookmark a brief, then the sheets as they were printed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from summarizer.domain.record import Record
from summarizer.rendering.page.footer import missing_parts
from summarizer.rendering.page.identity import place_name, title_of, type_name
from summarizer.rendering.pdf.typesetting import set_in_type
from summarizer.rendering.wording.language import current_language, label

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# PDFium writes a random second half in the trailer, which ends the file: `trailer … /ID[<…><…>]>> startxref 15163 %%EOF`
_CHANGING_ID = re.compile(rb"(/ID\s*\[\s*(?:<[0-9A-Fa-f]*>|\((?:\\.|[^\\)])*\))\s*<)([0-9A-Fa-f]*)(?=>)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    title: str
    state: str
    place: str
    kind: str
    period: str


def entry_of(record: Record) -> Entry:
    """Return the line of a record."""
    state = label("不完整") if missing_parts(record) else ""
    return Entry(
        title_of(record), state, place_name(record), type_name(record), record.meta.plan_year or record.meta.review_period
    )


def is_one_sheet(data: bytes) -> bool:
    """Say whether these are the bytes of a PDF of one page."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as sheet:
            return len(sheet) == 1
    except pypdfium2.PdfiumError:
        return False


def bind(entries: Sequence[Entry], sheets: Iterable[bytes]) -> bytes:
    """Return one PDF of as many one-page PDFs as there are entries, in their order; the same sheets give the same bytes.

    Raise SettingsError where typst is not installed.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(_empty_book(entries)) as book:
        first = len(book) - len(entries)
        for at, sheet in enumerate(sheets):
            with pypdfium2.PdfDocument(sheet) as one:
                _lay_over(book, first + at, one)
        stored = BytesIO()
        book.save(stored)
    return settled(stored.getvalue())


def settled(pdf: bytes) -> bytes:
    """Return what PDFium wrote without what is random in it."""
    pages, mark, trailer = pdf.rpartition(b"\ntrailer")
    return pages + mark + _CHANGING_ID.sub(lambda found: found[1] + b"0" * len(found[2]), trailer)


def _lay_over(book: "PdfDocument", at: int, sheet: "PdfDocument") -> None:
    """Draw the page of a sheet on a page of the book; its text stays text."""
    from pypdfium2 import raw

    form = raw.FPDF_NewXObjectFromPage(book.raw, sheet.raw, 0)
    page = book[at]
    raw.FPDFPage_InsertObject(page.raw, raw.FPDF_NewFormObjectFromXObject(form))
    raw.FPDFPage_GenerateContent(page.raw)
    raw.FPDF_CloseXObject(form)
    page.close()


def _empty_book(entries: Sequence[Entry]) -> bytes:
    rows = [{"title": entry.title, "state": entry.state, "cells": [entry.place, entry.kind, entry.period]} for entry in entries]
    data = {
        "language": current_language(),
        "title": label("报告简报汇编"),
        "columns": ["", label("报告"), label("地区"), label("类型"), label("时期"), label("页")],
        "rows": rows,
    }
    drawn = "".join("".join((entry.title, entry.place, entry.period)) for entry in entries)
    return set_in_type("book.typ", data, drawn)[0]
