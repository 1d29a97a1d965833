"""Which reader takes a file's text out, for the formats that aren't plain text."""

import re
from codecs import BOM_UTF8
from typing import NamedTuple

from summarizer.reading.extracted import Extracted

HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SNIFFED = 65_536
_ZIP = b"PK\x03\x04"
# `<!DOCTYPE html>`, `<html lang="zh">`, `<?xml …?><html`, `<!-- … --><div`, `<p>`
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:(?><!--.{0,2000}?-->)\s*+){0,5}+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|base|style|script|div|table|center|p|h[1-6]|span|font|article|section)\b",
    re.I | re.S,
)
_PAGE_START = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.I)
_MARKDOWN_NAMES = (".md", ".markdown")
_HTML_NAMES = (".html", ".htm", ".shtml", ".xhtml")
# Any tag at all: `<p>`, `</div>`
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


class Reading(NamedTuple):
    """What a reader gave, and the media type of what it read."""

    extracted: Extracted
    media_type: str


def read_packed(data: bytes, path: str) -> Reading | None:
    """Return the text of a PDF or DOCX, None for other bytes. Raise ReadError for one that holds no readable text."""
    if b"%PDF-" in data[:1024] and data[:1024].removeprefix(BOM_UTF8).lstrip()[:1] == b"%":
        from summarizer.reading.pdf.apart import read_pdf_apart  # each reader is loaded by the first file that needs it

        return Reading(read_pdf_apart(data, path), PDF)
    # The folder stands in the first local header or in the directory at the end.
    if data.startswith(_ZIP) and (b"word/" in data[:_SNIFFED] or b"word/" in data[-_SNIFFED:]):
        from summarizer.reading.docx.reader import read_docx

        return Reading(read_docx(data, path), DOCX)
    return None


def read_marked_up(text: str, path: str) -> Reading | None:
    """Return the document in an HTML page, None for a text that isn't HTML."""
    if not _is_page(text.removeprefix("\ufeff"), path.lower()):
        return None
    from summarizer.reading.html.reader import read_html

    return Reading(read_html(text, path), HTML)


def _is_page(text: str, name: str) -> bool:
    if name.endswith(_HTML_NAMES) and _TAG.search(text[:_SNIFFED]):
        return True
    # Markdown may begin with a block of HTML and is no page for that.
    return bool((_PAGE_START if name.endswith(_MARKDOWN_NAMES) else _HTML_START).match(text))
