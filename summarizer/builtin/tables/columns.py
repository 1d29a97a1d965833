"""What the heads of a table's columns say of the values under them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from summarizer.builtin.names.phrases import tidy
from summarizer.builtin.quantities.settings_in_text import Setting, period_of
from summarizer.builtin.tables.place_heads import is_place, place_in
from summarizer.domain.chunk import Context
from summarizer.domain.grammar.periods import find_periods
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.record import Kind, Role

# 年末数(万人) · 比重(%)
UNIT_BEHIND = re.compile(r"[(（](?:单位[:：])?(?P<unit>[^()（）\d]{1,8})[)）]\s*$|(?P<percent>[%％‰])\s*$")
DATES = "日期"
RATES = ("%", "％", "‰")
# a head that tells a rate without its unit: 比上年增长, but not 增长量
_RATE = re.compile(r"增长(?![量额数])|增速|增幅|涨跌?幅")
_GROWTH = re.compile(r"增长|增减|涨跌|增速|增幅|涨幅|[±＋+]|同比|下降")
_SHARE = re.compile(r"比重|占比|比例|构成|完成率|[^\s]率")
# 累计增减百分点
_POINTS = re.compile(r"(?P<unit>个?百分点)[)）]?\s*$")
_TARGET = re.compile(r"目标|计划|预期|规划|预计完成")
_DONE = re.compile(r"(?:完成|进展|进度)(?!.{0,2}(?:时|要求|安排|节点))|实际|实绩|执行")
# what a column's head says beside the thing that is measured
_GENERAL = re.compile(
    r"[(（][^()（）]*[)）]|(?:19|20)\d\d年?|(?:\d{1,2}[-—~至])?\d{1,2}月份?|\d-本月|比?上年|同比|环比|指标|数值|绝对[数额值]|实绩|本[年月期季]|全年|年末数?|期末数?|累计|合计|数量|总量"
    r"|目标值?|预期|计划|规划|完成|实际|执行|情况|增减|涨跌|增长|增速|增幅|涨幅|下降|[±＋+\-—%％‰\s:：、/]|属性|单位|年均|个?百分点"
)
_NUMBERING = re.compile(r"序\s?号|编号|排序")
# points that a task counts for, and that were given
_POINTS_GIVEN = re.compile(r"^(?:考核|标准|目标)?(?:分值|权重|得分|评分|计分)")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
# 计划完成时间 · 完成时限
_DATES = re.compile(r"(?:时间|时限|期限|日期)(?:节点|要求)?$")
_UNITS_COLUMN = re.compile(r"^(?:计量)?单位$")


class Column(Struct, frozen=True):
    """What the head of a column says of the values under it."""

    noun: str = ""
    unit: str = ""
    role: Role = "level"
    kind: Kind | None = None
    period: str = ""
    skipped: str = ""
    holds_units: bool = False
    place: str = ""


def read_head(context: Context, heads: Sequence[str], setting: Setting) -> list[Column]:
    """Return the columns under heads. Names stand before units: a head that begins with 单位 has lost the first of its cells.

    What has a date to be done by, and nothing that says how far it is, is still to be done.
    """
    columns = [_column(context, head, setting) for head in heads]
    if columns and columns[0].holds_units:
        columns.insert(0, Column())
    labels = next((at for at, column in enumerate(columns) if not column.skipped and not column.holds_units), 0)
    for at, (left, right) in enumerate(pairwise(columns), 1):
        if right.role == "growth" and not right.kind and left.kind:  # 2021年目标, 增长(%)
            columns[at] = right = replace(right, kind=left.kind, period=left.period)
        if right.role == "growth" and left.role == "level" and left.noun and at - 1 > labels:  # 产量, 比上年增长(%)
            columns[at] = replace(right, noun=left.noun)
    planned = any(_DATES.search(head.strip()) for head in heads) and not any(column.kind for column in columns)
    return [replace(column, kind="target") for column in columns] if planned else columns


def _column(context: Context, head: str, setting: Setting) -> Column:
    view = same_length_view(head)
    if _NUMBERING.search(view):
        return Column(skipped="序号")
    if _POINTS_GIVEN.match(view.strip()):
        return Column(skipped="分值")
    if _DATES.search(view.strip()):
        return Column(skipped=DATES)
    if _UNITS_COLUMN.match(view.strip()):
        return Column(holds_units=True)
    if is_place(view):
        return Column(place=place_in(view))
    said = _POINTS.search(head) or UNIT_BEHIND.search(head)
    unit = next(filter(None, said.groups())).strip(" ±＋+") if said else ""
    years = [
        value
        for mention in find_periods(view)
        if not view[: mention.span.start].endswith(("比", "较")) and (value := period_of(mention, setting, context))
    ]
    years = [view.strip()] if _BARE_YEAR.fullmatch(view.strip()) else years
    noun = tidy(_GENERAL.sub("", head))
    role = _role_of_head(view, unit)
    return Column(noun if role in ("level", "share") else "", unit, role, _kind_of_head(view, years), years[-1] if years else "")


def _role_of_head(view: str, unit: str) -> Role:
    rate = unit in RATES
    if unit.endswith("百分点"):
        return "change"
    growing = _GROWTH.search(view) if rate else not unit and _RATE.search(view)
    return "growth" if growing else "share" if rate or _SHARE.search(view) else "level"


def _kind_of_head(view: str, years: Sequence[str]) -> Kind | None:
    planned, done = _TARGET.search(view), _DONE.search(view)
    if planned and not done:
        return "target"
    return "actual" if years or (done and not planned) else None
