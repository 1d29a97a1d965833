"""A page of a PDF → the characters printed on it, with their places."""

import unicodedata
from collections import Counter
from ctypes import byref
from dataclasses import dataclass
from math import pi
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_UPRIGHT = 0.05
"""Radians: what is turned by more than that off the four directions is a watermark."""
# Signs for white space, of which only the gap that they leave counts.
_SPACES = frozenset((0xA0, 0x3000, 0xFFFE, 0xFEFF, *range(0x2000, 0x200F)))


@dataclass(frozen=True, slots=True)
class Box:
    """Where something is printed; in points, from the lower left of the page as it is read."""

    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page has to be turned to be read: a table across a sheet is printed sideways."""

    left: float
    bottom: float
    width: float
    height: float
    quarter: int

    @property
    def read_height(self) -> float:
        """Height of the page as it is read."""
        return self.height if self.quarter % 2 == 0 else self.width

    def turned(self, left: float, right: float, bottom: float, top: float) -> Box:
        """Return a box of the sheet as it lies on the page that is read."""
        left, right, bottom, top = left - self.left, right - self.left, bottom - self.bottom, top - self.bottom
        if self.quarter == 1:
            return Box(self.height - top, self.height - bottom, left, right)
        if self.quarter == 2:
            return Box(self.width - right, self.width - left, self.height - top, self.height - bottom)
        if self.quarter == 3:
            return Box(bottom, top, self.width - right, self.width - left)
        return Box(left, right, bottom, top)


def page_glyphs(page: "PdfPage") -> tuple[list[Glyph], Turn]:
    """Return the characters of a page in the order of the file, without white space and watermarks, and how it was turned."""
    placed = _placed_characters(page)
    quarters = Counter(quarter for _, quarter, *_ in placed)
    left, bottom, right, top = page.get_cropbox()
    # Of two equally frequent directions the upright one: the lower number.
    quarter = min(quarters, key=lambda each: (-quarters[each], each), default=0)
    turn = Turn(left, bottom, right - left, top - bottom, quarter)
    glyphs = [Glyph(text, turn.turned(*place)) for text, turned, *place in placed if turned == quarter]
    return _paired(glyphs), turn


def _placed_characters(page: "PdfPage") -> list[tuple[str, int, float, float, float, float]]:
    """Return each character with the quarters that it is turned by, and its left, right, bottom and top on the sheet."""
    from pypdfium2 import raw

    words = page.get_textpage()
    handle = words.raw
    box = raw.FS_RECTF()
    placed: list[tuple[str, int, float, float, float, float]] = []
    for index in range(words.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code <= 0x20 or code in _SPACES or raw.FPDFText_IsGenerated(handle, index) == 1:
            continue
        quarter = _quarter(raw.FPDFText_GetCharAngle(handle, index))
        if quarter is None or not raw.FPDFText_GetLooseCharBox(handle, index, byref(box)):
            continue
        bottom, top = sorted((box.bottom, box.top))
        if box.right > box.left and top > bottom:
            placed.append((_character(code), quarter, box.left, box.right, bottom, top))
    words.close()
    return placed


def _quarter(angle: float) -> int | None:
    quarters = max(angle, 0.0) / (pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < _UPRIGHT else None


def _character(code: int) -> str:
    """Return a character; radicals that fonts give in place of the character they look like (⼀ for 一) as that character."""
    if 0x2F00 <= code <= 0x2FD5 or 0x2E80 <= code <= 0x2EFF:
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code) if code < 0x110000 else "\ufffd"


def _paired(glyphs: list[Glyph]) -> list[Glyph]:
    """Join the halves of surrogate pairs; a lone half becomes U+FFFD."""
    joined: list[Glyph] = []
    half = ""
    for glyph in glyphs:
        text = glyph.text
        if "\ud800" <= text <= "\udbff":
            half = text
            continue
        if "\udc00" <= text <= "\udfff":
            text = (half + text).encode("utf-16", "surrogatepass").decode("utf-16", "replace") if half else "\ufffd"
        half = ""
        joined.append(glyph if text is glyph.text else Glyph(text, glyph.box))
    return joined
