"""What differs between the audits of two records, and between what they set aside."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from summarizer.domain.record import Record
from summarizer.reviewing.comparison import changed
from summarizer.reviewing.difference import Difference, Severity


def audit_differences(old: Record, new: Record) -> Iterator[Difference]:
    """Yield what changed in completeness and counts, and what only one of the two lists."""
    before, after = old.audit, new.audit
    yield from changed("audit", "", "complete", _yes(before.complete), _yes(after.complete), "critical")
    for field in ("quantities", "labelled"):
        yield from changed("audit", "", field, str(getattr(before, field)), str(getattr(after, field)), "minor")
    for label, listed, severity in _LISTS:
        yield from _only_in_one(label, listed(old), listed(new), severity)


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


def _only_in_one(label: str, old: Iterable[str], new: Iterable[str], severity: Severity) -> Iterator[Difference]:
    before, after = Counter(old), Counter(new)
    for text in (before - after).elements():
        yield Difference("audit", label, "lost", "", text, "", severity)
    for text in (after - before).elements():
        yield Difference("audit", label, "gained", "", "", text, severity)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


_LISTS: tuple[tuple[str, Callable[[Record], list[str]], Severity], ...] = (
    ("failed", _failed, "major"),
    ("unaccounted", _unaccounted, "minor"),
    ("dismissed", _dismissed, "minor"),
    ("silent", _silent, "minor"),
    ("dropped", _dropped, "minor"),
    ("disagreement", _disagreements, "minor"),
    ("marked", _marked, "minor"),
)
