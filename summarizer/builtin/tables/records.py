"""Numbered entries of a table that has one cell on a line, some of them prose."""

import re
from collections.abc import Sequence

from summarizer.builtin.tables.parting import PROSE, Row, bare
from summarizer.domain.span import Span

_NUMBER_HEAD = re.compile(r"序\s?号|编\s?号")
_MOST_COLUMNS = 9
_LONGEST_HEAD = 12


def read_records(view: str, lines: Sequence[Row], first: int) -> list[Row]:
    """Return head and rows where they begin here: 序号, 项目内容, 进度, 1, 新建水厂2座。, 80%, 2, …, each on its line."""
    if not _NUMBER_HEAD.fullmatch(_words(view, lines, first)):
        return []
    width = next((width for width in range(2, _MOST_COLUMNS + 1) if _words(view, lines, first + width) == "1"), 0)
    heads = [_words(view, lines, first + column) for column in range(width)]
    if not heads or any(len(head) > _LONGEST_HEAD or PROSE.search(head) for head in heads):
        return []
    rows = [_row(lines, first, width, heads=True)]
    while _words(view, lines, first + len(rows) * width) == str(len(rows)):
        rows.append(_row(lines, first + len(rows) * width, width, heads=False))
    return rows if len(rows) > 2 else []


def _words(view: str, lines: Sequence[Row], at: int) -> str:
    return bare(lines[at].whole.of(view)) if at < len(lines) else ""


def _row(lines: Sequence[Row], first: int, width: int, *, heads: bool) -> Row:
    cells = tuple(line.whole for line in lines[first : first + width])
    return Row(lines[first].index, Span(cells[0].start, cells[-1].end), cells, heads)
