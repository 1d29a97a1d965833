"""Which indicators have a row of their own, in which order, and which of its cells a report is expected to fill."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from summarizer.domain.registry import IndicatorKind, indicator_kind, known_indicators

# The order in which national and local plans list their main goals: output, investment, spending, revenue, trade, then
# people, prices, grain, energy. Rows that aren't named here follow by the registry's weight.
_ORDER = (
    "gdp",
    "industrial_value_added",
    "fixed_investment",
    "retail_sales",
    "general_budget_revenue",
    "trade_total",
    "fdi",
    "disposable_income",
    "urban_disposable_income",
    "rural_disposable_income",
    "urban_jobs",
    "registered_unemployment",
    "surveyed_unemployment",
    "cpi",
    "grain_output",
    "energy_intensity",
)


@dataclass(frozen=True, slots=True)
class RowKind:
    """A row that a table may have."""

    id: str
    name: str
    weight: int
    ceiling: bool
    """A target is a limit to keep below: unemployment, energy, prices."""
    expects: frozenset[str]
    """Roles of the last result whose absence is worth a word."""
    expects_target: bool = True
    english: str = ""

    @property
    def order(self) -> tuple[int, int, str]:
        """Return the place of the row in the table."""
        return (_ORDER.index(self.id) if self.id in _ORDER else len(_ORDER), -self.weight, self.id)


def registered(indicator_id: str) -> IndicatorKind | None:
    """Return an indicator of the registry, None for an id that it doesn't know (a record of another version)."""
    try:
        return indicator_kind(indicator_id)
    except KeyError:
        return None


@cache
def row_kind(indicator_id: str) -> RowKind | None:
    """Return the row of a registry id, None for one that stands in no table."""
    kind = registered(indicator_id)
    if kind is None or kind.page != "table":
        return None
    # of money both the amount and its growth are reported; of people, shares and harvests one figure is the custom
    expects = kind.roles if kind.unit == "money" else kind.roles[:1]
    return RowKind(kind.id, kind.zh, kind.weight, kind.ceiling, frozenset(expects), english=kind.en)


def far_row_kind(indicator_id: str) -> RowKind | None:
    """Return a row for an indicator that a table doesn't have otherwise, for a report that sets it a later target."""
    kind = registered(indicator_id)
    return (
        RowKind(kind.id, kind.zh, kind.weight, kind.ceiling, frozenset(), expects_target=False, english=kind.en) if kind else None
    )


@cache
def table_kinds() -> tuple[RowKind, ...]:
    """Return all rows that a table may have."""
    return tuple(kind for known in known_indicators() if (kind := row_kind(known.id)))


def whole_of(parts: Sequence[RowKind], rows: Iterable[RowKind]) -> RowKind | None:
    """Return the row whose kinds all the parts are (城镇居民收入, 农村居民收入 → 居民收入), None where there is none."""
    if len(parts) < 2:
        return None
    wholes = [row for row in rows if all(part.name.endswith(row.name) and part.name != row.name for part in parts)]
    return min(wholes, key=lambda row: row.order, default=None)


def weight_of(ids: Iterable[str]) -> int:
    """Return the greatest weight among registry ids, 0 for none."""
    return max((kind.weight for kind in map(registered, ids) if kind), default=0)
