"""Which metadata the rules did not find though reports of the kind say it, and the lines in which it may stand."""

from collections.abc import Iterator

from summarizer.domain.record import DocType, Meta
from summarizer.domain.report import Report
from summarizer.domain.scan import Sentence
from summarizer.domain.section import Section
from summarizer.domain.span import Span
from summarizer.structuring.metadata.places_to_look import PlacesToLook, find_places_to_look

# What a report of each type says of itself as a rule
_SAID_BY: dict[DocType, tuple[str, ...]] = {
    "work_report": ("title", "issuer", "date", "speaker", "meeting"),
    "development_plan": ("title", "issuer", "date"),
    "action_plan": ("title", "issuer", "doc_number", "date"),
    "bulletin": ("title", "issuer", "date"),
    "other": ("title", "doc_type", "issuer", "date"),
}
_MOST_LINES, _LONGEST_LINE = 40, 200


def find_unsure(meta: Meta) -> tuple[str, ...]:
    """Return the fields that reports of this type say of themselves and in which the rules found nothing."""
    return tuple(field for field in _SAID_BY[meta.doc_type] if getattr(meta, field) in ("", "other"))


def find_head(report: Report, sections: tuple[Section, ...]) -> tuple[Sentence, ...]:
    """Return the lines that may say what a report is: notice, letterhead, head and greeting, signature and imprint."""
    places = find_places_to_look(report, sections)
    lines = dict.fromkeys(sorted(_lines(places), key=lambda span: (span.start, span.end)))
    return tuple(Sentence((line,)) for line in lines)[:_MOST_LINES]


def _lines(places: PlacesToLook) -> Iterator[Span]:
    title = (places.title,) if places.title else ()
    stretches = [*title, *places.notice, *places.letterhead, *places.head_lines, places.greeting, *places.closing]
    for line in places.lines(stretches):
        yield Span(line.start, min(line.end, line.start + _LONGEST_LINE))
