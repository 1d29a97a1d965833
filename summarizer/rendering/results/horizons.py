"""Which periods a page has columns for."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.domain.record import Indicator, Record

_YEAR = re.compile(r"\d{4}")
_YEARS = re.compile(r"(\d{4})-(\d{4})")


@dataclass(frozen=True, slots=True)
class Horizons:
    """Periods of the table; `""` for one that the report does not have."""

    span: str
    """Years reviewed together: `2016-2020`."""
    year: str
    """Year reviewed: `2020`."""
    plan: str
    """Year or years planned: `2021`."""
    far: str
    """Later target: `2025`."""


def horizons(record: Record, rows: Iterable[Indicator]) -> Horizons:
    """Read the periods off the metadata, and off the indicators of the table where it is silent."""
    indicators = list(rows)
    plan = record.meta.plan_year or _most_common(indicators, "target", _YEAR)
    year = _reviewed_year(record, plan, indicators)
    targets = [indicator for indicator in indicators if _later(indicator.period, plan)]
    return Horizons(
        span=_most_common([i for i in indicators if i.period[-4:] <= (year or plan)], "actual", _YEARS),
        year=year,
        plan=plan,
        far=_most_common(targets, "target", re.compile(f"{_YEARS.pattern}|{_YEAR.pattern}")),
    )


def years(period: str) -> int:
    """Return how many years a period is long, 0 for one that is no whole number of years."""
    if _YEAR.fullmatch(period):
        return 1
    found = _YEARS.fullmatch(period)
    return int(found[2]) - int(found[1]) + 1 if found else 0


def _reviewed_year(record: Record, plan: str, indicators: list[Indicator]) -> str:
    if _YEAR.fullmatch(plan) and record.meta.doc_type != "bulletin":
        return str(int(plan) - 1)
    reviewed = [record.meta.review_period, *(p.value for p in record.meta.periods if p.kind == "review")]
    stated = [period[-4:] for period in reviewed if _YEAR.fullmatch(period[-4:])]
    return max(stated, default="") or _most_common(indicators, "actual", _YEAR)


def _later(period: str, plan: str) -> bool:
    return bool(plan) and _YEAR.fullmatch(period[-4:]) is not None and period[-4:] > plan[-4:]


def _most_common(indicators: list[Indicator], kind: str, form: re.Pattern[str]) -> str:
    counted = Counter(i.period for i in indicators if i.kind == kind and form.fullmatch(i.period))
    return max(sorted(counted), key=lambda period: counted[period], default="")
