"""What the record holds of a report, as a list that points into its text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from summarizer.domain.record import Indicator, Record, SpanText
from summarizer.rendering.wording.amounts import written_value
from summarizer.rendering.wording.places import place_id
from summarizer.rendering.wording.printable import clipped, printable

EntryKind = Literal[
    "actual", "target", "baseline", "statement", "task", "project", "problem", "unaccounted", "dismissed", "aside"
]
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the record, and the stretches of the text that it rests on."""

    id: str
    kind: EntryKind
    words: str
    value: str
    """A figure as it is written, `""` for an entry without one."""
    period: str
    section: str
    spans: tuple[tuple[int, int], ...]
    """Start and end in the document, the figure itself for an indicator."""

    @property
    def place(self) -> str:
        """Return the fragment of the first character that it rests on."""
        return place_id(self.spans[0][0])


def entries_of(record: Record) -> list[Entry]:
    """Return all entries in the order of the text."""
    found = [*_indicators(record), *_others(record), *_unlabelled(record)]
    return sorted((entry for entry in found if entry.spans), key=lambda entry: (entry.spans[0], entry.id))


def _indicators(record: Record) -> Iterator[Entry]:
    for each in record.indicators:
        numeral = ((each.numeral.start, each.numeral.end),)
        words = clipped(printable(each.name), _LONGEST)
        yield Entry(each.id, each.kind, words, _value(each), printable(each.period), each.section, numeral)


def _value(indicator: Indicator) -> str:
    return printable(written_value(indicator))


def _others(record: Record) -> Iterator[Entry]:
    for said in record.statements:
        yield _entry(said.id, "statement", said.text, said.period, said.section, said.evidence)
    for task in record.tasks:
        yield _entry(task.id, "task", task.title, task.deadline.date if task.deadline else "", task.section, task.evidence)
    for project in record.projects:
        yield _entry(project.id, "project", project.name, "", project.section, project.evidence)
    for problem in record.problems:
        yield _entry(problem.id, "problem", problem.text, "", problem.section, problem.evidence)


def _entry(entry_id: str, kind: EntryKind, words: str, period: str, section: str, evidence: Iterable[SpanText]) -> Entry:
    spans = tuple((span.start, span.end) for span in evidence)
    return Entry(entry_id, kind, clipped(printable(words), _LONGEST), "", printable(period), section, spans)


def _unlabelled(record: Record) -> Iterator[Entry]:
    """Yield the numerals that no entry accounts for, and the stretches that were set aside."""
    for n, gap in enumerate(record.audit.unaccounted, 1):
        yield Entry(f"u{n}", "unaccounted", "", printable(gap.text), "", _section_at(gap.start, record), ((gap.start, gap.end),))
    for n, dropped in enumerate(record.audit.dismissed, 1):
        span = ((dropped.start, dropped.end),)
        words, value = printable(dropped.reason), printable(dropped.text)
        yield Entry(f"d{n}", "dismissed", words, value, "", _section_at(dropped.start, record), span)
    for n, mark in enumerate(record.marked, 1):
        yield Entry(f"m{n}", "aside", printable(mark.reason), "", "", "", ((mark.start, mark.end),))


def _section_at(offset: int, record: Record) -> str:
    before = (heading.id for heading in reversed(record.outline) if heading.start <= offset)
    return next(before, "")
