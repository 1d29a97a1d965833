"""Canonical indicators over many records, by place, year or another field."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarizer.domain.record import Indicator, Kind, Record, Role
from summarizer.domain.registry import indicator_kind
from summarizer.domain.scan import Bound
from summarizer.rendering.tables.grid import FIELD_HEADS, Cell, Grid, Spot, bounded, measured, place_of, spot_of, type_of

FIELDS = tuple(FIELD_HEADS)
_ROLES: dict[Role, str] = {"level": "", "growth": "增速", "change": "增减", "share": "占比", "rank": "位次", "multiple": "倍数"}
_SHOWN_ROLES: tuple[Role, ...] = ("level", "growth", "share")

Column = tuple[str, Role]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Fact:
    """A value for a cell. All that memory keeps of a record."""

    value: Decimal
    unit: str
    bound: Bound
    spot: Spot
    rank: tuple[int, ...]
    """Lower is better: from the report on that year, not repeated, exact."""


def pivot(records: Iterable[Record], indicators: Sequence[str], by: Sequence[str], kind: Kind = "actual") -> Grid:
    """Return one row for each combination of the fields in `by`, one column for each indicator and role that has values."""
    cells: dict[tuple[Key, Column], list[_Fact]] = {}
    for record in records:
        for indicator in record.indicators:
            for column in _columns(indicator, indicators, kind):
                if (fact := _fact(record, indicator)) is not None:
                    cells.setdefault((_key(record, indicator, by), column), []).append(fact)
    columns = sorted({column for _, column in cells}, key=lambda c: (indicators.index(c[0]), _SHOWN_ROLES.index(c[1])))
    units = {column: _unit(facts for (_, of), facts in cells.items() if of == column) for column in columns}
    heads = (*by, *(_head(column, units[column]) for column in columns))
    grid = Grid("，".join(indicator_kind(one).zh or one for one in indicators), heads)
    for key in sorted({key for key, _ in cells}):
        values = (_cell(cells.get((key, column), []), units[column]) for column in columns)
        grid.rows.append((*(Cell(part) for part in key), *values))
    return grid


def _columns(indicator: Indicator, wanted: Sequence[str], kind: Kind) -> list[Column]:
    if indicator.kind != kind or indicator.role not in _SHOWN_ROLES or len(indicator.canonical) != 1:
        return []
    if indicator.role == "growth" and indicator.basis not in ("", "yoy"):
        return []  # a growth over five years is no growth of a year
    return [(one, indicator.role) for one in indicator.canonical if one in wanted]


def _fact(record: Record, indicator: Indicator) -> _Fact | None:
    found = measured(indicator)
    if found is None:
        return None
    own = {"actual": record.meta.review_period, "target": record.meta.plan_year}.get(indicator.kind)
    rank = (indicator.period != own, bool(indicator.same_as), indicator.bound != "eq")
    return _Fact(*found, indicator.bound, spot_of(record, indicator), tuple(map(int, rank)))


def _key(record: Record, indicator: Indicator, by: Sequence[str]) -> Key:
    place = record.meta.place
    fields = {
        "place": place_of(record),
        "province": place.province,
        "city": place.city,
        "county": place.county,
        "year": indicator.period,
        "type": type_of(record.meta.doc_type),
        "report": record.report_id,
    }
    return tuple(fields[name] for name in by)


def _unit(facts: Iterable[list[_Fact]]) -> str:
    counted = Counter(fact.unit for found in facts for fact in found)
    return min(counted, key=lambda unit: (-counted[unit], unit), default="")


def _head(column: Column, unit: str) -> str:
    name, role = column
    words = (indicator_kind(name).zh or name) + _ROLES[role]
    return f"{words}（{unit}）" if unit else words


def _cell(facts: list[_Fact], unit: str) -> Cell:
    """Return the best value; others that differ are told of, and what has another unit is not compared."""
    if not facts:
        return Cell()
    fitting = sorted((fact for fact in facts if fact.unit == unit), key=lambda fact: (fact.rank, str(fact.spot)))
    if not fitting:
        return Cell("无法比较", spots=(facts[0].spot,), note=f"单位不同：{facts[0].unit}")
    best = fitting[0]
    others = {bounded(fact.bound, fact.value): fact.spot for fact in fitting[1:] if fact.value != best.value}
    told = [f"原文有界限：{bounded(best.bound, best.value)}"] if best.bound != "eq" else []
    told += [f"另有 {value}（{spot}）" for value, spot in sorted(others.items())]
    return Cell(bounded(best.bound, best.value), best.value, (best.spot,), "；".join(told))
