"""Last year's targets beside this year's results, where reports of one place follow each other."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from summarizer.domain.record import DocType, Indicator, Record
from summarizer.domain.registry import indicator_kind
from summarizer.domain.scan import Bound
from summarizer.rendering.tables.grid import Cell, Grid, Spot, bounded, measured, place_of, spot_of, type_of, written

HEADS = ("地区", "类型", "年份", "指标", "口径", "目标", "结果", "单位", "判断", "说明")
MET, MISSED, INCOMPARABLE, NOT_FOUND = "完成", "未完成", "无法比较", "未找到结果"
_ROLES = {"level": "总量", "growth": "增速", "share": "占比", "change": "增减", "rank": "位次", "multiple": "倍数"}
# words that say what a figure counts: 同口径, 扣除减税因素, 不含省属企业, 剔除不可比因素
_SCOPE = re.compile(r"口径|扣除|剔除|不含|不包括|含|可比")
_GROWTH_OF_A_YEAR = {"", "yoy"}


@dataclass(frozen=True, slots=True)
class _Fact:
    """A target or a result. All that memory keeps of a record."""

    names: tuple[str, ...]
    role: str
    basis: str
    bound: Bound
    scope: tuple[str, ...]
    value: Decimal
    unit: str
    spot: Spot
    repeats: bool


_Series = tuple[str, DocType, str]
"""Place, type, year."""


def track(records: Iterable[Record]) -> Grid:
    """Return one row for each target of a year for which the report that reviews that year is there too."""
    targets: dict[_Series, list[_Fact]] = defaultdict(list)
    results: dict[_Series, list[_Fact]] = defaultdict(list)
    for record in records:
        meta, place = record.meta, place_of(record)
        for indicator in record.indicators if place else ():
            if indicator.kind == "target" and indicator.period == meta.plan_year:
                _add(targets[place, meta.doc_type, meta.plan_year], record, indicator)
            elif indicator.kind == "actual" and indicator.period == meta.review_period:
                _add(results[place, meta.doc_type, meta.review_period], record, indicator)
    grid = Grid("目标与结果", HEADS)
    for series in sorted(targets.keys() & results.keys()):
        for target in _without_repeats(targets[series]):
            grid.rows.append(_row(series, target, results[series]))
    return grid


def _add(facts: list[_Fact], record: Record, indicator: Indicator) -> None:
    found = measured(indicator)
    if found is not None and indicator.canonical:
        scope = tuple(sorted(words.text for words in indicator.qualifiers if _SCOPE.search(words.text)))
        names = tuple(sorted(indicator.canonical))
        facts.append(
            _Fact(
                names,
                indicator.role,
                indicator.basis,
                indicator.bound,
                scope,
                *found,
                spot_of(record, indicator),
                bool(indicator.same_as),
            )
        )


def _without_repeats(facts: list[_Fact]) -> list[_Fact]:
    """Return each target once; of a range the end that has to be reached."""
    kept: dict[tuple[object, ...], _Fact] = {}
    for fact in sorted(facts, key=lambda fact: (fact.names, fact.role, fact.value, str(fact.spot))):
        is_range = fact.bound == "range"
        key = (fact.names, fact.role, fact.basis, fact.unit, "range" if is_range else fact.value)
        if not fact.repeats and (key not in kept or (is_range and _is_ceiling(fact))):
            kept[key] = fact
    return list(kept.values())


def _row(series: _Series, target: _Fact, results: list[_Fact]) -> tuple[Cell, ...]:
    result, verdict, why = _judged(target, results)
    name = "、".join(indicator_kind(one).zh or one for one in target.names)
    shown = Cell(bounded(target.bound, target.value), target.value, (target.spot,))
    found = Cell(bounded(result.bound, result.value), result.value, (result.spot,)) if result is not None else Cell()
    place, doc_type, year = series
    words = (place, type_of(doc_type), year, name, _ROLES.get(target.role, target.role))
    return (*map(Cell, words), shown, found, Cell(target.unit), Cell(verdict), Cell(why))


def _judged(target: _Fact, results: list[_Fact]) -> tuple[_Fact | None, str, str]:
    """Return the result beside a target, the verdict and its reason."""
    same = [fact for fact in results if set(fact.names) & set(target.names) and fact.role == target.role]
    if not same:
        return None, NOT_FOUND, "下一份报告中没有标注到同一指标的结果"
    ranked = sorted(same, key=lambda fact: (bool(_obstacle(target, fact)), fact.repeats, fact.bound != "eq", str(fact.spot)))
    best = ranked[0]
    if reason := _obstacle(target, best):
        return best, INCOMPARABLE, reason
    rivals = {fact.value for fact in same if not _obstacle(target, fact)}
    if len({_is_met(target, value) for value in rivals}) > 1:
        return best, INCOMPARABLE, "报告中的结果不止一个：" + "，".join(written(value) for value in sorted(rivals))
    if best.bound in ("approx", "range"):
        return best, INCOMPARABLE, "结果是约数或区间"
    is_met = _is_met(target, best.value)
    why = "目标是约数" if target.bound == "approx" else "目标是区间，按须达到的一端判断" if target.bound == "range" else ""
    return best, MET if is_met else MISSED, why


def _obstacle(target: _Fact, result: _Fact) -> str:
    """Return why the two can't be compared, `""` when they can."""
    if target.unit != result.unit:
        return f"单位不同：{target.unit or '无'}，{result.unit or '无'}"
    if target.basis != result.basis and not {target.basis, result.basis} <= _GROWTH_OF_A_YEAR:
        return f"基期不同：{target.basis or '未说明'}，{result.basis or '未说明'}"
    if target.names != result.names:
        return "范围不同：一个指标与几个指标合称"
    if target.scope != result.scope:
        return f"口径不同：{'、'.join(target.scope) or '未说明'}，{'、'.join(result.scope) or '未说明'}"
    return ""


def _is_met(target: _Fact, value: Decimal) -> bool:
    if _is_ceiling(target):
        return value < target.value if target.bound == "lt" else value <= target.value
    return value > target.value if target.bound == "gt" else value >= target.value


def _is_ceiling(target: _Fact) -> bool:
    """Say whether less is better: an upper limit, a decline, an indicator that is kept low."""
    return target.bound in ("le", "lt") or target.value < 0 or any(indicator_kind(one).ceiling for one in target.names)
