"""Candidate sentences for the page, every quantity a placeholder."""

import re

from summarizer.domain.answer import IndicatorEntry, PointEntry
from summarizer.domain.marked_text import ShownChunk
from summarizer.domain.span import Span
from summarizer.domain.standing_alone import stands_alone

_MOST = 2
_LONGEST = 140
_SHORTEST = 12
_LEAST = 4
_WORTH = {"level": 2, "growth": 2, "share": 2, "rank": 2, "change": 1, "multiple": 1}
_OPENING = re.compile(
    r"^\s*(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}[是、]|[—─-]{1,2})\s*"
)


def choose_points(chunk: ShownChunk, indicators: list[IndicatorEntry]) -> list[PointEntry]:
    """Return up to two sentences that hold most of what was labelled and can be read alone, in the order of the text."""
    by_number = {entry.n: entry for entry in indicators}
    rated: list[tuple[int, int]] = []
    for number, (sentence, level) in enumerate(zip(chunk.sentences, chunk.levels, strict=True), 1):
        if level or not _SHORTEST <= len(sentence) <= _LONGEST:
            continue
        inside = [numeral for numeral in chunk.numerals if sentence.covers(numeral.span)]
        worth = sum(_WORTH[by_number[numeral.n].role] for numeral in inside if numeral.n in by_number)
        words = sentence.of(chunk.text)
        alone = stands_alone(words[_opening(words) :])
        if worth >= _LEAST and alone and not _bare_figures(chunk, sentence):
            rated.append((-worth, number))
    best = sorted(number for _, number in sorted(rated)[:_MOST])
    return [PointEntry(text=_written(chunk, chunk.sentences[number - 1]), sentences=[number]) for number in best]


def _bare_figures(chunk: ShownChunk, sentence: Span) -> bool:
    """Say whether a figure that is no marked numeral looks like one that is: it could be taken for a value."""
    values = {numeral.span.of(chunk.text) for numeral in chunk.numerals}
    marked = {numeral.span.start for numeral in chunk.numerals}
    figures = re.finditer(r"\d+(?:\.\d+)?", sentence.of(chunk.text))
    return any(found[0] in values and sentence.start + found.start() not in marked for found in figures)


def _written(chunk: ShownChunk, sentence: Span) -> str:
    """Return the sentence with a placeholder for each numeral."""
    parts: list[str] = []
    at = sentence.start + _opening(sentence.of(chunk.text))
    for numeral in chunk.numerals:
        if at <= numeral.span.start and numeral.span.end <= sentence.end:
            parts += [chunk.text[at : numeral.span.start], f"{{{numeral.n}}}"]
            at = numeral.span.end
    parts.append(chunk.text[at : sentence.end])
    return "".join(parts).strip()


def _opening(words: str) -> int:
    match = _OPENING.match(words)
    return match.end() if match else 0
