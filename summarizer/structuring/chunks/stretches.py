"""Where a report is cut: along its outline, short sections joined, long ones divided between sentences."""

from bisect import bisect_left
from collections import defaultdict
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


class _Stretch(Struct, frozen=True, gc=False):
    """A part of a report, and the sentences that begin in it: from number `low` to before number `high`."""

    start: int
    end: int
    low: int
    high: int
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
    if opening and found and cutter.size(opening[0].low, opening[-1].high) <= _TITLE_ONLY:
        found[0] = _joined(opening[0], found[0], whole=False)
        opening = []
    return _filled(opening + found)


class _Cutter:
    """The sentences and sections of one report, and how they are cut and joined."""

    def __init__(
        self, sentences: Sequence[Sentence], starts: Sequence[int], sections: Sequence[Section], lower: int, upper: int
    ) -> None:
        self._starts = starts
        self._sizes = [0, *accumulate(map(len, sentences))]
        self._lower, self._upper = lower, upper
        self.children: defaultdict[str, list[Section]] = defaultdict(list)
        for section in sections:
            self.children[section.parent].append(section)

    def cut(self, section: Section, end: int) -> list[_Stretch]:
        """Return the stretches of a section that ends at `end`."""
        whole = self._stretch(section.heading.start, end)
        children = self.children.get(section.id, [])
        if not children or self.size(whole.low, whole.high) <= self._upper:
            return self._divided(whole)
        pieces = [self._stretch(whole.start, children[0].heading.start)]
        for child, after in pairwise([*children, None]):
            pieces += self.cut(child, after.heading.start if after else end) if child else []
        return self._join(pieces)

    def divide(self, start: int, end: int) -> list[_Stretch]:
        """Return a stretch, or even parts of it where it is too long."""
        return self._divided(self._stretch(start, end))

    def size(self, low: int, high: int) -> int:
        """Return how many characters some sentences have."""
        return self._sizes[high] - self._sizes[low]

    def _stretch(self, start: int, end: int) -> _Stretch:
        return _Stretch(start, end, bisect_left(self._starts, start), bisect_left(self._starts, end), whole=True)

    def _divided(self, whole: _Stretch) -> list[_Stretch]:
        size = self.size(whole.low, whole.high)
        parts = -(-size // self._upper)
        if parts < 2:
            return [whole]
        cuts = [whole.low]
        for part in range(1, parts):
            goal = self._sizes[whole.low] + size * part // parts
            at = bisect_left(self._sizes, goal, whole.low, whole.high)
            near = min((at - 1, at), key=lambda index: abs(self._sizes[index] - goal))
            if cuts[-1] < near < whole.high:
                cuts.append(near)
        bounds = [whole.start, *(self._starts[cut] for cut in cuts[1:]), whole.end]
        ends = pairwise([*cuts, whole.high])
        return [_Stretch(a, b, low, high, whole=False) for (a, b), (low, high) in zip(pairwise(bounds), ends, strict=True)]

    def _join(self, pieces: list[_Stretch]) -> list[_Stretch]:
        joined = pieces[:1]
        for piece in pieces[1:]:
            last = joined[-1]
            size, added = self.size(last.low, last.high), self.size(piece.low, piece.high)
            fits = size + added <= self._upper and min(size, added) < self._lower
            if size <= _HEADING_ONLY or (fits and last.whole and piece.whole):
                joined[-1] = _joined(last, piece, whole=last.whole and piece.whole)
            else:
                joined.append(piece)
        return joined


def _joined(one: _Stretch, following: _Stretch, *, whole: bool) -> _Stretch:
    return _Stretch(one.start, following.end, one.low, following.high, whole=whole)


def _filled(stretches: list[_Stretch]) -> list[Span]:
    """Return the stretches as spans, those without a sentence joined to the one before or after."""
    filled = stretches[:1]
    for stretch in stretches[1:]:
        last = filled[-1]
        if stretch.low == stretch.high or last.low == last.high:
            filled[-1] = _joined(last, stretch, whole=False)
        else:
            filled.append(stretch)
    return [Span(one.start, one.end) for one in filled if one.low < one.high]
