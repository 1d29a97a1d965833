"""Where a report says what it is: title, head, notice, letterhead, closing lines, the page's own information."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from summarizer.domain.grammar.clear_view import clear_view
from summarizer.domain.mark_reasons import IMPRINT, LETTERHEAD, LISTING, NOTICE, PAGE_INFORMATION, SIGNATURE
from summarizer.domain.report import Report
from summarizer.domain.section import Section
from summarizer.domain.span import Span, without

# 各位代表: · 同志们: · the first full stop: the head of a report ends there.
_HEAD_ENDS = re.compile(r"各位(?:代表|委员|同志|领导)|同志们|。|主任、|主席团")
# A greeting on a line of its own ends the head whatever sentences a page puts above it.
_GREETED = re.compile(r"^\s*(?:各位代表|同志们)\s?[:,!]", re.MULTILINE)
_LONGEST_HEAD = 400
_LONGEST_GREETING = 260
_LONGEST_NOTICE = 4000
_LINE = re.compile(r"[^\n\r]+")


class Found(Struct, frozen=True):
    """A value of a metadata field, and what it was read from."""

    value: str
    spans: tuple[Span, ...] | Literal["derived"]


NOT_FOUND = Found("", ())


class PlacesToLook(Struct, frozen=True):
    """The stretches in which a report's metadata stands."""

    text: str
    view: str
    title: Span | None
    head: Span
    """From the title on to the greeting, the first heading or the first full stop."""
    head_lines: tuple[Span, ...]
    """The lines of the head, the page's own left out: a release date there is not the report's."""
    greeting: Span
    """What follows the head: 现在,我代表县人民政府向大会报告工作."""
    listing: Span | None
    notice: tuple[Span, ...]
    letterhead: tuple[Span, ...]
    closing: tuple[Span, ...]
    """Signature, then imprint."""
    page_information: tuple[Span, ...]
    body: tuple[Span, ...]

    def seen(self, span: Span) -> str:
        """Return a stretch as the view shows it."""
        return span.of(self.view)

    def lines(self, spans: Sequence[Span]) -> Iterator[Span]:
        """Return the lines of some stretches without the white space at their ends."""
        return _lines(self.view, spans)


def find_places_to_look(report: Report, sections: Sequence[Section]) -> PlacesToLook:
    """Return where the metadata of a report stands."""
    marked = {reason: _marked(report, reason) for reason in (NOTICE, LETTERHEAD, LISTING, SIGNATURE, IMPRINT, PAGE_INFORMATION)}
    view = clear_view(report.document)
    head = _head(report, sections)
    end = min(head.end + _LONGEST_GREETING, report.span.end)
    return PlacesToLook(
        text=report.document.text,
        view=view,
        title=report.title,
        head=head,
        head_lines=tuple(_lines(view, without(head, [mark.span for mark in report.marks]))),
        greeting=Span(head.end, max(head.end, end)),
        listing=next((span for span in reversed(marked[LISTING])), None),
        notice=tuple(marked[NOTICE]),
        letterhead=tuple(marked[LETTERHEAD]),
        closing=(*marked[SIGNATURE], *marked[IMPRINT]),
        page_information=tuple(marked[PAGE_INFORMATION]),
        body=tuple(report.body()),
    )


def _lines(view: str, spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        for match in _LINE.finditer(view, span.start, span.end):
            text = match.group().strip()
            if text:
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                yield Span(start, start + len(text))


def _marked(report: Report, reason: str) -> list[Span]:
    """Return the stretches marked with a reason, those inside a copy of the report left out."""
    copies = [mark.span for mark in report.marks if mark.kind == "duplicate"]
    found = [mark.span for mark in report.marks if mark.reason == reason]
    kept = [span for span in found if not any(copy.covers(span) for copy in copies)]
    return [Span(span.start, min(span.end, span.start + _LONGEST_NOTICE)) for span in kept]


def _head(report: Report, sections: Sequence[Section]) -> Span:
    start = report.span.start
    after_title = max(start, report.title.end) if report.title and report.span.covers(report.title) else start
    end = min(after_title + _LONGEST_HEAD, report.span.end)
    view = report.document.view
    greeted = _GREETED.search(view, after_title, end)
    if greeted:
        return Span(start, greeted.start())
    ending = _HEAD_ENDS.search(view, after_title, end)
    if ending:
        end = ending.start()
    first = next((section.heading.start for section in sections if section.heading.start >= after_title), end)
    return Span(start, max(start, min(end, first)))
