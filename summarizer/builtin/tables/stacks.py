"""Tables whose cells follow one another, a line each or all on one: rows are told by how many values follow a name."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from summarizer.builtin.tables.parting import EMPTY, VALUE, Row, bare, split_at
from summarizer.builtin.tables.place_heads import is_place
from summarizer.domain.span import Span

# 9月 · 1-9月累计 · 累计增长% · 年末数 · 绝对数(亿元): what a head says, and the name of a row hardly
_HEAD = re.compile(
    r"[（(][^()（）]{1,12}[)）]$|\d|累计|本[月期年季]|[上去]年|同比|环比|增[长减速幅]|[%％‰]|比重|[数量额值]$|目标|计划|完成|实际|面积|合计"
)
# 3、第三产业增加值构成 · 表2: the line above a head that leaves out what names the rows
_TITLE = re.compile(r"[(]?[一二三四五六七八九十\d]{1,3}[、.)]|表\s?\d")
_UNITS = re.compile(r"(?:计量)?单\s?位")
_LEAST_PLACES = 3
_LEAST_ROWS = 2


class _Group(Struct, frozen=True):
    """Names with the values behind the last of them."""

    names: tuple[Row, ...]
    values: tuple[Row, ...]


def read_stack(view: str, run: Sequence[Row]) -> list[Row]:
    """Return the rows of the tables in lines that hold short cells alone, `[]` where they hold none.

    指标 | 2021年 | 增长(%) | 生产总值 | 567.9 | 6.8 | 工业 | 111.9 | 8.1, each on its line or in a row of bars.
    """
    if len(run) == 0 or _is_set_in_rows(view, run):
        return []
    groups = list(_groups(view, [cell for line in run for cell in _cells(view, line)]))
    rows: list[Row] = []
    at = 0
    while at < len(groups):
        table, used = _table(view, groups[at:])
        rows += table or groups[at].names
        at += used or 1
    return rows if any(row.heads for row in rows) else []


def _is_set_in_rows(view: str, run: Sequence[Row]) -> bool:
    """Say whether bars part rows of one width, name first: each line is a row then."""
    widths = [len(split_at(words, line.whole, "|")) for line in run if (words := line.whole.of(view)).count("|") > 1]
    return len(widths) > 1 and len(set(widths)) == 1


def _cells(view: str, line: Row) -> Iterator[Row]:
    for piece in split_at(line.whole.of(view), line.whole, "|"):
        words = piece.of(view)
        inner = bare(words)
        if inner:
            start = piece.start + words.find(inner)
            yield Row(line.index, Span(start, start + len(inner)), ())


def _groups(view: str, cells: Sequence[Row]) -> Iterator[_Group]:
    names: list[Row] = []
    values: list[Row] = []
    for cell in cells:
        words = cell.whole.of(view)
        if VALUE.fullmatch(words) or (names and EMPTY.fullmatch(words)):
            values.append(cell)
            continue
        if values:
            yield _Group(tuple(names), tuple(values))
            names, values = [], []
        names.append(cell)
    if names or values:
        yield _Group(tuple(names), tuple(values))


def _table(view: str, groups: Sequence[_Group]) -> tuple[list[Row], int]:
    """Return the rows of the table that begins here, and how many groups it takes."""
    places = _place_run(view, groups[0].names)
    if places:
        return _table_of_places(groups, places)
    first, width = groups[0], len(groups[0].values)
    with_units = _table_with_units(view, groups, width) if width else []
    if with_units:
        return with_units, len(with_units) - 1
    rows = [group for group in groups[1:] if group.values]
    used = next((at for at, group in enumerate(rows) if len(group.values) != width or len(group.names) != 1), len(rows)) + 1
    heads = first.names[-width - 2 : -1] if width else ()
    if not width or len(heads) < width:
        return [], 0
    if len(heads) > width and _TITLE.match(heads[0].whole.of(view)):
        heads = heads[1:]
    exact = len(first.names) == width + 2 and used >= _LEAST_ROWS
    if not exact and not all(_HEAD.search(head.whole.of(view)) for head in heads[-width:]):
        return [], 0
    if not exact and used < _LEAST_ROWS and width == 1:
        return [], 0
    above = first.names[: -len(heads) - 1]
    return [*above, _row(heads, len(heads), heads=True), *(_data(group, width) for group in groups[:used])], used


def _table_with_units(view: str, groups: Sequence[_Group], width: int) -> list[Row]:
    """Return the rows of a table that has the unit behind each name: 产品名称, 单位, 产量, 水泥, 万吨, 215.3."""
    heads = groups[0].names[-width - 4 : -2]
    if len(heads) != width + 2 or not _UNITS.fullmatch(heads[1].whole.of(view)):
        return []
    rows = [_row(heads, width + 2, heads=True)]
    for group in groups:
        if len(group.values) != width or (len(rows) > 1 and len(group.names) != 2):
            break
        rows.append(_row((*group.names[-2:], *group.values), width + 2, heads=False))
    return rows


def _place_run(view: str, names: Sequence[Row]) -> tuple[Row, ...]:
    """Return the head of the columns from the first of several places on; what stands behind them may head columns too."""
    at = [number for number, name in enumerate(names[:-1]) if is_place(name.whole.of(view))]
    if len(at) < _LEAST_PLACES or at[-1] - at[0] + 1 != len(at):
        return ()
    return tuple(names[max(at[0] - 1, 0) : -1]) if at[0] else ()


def _table_of_places(groups: Sequence[_Group], heads: Sequence[Row]) -> tuple[list[Row], int]:
    """Return the rows of a table that has a column for each place. The names of offices stand between its rows."""
    widest = max(len(group.values) for group in groups)
    width = min(len(heads) - 1, widest)
    shown = [group for group in groups if group.names and 0 < len(group.values) <= width]
    return [_row(heads[: width + 1], width + 1, heads=True), *(_data(group, width) for group in shown)], len(groups)


def _data(group: _Group, width: int) -> Row:
    return _row((group.names[-1], *group.values), width + 1, heads=False)


def _row(cells: Sequence[Row], width: int, *, heads: bool) -> Row:
    """Return cells as a row; what it lacks at its end is empty."""
    end = cells[-1].whole.end
    spans = [cell.whole for cell in cells] + [Span(end, end)] * (width - len(cells))
    return Row(cells[0].index, Span(cells[0].whole.start, end), tuple(spans), heads)
