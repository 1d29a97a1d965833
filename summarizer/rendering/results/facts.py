"""What the record says of one row of the table, chosen by period and role."""

from collections.abc import Collection
from dataclasses import dataclass

from summarizer.domain.record import Indicator, Record, Statement
from summarizer.rendering.results.kinds import RowKind, far_row_kind, row_kind, table_kinds, whole_of
from summarizer.rendering.wording.naming import short_name

Identity = tuple[str, ...]

MOST_FAR_ROWS = 3
LEVELS = ("level", "share", "multiple", "change")
GROWTH = ("growth",)


@dataclass(frozen=True, slots=True)
class RowFacts:
    """All entries of one registry id."""

    kind: RowKind
    indicators: tuple[Indicator, ...]
    statements: tuple[Statement, ...]

    def pick(self, kind: str, period: str, roles: Collection[str]) -> Indicator | None:
        """Return the indicator that stands for the row: its own rather than a joint one, the plainest name, the first."""
        found = [i for i in self.indicators if i.kind == kind and i.period == period and i.role in roles]
        return min(found, key=_plainness, default=None)

    def said(self, kind: str, periods: Collection[str]) -> Statement | None:
        """Return the first statement of a kind that holds for one of the periods."""
        return next((s for s in self.statements if s.kind == kind and s.period in periods), None)

    def names(self) -> list[str]:
        """Return the report's names for the row, those of results first."""
        entries: list[Indicator | Statement] = [*self.indicators, *self.statements]
        own = [entry for entry in entries if len(entry.canonical) == 1] or entries
        return [entry.name for entry in sorted(own, key=lambda entry: entry.kind != "actual")]


def row_facts(record: Record) -> list[RowFacts]:
    """Return the rows that the record has something for, in the order of the page."""
    entries = _entries(record)
    far = _with_later_targets(record)
    alone = {entry.canonical[0] for entry in entries if len(entry.canonical) == 1}
    placed = [(entry, [*_rows_of(entry.canonical, alone), *far.get(" ".join(entry.canonical), [])]) for entry in entries]
    kinds = {kind.id: kind for _, rows in placed for kind in rows}
    ordered = sorted(kinds.values(), key=lambda kind: kind.order)
    return [_facts_of(kind, [entry for entry, rows in placed if kind in rows]) for kind in ordered]


def _with_later_targets(record: Record) -> dict[str, list[RowKind]]:
    """Return the rows of indicators outside the table that have a target beyond the year planned, the weightiest few.

    Only such a row shows what a report of two horizons sets itself for the farther one.
    """
    later = [i for i in record.indicators if i.kind == "target" and len(i.canonical) == 1 and _is_later(i.period, record)]
    ids = dict.fromkeys(i.canonical[0] for i in later if row_kind(i.canonical[0]) is None)
    kinds = sorted((kind for kind in map(far_row_kind, ids) if kind), key=lambda kind: kind.order)
    return {kind.id: [kind] for kind in kinds[:MOST_FAR_ROWS]}


def _is_later(period: str, record: Record) -> bool:
    plan = record.meta.plan_year
    return plan.isdecimal() and len(plan) == 4 and period[-4:].isdecimal() and period[-4:] > plan


def _facts_of(kind: RowKind, entries: list[Indicator | Statement]) -> RowFacts:
    indicators = tuple(entry for entry in entries if isinstance(entry, Indicator))
    return RowFacts(kind, indicators, tuple(entry for entry in entries if isinstance(entry, Statement)))


def _rows_of(ids: list[str], alone: set[str]) -> list[RowKind]:
    """Return the rows that an entry belongs to: a joint one to the whole, unless the report also tells the parts apart."""
    own = [kind for kind in map(row_kind, ids) if kind]
    whole = whole_of(own, table_kinds())
    return own if whole is None or any(kind.id in alone for kind in own) else [whole]


def _entries(record: Record) -> list[Indicator | Statement]:
    return [*(indicator for indicator in record.indicators if not indicator.same_as), *record.statements]


def identity(indicator: Indicator) -> Identity:
    """Return what makes two indicators the same figure on a page."""
    name = "+".join(indicator.canonical) or short_name(indicator.name)
    return (name, indicator.role, indicator.kind, indicator.period, indicator.value, indicator.unit)


def _plainness(indicator: Indicator) -> tuple[bool, int, int]:
    return len(indicator.canonical) > 1, len(short_name(indicator.name)), indicator.numeral.start
