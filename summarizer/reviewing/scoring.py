"""Records and annotated numerals in, figures out: how much of what a careful reader found does a record hold?

fact       numerals recorded as indicators against numerals that state a fact (Arabic ones; others are neither right nor wrong)
strict     share of all facts found with name, unit, role, kind and period right
headline   share of the headline facts found with name, role and kind right
heading    outline entries that begin within two characters of an annotated heading, and whether their parent is the right one
meta       share of the annotated metadata fields that are equal
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from summarizer.domain.record import Indicator, Meta, Record

FIELDS = ("name", "unit", "role", "kind", "period", "bound")
_STRICT = ("name", "unit", "role", "kind", "period")
_HEADLINE = ("name", "role", "kind")
_META = ("title", "doc_type", "doc_number", "date", "speaker", "review_period", "plan_year")
_PLACE = ("province", "city", "county", "town")
_PUNCTUATION = re.compile(r"[\s，,。.;；:：、“”\"'‘’《》〈〉<>()（）\[\]【】\-—−–]")
# `全市固定资产投资` and `固定资产投资` are one name
_SCOPE = re.compile(r"(?:全区|全市|全县|全镇|全省|我区|我市|我县|我镇|全年|全社会)")
_NEAR = 2
"""Characters by which the beginnings of a recorded and an annotated heading may differ."""

Row = Mapping[str, Any]
"""One annotated numeral or report, as its file holds it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted; add them up over reports before taking shares."""

    reports: int = 0
    found: int = 0
    recorded: int = 0
    facts: int = 0
    name: int = 0
    unit: int = 0
    role: int = 0
    kind: int = 0
    period: int = 0
    bound: int = 0
    strict: int = 0
    headline: int = 0
    headline_facts: int = 0
    headings_found: int = 0
    headings_recorded: int = 0
    headings: int = 0
    parents: int = 0
    meta: int = 0
    meta_fields: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(Counts)))


def figures(counts: Counts) -> dict[str, float]:
    """Return the figures of counts, each between 0 and 1."""
    precision, recall = _share(counts.found, counts.recorded), _share(counts.found, counts.facts)
    return {
        "fact P": precision,
        "fact R": recall,
        "fact F1": _f1(precision, recall),
        **{name: _share(getattr(counts, name), counts.found) for name in FIELDS},
        "strict": _share(counts.strict, counts.facts),
        "headline": _share(counts.headline, counts.headline_facts),
        "heading F1": _f1(
            _share(counts.headings_found, counts.headings_recorded), _share(counts.headings_found, counts.headings)
        ),
        "parent": _share(counts.parents, counts.headings_found),
        "meta": _share(counts.meta, counts.meta_fields),
    }


def count(records: Sequence[Record], numerals: Sequence[Row], report: Row) -> Counts:
    """Count what the records of one report hold of its annotation."""
    rows = {row["o"]: row for row in numerals}
    recorded = {i.numeral.start: i for record in records for i in record.indicators if i.numeral.start in rows}
    facts = {at: row for at, row in rows.items() if row["fact"]}
    right = [(row, right_fields(recorded[at], row)) for at, row in facts.items() if at in recorded]
    return Counts(
        reports=len(records),
        found=len(right),
        recorded=len(recorded),
        facts=len(facts),
        **{name: sum(name in names for _, names in right) for name in FIELDS},
        strict=sum(names.issuperset(_STRICT) for _, names in right),
        headline=sum(bool(row.get("headline")) and names.issuperset(_HEADLINE) for row, names in right),
        headline_facts=sum(bool(row.get("headline")) for row in facts.values()),
        **_count_headings(records, report.get("headings", [])),
        **_count_meta(records, report),
    )


def right_fields(indicator: Indicator, row: Row) -> set[str]:
    """Return which of FIELDS are as annotated."""
    checks = {
        "name": any(_same_name(indicator.name, name) for name in _values(row, "name", "name_alt", "names")),
        "unit": _same_unit(indicator.unit, row),
        "role": indicator.role in _values(row, "role", "role_alt", "alt_role"),
        "kind": indicator.kind in _values(row, "kind", "kind_alt", "alt_kind"),
        "period": not row.get("year") or indicator.period in _values(row, "year", "year_alt"),
        "bound": indicator.bound in _values(row, "bound", "bound_alt"),
    }
    return {name for name, right in checks.items() if right}


def _values(row: Row, *keys: str) -> list[str]:
    found = (row.get(key) for key in keys)
    listed = (value if isinstance(value, list) else [value] for value in found)
    return [str(value) for values in listed for value in values if value not in (None, "")]


def _same_name(name: str, wanted: str) -> bool:
    one, other = _bare(name), _bare(wanted)
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if one == other or (len(short) >= 2 and short in long and len(short) * 3 >= len(long)):
        return True
    pairs, others = _pairs(one), _pairs(other)
    return 2 * len(pairs & others) / (len(pairs) + len(others)) >= 0.5


def _bare(name: str) -> str:
    plain = _PUNCTUATION.sub("", name)
    scope = _SCOPE.match(plain)
    return plain[scope.end() :] if scope else plain


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)} or {name}


def _same_unit(unit: str, row: Row) -> bool:
    wanted = _values(row, "unit", "unit_norm")
    return unit == row.get("unit") or not wanted or _clean_unit(unit) in map(_clean_unit, wanted)


def _clean_unit(unit: str) -> str:
    clean = re.sub(r"[多余来几\s]", "", unit.replace("％", "%"))
    return clean.removeprefix("个") or clean


def _count_headings(records: Sequence[Record], wanted: Sequence[Row]) -> dict[str, int]:
    annotated = sorted((row["o"], row["level"]) for row in wanted)
    recorded = sorted((heading.start, heading.level) for record in records for heading in record.outline)
    pairs = _paired([at for at, _ in annotated], [at for at, _ in recorded])
    wanted_parents, parents = _parents(annotated), _parents(recorded)
    right = sum(_same_parent(wanted_parents[at], parents[found], pairs) for at, found in pairs.items())
    return {"headings_found": len(pairs), "headings_recorded": len(recorded), "headings": len(annotated), "parents": right}


def _paired(wanted: Iterable[int], recorded: list[int]) -> dict[int, int]:
    free, pairs = list(recorded), dict[int, int]()
    for at in wanted:
        near = next((found for found in free if abs(found - at) <= _NEAR), None)
        if near is not None:
            pairs[at] = near
            free.remove(near)
    return pairs


def _parents(headings: Iterable[tuple[int, int]]) -> dict[int, int | None]:
    above: list[tuple[int, int]] = []
    found: dict[int, int | None] = {}
    for at, level in headings:
        while above and above[-1][1] >= level:
            above.pop()
        found[at] = above[-1][0] if above else None
        above.append((at, level))
    return found


def _same_parent(wanted: int | None, found: int | None, pairs: Mapping[int, int]) -> bool:
    return found is None if wanted is None else wanted in pairs and pairs[wanted] == found


def _count_meta(records: Sequence[Record], report: Row) -> dict[str, int]:
    checks = right_meta(records[0].meta if records else Meta(), report)
    return {"meta": sum(checks.values()), "meta_fields": len(checks)}


def right_meta(meta: Meta, report: Row) -> dict[str, bool]:
    """Return annotated field of the metadata → whether it is as annotated; divisions are named `place.county`."""
    checks = {name: str(getattr(meta, name)) in _values(report, name, f"{name}_alt") for name in _META if report.get(name)}
    place = report.get("place") or {}
    return checks | {f"place.{name}": getattr(meta.place, name) == place[name] for name in _PLACE if place.get(name)}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
