"""Targets with a count that can be checked when the period is over: value first, last year's only for the same thing."""

import re

from summarizer.domain.record import Indicator, Record
from summarizer.rendering.facts import Identity, identity
from summarizer.rendering.horizons import Horizons
from summarizer.rendering.importance import importance
from summarizer.rendering.language import label
from summarizer.rendering.naming import short_name
from summarizer.rendering.page import Run, Words
from summarizer.rendering.printable import clipped, printable
from summarizer.rendering.sources import figure

MOST_TARGETS = 10
_LONGEST_NAME = 22
_COMPARABLE_BONUS = 20
# 高标准农田建设 and 高标准农田建设面积 are one thing; 新增 is not dropped: a flow is no stock
_MEASURES = re.compile(r"(?:建设面积|建设任务|建设项目|建设|面积|任务|数量|个数|户数|人数|总数)$")
# 区级重点项目 is the part of 重点项目 that the district itself runs: said with the figure
_LEVELS = re.compile(r"^(?:国家级|省级|市级|县级|区级|镇级|乡级|省市级|市县级)")


def checkable_targets(
    record: Record, used: frozenset[Identity], periods: Horizons, most: int = MOST_TARGETS
) -> tuple[list[Words], int, frozenset[Identity]]:
    """Return the weightiest targets of the period planned, how many more there are, and the figures now on the page."""
    found = _distinct([i for i in record.indicators if _is_checkable(i, periods) and identity(i) not in used])
    results = [i for i in record.indicators if i.kind == "actual" and i.period == periods.year]
    before = _last_year(found, results, _own_levels(record))
    kept = sorted(found, key=lambda i: (-importance(i) - _COMPARABLE_BONUS * (i.id in before), i.numeral.start))[:most]
    lines = [_line(target, before.get(target.id), record) for target in kept]
    shown = [*kept, *(before[target.id] for target in kept if target.id in before)]
    return lines, len(found) - len(kept), used | {identity(i) for i in shown}


def _is_checkable(indicator: Indicator, periods: Horizons) -> bool:
    return (
        indicator.kind == "target"
        and not indicator.same_as
        and indicator.period in ({periods.plan, ""} if periods.plan else {indicator.period})
        and bool(indicator.unit or indicator.role != "level")
    )


def _distinct(indicators: list[Indicator]) -> list[Indicator]:
    """Keep the first of equal figures, and one of the two ends of a range."""
    kept: dict[object, Indicator] = {}
    for indicator in indicators:
        key = (
            (indicator.group, short_name(indicator.name))
            if indicator.bound == "range" and indicator.group
            else identity(indicator)
        )
        kept.setdefault(key, indicator)
    return list(kept.values())


def _line(target: Indicator, before: Indicator | None, record: Record) -> Words:
    name = Run(" " + clipped(printable(short_name(target.name)), _LONGEST_NAME))
    if before is None:
        return (figure(target, record), name)
    level = _LEVELS.match(short_name(before.name))
    prefix = level[0] if level and not short_name(target.name).startswith(level[0]) else ""
    return (figure(target, record), name, Run(label("（上年{level}", level=prefix)), figure(before, record), Run(label("）")))


def _last_year(targets: list[Indicator], results: list[Indicator], own: tuple[str, ...]) -> dict[str, Indicator]:
    """Return target id → last year's figure of the same thing, where there is one and only one."""
    by_thing: dict[tuple[str, ...], list[Indicator]] = {}
    for result in results:
        by_thing.setdefault(_thing(result), []).append(result)
    found = {}
    for target in targets:
        name, *rest = _thing(target)
        same = [i for level in ("", *own) for i in by_thing.get((level + name, *rest), [])]
        if len({i.value for i in same}) == 1:
            found[target.id] = same[0]
    return found


def _thing(indicator: Indicator) -> tuple[str, ...]:
    """Return what two figures must share to be of one thing."""
    name = short_name(indicator.name)
    return (_MEASURES.sub("", name) or name, indicator.role, indicator.unit, indicator.basis)


def _own_levels(record: Record) -> tuple[str, ...]:
    """Return what a report calls the things that its own government runs: 区级重点项目 in a district's report."""
    place = record.meta.place
    if place.town:
        return ("镇级", "乡级", "街道级")
    if place.county:
        return ("市级",) if place.county.endswith("市") else ("县级", "区级")
    return ("市级",) if place.city else ("省级",)
