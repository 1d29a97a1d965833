"""The characters of a printed page → its lines, from top to bottom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from summarizer.reading.pdf.glyphs import Glyph

_SAME_LINE = 0.5
"""Two stretches stand on one line when they overlap by this share of the lower one's height."""
_WORD_GAP = 0.25
_WIDE_WORD_GAP = 0.8
_CELL_GAP = 1.9
"""Widths of a character that part words, Chinese words, cells of a table."""
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…]")
_LATIN = re.compile(r"[A-Za-z]")
_LATIN_END = re.compile(r"[A-Za-z]$")
_BROKEN_WORD = re.compile(r"[A-Za-z]{2}-$")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page. `text` has a tab where a gap parts cells; places in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    is_row: bool = False
    """A row of a ruled table: it goes on in no other line."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The lines of a page, from top to bottom."""

    lines: tuple[PrintedLine, ...]
    height: float
    number: int = 1
    """Of the page in its file; the columns of one page share it."""


@dataclass(slots=True)
class _Stretch:
    """Characters that stand on one line."""

    glyphs: list[Glyph]
    bottom: float
    top: float

    def overlaps(self, bottom: float, top: float) -> bool:
        common = min(self.top, top) - max(self.bottom, bottom)
        return common >= _SAME_LINE * min(self.top - self.bottom, top - bottom)

    def add(self, glyphs: list[Glyph], bottom: float, top: float) -> None:
        self.glyphs += glyphs
        # The taller of the two decides, so that a raised figure doesn't widen the line.
        if top - bottom > self.top - self.bottom:
            self.bottom, self.top = bottom, top


def printed_lines(glyphs: list[Glyph]) -> list[PrintedLine]:
    """Return the lines of a page or a cell. What stands at one height is one line, from left to right."""
    return [_line(line) for line in glyph_lines(glyphs)]


def glyph_lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Return the characters of each line, from the top."""
    stretches = sorted(_stretches(glyphs), key=lambda each: -(each.bottom + each.top))
    lines: list[_Stretch] = []
    for stretch in stretches:
        if lines and lines[-1].overlaps(stretch.bottom, stretch.top):
            lines[-1].add(stretch.glyphs, stretch.bottom, stretch.top)
        else:
            lines.append(stretch)
    return [each.glyphs for each in lines]


def from_top(lines: Iterable[PrintedLine]) -> tuple[PrintedLine, ...]:
    """Return lines in the order in which they are read."""
    return tuple(sorted(lines, key=lambda line: (-(line.bottom + line.top), line.left)))


def join_words(texts: list[str]) -> str:
    """Join the lines of a paragraph: broken words whole again, a space between Latin words only."""
    pieces: list[str] = []
    for index, text in enumerate(texts):
        following = texts[index + 1] if index + 1 < len(texts) else ""
        if not _LATIN.match(following):
            pieces.append(text)
        elif _BROKEN_WORD.search(text) and following[0].islower():
            pieces.append(text[:-1])
        else:
            pieces.append(text + " " if _LATIN_END.search(text) else text)
    return "".join(pieces)


def _stretches(glyphs: list[Glyph]) -> list[_Stretch]:
    """Return the runs of characters that follow each other at one height."""
    runs: list[_Stretch] = []
    for glyph in glyphs:
        bottom, top = glyph.box.bottom, glyph.box.top
        if runs and runs[-1].overlaps(bottom, top):
            runs[-1].add([glyph], bottom, top)
        else:
            runs.append(_Stretch([glyph], bottom, top))
    return runs


def _line(glyphs: list[Glyph]) -> PrintedLine:
    glyphs = sorted(glyphs, key=lambda glyph: glyph.box.left)
    size = _size(glyphs)
    pieces = [glyphs[0].text]
    right = glyphs[0].box.right
    for before, glyph in pairwise(glyphs):
        if _is_double(before, glyph):
            continue
        pieces += (_space(before.text, glyph.text, glyph.box.left - right, size), glyph.text)
        right = max(right, glyph.box.right)
    bottom, top = min(glyph.box.bottom for glyph in glyphs), max(glyph.box.top for glyph in glyphs)
    return PrintedLine("".join(pieces), glyphs[0].box.left, right, bottom, top, size)


def _size(glyphs: list[Glyph]) -> float:
    """Return the width of a Chinese character of a line; fonts differ in the height that they claim, not in this."""
    widths = [glyph.box.right - glyph.box.left for glyph in glyphs if _WIDE.match(glyph.text)]
    return median(widths) if widths else 0.7 * median(glyph.box.top - glyph.box.bottom for glyph in glyphs)


def _is_double(before: Glyph, glyph: Glyph) -> bool:
    """Tell whether a character is printed a second time over itself, which some programs do for bold."""
    return before.text == glyph.text and glyph.box.left - before.box.left < 0.3 * (before.box.right - before.box.left)


def _space(before: str, after: str, gap: float, size: float) -> str:
    if gap > _CELL_GAP * size:
        return "\t"
    both_wide = _WIDE.match(before) is not None and _WIDE.match(after) is not None
    return " " if gap > (_WIDE_WORD_GAP if both_wide else _WORD_GAP) * size else ""
