"""Where a report is cut: along its outline, short sections joined, long ones divided between sentences."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from summarizer.domain.scan import Sentence
from summarizer.domain.section import Section
from summarizer.domain.span import Span

_HEADING_ONLY = 120
"""Characters; a beginning this short goes with what follows, whatever the size."""
_TITLE_ONLY = 200
"""Characters; a report's title, speaker and address go with its first section."""


class _Stretch(Struct, frozen=True):
    start: int
    end: int
    whole: bool
    """Holds whole sections, so that it may be joined with a neighbour."""


def cut_stretches(
    whole: Span, sentences: Sequence[Sentence], starts: Sequence[int], sections: Sequence[Section], *, lower: int, upper: int
) -> list[Span]:
    """Return neighbouring stretches that cover a report, none across a level-1 boundary."""
    cutter = _Cutter(sentences, starts, sections, lower, upper)
    tops = cutter.children[""]
    first = tops[0].heading.start if tops else whole.end
    opening = cutter.divide(whole.start, first) if first > whole.start else []
    found: list[_Stretch] = []
    for at, top in enumerate(tops):
        end = tops[at + 1].heading.start if at + 1 < len(tops) else whole.end
        found += cutter.cut(top, end)
    if opening and found and cutter.size(whole.start, first) <= _TITLE_ONLY:
        opening, found[0] = [], _Stretch(whole.start, found[0].end, whole=False)
    return cutter.filled(opening + found)


class _Cutter:
    """The sentences and sections of one report, and how they are cut and joined."""

    def __init__(
        self, sentences: Sequence[Sentence], starts: Sequence[int], sections: Sequence[Section], lower: int, upper: int
    ) -> None:
        self._starts = starts
        self._sizes = [0, *accumulate(map(len, sentences))]
        self._lower, self._upper = lower, upper
        self.children: dict[str, list[Section]] = {"": []}
        for section in sections:
            self.children.setdefault(section.parent, []).append(section)

    def cut(self, section: Section, end: int) -> list[_Stretch]:
        """Return the stretches of a section that ends at `end`."""
        start = section.heading.start
        children = self.children.get(section.id, [])
        if self.size(start, end) <= self._upper or not children:
            return self.divide(start, end)
        pieces = [_Stretch(start, children[0].heading.start, whole=True)]
        for child, after in pairwise([*children, None]):
            pieces += self.cut(child, after.heading.start if after else end) if child else []
        return self._joined(pieces)

    def divide(self, start: int, end: int) -> list[_Stretch]:
        """Return a stretch, or even parts of it where it is too long."""
        size = self.size(start, end)
        parts = -(-size // self._upper)
        if parts < 2:
            return [_Stretch(start, end, whole=True)]
        low, high = self._index(start), self._index(end)
        cuts = [start]
        for part in range(1, parts):
            goal = self._sizes[low] + size * part // parts
            at = bisect_left(self._sizes, goal, low, high)
            near = min((at - 1, at), key=lambda index: abs(self._sizes[index] - goal))
            if low < near < high and self._starts[near] > cuts[-1]:
                cuts.append(self._starts[near])
        return [_Stretch(a, b, whole=False) for a, b in pairwise([*cuts, end])]

    def _joined(self, pieces: list[_Stretch]) -> list[_Stretch]:
        joined = pieces[:1]
        for piece in pieces[1:]:
            last = joined[-1]
            size, added = self.size(last.start, last.end), self.size(piece.start, piece.end)
            fits = size + added <= self._upper and min(size, added) < self._lower
            if size <= _HEADING_ONLY or (fits and last.whole and piece.whole):
                joined[-1] = _Stretch(last.start, piece.end, whole=last.whole and piece.whole)
            else:
                joined.append(piece)
        return joined

    def filled(self, stretches: list[_Stretch]) -> list[Span]:
        """Return the stretches as spans, those without a sentence joined to the one before or after."""
        spans: list[Span] = []
        for stretch in stretches:
            empty = self._index(stretch.start) == self._index(stretch.end)
            before_empty = bool(spans) and self._index(spans[-1].start) == self._index(spans[-1].end)
            if spans and (empty or before_empty):
                spans[-1] = Span(spans[-1].start, stretch.end)
            else:
                spans.append(Span(stretch.start, stretch.end))
        return [span for span in spans if self._index(span.start) < self._index(span.end)]

    def _index(self, position: int) -> int:
        return bisect_left(self._starts, position)

    def size(self, start: int, end: int) -> int:
        """Return how many characters of sentences begin between two places."""
        return self._sizes[self._index(end)] - self._sizes[self._index(start)]
