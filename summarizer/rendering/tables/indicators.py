"""All indicators of a record as rows of one flat table."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from summarizer.domain.record import Indicator, Record
from summarizer.rendering.page.sources import heading_path

Value = str | int | float | None

COLUMNS: tuple[tuple[str, type], ...] = (
    *(("report_id", str), ("title", str), ("doc_type", str), ("province", str), ("city", str), ("county", str), ("town", str)),
    *(("plan_year", str), ("id", str), ("name", str), ("canonical", str), ("value", float), ("value_text", str), ("unit", str)),
    *(("role", str), ("basis", str), ("kind", str), ("period", str), ("bound", str), ("sign", int), ("estimated", int)),
    *(("qualifiers", str), ("amount", float), ("amount_unit", str), ("same_as", str), ("group", str), ("inferred", str)),
    *(("section", str), ("heading_path", str), ("start", int), ("end", int), ("sentence", str), ("source", str), ("sha256", str)),
)


def indicator_rows(record: Record) -> Iterator[tuple[Value, ...]]:
    """Yield one row an indicator, in the order of the record and of `COLUMNS`."""
    place = record.meta.place
    report = (record.report_id, record.meta.title, record.meta.doc_type, place.province, place.city, place.county, place.town)
    paths = {section: heading_path(section, record) for section in {each.section for each in record.indicators}}
    for each in record.indicators:
        origin = (record.source.path, record.source.sha256)
        yield (*report, record.meta.plan_year, *_fields(each), paths[each.section], *_place(each), *origin)


def _fields(each: Indicator) -> tuple[Value, ...]:
    return (
        *(each.id, each.name, " ".join(each.canonical), _number(each.value), each.value, each.unit, each.role, each.basis),
        *(each.kind, each.period, each.bound, each.sign, int(each.estimated), "；".join(span.text for span in each.qualifiers)),
        *(_number(each.amount), each.amount_unit, each.same_as, each.group, " ".join(each.inferred), each.section),
    )


def _place(each: Indicator) -> tuple[Value, ...]:
    return each.numeral.start, each.numeral.end, each.sentence.text


def _number(text: str) -> float | None:
    """Return the value of `147.28` or `1/5`, None for what is no finite number."""
    try:
        return float(Fraction(text) if "/" in text else Decimal(text))
    except (ValueError, InvalidOperation, ZeroDivisionError, OverflowError):
        return None
