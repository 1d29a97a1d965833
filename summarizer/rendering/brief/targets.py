"""Targets with a count that can be checked when the period is over: value first, last year's only for the same thing."""

import re
from dataclasses import dataclass, field

from summarizer.domain.record import Indicator, Record
from summarizer.rendering.brief.importance import importance
from summarizer.rendering.page.parts import Run, Words
from summarizer.rendering.page.sources import figure
from summarizer.rendering.results.facts import Identity, identity
from summarizer.rendering.results.horizons import Horizons
from summarizer.rendering.wording.amounts import written_value
from summarizer.rendering.wording.language import label
from summarizer.rendering.wording.naming import is_countable, short_name
from summarizer.rendering.wording.printable import clipped, printable

_LONGEST_NAME = 26
_COMPARABLE_BONUS = 20
# 高标准农田建设 and 高标准农田建设面积 are one thing; 新增 is not dropped: a flow is no stock
_MEASURES = re.compile(r"(?:建设面积|建设任务|建设项目|建设|面积|任务|数量|个数|户数|人数|总数)$")
# 区级重点项目 is the part of 重点项目 that the district itself runs: said with the figure
_LEVELS = re.compile(r"^(?:国家级|省级|市级|县级|区级|镇级|乡级|省市级|市县级)")


@dataclass(frozen=True, slots=True)
class Targets:
    """All targets of the period planned that a page may list, the weightiest first."""

    found: tuple[tuple[Indicator, Indicator | None, Identity], ...]
    """Each with last year's figure of the same thing."""
    record: Record
    _lines: dict[str, Words] = field(default_factory=dict, compare=False)

    def line(self, target: Indicator, before: Indicator | None) -> Words:
        """Return the line of a target; it is the same on every page."""
        if target.id not in self._lines:
            self._lines[target.id] = _line(target, before, self.record)
        return self._lines[target.id]


def find_targets(record: Record, periods: Horizons) -> Targets:
    """Choose the targets whose names say what they count."""
    found = distinct([i for i in record.indicators if _is_checkable(i, periods)])
    results = [i for i in record.indicators if i.kind == "actual" and i.period == periods.year]
    before = _last_year(found, results, _own_levels(record))
    ordered = sorted(found, key=lambda i: (-importance(i) - _COMPARABLE_BONUS * (i.id in before), i.numeral.start))
    return Targets(tuple((i, before.get(i.id), identity(i)) for i in ordered), record)


def take_targets(
    targets: Targets, used: frozenset[Identity], most: int
) -> tuple[list[Words], int, frozenset[Identity], frozenset[Identity]]:
    """Return at most so many that are not on the page yet, how many more there are, their figures, and last year's."""
    found = [each for each in targets.found if each[2] not in used]
    kept = found[:most]
    lines = [targets.line(target, before) for target, before, _ in kept]
    told = frozenset(identity(before) for _, before, _ in kept if before)
    return lines, len(found) - len(kept), frozenset(own for _, _, own in kept), told


def _is_checkable(indicator: Indicator, periods: Horizons) -> bool:
    return (
        indicator.kind == "target"
        and not indicator.same_as
        and indicator.period in ({periods.plan, ""} if periods.plan else {indicator.period})
        and is_countable(indicator)
    )


def distinct(indicators: list[Indicator]) -> list[Indicator]:
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
    annual = label("年均") if target.basis == "annual_average" else ""
    value = figure(target, record, annual + risen(target) + written_value(target))
    # 空气质量排名后 in front of 后三位
    shown = printable(short_name(target.name))
    name = Run(" " + clipped(shown.removesuffix(value.text[:1]) if target.role == "rank" else shown, _LONGEST_NAME))
    if before is None:
        return (value, name)
    level = _LEVELS.match(short_name(before.name))
    prefix = level[0] if level and not short_name(target.name).startswith(level[0]) else ""
    return (value, name, Run(label("（上年{level}", level=prefix)), figure(before, record), Run(label("）")))


def risen(indicator: Indicator) -> str:
    """Return the word that tells a growth from a level where no column does."""
    return label("增长") if indicator.role == "growth" and indicator.sign > 0 else ""


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
