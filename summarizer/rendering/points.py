"""The key points: what the record's overview chose, and verbatim stretches where it chose too little."""

from summarizer.domain.record import Indicator, Record
from summarizer.rendering.clauses import stretches
from summarizer.rendering.facts import Identity, identity
from summarizer.rendering.figures import link_figures, linked
from summarizer.rendering.horizons import Horizons
from summarizer.rendering.importance import importance
from summarizer.rendering.page import Words
from summarizer.rendering.printable import printable

LONGEST_POINT = 72
_LONGEST_STRETCH = 56


def key_points(
    record: Record, used: frozenset[Identity], periods: Horizons, most: int
) -> tuple[list[Words], frozenset[Identity]]:
    """Return the points in the order of their weight, none with a figure that already stands on the page."""
    chosen, used = _chosen(record, used, most)
    more, used = _stretches(record, used, periods, most - len(chosen))
    return [*chosen, *more], used


def _chosen(record: Record, used: frozenset[Identity], most: int) -> tuple[list[Words], frozenset[Identity]]:
    lines: list[Words] = []
    said: set[tuple[int, int]] = set()
    problems = {(span.start, span.end) for problem in record.problems for span in problem.evidence}
    by_id = {indicator.id: indicator for indicator in record.indicators}
    for point in record.highlights.key_points:
        figures = {identity(by_id[each]) for each in point.indicators if each in by_id}
        told = {(span.start, span.end) for span in point.evidence} if not figures else set()
        # the problems have a part of their own
        if len(lines) == most or not point.text or figures & used or (told and told <= problems | said):
            continue
        if len(point.text) <= LONGEST_POINT:
            lines.append(linked(point, record))
            used |= figures
            said |= told
    return lines, used


def _stretches(
    record: Record, used: frozenset[Identity], periods: Horizons, most: int
) -> tuple[list[Words], frozenset[Identity]]:
    """Return verbatim stretches around the weightiest results of the period under review that are still untold."""
    lines: list[Words] = []
    by_sentence: dict[int, list[Indicator]] = {}
    for indicator in record.indicators:
        by_sentence.setdefault(indicator.sentence.start, []).append(indicator)
    results = [i for i in record.indicators if i.kind == "actual" and not i.same_as and i.period in _reviewed(periods)]
    for indicator in sorted(results, key=lambda i: (-importance(i), i.numeral.start)):
        if len(lines) >= most:
            break
        for text, figures in _told(indicator, by_sentence.get(indicator.sentence.start, [])):
            if not {identity(i) for i in figures} & used:
                lines.append(link_figures(text, figures, record))
                used |= {identity(i) for i in figures}
                break
    return lines, used


def _reviewed(periods: Horizons) -> set[str]:
    return {periods.year, periods.span} - {""}


def _told(indicator: Indicator, neighbours: list[Indicator]) -> list[tuple[str, list[Indicator]]]:
    """Return the words around a figure, the longest stretch first, each with all figures in it."""
    return [
        (printable(text), [i for i in neighbours if start <= i.numeral.start < end])
        for text, start, end in stretches(indicator, neighbours, _LONGEST_STRETCH)
    ]
