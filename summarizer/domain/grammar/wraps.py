"""Lines that were wrapped: a line end inside a sentence parts words and numerals that belong together."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from msgspec.structs import replace

from summarizer.domain.scan import Numeral, Sentence
from summarizer.domain.span import Span

# 百分之|⏎|七点八 · but two Latin words stay two
_WRAP = re.compile(r" *\n *(?=\S)(?<![A-Za-z]\n)")


def find_wraps(view: str, sentences: Sequence[Sentence]) -> list[Span]:
    """Return the line ends, with the space around them, that lie inside a sentence, in order."""
    return wraps_in(view, (span for sentence in sentences for span in sentence.spans))


def wraps_in(view: str, spans: Iterable[Span]) -> list[Span]:
    """Return the line ends, with the space around them, that lie inside stretches of sentences, in order."""
    spans = (span for span in spans if view.find("\n", span.start, span.end) >= 0)
    return [Span(*wrap.span()) for span in spans for wrap in _WRAP.finditer(view, span.start, span.end)]


class Unwrapped:
    """A view from one place to another without its wraps, and the way back from it."""

    def __init__(self, view: str, start: int, end: int, wraps: Sequence[Span]) -> None:
        inside = [wrap for wrap in wraps if start <= wrap.start and wrap.end <= end]
        self._origins = [start, *(wrap.end for wrap in inside)]
        pieces = [view[a:b] for a, b in zip(self._origins, [*(wrap.start for wrap in inside), end], strict=True)]
        self._starts = [0, *accumulate(map(len, pieces[:-1]))]
        self.text = "".join(pieces)

    def numeral_in_view(self, numeral: Numeral) -> Numeral:
        """Return a numeral of the unwrapped text with its spans in the view."""
        return replace(
            numeral,
            span=self._in_view(numeral.span),
            unit_span=self._in_view(numeral.unit_span) if numeral.unit_span else None,
            qualifiers=tuple(map(self._in_view, numeral.qualifiers)),
        )

    def _in_view(self, span: Span) -> Span:
        return Span(self._origin(span.start), self._origin(span.end - 1) + 1 if len(span) else self._origin(span.start))

    def _origin(self, position: int) -> int:
        at = bisect_right(self._starts, position) - 1
        return self._origins[at] + position - self._starts[at]
