"""Which side of a difference annotated facts support."""

from dataclasses import dataclass
from typing import Any, Literal

from summarizer.domain.record import Indicator, Record
from summarizer.reviewing.difference import NOWHERE, Difference
from summarizer.reviewing.scoring import FIELDS, Row, right_fields, right_meta

Side = Literal["old", "new", "both", "neither", ""]
"""`""` where the annotation says nothing of it."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotation of one report."""

    sha256: str
    """Of the document that it was made on."""
    rows: dict[int, dict[str, Any]]
    """Annotated numerals by their first character."""
    report: dict[str, Any]


def supported_side(difference: Difference, old: Record, new: Record, gold: Gold) -> Side:
    """Return which side is as annotated; only for records of the annotated document."""
    if difference.part == "meta" and difference.at == "meta":
        before, after = right_meta(old.meta, gold.report), right_meta(new.meta, gold.report)
        field = difference.field
        return _side(before[field], after[field]) if field in before else ""
    return _indicator_side(difference, old, new, gold) if difference.part == "indicator" else ""


def _indicator_side(difference: Difference, old: Record, new: Record, gold: Gold) -> Side:
    before, after = _at(old, difference.old_at), _at(new, difference.new_at)
    row = _row(before, old, gold) or _row(after, new, gold)
    if row is None:
        return ""
    if difference.change != "changed":
        return "old" if bool(row["fact"]) == (difference.change == "lost") else "new"
    if difference.field not in FIELDS or not row["fact"] or before is None or after is None:
        return ""
    return _side(difference.field in right_fields(before, row), difference.field in right_fields(after, row))


def _at(record: Record, at: int) -> Indicator | None:
    return None if at == NOWHERE else record.indicators[at]


def _row(indicator: Indicator | None, record: Record, gold: Gold) -> Row | None:
    if indicator is None or record.source.sha256 != gold.sha256:
        return None
    return gold.rows.get(indicator.numeral.start)


def _side(old: bool, new: bool) -> Side:
    if old and new:
        return "both"
    return "old" if old else "new" if new else "neither"
