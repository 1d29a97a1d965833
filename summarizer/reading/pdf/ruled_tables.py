"""Ruled tables of a printed page: the characters between the rules become rows of cells."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from summarizer.reading.pdf.glyphs import Glyph
from summarizer.reading.pdf.lines import PrintedLine, join_words, printed_lines
from summarizer.reading.pdf.rules import Rule
from summarizer.reading.tables import Cell, expand, is_layout

_NEAR = 3.5
"""Points: rules nearer than this are one, drawn double or with a width."""
_CELLS_AT_MOST = 4_000


@dataclass(slots=True)
class _Grid:
    """The places between the rules of a table; rows from the bottom up."""

    columns: list[float]
    rows: list[float]
    parted_right: set[tuple[int, int]] = field(default_factory=set)
    """(row, column) with a rule on its right."""
    parted_below: set[tuple[int, int]] = field(default_factory=set)
    words: dict[tuple[int, int], list[Glyph]] = field(default_factory=dict)


def take_tables(glyphs: list[Glyph], upright: list[Rule], level: list[Rule]) -> tuple[list[Glyph], list[PrintedLine]]:
    """Return the characters that stand in no ruled table, and the rows of the tables as lines."""
    rows: list[PrintedLine] = []
    for grid in _grids(upright, level):
        outside = _fill(grid, glyphs)
        lines = _rows(grid)
        if lines:
            glyphs = outside
            rows += lines
    return glyphs, rows


def _grids(upright: list[Rule], level: list[Rule]) -> list[_Grid]:
    """Return the grids of a page: at least two rows of two columns between rules that reach over one height."""
    grids = []
    for bottom, top in _joined((rule.start, rule.end) for rule in upright):
        standing = [rule for rule in upright if bottom <= (rule.start + rule.end) / 2 <= top]
        lying = [rule for rule in level if bottom - _NEAR <= rule.place <= top + _NEAR]
        columns, rows = _places(standing), _places(lying)
        if len(columns) > 2 and len(rows) > 2 and len(columns) * len(rows) <= _CELLS_AT_MOST:
            grid = _Grid(columns, rows)
            grid.parted_right = {(row, column - 1) for column, row in _crossed(standing, columns, rows)}
            grid.parted_below = {(row, column) for row, column in _crossed(lying, rows, columns)}
            grids.append(grid)
    return grids


def _joined(reaches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return reaches with those that overlap as one."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted(reaches):
        if joined and start <= joined[-1][1] + _NEAR:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _places(rules: list[Rule]) -> list[float]:
    """Return where rules stand, near ones as one."""
    groups: list[list[float]] = []
    for place in sorted(rule.place for rule in rules):
        if groups and place - groups[-1][-1] <= _NEAR:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]


def _crossed(rules: list[Rule], places: list[float], gaps: list[float]) -> set[tuple[int, int]]:
    """Return (index of the place of a rule, index of a gap between the other rules that it runs along)."""
    found: set[tuple[int, int]] = set()
    middles = [(first + second) / 2 for first, second in pairwise(gaps)]
    for rule in rules:
        place = _nearest(places, rule.place)
        found |= {(place, gap) for gap, middle in enumerate(middles) if rule.start <= middle <= rule.end}
    return found


def _nearest(places: list[float], wanted: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - wanted))


def _fill(grid: _Grid, glyphs: list[Glyph]) -> list[Glyph]:
    """Put the characters into their places; return those that stand outside."""
    outside: list[Glyph] = []
    for glyph in glyphs:
        column = bisect_right(grid.columns, (glyph.box.left + glyph.box.right) / 2) - 1
        row = bisect_right(grid.rows, (glyph.box.bottom + glyph.box.top) / 2) - 1
        if 0 <= column < len(grid.columns) - 1 and 0 <= row < len(grid.rows) - 1:
            grid.words.setdefault((row, column), []).append(glyph)
        else:
            outside.append(glyph)
    return outside


def _rows(grid: _Grid) -> list[PrintedLine]:
    """Return the rows from the top, none where the rules only frame text."""
    cells = _merged_cells(grid)
    if is_layout([len(cell.text) for row in cells for cell in row]):
        return []
    size = _size(grid)
    lines = []
    for index, texts in enumerate(expand(cells)):
        row = len(grid.rows) - 2 - index
        text = "\t".join(texts).rstrip("\t")
        if text:
            place = (grid.columns[0], grid.columns[-1], grid.rows[row], grid.rows[row + 1])
            lines.append(PrintedLine(text, *place, size, is_row=True))
    return lines


def _merged_cells(grid: _Grid) -> list[list[Cell]]:
    """Return the cells of each row from the top; a cell reaches as far as no rule parts it."""
    taken: set[tuple[int, int]] = set()
    rows: list[list[Cell]] = []
    for row in range(len(grid.rows) - 2, -1, -1):
        cells: list[Cell] = []
        for column in range(len(grid.columns) - 1):
            if (row, column) not in taken:
                width, height = _reach(grid, row, column)
                places = [(row - down, column + right) for down in range(height) for right in range(width)]
                taken.update(places)
                cells.append(Cell(_text(grid, places), height, width))
        rows.append(cells)
    return rows


def _reach(grid: _Grid, row: int, column: int) -> tuple[int, int]:
    width = height = 1
    while (row, column + width - 1) not in grid.parted_right and column + width < len(grid.columns) - 1:
        width += 1
    while (row - height + 1, column) not in grid.parted_below and row - height >= 0:
        height += 1
    return width, height


def _text(grid: _Grid, places: list[tuple[int, int]]) -> str:
    glyphs = [glyph for place in places for glyph in grid.words.get(place, ())]
    return join_words([line.text.replace("\t", " ") for line in printed_lines(glyphs)]) if glyphs else ""


def _size(grid: _Grid) -> float:
    glyphs = [glyph for words in grid.words.values() for glyph in words]
    return 0.7 * median(glyph.box.top - glyph.box.bottom for glyph in glyphs) if glyphs else 1.0
