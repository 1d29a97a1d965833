"""What differs between the audits of two records, and between what they set aside."""

from collections.abc import Callable, Iterator

from summarizer.domain.record import Record
from summarizer.reviewing.comparison import changed_fields
from summarizer.reviewing.difference import Difference, Severity
from summarizer.reviewing.pairing import By, pair
from summarizer.reviewing.severity import Grades


def audit_differences(old: Record, new: Record) -> Iterator[Difference]:
    """Yield what changed in completeness and counts, and what only one of the two lists."""
    yield from changed_fields("audit", "audit", (_counts(old), _counts(new)), _FIELDS)
    for label, at, listed, severity in _LISTS:
        yield from _only_in_one(label, at, (listed(old), listed(new)), severity)


def _counts(record: Record) -> dict[str, str]:
    audit = record.audit
    return {"complete": "yes" if audit.complete else "no", "quantities": str(audit.quantities), "labelled": str(audit.labelled)}


def _failed(record: Record) -> list[str]:
    return [one.id for one in record.audit.questions.failed]


def _unaccounted(record: Record) -> list[str]:
    return [span.text for span in record.audit.unaccounted]


def _dismissed(record: Record) -> list[str]:
    return [f"{one.text} {one.reason}" for one in record.audit.dismissed]


def _dropped(record: Record) -> list[str]:
    return [f"{one.entry} {one.reason}" for one in record.audit.dropped]


def _marked(record: Record) -> list[str]:
    return [f"{mark.kind} {mark.reason} {mark.end - mark.start}" for mark in record.marked]


def _silent(record: Record) -> list[str]:
    titles = {heading.id: heading.title for heading in record.outline}
    return [titles.get(one, one) for one in record.audit.silent_sections]


def _disagreements(record: Record) -> list[str]:
    names = {indicator.id: indicator.name for indicator in record.indicators}
    return [f"{names.get(d.indicator, d.indicator)} {d.field} {d.reader}/{d.answer}" for d in record.audit.disagreements]


def _only_in_one(label: str, at: str, lists: tuple[list[str], list[str]], severity: Severity) -> Iterator[Difference]:
    same: By[str] = By(lambda text: text)
    found = pair(*lists, same)
    for place in found.lost_at:
        yield Difference("audit", label, "lost", "", found.old[place], "", severity, at=at, old_at=place)
    for place in found.gained_at:
        yield Difference("audit", label, "gained", "", "", found.new[place], severity, at=at, new_at=place)


_FIELDS: Grades = {"complete": "critical", "quantities": "minor", "labelled": "minor"}
_LISTS: tuple[tuple[str, str, Callable[[Record], list[str]], Severity], ...] = (
    ("failed", "audit.questions.failed", _failed, "major"),
    ("unaccounted", "audit.unaccounted", _unaccounted, "minor"),
    ("dismissed", "audit.dismissed", _dismissed, "minor"),
    ("silent", "audit.silent_sections", _silent, "minor"),
    ("dropped", "audit.dropped", _dropped, "minor"),
    ("disagreement", "audit.disagreements", _disagreements, "minor"),
    ("marked", "marked", _marked, "minor"),
)
