"""PDF with text → its paragraphs, without page numbers and running heads."""

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from summarizer.errors import ReadError
from summarizer.reading.extracted import Extracted, join_lines
from summarizer.reading.pdf.columns import Columns, read_columns
from summarizer.reading.pdf.glyphs import Glyph, Turn, page_glyphs
from summarizer.reading.pdf.lines import PrintedPage, from_top, printed_lines
from summarizer.reading.pdf.paragraphs import join_paragraphs
from summarizer.reading.pdf.ruled_tables import take_tables
from summarizer.reading.pdf.rules import drawn_rules
from summarizer.reading.pdf.running_heads import without_running_heads

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_PAGES = 3_000
_LOCK = Lock()
"""PDFium is not safe in several threads at once."""
_LETTERS_A_PAGE = 30
"""A scanned page has none, or the few of a scanner's watermark."""
_UNMAPPED_AT_MOST = 0.3
_OCR = "recognise its characters (OCR) first and give the text"


def read_pdf(data: bytes, path: str) -> Extracted:
    """Return the text of a PDF. Raise ReadError for one that is scanned, encrypted, damaged or of unreadable fonts."""
    with _LOCK:
        pages = _read_pages(data, path)
    _check_letters("".join(line.text for page in pages for line in page.lines), path)
    lines = join_paragraphs(without_running_heads(pages))
    return join_lines([line for line in lines if line.text.strip()])


def _read_pages(data: bytes, path: str) -> list[PrintedPage]:
    import pypdfium2  # only a run that meets a PDF pays for it

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"{path}: {_why_not_opened(error)}") from error
    try:
        return _pages_of(document, path)
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"{path}: a damaged PDF ({error}); open it in a viewer, print it to a new PDF and give that") from error
    finally:
        document.close()


def _why_not_opened(error: Exception) -> str:
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

    if getattr(error, "err_code", None) in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
        return "an encrypted PDF; save it without a password and give that"
    return "a damaged PDF; open it in a viewer, print it to a new PDF and give that"


def _pages_of(document: "PdfDocument", path: str) -> list[PrintedPage]:
    count = len(document)
    if not count:
        raise ReadError(f"{path}: a PDF without pages; give a file that holds a report")
    if count > MAX_PAGES:
        raise ReadError(f"{path}: {count:,} pages, more than the {MAX_PAGES:,} that are read; split the file and give the parts")
    pages: list[PrintedPage] = []
    columns: Columns | None = None
    pictures = letters = 0
    for index in range(count):
        page = document[index]
        glyphs, turn = page_glyphs(page)
        letters += len(glyphs)
        pictures += len(glyphs) < _LETTERS_A_PAGE and _has_picture(page)
        parts, columns = _printed_pages(page, glyphs, turn, columns)
        pages += [replace(part, number=index + 1) for part in parts]
        page.close()
    if letters < _LETTERS_A_PAGE * count and pictures:
        raise ReadError(f"{path}: a scanned PDF: {pictures} of {count} pages are pictures without text; {_OCR}")
    if not letters:
        raise ReadError(f"{path}: a PDF without text; {_OCR}")
    return pages


def _printed_pages(
    page: "PdfPage", glyphs: list[Glyph], turn: Turn, known: Columns | None
) -> tuple[list[PrintedPage], Columns | None]:
    """Return a page, or, where it is printed in columns, each part of it as a page; and the columns of the pages so far."""
    words, rows = take_tables(glyphs, *drawn_rules(page, turn))
    parts, columns = read_columns(words, known) if not rows else ([words], known)
    return [PrintedPage(from_top([*printed_lines(part), *rows]), turn.read_height) for part in parts], columns


def _has_picture(page: "PdfPage") -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return any(True for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))


def _check_letters(text: str, path: str) -> None:
    """Raise ReadError where the fonts don't say which characters their signs stand for."""
    letters = [character for character in text if not character.isspace()]
    unmapped = sum("\ue000" <= each <= "\uf8ff" or each < " " or each == "\ufffd" or each >= "\U000f0000" for each in letters)
    if unmapped > _UNMAPPED_AT_MOST * len(letters):
        raise ReadError(f"{path}: a PDF whose fonts don't say which characters they show; {_OCR}")
