"""A page of a PDF → the characters printed on it, with their places."""

import unicodedata
from ctypes import byref
from dataclasses import dataclass
from math import pi
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_UPRIGHT = 0.05
"""Radians: what is turned by more, and isn't upside down, is a watermark."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character; places in points, from the lower left of the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


def page_glyphs(page: "PdfPage") -> list[Glyph]:
    """Return the characters of a page in the order of the file, without white space and what is turned."""
    from pypdfium2 import raw

    words = page.get_textpage()
    handle = words.raw
    box = raw.FS_RECTF()
    glyphs: list[Glyph] = []
    for index in range(words.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code <= 0x20 or code in (0xA0, 0x3000, 0xFFFE, 0xFEFF) or raw.FPDFText_IsGenerated(handle, index) == 1:
            continue
        if not _is_upright(raw.FPDFText_GetCharAngle(handle, index)):
            continue
        if raw.FPDFText_GetLooseCharBox(handle, index, byref(box)) and box.right > box.left:
            glyphs.append(Glyph(_character(code), box.left, box.right, min(box.bottom, box.top), max(box.bottom, box.top)))
    words.close()
    return _paired(glyphs)


def _is_upright(angle: float) -> bool:
    return angle < 0 or min(angle, 2 * pi - angle) < _UPRIGHT


def _character(code: int) -> str:
    """Return a character; radicals that fonts give in place of the character they look like (⼀ for 一) as that character."""
    if 0x2F00 <= code <= 0x2FD5 or 0x2E80 <= code <= 0x2EFF:
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code) if code < 0x110000 else "\ufffd"


def _paired(glyphs: list[Glyph]) -> list[Glyph]:
    """Join the halves of surrogate pairs; a lone half becomes U+FFFD."""
    joined: list[Glyph] = []
    half: Glyph | None = None
    for glyph in glyphs:
        if "\ud800" <= glyph.text <= "\udbff":
            half = glyph
            continue
        text = glyph.text
        if "\udc00" <= text <= "\udfff":
            text = (half.text + text).encode("utf-16", "surrogatepass").decode("utf-16", "replace") if half else "\ufffd"
        half = None
        joined.append(glyph if text is glyph.text else Glyph(text, glyph.left, glyph.right, glyph.bottom, glyph.top))
    return joined
