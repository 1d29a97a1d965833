"""Rows of tables as lines: cells separated by a tab, merged cells repeated wherever they reach."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MAX_COLUMNS = 1000
"""The most columns that a cell may span, by the HTML standard."""
_REPEATED_CELL_AT_MOST = 300
"""A longer cell is content and stands once; a shorter one is a label that each of its rows needs."""
_REPEATED_AT_MOST = 1_000_000
"""Characters that all repeats of a table may add: a bound on what a hostile table can blow up to."""


_LAYOUT_CELL_FROM = 300
_LAYOUT_CELL_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the file has it; `rows` and `columns` are how many it covers."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class _Reaching:
    """A cell that reaches into the rows below."""

    text: str
    rows: int


def table_lines(rows: Iterable[Sequence[Cell]]) -> list[str]:
    """Return a line for each row that holds anything. A cell across the whole row stands alone on its line."""
    return [line for row in expand(rows) if (line := "\t".join(row).rstrip("\t"))]


def is_layout(sizes: Sequence[int]) -> bool:
    """Tell by the characters of its cells whether a table only frames text: one long cell holds most of it."""
    largest = max(sizes, default=0)
    return largest > _LAYOUT_CELL_FROM and largest > _LAYOUT_CELL_SHARE * sum(sizes)


def expand(rows: Iterable[Sequence[Cell]]) -> list[list[str]]:
    """Return the grid of a table, each merged cell repeated wherever it reaches, but a cell across the whole row once."""
    grid: list[list[str]] = []
    reaching: dict[int, _Reaching] = {}
    left = _REPEATED_AT_MOST
    for row in rows:
        filled, left = _expand_row(row, reaching, left)
        grid.append(filled)
    return grid


def _expand_row(row: Sequence[Cell], reaching: dict[int, _Reaching], left: int) -> tuple[list[str], int]:
    filled: list[str] = []
    if len(row) == 1 and row[0].columns > 1 and not reaching:
        return [row[0].text], left
    for cell in row:
        left = _take_reaching(filled, reaching, left)
        columns = min(max(cell.columns, 1), MAX_COLUMNS) if left > 0 else 1
        for column in range(columns):
            text, left = (cell.text, left) if not column else _repeat(cell.text, left)
            if cell.rows > 1:
                reaching[len(filled)] = _Reaching(cell.text if not column else text, cell.rows - 1)
            filled.append(text)
    return filled, _take_reaching(filled, reaching, left)


def _take_reaching(filled: list[str], reaching: dict[int, _Reaching], left: int) -> int:
    """Fill the next columns with the cells of rows above that reach here."""
    if left <= 0:
        reaching.clear()
    while (above := reaching.get(len(filled))) is not None:
        above.rows -= 1
        if not above.rows:
            del reaching[len(filled)]
        text, left = _repeat(above.text, left)
        filled.append(text)
    return left


def _repeat(text: str, left: int) -> tuple[str, int]:
    if len(text) > _REPEATED_CELL_AT_MOST or len(text) >= left:
        return "", left - 1
    return text, left - len(text) - 1
