"""Which reader takes a file's text out, for the formats that aren't plain text."""

import re
from typing import NamedTuple

from summarizer.reading.docx import read_docx
from summarizer.reading.extracted import Extracted
from summarizer.reading.html import read_html
from summarizer.reading.pdf import read_pdf

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
_HTML_NAMES = (".html", ".htm", ".shtml", ".xhtml")
# Any tag at all: `<p>`, `</div>`
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


class Reading(NamedTuple):
    """What a reader gave, and the media type of what it read."""

    extracted: Extracted
    media_type: str


def read_packed(data: bytes, path: str) -> Reading | None:
    """Return the text of a PDF or DOCX, None for other bytes. Raise ReadError for one that holds no readable text."""
    if b"%PDF-" in data[:1024] and data.lstrip()[:1] == b"%":
        return Reading(read_pdf(data, path), PDF)
    # The folder stands in the first local header or in the directory at the end.
    if data.startswith(_ZIP) and (b"word/" in data[:_SNIFFED] or b"word/" in data[-_SNIFFED:]):
        return Reading(read_docx(data, path), DOCX)
    return None


def read_marked_up(text: str, path: str) -> Reading | None:
    """Return the document in an HTML page, None for a text that isn't HTML."""
    named = path.lower().endswith(_HTML_NAMES) and _TAG.search(text[:_SNIFFED])
    if named or _HTML_START.match(text.removeprefix("\ufeff")):
        return Reading(read_html(text, path), HTML)
    return None
