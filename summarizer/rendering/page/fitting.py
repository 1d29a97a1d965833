"""Whether a brief fits one printed page, by estimate: lines are counted as `brief.typ` breaks and spaces them.

The estimate is a little above what typst lays out, so that the page is the same whichever formats are made of it.
"""

from collections.abc import Iterable
from dataclasses import replace
from math import ceil

from summarizer.rendering.page.layout import CELL_PADDING, PAGE_WIDTH, SIZE, cell_lines, column_widths, em
from summarizer.rendering.page.parts import (
    Brief,
    Cell,
    Listing,
    Table,
    Words,
    halves,
    plain,
    reference_numbers,
    row_references,
    stands_alone,
)

# millimetres: A4 less the margins of the sheet is 274; the rest is left to browsers and offices, whose fonts differ
PAGE_HEIGHT = 264.0
_EM = SIZE * 25.4 / 72
_SMALL = _EM * 8.5 / 9
_TITLE, _HEADLINE = _EM * 1.72, _EM * 1.11
_LEADING, _HEADLINE_LEADING, _STACKED = 0.42, 0.55, 0.3
_ITEM = _LEADING * _EM + 0.55
_SECTION = 3.2
_HEADING = _EM + 2.0
_GUTTER = 7.0
_COLUMN = (PAGE_WIDTH - _GUTTER) / 2
_BULLET = 0.95 * _EM
_VALUE_GAP = 2.4
# a digit of a reference number, in widths of a character
_REFERENCE = 0.4
# lines end early where no line may begin with what follows
_RAGGED = 1.03


def height(brief: Brief) -> float:
    """Return about how many millimetres high the printed page is."""
    numbers = reference_numbers(brief)
    digits = len(str(len(numbers)))
    parts = [
        _headline(brief.headline),
        *(_table(table, [row_references(row, numbers) for row in table.rows]) for table in (brief.table, brief.work) if table),
        *_lists(brief, digits),
        _directions(brief.directions),
        max(_listing(brief.problems, _COLUMN, digits), _listing(brief.cautions, _COLUMN, digits))
        if brief.problems.lines and brief.cautions.lines
        else _listing(brief.problems, PAGE_WIDTH, digits) + _listing(brief.cautions, PAGE_WIDTH, digits),
        1.4 + _run_on([plain(words) for words in brief.footer], PAGE_WIDTH, _SMALL, 1.4),
    ]
    top = _lines(em(brief.title) + (4.0 if brief.incomplete else 0.0), PAGE_WIDTH, _TITLE, _LEADING) + 1.6
    top += _run_on(brief.identity, PAGE_WIDTH, _SMALL, 1.3)
    top += 1.4 + _lines(em(brief.incomplete) + 4.0, PAGE_WIDTH, _EM, _LEADING) if brief.incomplete else 0.0
    return top + sum(part + _SECTION for part in parts if part)


def _lists(brief: Brief, digits: int) -> tuple[float, ...]:
    if brief.doc_type == "action_plan":
        return (_goals(brief.targets, digits), _points_alone(brief, digits))
    if brief.points.lines and brief.targets.lines:
        return (max(_listing(brief.points, _COLUMN, digits), _valued(brief.targets, _COLUMN, digits)),)
    return (_points_alone(brief, digits), _valued(brief.targets, PAGE_WIDTH, digits))


def _count(width: float, room: float, size: float) -> int:
    """Return how many lines so many characters take."""
    return 1 if width * size <= room else ceil(width * _RAGGED * size / room)


def _lines(width: float, room: float, size: float, leading: float) -> float:
    count = _count(width, room, size)
    return size * (count + (count - 1) * leading)


def _width(words: Words, digits: int) -> float:
    return em(plain(words)) + _REFERENCE * digits * sum(len(run.sources) for run in words)


def _headline(words: Words) -> float:
    return _lines(_width(words, 1), PAGE_WIDTH - 3.0, _HEADLINE, _HEADLINE_LEADING) if words else 0.0


def _run_on(items: Iterable[str], room: float, size: float, gap: float) -> float:
    """Return the height of items that follow each other and are not broken unless one is longer than a line."""
    lines, at = 1, 0.0
    for item in items:
        width = (em(item) + gap) * size * _RAGGED
        if at and at + width > room:
            lines, at = lines + 1, 0.0
        lines += int((at + width) // room)
        at = (at + width) % room
    return size * (lines + (lines - 1) * _LEADING)


def _directions(listing: Listing) -> float:
    if not listing.lines:
        return 0.0
    room = PAGE_WIDTH - 4.0 - (em(listing.title) + 0.5) * _EM
    return 2.4 + _run_on([plain(line) for line in listing.lines], room, _EM, 1.3)


def _listing(listing: Listing, room: float, digits: int) -> float:
    if not listing.lines:
        return 0.0
    lines = (_lines(_width(line, digits), room - _BULLET, _EM, _LEADING) + _ITEM for line in listing.lines)
    return _HEADING + sum(lines) - _ITEM


def _points_alone(brief: Brief, digits: int) -> float:
    if not stands_alone(brief):
        return _listing(brief.points, PAGE_WIDTH, digits)
    columns = (replace(brief.points, lines=lines) for lines in halves(brief.points.lines))
    return max(_listing(column, _COLUMN, digits) for column in columns)


def _valued(listing: Listing, room: float, digits: int) -> float:
    if not listing.lines:
        return 0.0
    values = min(room / 2, max(em(line[0].text) for line in listing.lines) * 1.06 * _EM)
    return _HEADING + _rows(listing.lines, values, room, digits)


def _goals(listing: Listing, digits: int) -> float:
    """Goals stand in two columns below one heading."""
    if not listing.lines:
        return 0.0
    return _HEADING + max(_rows(part, 8.8 * _EM, _COLUMN, digits) for part in halves(listing.lines) if part)


def _rows(lines: tuple[Words, ...], values: float, room: float, digits: int) -> float:
    total = 0.0
    for value, *name in lines:
        left = _lines(em(value.text) * 1.05, values, _EM, _LEADING)
        width = _width(tuple(name), digits) + _REFERENCE * digits * len(value.sources)
        total += max(left, _lines(width, room - values - _VALUE_GAP, _EM, _LEADING)) + _ITEM
    return total - _ITEM


def _table(table: Table, references: list[str]) -> float:
    widths = column_widths(table, references, SIZE)
    rows = [max(_cell(cell, widths[at] - (1 + (at > 0)) * CELL_PADDING) for at, cell in enumerate(row)) for row in table.rows]
    titles = max(_lines(em(title), widths[at], _SMALL, _LEADING) for at, title in enumerate(table.columns))
    return titles + 1.6 + sum(row + 2.0 for row in rows)


def _cell(cell: Cell, room: float) -> float:
    lines = cell_lines(cell)
    sizes = [_SMALL if line.aside else _EM for line in lines]
    return sum(_lines(em(line.text), room, size, _LEADING) for line, size in zip(lines, sizes, strict=True)) + _STACKED * _EM * (
        len(lines) - 1
    )
