"""Wholes that a report divides without a rest, and years whose growth it tells: what doesn't add up there.

The three industries make the product of a place, imports and exports its trade, town and country its people.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from summarizer.auditing.figures import HUNDRED, conflict, is_number, misses_growth, rounding, size
from summarizer.domain.record import Conflict, Indicator
from summarizer.domain.registry import plain_name


class _Division(Struct, frozen=True):
    """A whole that its parts make up, by their names; `rest` in a part's is what it says besides."""

    parts: tuple[re.Pattern[str], ...]
    whole: re.Pattern[str]


def _division(parts: Sequence[str], of: str, whole: str) -> _Division:
    """Return a division by the words of its parts, what their names say besides, and the name of the whole."""
    return _Division(tuple(re.compile(rf"(?:{words})(?P<rest>{of})") for words in parts), re.compile(whole))


_DIVISIONS = (
    # 第一产业增加值120亿元 · 三产占比48%
    _division(
        ("第?一产(?:业)?", "第?二产(?:业)?", "第?三产(?:业)?"),
        "增加值|(?:增加值)?占?(?:gdp|生产总值)?的?(?:比重|占比)",
        "gdp|生产总值",
    ),
    # 出口总额12亿元
    _division(("进口", "出口"), "(?:总额|总值|额)?", "(?:外贸|货物)?进出口(?:总额|总值|额)?"),
    # 城镇人口30万人 · 男性人口占比51%
    _division(("城镇", "(?:乡村|农村)"), "(?:常住)?人口(?:占比|比重)?", "(?:总|常住|常住总)人口"),
    _division(("男性?", "女性?"), "人口(?:占比|比重)?", "(?:总|常住|户籍|户籍总|常住总)人口"),
)
_EXTRA = re.compile(r"^(?:外贸|货物|全部|现价)|现价")
# How far a part may stand from the next and from its whole, in characters
_NEAR = 300
# What sums of figures rounded by hand and revised by accounts differ by
_ROUNDED_SHARES = Decimal("0.5")
_ROUNDED_SUM = Decimal("0.004")
# Levels of these are revised from year to year, and growth is told at constant prices or on the firms of this year
_NOT_BY_LEVELS = re.compile("生产总值|gdp|增加值|总产值|产值|投资|零售|营业收入|利润|人口", re.IGNORECASE)


def divided_wholes(indicators: Sequence[Indicator]) -> Iterator[Conflict]:
    """Find parts that leave no rest and yet don't make up their whole."""
    plain = [i for i in indicators if i.bound == "eq" and is_number(i) and i.kind == "actual" and not i.estimated]
    for division in _DIVISIONS:
        for parts in _complete(plain, division):
            if parts[0].role == "share":
                yield from _shares_of(parts)
            elif whole := _whole_of(parts, plain, division):
                yield from _sum_of(whole, parts)


def _complete(indicators: Sequence[Indicator], division: _Division) -> Iterator[list[Indicator]]:
    """Yield the parts of a whole that stand near each other, one of each, told alike."""
    named = [(i, part, rest) for i in indicators for part, rest in _part_of(i, division)]
    for first, part, rest in named:
        if part:
            continue
        found = [first]
        for wanted in range(1, len(division.parts)):
            last = found[-1]
            found += [
                i
                for i, at, its_rest in named
                if (at, its_rest) == (wanted, rest) and _told_alike(i, last) and abs(i.numeral.start - last.numeral.start) < _NEAR
            ][:1]
        if len(found) == len(division.parts):
            yield found


def _part_of(indicator: Indicator, division: _Division) -> Iterator[tuple[int, str]]:
    if indicator.role not in ("level", "share"):
        return
    name = _EXTRA.sub("", plain_name(indicator.name))
    for at, part in enumerate(division.parts):
        if found := part.fullmatch(name):
            yield at, found["rest"]


def _told_alike(one: Indicator, other: Indicator) -> bool:
    return (one.role, one.period, one.amount_unit, one.section) == (other.role, other.period, other.amount_unit, other.section)


def _whole_of(parts: Sequence[Indicator], indicators: Sequence[Indicator], division: _Division) -> Indicator | None:
    first = parts[0]
    wholes = (
        i
        for i in reversed(indicators)
        if 0 < first.numeral.start - i.numeral.start < _NEAR
        and division.whole.fullmatch(plain_name(i.name))
        and _told_alike(i, first)
    )
    return next(wholes, None)


def _shares_of(parts: Sequence[Indicator]) -> Iterator[Conflict]:
    total = sum((Decimal(i.value) for i in parts), Decimal(0))
    if max(_ROUNDED_SHARES, rounding(parts)) < abs(total - HUNDRED) < HUNDRED / 2:
        yield conflict(parts, f"各项占比之和为{total}（计算），不是100")


def _sum_of(whole: Indicator, parts: Sequence[Indicator]) -> Iterator[Conflict]:
    total = sum((size(part) for part in parts), Decimal(0))
    if abs(total - size(whole)) > max(rounding([whole, *parts]), size(whole) * _ROUNDED_SUM):
        yield conflict([whole, *parts], "分项之和不等于总数")


def growth_between_years(indicators: Sequence[Indicator]) -> Iterator[Conflict]:
    """Find growths that the levels of two years, told in two places, don't give: 去年100亿元 here, 今年112亿元、增长8% there."""
    levels: dict[tuple[str, str, str], Indicator] = {}
    for i in indicators:
        if i.role == "level" and i.bound == "eq" and is_number(i) and not i.estimated and i.canonical:
            kind = "target" if i.kind == "target" else "actual"
            levels.setdefault((plain_name(i.name), kind, i.period), i)
    for growth in indicators:
        name = plain_name(growth.name)
        if growth.role != "growth" or growth.basis not in ("yoy", "") or growth.bound != "eq" or not _is_year(growth.period):
            continue
        if growth.qualifiers or growth.same_as or not is_number(growth) or _NOT_BY_LEVELS.search(name):
            continue
        after = levels.get((name, "target" if growth.kind == "target" else "actual", growth.period))
        before = levels.get((name, "actual", str(int(growth.period) - 1)))
        if before and after and before.sentence.start != after.sentence.start and misses_growth(before, after, growth):
            yield conflict([before, after, growth], "增幅与前后两年的数值不符")


def _is_year(period: str) -> bool:
    return len(period) == 4 and period.isdecimal()
