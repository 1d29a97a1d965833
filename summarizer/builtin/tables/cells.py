"""The cells of tables: what a row names, what a column says of it, the unit in a head, a caption or a column of units."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from summarizer.builtin.names.phrases import tidy
from summarizer.builtin.quantities.settings_in_text import Setting, period_of
from summarizer.builtin.tables.captions import NO_CAPTION, Caption, read_caption
from summarizer.builtin.tables.rows import VALUE, read_rows
from summarizer.domain.answer import IndicatorEntry, SkippedEntry
from summarizer.domain.grammar.periods import find_periods
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk, name_words
from summarizer.domain.record import Kind, Role
from summarizer.domain.span import Span

# 年末数(万人) · 比重(%)
_UNIT_BEHIND = re.compile(r"[(（](?:单位[:：])?(?P<unit>[^()（）\d]{1,8})[)）]\s*$|(?P<percent>[%％‰])\s*$")
# a head that tells a rate without its unit: 比上年增长, but not 增长量
_RATE = re.compile(r"增长(?![量额数])|增速|增幅|涨跌?幅")
_GROWTH = re.compile(r"增长|增减|涨跌|增速|增幅|涨幅|[±＋+]|同比|下降")
_SHARE = re.compile(r"比重|占比|比例|构成|完成率|[^\s]率")
_TARGET = re.compile(r"目标|计划|预期|规划|预计完成")
_DONE = re.compile(r"完成|实际|实绩|执行")
# what a column's head says beside the thing that is measured
_GENERAL = re.compile(
    r"[(（][^()（）]*[)）]|(?:19|20)\d\d年?|比?上年|同比|指标|数值|绝对[数额值]|实绩|本年|全年|年末数?|期末数?|累计|合计|数量|总量"
    r"|目标值?|预期|计划|规划|完成|实际|执行|情况|增减|涨跌|增长|增速|增幅|涨幅|下降|[±＋+\-—%％‰\s:：、/]|属性|单位|年均"
)
_NUMBERING = re.compile(r"序号|编号|排序")
_UNITS_COLUMN = re.compile(r"^(?:计量)?单位$")
# 第一产业[3]: a note's mark
_NOTE = re.compile(r"[\[［]\d{1,2}[\]］]")
_SPACE_INSIDE = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
# 其中:城镇 · #工业
_PART_OF = re.compile(r"^\s*(?:其中[:：]?|#)\s*")
# says of whom or what kind, not what: 城镇 of 常住人口
_ATTRIBUTE = re.compile(
    r"城镇|乡村|农村|城市|牧区|[男女]性?|\d+.*岁.*|国有|民营|私营|个体|公办|民办|中央|地方|内资|外资|[省市县区乡镇]级"
)
_PRODUCT = re.compile(r"(?:地区|国内)?生产总值|GDP")
_BRANCH = re.compile(r"第?[一二三]次?产业?")
_ADDED = "增加值"
_NO_UNIT = " "
_ITEM = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[、.](?!\d))\s*")


class _Column(Struct, frozen=True):
    """What the head of a column says of the values under it."""

    noun: str = ""
    unit: str = ""
    role: Role = "level"
    kind: Kind | None = None
    period: str = ""
    skipped: str = ""
    holds_units: bool = False


class _Parent(Struct, frozen=True):
    """The row that rows with 其中 are parts of."""

    name: str = ""
    value: Decimal | None = None


def read_cells(chunk: ShownChunk, settings: Sequence[Setting]) -> dict[int, IndicatorEntry | SkippedEntry]:
    """Return an entry for each numeral that fills a cell of a table with a head, by its number."""
    view = same_length_view(chunk.text)
    found: dict[int, IndicatorEntry | SkippedEntry] = {}
    columns, whole = _begun_before(chunk, settings)
    caption = NO_CAPTION
    parent, after_part, product = _Parent(), False, ""
    for number, read in enumerate(read_rows(chunk.text, view, chunk.sentences)):
        index, row, cells = read.index, read.whole, list(read.cells)
        if len(cells) < 2:
            caption = read_caption(row.of(chunk.text), caption)
            columns, parent, after_part, product = [], _Parent(), False, ""
            continue
        columns = [_Column(), *columns] if len(cells) == len(columns) + 1 and not columns[0].skipped else columns
        inside = [numeral for numeral in chunk.numerals if row.covers(numeral.span)]
        if not columns or read.heads or _is_head(view, row, cells, known=number > 0):
            columns, whole = _read_head(chunk, [cell.of(chunk.text) for cell in cells], settings[index]), caption
            continue
        label = _label(cells, columns, chunk.text)
        if not label:
            continue
        part = _PART_OF.match(label)
        label = label[part.end() :] if part else label
        above = parent if part else _next_parent(parent, _Parent(label, _first_value(view, cells)), after_part)
        after_part = bool(part) or above is parent
        own_unit = _row_unit(cells, columns, chunk.text, label)
        if _PRODUCT.search(label):
            product = own_unit or whole.unit or _NO_UNIT
        if product and _BRANCH.fullmatch(label):
            label, own_unit = _with_measure(label, chunk), own_unit or product
        name = tidy(parent.name + label if after_part and _ATTRIBUTE.fullmatch(label) else whole.measured(label))
        parent = above
        for numeral in inside:
            at = _cell_at(cells, numeral.span, len(columns))
            column = columns[at] if 0 <= at < len(columns) else None
            value = VALUE.fullmatch(cells[at - len(columns)].of(view)) if column else None
            if column and value:
                setting = settings[index]
                lent = column.unit or (whole.rate if column.role == "growth" else own_unit.strip() or whole.unit)
                unit = "" if value["unit"] else lent  # a unit beside its value is the reader's
                found[numeral.n] = _entry(numeral.n, name, column, unit, setting.kind, setting.period or _own(chunk))
    return found


def _with_measure(branch: str, chunk: ShownChunk) -> str:
    """生产总值 567.9, 第一产业 52.1: its value added, where the text has the word."""
    return branch + _ADDED if _ADDED in name_words(chunk.text, chunk.context) else branch


def _begun_before(chunk: ShownChunk, settings: Sequence[Setting]) -> tuple[list[_Column], Caption]:
    """Return what stands above the chunk of the table that it begins inside of."""
    caption = NO_CAPTION
    for line in chunk.context.table[:-1]:
        caption = read_caption(line, caption)
    heads = chunk.context.table[-1].strip(" |").split("|") if chunk.context.table and settings else []
    return (_read_head(chunk, [head.strip() for head in heads], settings[0]) if heads else []), caption


def _next_parent(parent: _Parent, row: _Parent, after_part: bool) -> _Parent:
    """常住人口 94.9, 其中：城镇 41.4, 乡村 53.5: a row behind a part that holds less than the whole is a part as well."""
    return parent if after_part and row.value is not None and parent.value is not None and row.value < parent.value else row


def _first_value(view: str, cells: list[Span]) -> Decimal | None:
    found = next((match for cell in cells[1:] if (match := VALUE.fullmatch(cell.of(view)))), None)
    return Decimal(found["value"].replace(",", "")) if found else None


def _own(chunk: ShownChunk) -> str:
    return chunk.context.review_period or chunk.context.plan_year


def _is_head(view: str, row: Span, cells: list[Span], *, known: bool) -> bool:
    """Say whether a row heads columns: none of its cells is a value."""
    return known and not any(VALUE.fullmatch(cell.of(view)) for cell in cells) and not row.of(view).startswith("其中")


def _read_head(chunk: ShownChunk, heads: list[str], setting: Setting) -> list[_Column]:
    columns = [_column(chunk, head, setting) for head in heads]
    labels = next((at for at, column in enumerate(columns) if not column.skipped and not column.holds_units), 0)
    for at, (left, right) in enumerate(pairwise(columns), 1):
        if right.role == "growth" and not right.kind and left.kind:  # 2021年目标, 增长(%)
            columns[at] = right = replace(right, kind=left.kind, period=left.period)
        if right.role == "growth" and left.role == "level" and left.noun and at - 1 > labels:  # 产量, 比上年增长(%)
            columns[at] = replace(right, noun=left.noun)
    return columns


def _column(chunk: ShownChunk, head: str, setting: Setting) -> _Column:
    view = same_length_view(head)
    if _NUMBERING.search(view):
        return _Column(skipped="序号")
    if _UNITS_COLUMN.match(view.strip()):
        return _Column(holds_units=True)
    said = _UNIT_BEHIND.search(head)
    unit = (said["unit"] or said["percent"]).strip(" ±＋+") if said else ""
    years = [
        value
        for mention in find_periods(view)
        if not view[: mention.span.start].endswith(("比", "较")) and (value := period_of(mention, setting, chunk.context))
    ]
    kind: Kind | None = "target" if _TARGET.search(view) and not _DONE.search(view) else "actual" if years else None
    noun = tidy(_GENERAL.sub("", head))
    rate = unit in ("%", "％", "‰")
    growing = _GROWTH.search(view) if rate else not unit and _RATE.search(view)
    role: Role = "growth" if growing else "share" if rate or _SHARE.search(view) else "level"
    return _Column(noun if role != "growth" else "", unit, role, kind, years[-1] if years else "")


def _label(cells: list[Span], columns: list[_Column], text: str) -> str:
    """Return the words that name a row: its first cell that holds neither number nor unit."""
    for at, cell in enumerate(cells):
        column = columns[at] if at < len(columns) else _Column()
        words = _ITEM.sub("", cell.of(text))
        if not column.holds_units and not column.skipped and re.search(r"[\u4e00-\u9fff]", words):
            return _SPACE_INSIDE.sub("", _NOTE.sub("", _UNIT_BEHIND.sub("", words))).strip()
    return ""


def _row_unit(cells: list[Span], columns: list[_Column], text: str, label: str) -> str:
    """Return the unit that a column of units or the row's own name gives: 生产总值(亿元)."""
    for cell, column in zip(cells, columns, strict=False):
        if column.holds_units:
            return cell.of(text).strip()
    said = next((found for cell in cells if label in cell.of(text) and (found := _UNIT_BEHIND.search(cell.of(text)))), None)
    return (said["unit"] or said["percent"]).strip() if said else ""


def _cell_at(cells: list[Span], value: Span, width: int) -> int:
    """Return the column of a value. A row that is short of cells lost those at its beginning."""
    here = next((at for at, cell in enumerate(cells) if cell.covers(value)), -1)
    return here + width - len(cells) if here >= 0 else -1


def _entry(n: int, name: str, column: _Column, unit: str, kind: Kind, period: str) -> IndicatorEntry | SkippedEntry:
    if column.skipped:
        return SkippedEntry(n=n, reason=column.skipped)
    role = column.role
    if role == "level" and unit in ("%", "％", "‰"):
        role = "share"
    told = not column.noun or column.noun in name or name[-1] == column.noun[-1]
    whole = name if told else tidy(name + column.noun)
    return IndicatorEntry(
        n=n,
        name=whole,
        role=role,
        kind=column.kind or kind,
        period=column.period or period,
        bound=None,
        sign=None,
        unit=unit or None,
    )
