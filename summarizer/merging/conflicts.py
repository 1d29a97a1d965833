"""Indicators that can't both be right, and those that only look comparable."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from summarizer.domain.record import Conflict, Indicator, Meta
from summarizer.domain.registry import indicator_kind, parts_of, plain_name
from summarizer.merging.aspects import aspects_of
from summarizer.merging.identity import Topic, topic_of
from summarizer.merging.stated_periods import StatedPeriods

_NOTHING, _ENDLESS = Decimal("-Infinity"), Decimal("Infinity")
# How far 左右, 约, 近, 余 reach
_ABOUT = Decimal("0.1")
# A shorter name of no registered indicator (项目, 企业) says too little to set two figures against each other
_SHORTEST_NAME = 4
# Pairs grow with the square; a name that labels more figures than this is a list's, not one thing's
_MOST_COMPARED = 60
# 项目建设, 新建道路, 招商项目: so many things are called so that each figure may be of others
_GENERAL_NAME = re.compile(
    "(?:项目|工程|企业|单位|建设|投资|资金|资产|公路|道路|住房|学校|基地|园区|人员|活动|产业|重点|重大|新建?|建成|改造|改建|提升|完成|实施|开工|招商|引进"
    "|签约|落地|投产|竣工|储备|入库|谋划|培育|争取|任务|指标|目标|措施|事项|问题|案件|个|类|项|的|各|和|与|、)+"
)
# Words that make the amount of a registered name another one: 自营出口 is less than 出口, 地方财政收入 than 财政总收入
_LIMITING = re.compile(
    "地方|公共|一般|自营|规模以上|限额以上|全口径|工业|农业|民间|民营|城镇|城市|农村|常住|户籍|人均|国内|外贸|货物|居民|单位|企业|总收入|现价"
)
# 跃上500亿斤台阶 · 跨越5000亿元大关 · 跨越了两千亿元和三千亿元两个台阶
_PASSED = re.compile(r"[^,，。;；]{0,14}(?:台阶|大关|关口|门槛|行列|俱乐部)")


@dataclass(frozen=True, slots=True)
class _Range:
    """Between which values a figure says that the quantity lies."""

    low: Decimal
    high: Decimal

    def meets(self, other: "_Range") -> bool:
        return self.low <= other.high and other.low <= self.high


def conflicts_of(indicators: Sequence[Indicator], meta: Meta, periods: StatedPeriods) -> list[Conflict]:
    """Return the conflicts in the order of their first members, contradictions before differences of scope."""
    order = {indicator.id: at for at, indicator in enumerate(indicators)}
    contradictions = list(_contradictions(indicators, meta, periods))
    told = [set(conflict.members) for conflict in contradictions]
    parts = (conflict for conflict in _parts_above_their_whole(indicators, meta) if set(conflict.members) not in told)
    found = [*contradictions, *parts]
    return sorted(found, key=lambda conflict: ([order[member] for member in conflict.members], conflict.kind == "scope"))


def _contradictions(indicators: Sequence[Indicator], meta: Meta, periods: StatedPeriods) -> Iterator[Conflict]:
    asked = (i for i in indicators if i.period and _number(i) is not None)
    for alike in _grouped(asked, lambda i: _question(i, meta)):
        for found in _grouped(alike, lambda i: aspects_of(i, meta)) if len(alike) > 1 else ():
            members = found[:_MOST_COMPARED]
            apart = _apart(members)
            # a contradiction that rests on periods nobody wrote may as well be two figures of two periods
            sure = [pair for pair in apart if not _of_doubtful_periods(*pair, periods)]
            if apart:
                yield _contradiction(members, sure or apart, meta, sure=bool(sure))


def _grouped(indicators: Iterable[Indicator], key: Callable[[Indicator], object]) -> list[list[Indicator]]:
    groups: dict[object, list[Indicator]] = {}
    for indicator in indicators:
        groups.setdefault(key(indicator), []).append(indicator)
    return list(groups.values())


def _contradiction(
    members: Sequence[Indicator], apart: Sequence[tuple[Indicator, Indicator]], meta: Meta, *, sure: bool
) -> Conflict:
    alike = [pair for pair in apart if _named_alike(*pair, meta)]
    ids = {one.id for pair in alike or apart for one in pair}
    wrong = [member for member in members if member.id in ids]
    values = "，".join(dict.fromkeys(_written(member) for member in wrong))
    if not alike:
        names = "、".join(dict.fromkeys(member.name for member in wrong))
        reason = f"名称不同（{names}），口径可能不同：{values}"
        return Conflict(kind="scope", what=_what(wrong[0]), members=[i.id for i in wrong], reason=reason)
    reason = f"同一指标的数值不同：{values}" if sure else f"数值不同：{values}；所属时期是推断的，可能不是同一时期"
    return Conflict(kind="value" if sure else "scope", what=_what(wrong[0]), members=[i.id for i in wrong], reason=reason)


def _named_alike(one: Indicator, other: Indicator, meta: Meta) -> bool:
    """Say whether two figures are surely of one thing, limited by the same words.

    公共财政收入 and 地方财政收入 are wordings of one id and may be two things; 绿色发电量 and 清洁电力发电量 are one.
    What a name leaves out, its sentence may say: the 发电量 of a sentence about clean power.
    """
    by_sentence = any(_topic(each, meta)[0] != topic_of(each, meta)[0] for each in (one, other))
    return by_sentence or _limits(one) == _limits(other)


def _limits(indicator: Indicator) -> frozenset[str]:
    return frozenset(_LIMITING.findall(plain_name(indicator.name)))


def _question(indicator: Indicator, meta: Meta) -> tuple[object, ...]:
    """Return the question that an indicator answers; two that answer one question differently contradict each other."""
    i = indicator
    return (_topic(i, meta), i.role, i.kind, i.period, i.basis, i.amount_unit or i.unit)


def _topic(indicator: Indicator, meta: Meta) -> Topic:
    """Return what a figure is about; one whose name says only the whole belongs to the part that its sentence speaks of before.

    `加强清洁电力开发和消纳，力争全年发电量达到55亿千瓦时`: the output of clean power.
    """
    topic = topic_of(indicator, meta)
    before = indicator.sentence.text[: indicator.numeral.start - indicator.sentence.start]
    parts = parts_of(topic[0]) if len(indicator.canonical) == 1 else ()
    part = next((kind.id for kind in parts if any(stem in before for stem in kind.stems)), topic[0])
    return (part, *topic[1:])


def _apart(members: Sequence[Indicator]) -> list[tuple[Indicator, Indicator]]:
    """Return the pairs whose ranges miss each other; within a sentence figures belong to a list."""
    ranges = {member.id: _range(member, members) for member in members}
    return [
        (one, other)
        for one, other in combinations(members, 2)
        if _comparable(one, other) and not ranges[one.id].meets(ranges[other.id])
    ]


def _comparable(one: Indicator, other: Indicator) -> bool:
    """Say whether two figures are surely of one thing: a name that isn't registered may stand for several (新建道路)."""
    if one.sentence.start == other.sentence.start:
        return False
    if one.canonical and other.canonical and not _is_counted(one):
        return True
    name = plain_name(one.name)
    long_enough = len(name) >= _SHORTEST_NAME and not _GENERAL_NAME.fullmatch(name)
    stated = one.kind == "target" or not {"period"} & {*one.inferred, *other.inferred}
    return long_enough and one.unit == other.unit and one.section != other.section and stated


def _is_counted(indicator: Indicator) -> bool:
    return any(indicator_kind(one).unit == "count" for one in indicator.canonical)


def _of_doubtful_periods(one: Indicator, other: Indicator, periods: StatedPeriods) -> bool:
    """Say whether two figures stand without their period and under different ones, so that each may be of another period.

    A report looks back on one year here and on five there.
    """
    unsaid = "period" in one.inferred and "period" in other.inferred
    return unsaid and periods.last_before(one.numeral.start) != periods.last_before(other.numeral.start)


def _range(indicator: Indicator, members: Sequence[Indicator]) -> _Range:
    number = _number(indicator)
    if number is None:
        return _Range(_NOTHING, _ENDLESS)
    if indicator.bound in ("ge", "gt") or _is_passed(indicator):
        return _Range(number, _ENDLESS)
    if indicator.bound in ("le", "lt"):
        return _Range(_NOTHING, number)
    if indicator.bound == "range":
        ends = [end for other in members if other.group == indicator.group and (end := _number(other)) is not None]
        return _Range(min(ends), max(ends))
    # 跨入千亿元行列: a figure in words is a round one
    rough = indicator.bound == "approx" or not indicator.numeral.text[:1].isdecimal()
    slack = abs(number) * _ABOUT if rough else _rounding(indicator, number)
    return _Range(number - slack, number + slack)


def _is_passed(indicator: Indicator) -> bool:
    """Say whether a figure is a mark that the quantity has passed: 跃上500亿斤台阶."""
    return _PASSED.match(indicator.sentence.text, indicator.numeral.end - indicator.sentence.start) is not None


def _rounding(indicator: Indicator, number: Decimal) -> Decimal:
    """Return half a unit of the last place written, so that 147.3 and 147.28 agree."""
    if "/" in indicator.value:
        return Decimal(0)  # 五分之一 is exact
    value = Decimal(indicator.value)
    last = value.as_tuple().exponent
    scale = abs(number / value) if value else Decimal(1)
    return Decimal(5) * Decimal(10) ** (int(last) - 1) * scale if isinstance(last, int) and last < 0 else Decimal(0)


def _parts_above_their_whole(indicators: Sequence[Indicator], meta: Meta) -> Iterator[Conflict]:
    """Name amounts that by definition are parts and yet exceed their whole: the report counts them differently."""
    levels = [i for i in indicators if i.role == "level" and len(i.canonical) == 1 and i.amount_unit and not i.same_as]
    wholes: dict[tuple[object, ...], Indicator] = {}
    for whole in levels:
        wholes.setdefault((whole.canonical[0], topic_of(whole, meta)[1:], whole.kind, whole.period, whole.amount_unit), whole)
    for part in levels:
        above = indicator_kind(part.canonical[0]).part_of
        match = wholes.get((above, topic_of(part, meta)[1:], part.kind, part.period, part.amount_unit)) if above else None
        if match and _exceeds(part, match):
            yield _scope_conflict(part, match, indicators)


def _scope_conflict(part: Indicator, whole: Indicator, indicators: Sequence[Indicator]) -> Conflict:
    members = [i.id for i in indicators if i.id in (part.id, whole.id)]
    reason = f"口径不同：{_written(part)}超过{whole.name}{_written(whole)}，不可相加减或相除"
    return Conflict(kind="scope", what=f"{part.name}／{whole.name}", members=members, reason=reason)


def _exceeds(part: Indicator, whole: Indicator) -> bool:
    mine, theirs = _number(part), _number(whole)
    if mine is None or theirs is None:
        return False
    # 突破10亿元 is said of an amount a little above
    return mine > theirs * (1 + _ABOUT if whole.bound in ("ge", "gt") else 1)


def _number(indicator: Indicator) -> Decimal | None:
    text = indicator.amount or indicator.value
    if not text.replace(".", "", 1).isdecimal():
        return None
    return Decimal(text) * (indicator.sign if indicator.role in ("growth", "change") else 1)


def _what(indicator: Indicator) -> str:
    return f"{indicator.name} {indicator.period} {indicator.role} {indicator.kind}"


def _written(indicator: Indicator) -> str:
    return indicator.numeral.text + indicator.unit
