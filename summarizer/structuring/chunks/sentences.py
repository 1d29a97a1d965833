"""Sentences as chunks hold them: a heading is one of its own, and none is longer than a chunk may be."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from summarizer.domain.scan import Numeral, Sentence
from summarizer.domain.section import Section
from summarizer.domain.span import Span

_SEPARATOR = re.compile(r"[ 。.:;,、!?\n]*")
_PAUSE = re.compile(r"[;,、 \n]")


def cut_sentences(
    sentences: Sequence[Sentence], sections: Sequence[Section], numerals: Sequence[Numeral], view: str, longest: int
) -> list[Sentence]:
    """Return the sentences, cut where a heading starts or ends in one and where one is longer than `longest`."""
    starts = [sentence.start for sentence in sentences]
    cuts: dict[int, list[int]] = {index: [] for index in _long(starts, longest)}
    for at in _heading_edges(sections, view):
        index = bisect_right(starts, at) - 1
        if index >= 0 and starts[index] < at < sentences[index].end:
            cuts.setdefault(index, []).append(at)
    found: list[Sentence] = []
    done = 0
    for index in sorted(cuts):
        found += sentences[done:index]
        for piece in _cut(sentences[index], sorted(set(cuts[index])), view):
            found += _shortened(piece, view, longest, numerals)
        done = index + 1
    return [*found, *sentences[done:]]


def _long(starts: Sequence[int], longest: int) -> list[int]:
    """Return the indexes of the sentences that may be too long, as the next one's beginning tells; the last may always be."""
    gaps = pairwise([*starts, inf])
    return [index for index, (start, following) in enumerate(gaps) if following - start > longest]


def _heading_edges(sections: Sequence[Section], view: str) -> Iterator[int]:
    for section in sections:
        yield section.heading.start
        match = _SEPARATOR.match(view, section.heading.end, section.extent.end)
        yield match.end() if match else section.heading.end


def _cut(sentence: Sentence, cuts: Sequence[int], view: str) -> list[Sentence]:
    """Return the parts of a sentence between the cuts, without the space around them."""
    if not cuts:
        return [sentence]
    bounds = [sentence.start, *cuts, sentence.end]
    parts: list[Sentence] = []
    for start, end in pairwise(bounds):
        spans = [Span(max(s.start, start), min(s.end, end)) for s in sentence.spans if s.start < end and s.end > start]
        trimmed = _trimmed(spans, view)
        if trimmed:
            parts.append(Sentence(trimmed))
    return parts


def _trimmed(spans: list[Span], view: str) -> tuple[Span, ...]:
    while spans and not spans[0].of(view).strip():
        spans = spans[1:]
    while spans and not spans[-1].of(view).strip():
        spans = spans[:-1]
    if not spans:
        return ()
    first, last = spans[0], spans[-1]
    spans[0] = Span(first.end - len(first.of(view).lstrip()), first.end)
    last = spans[-1]
    spans[-1] = Span(last.start, last.start + len(last.of(view).rstrip()))
    return tuple(spans)


def _shortened(sentence: Sentence, view: str, longest: int, numerals: Sequence[Numeral]) -> list[Sentence]:
    """Return a sentence in pieces of at most about `longest` characters, cut at pauses, never in a numeral."""
    if sentence.end - sentence.start <= longest:
        return [sentence]
    cuts: list[int] = []
    at = sentence.start
    while sentence.end - at > longest:
        pauses = [match.end() for match in _PAUSE.finditer(view, at + longest // 2, at + longest)]
        cut = pauses[-1] if pauses else at + longest
        index = bisect_right(numerals, cut, key=lambda numeral: numeral.span.start) - 1
        if index >= 0 and numerals[index].span.start < cut < numerals[index].span.end:
            cut = numerals[index].span.start if numerals[index].span.start > at else numerals[index].span.end
        cuts.append(cut)
        at = cut
    return _cut(sentence, [cut for cut in cuts if cut < sentence.end], view)
