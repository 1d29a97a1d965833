"""Sums that a reader can do on the page: contradictions are listed, never corrected."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from summarizer.auditing.figures import HUNDRED, conflict, is_number, misses_growth, rounding, size, value
from summarizer.auditing.wholes import divided_wholes, growth_between_years
from summarizer.domain.record import Conflict, Indicator
from summarizer.domain.registry import plain_name

# Shares of a whole that were rounded one by one; a ratio whose sum is farther from 100 is none of shares
_ROUNDING, _SHARES = Decimal("0.5"), Decimal(10)
# `27个省重点项目(优选项目20个、补短板项目10个)`: a total, its name, the parts in brackets that hold no brackets
# `重点项目27个，其中优选项目20个、补短板项目10个，…`: or a list behind 其中, as far as only 、 stands between
_TOTAL = re.compile(
    r"[^，,；;。、:：()（）]{0,30}(?:[(（](?P<parts>[^()（）]{1,200})[)）]|[,，;；]其中[:：]?(?P<listed>[^，,；;。()（）]{1,120}))"
)
# 增长3.2%，其中税收收入: nothing but a comma or a growth stands between a whole and its part
_PART = re.compile(r"^[^;；。]{0,40}[,，、;；]其中[^,，;；。]{0,16}$")
# Growth of these is told at constant prices, so the levels don't give it
_CONSTANT_PRICES = re.compile("生产总值|gdp|增加值|总产值", re.IGNORECASE)


def arithmetic_conflicts(indicators: Sequence[Indicator]) -> list[Conflict]:
    """Return what doesn't add up, in the order of the first members."""
    order = {indicator.id: at for at, indicator in enumerate(indicators)}
    sums = [*_shares(indicators), *_parts(indicators), *_greater_parts(indicators), *_growths(indicators)]
    found = [*sums, *divided_wholes(indicators), *growth_between_years(indicators)]
    once = {tuple(each.members): each for each in reversed(found)}
    return sorted(once.values(), key=lambda each: [order[member] for member in each.members])


def _shares(indicators: Sequence[Indicator]) -> Iterator[Conflict]:
    """Find ratios like 9.6:40.6:49.8 whose shares miss 100."""
    ratios = (i for i in indicators if i.group and i.role == "share" and i.bound != "range")
    for _, members in groupby(ratios, key=lambda i: (i.group, i.period, i.kind)):
        ratio = list(members)
        total = sum((value(i) for i in ratio), Decimal(0))
        if len(ratio) >= 3 and _is_ratio(ratio) and max(_ROUNDING, rounding(ratio)) < abs(total - HUNDRED) <= _SHARES:
            yield conflict(ratio, f"各项占比之和为{total}（计算），不是100")


def _is_ratio(members: Sequence[Indicator]) -> bool:
    """Say whether only colons stand between the values, so that they divide one whole."""
    return len({i.name for i in members}) == 1 and all(
        later.numeral.start - first.numeral.end <= len(first.unit) + 1 for first, later in pairwise(members)
    )


def _parts(indicators: Sequence[Indicator]) -> Iterator[Conflict]:
    """Find totals that the parts named in brackets after them exceed."""
    for _, found in groupby(indicators, key=lambda i: i.sentence.start):
        members = [i for i in found if i.role == "level" and i.bound == "eq" and is_number(i)]
        for total in members:
            parts = _parts_of(total, members)
            summed = sum((size(part) for part in parts), Decimal(0))
            if len(parts) > 1 and summed - size(total) > rounding([total, *parts]):
                yield conflict([total, *parts], "分项之和超过总数")


def _greater_parts(indicators: Sequence[Indicator]) -> Iterator[Conflict]:
    """Find parts that are greater than their whole: 一般公共预算收入4.5亿元，其中税收收入83.5亿元."""
    for whole, part in pairwise(i for i in indicators if i.role == "level" and i.bound == "eq" and is_number(i)):
        between = part.sentence.text[whole.numeral.end - part.sentence.start : part.numeral.start - part.sentence.start]
        same = whole.sentence.start == part.sentence.start and whole.kind == part.kind and whole.period == part.period
        measured = whole.amount_unit == part.amount_unit != "" and whole.unit.endswith(part.unit[-1:])
        if same and measured and _PART.search(between) and size(part) > size(whole):
            yield conflict([whole, part], "其中的一项大于总数")


def _parts_of(total: Indicator, members: Sequence[Indicator]) -> list[Indicator]:
    base = total.sentence.start
    brackets = _TOTAL.match(total.sentence.text, total.numeral.end - base)
    if not brackets:
        return []
    start, end = (at + base for at in brackets.span("parts" if brackets["parts"] else "listed"))
    same = (i for i in members if (i.amount_unit, i.unit, i.kind) == (total.amount_unit, total.unit, total.kind))
    return [i for i in same if start <= i.numeral.start < end]


def _growths(indicators: Sequence[Indicator]) -> Iterator[Conflict]:
    """Find growths that the levels at both ends of their period don't give: 由2519元增加到8608元，增长150%."""
    for _, found in groupby(indicators, key=lambda i: (i.sentence.start, plain_name(i.name))):
        members = [i for i in found if is_number(i) and i.bound == "eq"]
        before = [i for i in members if i.role == "level" and i.kind == "baseline"]
        after = [i for i in members if i.role == "level" and i.kind == "actual"]
        growth = [i for i in members if i.role == "growth" and i.basis in ("yoy", "versus_base", "cumulative", "")]
        if len(before) == len(after) == len(growth) == 1 and _disagree(before[0], after[0], growth[0]):
            yield conflict([before[0], after[0], growth[0]], "增幅与前后两个数值不符")


def _disagree(before: Indicator, after: Indicator, growth: Indicator) -> bool:
    if growth.qualifiers or growth.same_as or _CONSTANT_PRICES.search(after.name):
        return False
    return misses_growth(before, after, growth)
