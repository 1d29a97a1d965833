"""Pages printed in two columns: the left one is read to its end before the right one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from summarizer.reading.pdf.glyphs import Glyph
from summarizer.reading.pdf.lines import glyph_lines

_GAP = 1.2
"""Widths of a character: the least gap between columns."""
_MIDDLE = (0.35, 0.65)
"""Where between the page's text margins the gap lies."""
_LEAST_LINES = 6
_FULL = 0.75
"""Share of a column's width that most of its lines fill: cells of a table and items of a list fill less."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters of a line without a gap that could part columns."""

    glyphs: list[Glyph]

    @property
    def left(self) -> float:
        return min(glyph.box.left for glyph in self.glyphs)

    @property
    def right(self) -> float:
        return max(glyph.box.right for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a document stand, as a page showed them: later pages may be filled less."""

    left: float
    middle: float
    right: float


def read_columns(glyphs: list[Glyph], known: Columns | None) -> tuple[list[list[Glyph]], Columns | None]:
    """Return the characters of a page in the parts in which they are read (whole width, left column, right column), and
    where its columns stand; `known` are those of the pages before.
    """
    if len(glyphs) < 2 * _LEAST_LINES:
        return [glyphs], known
    size = median(glyph.box.right - glyph.box.left for glyph in glyphs)
    lines = [_pieces(line, _GAP * size) for line in glyph_lines(glyphs)]
    left, right = min(glyph.box.left for glyph in glyphs), max(glyph.box.right for glyph in glyphs)
    middle = _gap_between_columns(lines, left, right)
    columns = known if middle is None else Columns(left, middle, right)
    if columns is None:
        return [glyphs], None
    least = _LEAST_LINES if known is None else 1
    parts = _parts(lines, columns, least)
    return parts, columns if len(parts) > 1 else known


def _parts(lines: Sequence[list[_Piece]], columns: Columns, least: int) -> list[list[Glyph]]:
    parts: list[list[Glyph]] = []
    waiting: list[list[_Piece]] = []
    for line in lines:
        if any(piece.left < columns.middle < piece.right for piece in line):
            parts += [*_columns(waiting, columns, least), _all(line)]
            waiting = []
        else:
            waiting.append(line)
    parts += _columns(waiting, columns, least)
    return _joined(parts)


def _pieces(line: list[Glyph], gap: float) -> list[_Piece]:
    ordered = sorted(line, key=lambda glyph: glyph.box.left)
    pieces = [[ordered[0]]]
    for before, glyph in pairwise(ordered):
        if glyph.box.left - before.box.right > gap:
            pieces.append([])
        pieces[-1].append(glyph)
    return [_Piece(piece) for piece in pieces]


def _gap_between_columns(lines: Sequence[list[_Piece]], left: float, right: float) -> float | None:
    """Return the middle of the gap that many lines have in the middle of the page, None where they haven't."""
    low, high = (left + share * (right - left) for share in _MIDDLE)
    gaps = [(before.right + after.left) / 2 for line in lines for before, after in pairwise(line)]
    central = [place for place in gaps if low <= place <= high]
    return median(central) if len(central) >= _LEAST_LINES else None


def _columns(lines: Sequence[list[_Piece]], columns: Columns, least: int) -> list[list[Glyph]]:
    """Return lines that nothing joins over the middle as two columns, as they are where they are no columns of text."""
    middle = columns.middle
    sides = ([p for line in lines for p in line if p.right <= middle], [p for line in lines for p in line if p.left >= middle])
    widths = (middle - columns.left, columns.right - middle)
    text = all(
        len(side) >= least and median(piece.right - piece.left for piece in side) >= _FULL * width
        for side, width in zip(sides, widths, strict=True)
    )
    return [_all(side) for side in sides] if text else [_all(line) for line in lines]


def _all(pieces: Sequence[_Piece]) -> list[Glyph]:
    return [glyph for piece in pieces for glyph in piece.glyphs]


def _joined(parts: list[list[Glyph]]) -> list[list[Glyph]]:
    """Return the parts, the lines of the whole width that follow each other as one."""
    columns = {id(part) for part in parts if len(glyph_lines(part)) > 1}
    joined: list[list[Glyph]] = []
    whole = False
    for part in parts:
        if id(part) in columns:
            joined.append(part)
            whole = False
        elif whole:
            joined[-1] = [*joined[-1], *part]
        else:
            joined.append(list(part))
            whole = True
    return joined
