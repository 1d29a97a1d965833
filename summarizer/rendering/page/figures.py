"""Figures inside composed sentences, each linked to the indicator it comes from."""

import re

from summarizer.domain.record import Indicator, Point, Record
from summarizer.rendering.page.parts import Run, Words
from summarizer.rendering.page.sources import figure, source_of
from summarizer.rendering.wording.amounts import written_value
from summarizer.rendering.wording.printable import printable, typeset

# a figure as it stands in a sentence: 147.28, 1,234
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def linked(point: Point, record: Record) -> Words:
    """Return a composed sentence in which every figure carries its source; without figures the whole line does."""
    wanted = set(point.indicators)
    indicators = [i for i in record.indicators if i.id in wanted]
    words = link_figures(typeset(point.text), indicators, record)
    if any(run.sources for run in words) or not point.evidence:
        return words
    return (Run(typeset(point.text), tuple(source_of(span, "", record) for span in point.evidence)),)


def link_figures(text: str, indicators: list[Indicator], record: Record) -> Words:
    """Cut a text at the figures of the indicators, taking each indicator once and in the order of the text."""
    runs: list[Run] = []
    at = 0
    for start, end, indicator in _places(text, indicators):
        if start < at:
            continue
        if start > at:
            runs.append(Run(text[at:start]))
        runs.append(figure(indicator, record, text[start:end]))
        at = end
    if at < len(text):
        runs.append(Run(text[at:]))
    return tuple(runs)


def _places(text: str, indicators: list[Indicator]) -> list[tuple[int, int, Indicator]]:
    taken: list[tuple[int, int, Indicator]] = []
    for indicator in indicators:
        place = _place(text, indicator, [(start, end) for start, end, _ in taken])
        if place:
            taken.append((*place, indicator))
    return sorted(taken, key=lambda each: each[:2])


def _place(text: str, indicator: Indicator, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return where the indicator's value stands: with its words where they stand too, else the digits and the unit."""
    written = written_value(indicator)
    for form in (written, printable(indicator.numeral.text) + indicator.unit, printable(indicator.numeral.text), indicator.value):
        at = text.find(form)
        while form and at >= 0:
            if _is_whole(text, at, at + len(form)) and not any(at < high and low < at + len(form) for low, high in taken):
                return at, at + len(form)
            at = text.find(form, at + 1)
    return None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether a stretch cuts no figure in two: 5 is not found in 15 or in 5.2."""
    return not any(
        digits.start() < edge < digits.end()
        for digits in _DIGITS.finditer(text, max(0, start - 30), end + 30)
        for edge in (start, end)
    )
