"""When a page may say that a report does not mention something."""

import re
from collections.abc import Mapping
from functools import cache

from summarizer.domain.record import Indicator, Record, SpanText, Statement
from summarizer.domain.registry import known_names
from summarizer.domain.span import Span, without
from summarizer.rendering.page.parts import Cell, Run
from summarizer.rendering.page.sources import source_of
from summarizer.rendering.results.facts import row_facts
from summarizer.rendering.wording.language import label

UNMENTIONED = "未提及"
UNREAD = "未识别"
_SENTENCE_END = re.compile(r"[。；;！？!?\n]")
_FARTHEST = 200

Unread = Mapping[str, SpanText]
"""Registry id → the first sentence that names it and from which nothing about it was labelled."""


def find_unread(record: Record, text: str) -> dict[str, SpanText]:
    """Return the rows that the text names at a place from which the record holds nothing. `text` is the document's."""
    found = {}
    for facts in row_facts(record):
        variants = known_names(facts.kind.id)
        place = _first_unread(variants, _accounted(record, variants, facts.kind.id), record, text)
        if place is not None:
            found[facts.kind.id] = _sentence_around(place, text)
    return found


def absent(indicator_id: str, record: Record, unread: Unread | None) -> Cell:
    """Return the cell of a value that the record does not hold; absence is claimed only where it was proven."""
    if record.audit.complete and unread is not None and indicator_id not in unread:
        return Cell((Run(label(UNMENTIONED)),), missing=True)
    place = unread.get(indicator_id) if unread else None
    return Cell((Run(label(UNREAD), (source_of(place, "", record),) if place else ()),), missing=True)


def _accounted(record: Record, variants: tuple[str, ...], indicator_id: str) -> list[tuple[int, int]]:
    """Return the sentences whose mention of the name is explained by an entry, and the stretches set aside."""
    entries: list[Indicator | Statement] = [*record.indicators, *record.statements]
    spans = [(mark.start, mark.end) for mark in record.marked]
    named = _any_of(variants)
    for entry in entries:
        if indicator_id in entry.canonical or named.search(entry.name):
            evidence = [entry.sentence] if isinstance(entry, Indicator) else entry.evidence
            spans += [(span.start, span.end) for span in evidence]
    return spans


@cache
def _any_of(variants: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds one of these names: they are looked for in every name of every record."""
    return re.compile("|".join(map(re.escape, variants)))


def _first_unread(variants: tuple[str, ...], accounted: list[tuple[int, int]], record: Record, text: str) -> int | None:
    start, end = record.source.span
    for piece in without(Span(start, min(end, len(text))), [Span(low, high) for low, high in accounted]):
        # a name may begin in the last characters of a piece
        found = (text.find(variant, piece.start, min(piece.end + len(variant) - 1, end)) for variant in variants)
        if mentions := [at for at in found if at >= 0]:
            return min(mentions)
    return None


def _sentence_around(place: int, text: str) -> SpanText:
    before = [m.end() for m in _SENTENCE_END.finditer(text, max(0, place - _FARTHEST), place)]
    after = _SENTENCE_END.search(text, place, place + _FARTHEST)
    start = before[-1] if before else max(0, place - _FARTHEST)
    end = after.end() if after else min(len(text), place + _FARTHEST)
    return SpanText(start=start, end=end, text=text[start:end])
