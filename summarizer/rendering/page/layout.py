"""Lines of cells and widths of columns, the same in every printed form."""

from dataclasses import dataclass
from functools import lru_cache

from summarizer.rendering.page.parts import Cell, Table
from summarizer.rendering.wording.language import current_language

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
# characters of a name that a line holds at least
_NARROWEST_NAME = {"zh": 8.0, "en": 15.0}
# characters of a title that is not broken
_SHORT_TITLE = 7.0


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


def _em_of(character: str) -> float:
    if ord(character) > 0x2E80 or character in "“”‘’…—·":
        return 1.0
    return 0.25 if character == " " else 0.54 if character.islower() else _NARROW


@lru_cache(maxsize=4096)
def em(text: str) -> float:
    """Return about how wide a text is, in widths of a Chinese character."""
    return sum(map(_em_of, text))


def column_widths(table: Table, numbers: list[str], size: float) -> list[float]:
    """Return the widths of all columns in millimetres, that of the reference numbers last.

    Columns get what their longest line needs. Where that is too much, titles and names are broken, then the widest columns give
    way to one common width.
    """
    needed = [_needed(table, at, size) for at in range(len(table.columns))]
    references = max(map(em, ["出处号", *numbers])) * (size - 0.5) * _POINT + CELL_PADDING + 0.5
    room = PAGE_WIDTH - references
    if sum(needed) <= room:
        spare = min(_MOST_SPARE, (room - sum(needed)) / len(needed))
        widths = [width + spare for width in needed]
    else:
        tight = [_needed(table, at, size, broken_title=True) for at in range(1, len(table.columns))]
        # names of indicators give way to figures, but words to words
        narrowest = _NARROWEST_NAME[current_language()] * size * _POINT
        name = min(needed[0], max(narrowest, room - sum(tight))) if any(table.aligned) else needed[0]
        # a column with pictures keeps its width, or its words would run into them
        drawn = [0.0, *(width if _has_pictures(table, at) else 0.0 for at, width in enumerate(tight, 1))]
        rest = [0.0 if fixed else width for width, fixed in zip([name, *tight], drawn, strict=True)]
        widths = [sum(both) for both in zip(_levelled(rest, room - sum(drawn)), drawn, strict=True)]
    return [*widths, PAGE_WIDTH - sum(widths)]


def _needed(table: Table, at: int, size: float, *, broken_title: bool = False) -> float:
    lines = [em(line.text) * (0.95 if line.aside else 1.0) for row in table.rows for line in cell_lines(row[at])]
    picture = PICTURE + 2.0 if _has_pictures(table, at) else 0.0
    title = em(table.columns[at])
    title = max(title / 2, min(title, _SHORT_TITLE)) if broken_title else title
    longest = max(title * 0.96 * size * _POINT, max(lines) * size * _POINT + picture) + 0.3 * size * _POINT
    return longest + CELL_PADDING * (1 if at == 0 else 2)


def _has_pictures(table: Table, at: int) -> bool:
    return any(row[at].picture for row in table.rows)


def _levelled(needed: list[float], room: float) -> list[float]:
    """Cap the widest columns so that all of them together have just the room there is."""
    if sum(needed) <= room:
        return needed
    cap = room / len(needed)
    for _ in needed:
        narrow = [width for width in needed if width <= cap]
        wide = len(needed) - len(narrow)
        if not wide:
            break
        cap = (room - sum(narrow)) / wide
    return [min(width, cap) for width in needed]
