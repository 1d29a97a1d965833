"""Lines of cells and widths of columns, the same in every printed form."""

from dataclasses import dataclass
from functools import lru_cache

from summarizer.rendering.page import Cell, Table

# millimetres: A4 less its side margins
PAGE_WIDTH = 184.0
# points: running text
SIZE = 9.0
CELL_PADDING = 1.4
PICTURE = 11.0
"""A mark of growth against target, the space behind it not counted."""
_POINT = 25.4 / 72
# a column that has room to spare grows by so much, the rest goes ahead of the reference numbers
_MOST_SPARE = 16.0
_NARROW = 0.58


@dataclass(frozen=True, slots=True)
class CellLine:
    """One line of a cell before it is broken."""

    text: str
    aside: bool = False
    """It qualifies the line above it."""


def cell_lines(cell: Cell) -> list[CellLine]:
    """Return a cell's values one below the other, and below each what qualifies it."""
    lines = [CellLine("")]
    for run in cell.words:
        if run.text == "；":
            lines.append(CellLine(""))
        elif run.text.startswith("（"):
            lines.append(CellLine(run.text, aside=True))
        else:
            lines[-1] = CellLine(lines[-1].text + run.text, lines[-1].aside)
    return lines


@lru_cache(maxsize=4096)
def em(text: str) -> float:
    """Return about how wide a text is, in widths of a Chinese character."""
    return sum(1.0 if ord(character) > 0x2E80 or character in "“”‘’…—·" else _NARROW for character in text)


def column_widths(table: Table, numbers: list[str], size: float) -> list[float]:
    """Return the widths of all columns in millimetres, that of the reference numbers last.

    Columns get what their longest line needs; where that is too much, the widest give way to one common width.
    """
    needed = [_needed(table, at, size) for at in range(len(table.columns))]
    references = max(map(em, ["出处号", *numbers])) * (size - 0.5) * _POINT + CELL_PADDING + 0.5
    room = PAGE_WIDTH - references
    if sum(needed) <= room:
        spare = min(_MOST_SPARE, (room - sum(needed)) / len(needed))
        widths = [width + spare for width in needed]
    else:
        widths = _levelled(needed, room)
    return [*widths, PAGE_WIDTH - sum(widths)]


def _needed(table: Table, at: int, size: float) -> float:
    lines = [em(line.text) * (0.95 if line.aside else 1.0) for row in table.rows for line in cell_lines(row[at])]
    picture = PICTURE + 2.0 if any(row[at].picture for row in table.rows) else 0.0
    longest = max(em(table.columns[at]) * 0.96 * size * _POINT, max(lines) * size * _POINT + picture) + 0.3 * size * _POINT
    return longest + CELL_PADDING * (1 if at == 0 else 2)


def _levelled(needed: list[float], room: float) -> list[float]:
    """Cap the widest columns so that all of them together have just the room there is."""
    cap = room / len(needed)
    for _ in needed:
        narrow = [width for width in needed if width <= cap]
        wide = len(needed) - len(narrow)
        if not wide:
            break
        cap = (room - sum(narrow)) / wide
    return [min(width, cap) for width in needed]
