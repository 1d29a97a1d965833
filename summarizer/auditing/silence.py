"""Sections from which nothing came."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from summarizer.domain.record import Problem, Project, Record, SpanText, Statement, Task
from summarizer.domain.section import Section


def silent_sections(sections: Sequence[Section], record: Record) -> list[str]:
    """Return the ids of the sections with a text of their own in which no entry stands; of nested ones the outermost."""
    told = sorted(span.start for span in _evidence(record))
    silent = {section.id: section for section in sections if _has_text(section) and not _tells(section, told)}
    return [section.id for section in sections if section.id in silent and section.parent not in silent]


def _has_text(section: Section) -> bool:
    return section.extent.end > section.heading.end + 1


def _tells(section: Section, told: Sequence[int]) -> bool:
    at = bisect_left(told, section.heading.start)
    return at < len(told) and told[at] < section.extent.end


def _evidence(record: Record) -> Iterator[SpanText]:
    yield from (indicator.numeral for indicator in record.indicators)
    said: list[Sequence[Statement | Task | Project | Problem]] = [
        record.statements,
        record.tasks,
        record.projects,
        record.problems,
    ]
    for parts in said:
        for part in parts:
            yield from part.evidence
