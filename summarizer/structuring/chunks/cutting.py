"""Chunks: what is asked about at once, cut along the outline, each with all that its question needs."""

from bisect import bisect_left
from collections.abc import Sequence

from summarizer.domain.chunk import Chunk
from summarizer.domain.record import Meta
from summarizer.domain.report import Report
from summarizer.domain.scan import Scan
from summarizer.domain.section import Section
from summarizer.domain.span import Span
from summarizer.structuring.chunks.context import Surroundings
from summarizer.structuring.chunks.sentences import cut_sentences
from summarizer.structuring.chunks.stretches import cut_stretches


def cut_chunks(report: Report, scan: Scan, sections: Sequence[Section], meta: Meta, *, lower: int, upper: int) -> list[Chunk]:
    """Return the chunks of a report in order; with the report's marks they tile its span.

    `lower` and `upper` are characters of sentences: a section below `lower` is joined with its neighbours under the same
    parent, one above `upper` is divided between sentences. Boundaries depend on the level-1 section they stand in alone.
    """
    sentences = cut_sentences(scan.sentences, sections, scan.numerals, report.document.view, upper)
    sentence_starts = [sentence.start for sentence in sentences]
    numerals = [numeral for numeral in scan.numerals if not numeral.dismissed]
    stretches = cut_stretches(report.span, sentences, sentence_starts, sections, lower=lower, upper=upper)
    contexts = Surroundings(report, sentences, sentence_starts, sections, meta).of_all(stretches)
    numeral_starts = [numeral.span.start for numeral in numerals]
    heading_starts = [section.heading.start for section in sections]
    holes = _Holes(report)
    return [
        Chunk(
            id=f"c{number}",
            spans=tuple(holes.around(stretch.start, stretch.end)),
            sentences=tuple(sentences[_range(sentence_starts, stretch.start, stretch.end)]),
            numerals=tuple(numerals[_range(numeral_starts, stretch.start, stretch.end)]),
            headings=tuple(
                (section.heading, section.level) for section in sections[_range(heading_starts, stretch.start, stretch.end)]
            ),
            context=context,
        )
        for number, (stretch, context) in enumerate(zip(stretches, contexts, strict=True), 1)
    ]


class _Holes:
    """The marked stretches of a report, looked up by place."""

    def __init__(self, report: Report) -> None:
        self._body = report.body()
        self._ends = [span.end for span in self._body]

    def around(self, start: int, end: int) -> list[Span]:
        """Return what the body holds between two places."""
        found: list[Span] = []
        for index in range(bisect_left(self._ends, start + 1), len(self._body)):
            piece = self._body[index]
            if piece.start >= end:
                break
            found.append(Span(max(piece.start, start), min(piece.end, end)))
        return found


def _range(starts: list[int], start: int, end: int) -> slice:
    return slice(bisect_left(starts, start), bisect_left(starts, end))
