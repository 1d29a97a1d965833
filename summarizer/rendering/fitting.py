"""Whether a brief fits one printed page, by estimate: the sizes are those of the print style sheet."""

from math import ceil

from summarizer.rendering.page import Brief, Cell, Listing, Table, Words, plain

# millimetres; see templates/brief.css: A4 less its margins, less a margin for fonts of other machines
PAGE_HEIGHT = 262.0
_WIDTH = 184.0
_COLUMN = 88.0
_CHARACTER = 3.05
_LINE = 4.75
_TABLE_LINE = 4.35
_TABLE_PADDING = 1.1
_TITLE = 9.5
_HEADING = 7.4
_SMALL_CHARACTER = 2.55
_SMALL_LINE = 3.75
_REFERENCE = 1.3


def height(brief: Brief) -> float:
    """Return about how many millimetres high the printed page is."""
    total = _TITLE * _lines(brief.title, 6.0, _WIDTH) + _small("｜".join(brief.identity)) + 4.0
    total += _small(brief.incomplete) if brief.incomplete else 0.0
    total += _text(brief.headline, _WIDTH) * 1.15 + 3.0
    total += sum(_table(table) for table in (brief.table, brief.work) if table)
    if brief.doc_type == "action_plan":
        total += _in_two_columns(brief.targets) + _listing(brief.points, _WIDTH)
    else:
        total += max(_listing(brief.points, _COLUMN), _listing(brief.targets, _COLUMN))
    total += _run_on(brief.directions)
    total += max(_listing(brief.problems, _COLUMN), _listing(brief.cautions, _COLUMN))
    return total + _small("｜".join(plain(words) for words in brief.footer)) + 5.0


def _lines(text: str, character: float, width: float) -> int:
    """Return how many lines a text takes; two narrow characters count for one."""
    wide = sum(1.0 if ord(each) > 0x2E80 or each in "“”…—" else 0.56 for each in text)
    return max(1, ceil(wide * character / width))


def _text(words: Words, width: float) -> float:
    marks = _REFERENCE * sum(len(run.sources) for run in words)
    return _lines(plain(words), _CHARACTER, width - marks if marks < width / 2 else width / 2) * _LINE


def _small(text: str) -> float:
    return _lines(text, _SMALL_CHARACTER, _WIDTH) * _SMALL_LINE


def _listing(listing: Listing, width: float) -> float:
    if not listing.lines:
        return 0.0
    note = _small(listing.note) if listing.note else 0.0
    return _HEADING + note + sum(_text(line, width - 4.0) + 0.6 for line in listing.lines)


def _in_two_columns(listing: Listing) -> float:
    return _HEADING + (_listing(listing, _COLUMN) - _HEADING) / 2 + _LINE if listing.lines else 0.0


def _run_on(listing: Listing) -> float:
    if not listing.lines:
        return 0.0
    return 3.0 + _lines("｜".join(plain(line) for line in listing.lines) + listing.title, _CHARACTER, _WIDTH) * _LINE


def _table(table: Table) -> float:
    widths = _widths(table)
    rows = [max(_cell_lines(cell, width) for cell, width in zip(row, widths, strict=True)) for row in table.rows]
    return 5.0 + _TABLE_LINE + _TABLE_PADDING + sum(lines * _TABLE_LINE + _TABLE_PADDING for lines in rows)


def _cell_lines(cell: Cell, width: float) -> int:
    """Several values of a cell stand below each other, and so does what qualifies a value."""
    stacked = plain(cell.words).replace("（", "；（").strip("；").split("；") if cell.words else [""]
    return sum(_lines(part, _CHARACTER, width) for part in stacked)


def _title_length(title: str) -> float:
    return len(title) * 0.55 if title.isascii() else len(title)


def _widths(table: Table) -> list[float]:
    """Share the width as a browser does: in proportion to the longest cell of each column, within bounds."""
    longest = [
        min(24, max([_title_length(title), *(len(plain(row[at].words)) for row in table.rows)])) + 2
        for at, title in enumerate(table.columns)
    ]
    usable = _WIDTH - 14.0
    return [max(14.0, usable * length / sum(longest)) for length in longest]
