"""Sums that a reader can do on the page: contradictions are listed, never corrected."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from summarizer.domain.record import Conflict, Indicator
from summarizer.domain.registry import plain_name

_HUNDRED = Decimal(100)
# Shares of a whole that were rounded one by one; a ratio whose sum is farther from 100 is none of shares
_ROUNDING, _SHARES = Decimal("0.5"), Decimal(10)
# `27个省重点项目(优选项目20个、补短板项目10个)`: a total, its name, the parts in brackets that hold no brackets
_TOTAL = re.compile(r"[^，,；;。、:：()（）]{0,30}[(（](?P<parts>[^()（）]{1,200})[)）]")
# 增长3.2%，其中税收收入: nothing but a comma or a growth stands between a whole and its part
_PART = re.compile(r"^[^;；。]{0,40}[,，、;；]其中[^,，;；。]{0,16}$")
# A growth told from the levels of two years may differ by what rounding and revised levels of the year before make
_GROWTH_SLACK = Decimal("1.5")
# Growth of these is told at constant prices, so the levels don't give it
_CONSTANT_PRICES = re.compile("生产总值|gdp|增加值|总产值", re.IGNORECASE)


def arithmetic_conflicts(indicators: Sequence[Indicator]) -> list[Conflict]:
    """Return what doesn't add up, in the order of the first members."""
    order = {indicator.id: at for at, indicator in enumerate(indicators)}
    found = [*_shares(indicators), *_parts(indicators), *_greater_parts(indicators), *_growths(indicators)]
    return sorted(found, key=lambda conflict: [order[member] for member in conflict.members])


def _shares(indicators: Sequence[Indicator]) -> Iterator[Conflict]:
    """Find ratios like 9.6:40.6:49.8 whose shares miss 100."""
    ratios = (i for i in indicators if i.group and i.role == "share" and i.bound != "range")
    for _, members in groupby(ratios, key=lambda i: (i.group, i.period, i.kind)):
        ratio = list(members)
        total = sum((_value(i) for i in ratio), Decimal(0))
        if len(ratio) >= 3 and _is_ratio(ratio) and _ROUNDING < abs(total - _HUNDRED) <= _SHARES:
            yield _conflict(ratio, f"各项占比之和为{total}（计算），不是100")


def _is_ratio(members: Sequence[Indicator]) -> bool:
    """Say whether only colons stand between the values, so that they divide one whole."""
    return len({i.name for i in members}) == 1 and all(
        later.numeral.start - first.numeral.end <= len(first.unit) + 1 for first, later in pairwise(members)
    )


def _parts(indicators: Sequence[Indicator]) -> Iterator[Conflict]:
    """Find totals that the parts named in brackets after them exceed."""
    for _, found in groupby(indicators, key=lambda i: i.sentence.start):
        members = [i for i in found if i.role == "level" and i.bound == "eq" and _is_number(i)]
        for total in members:
            parts = _parts_of(total, members)
            summed = sum((_size(part) for part in parts), Decimal(0))
            if len(parts) > 1 and summed > _size(total):
                yield _conflict([total, *parts], "分项之和超过总数")


def _greater_parts(indicators: Sequence[Indicator]) -> Iterator[Conflict]:
    """Find parts that are greater than their whole: 一般公共预算收入4.5亿元，其中税收收入83.5亿元."""
    for whole, part in pairwise(i for i in indicators if i.role == "level" and i.bound == "eq" and _is_number(i)):
        between = part.sentence.text[whole.numeral.end - part.sentence.start : part.numeral.start - part.sentence.start]
        same = whole.sentence.start == part.sentence.start and whole.kind == part.kind and whole.period == part.period
        measured = whole.amount_unit == part.amount_unit != "" and whole.unit.endswith(part.unit[-1:])
        if same and measured and _PART.search(between) and _size(part) > _size(whole):
            yield _conflict([whole, part], "其中的一项大于总数")


def _parts_of(total: Indicator, members: Sequence[Indicator]) -> list[Indicator]:
    base = total.sentence.start
    brackets = _TOTAL.match(total.sentence.text, total.numeral.end - base)
    if not brackets:
        return []
    start, end = brackets.start("parts") + base, brackets.end("parts") + base
    same = (i for i in members if (i.amount_unit, i.unit, i.kind) == (total.amount_unit, total.unit, total.kind))
    return [i for i in same if start <= i.numeral.start < end]


def _growths(indicators: Sequence[Indicator]) -> Iterator[Conflict]:
    """Find growths that the levels at both ends of their period don't give: 由2519元增加到8608元，增长150%."""
    for _, found in groupby(indicators, key=lambda i: (i.sentence.start, plain_name(i.name))):
        members = [i for i in found if _is_number(i) and i.bound == "eq"]
        before = [i for i in members if i.role == "level" and i.kind == "baseline"]
        after = [i for i in members if i.role == "level" and i.kind == "actual"]
        growth = [i for i in members if i.role == "growth" and i.basis in ("yoy", "versus_base", "cumulative", "")]
        if len(before) == len(after) == len(growth) == 1 and _disagree(before[0], after[0], growth[0]):
            yield _conflict([before[0], after[0], growth[0]], "增幅与前后两个数值不符")


def _disagree(before: Indicator, after: Indicator, growth: Indicator) -> bool:
    comparable = before.amount_unit == after.amount_unit and not growth.qualifiers and not growth.same_as
    if not comparable or _CONSTANT_PRICES.search(after.name) or growth.unit not in ("%", "％") or not _size(before):
        return False
    computed = (_size(after) / _size(before) - 1) * _HUNDRED
    return abs(computed - _value(growth) * growth.sign) > max(_GROWTH_SLACK, abs(computed) / 20)


def _conflict(members: Sequence[Indicator], reason: str) -> Conflict:
    ordered = sorted(members, key=lambda i: i.numeral.start)
    values = "，".join(i.numeral.text + i.unit for i in ordered)
    return Conflict(kind="value", what=members[0].name, members=[i.id for i in ordered], reason=f"{reason}：{values}")


def _is_number(indicator: Indicator) -> bool:
    return indicator.value.replace(".", "", 1).isdecimal()


def _value(indicator: Indicator) -> Decimal:
    return Decimal(indicator.value) if _is_number(indicator) else Decimal(0)


def _size(indicator: Indicator) -> Decimal:
    amount = indicator.amount
    return Decimal(amount) if amount.replace(".", "", 1).isdecimal() else _value(indicator)
