"""The index of a run: one row a report, failures with their reasons on top."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from summarizer.domain.record import Indicator, Record
from summarizer.rendering.page.footer import missing_parts
from summarizer.rendering.page.identity import place_name, title_of, type_name
from summarizer.rendering.results.facts import GROWTH, LEVELS, RowFacts, row_facts
from summarizer.rendering.results.horizons import horizons
from summarizer.rendering.templates import stream_template
from summarizer.rendering.wording.amounts import written_value
from summarizer.rendering.wording.language import current_language, label
from summarizer.rendering.wording.printable import printable


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A report of a run, or an input that gave none."""

    title: str
    place: str = ""
    year: str = ""
    type_name: str = ""
    output: str = ""
    """Gross regional product of the year under review, as written."""
    growth: str = ""
    target: str = ""
    """Its target for the year planned."""
    revenue: str = ""
    coverage: str = ""
    conflicts: int = 0
    questions: int = 0
    """What its record took: the same whether answers came from a model or were kept, and with any number of workers."""
    missing: str = ""
    """What an incomplete record lacks, `""` for a complete one."""
    brief: str = ""
    """Link to the page, relative to the index."""
    record: str = ""
    source: str = ""
    """Link to the source view."""
    failure: str = ""
    """Why there is no record; `""` where there is one."""
    borrowed: str = ""
    """Characters of the printed page that a font of the machine has drawn, not the program's own."""
    undrawn: str = ""
    """Characters that no font has drawn."""


def index_row(record: Record, brief: str, record_link: str, source: str = "") -> IndexRow:
    """Return a report's row; the links are relative to the index, `""` for a file that isn't there."""
    rows = {facts.kind.id: facts for facts in row_facts(record)}
    periods = horizons(record, [i for facts in rows.values() for i in facts.indicators])
    gdp, revenue = rows.get("gdp"), rows.get("general_budget_revenue")
    return IndexRow(
        title=title_of(record),
        place=place_name(record),
        year=record.meta.plan_year or record.meta.review_period,
        type_name=type_name(record),
        output=_value(gdp, "actual", periods.year, LEVELS),
        growth=_value(gdp, "actual", periods.year, GROWTH),
        target=_value(gdp, "target", periods.plan, GROWTH) or _value(gdp, "target", periods.plan, LEVELS),
        revenue=_value(revenue, "actual", periods.year, LEVELS),
        coverage=f"{record.audit.labelled}/{record.audit.quantities}",
        conflicts=len(record.conflicts),
        missing=missing_parts(record),
        brief=brief,
        record=record_link,
        source=source,
    )


def stream_index(rows: Callable[[], Iterator[IndexRow]]) -> Iterator[str]:
    """Yield, in parts, the page that lists all reports of a run in the given order, those that failed first.

    `rows` is called several times, so that the rows never stand in memory together.
    """
    failed = listed = incomplete = 0
    types = set()
    for row in rows():
        failed += bool(row.failure)
        if not row.failure:
            listed += 1
            incomplete += bool(row.missing)
            types.add(row.type_name)
    yield from stream_template(
        "index.html",
        "index.css",
        "index.js",
        failed=(row for row in rows() if row.failure),
        failed_count=failed,
        rows=(row for row in rows() if not row.failure),
        count=listed,
        open=incomplete,
        types=sorted(types),
        label=label,
        language=current_language(),
        printable=printable,
    )


def _value(facts: RowFacts | None, kind: str, period: str, roles: tuple[str, ...]) -> str:
    found: Indicator | None = facts.pick(kind, period, roles) if facts else None
    return written_value(found) if found else ""
