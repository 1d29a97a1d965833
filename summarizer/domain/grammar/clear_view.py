"""The view with litter blanked out: what rules read that go by lines."""

import re
from bisect import bisect_left

from summarizer.domain.document import Document
from summarizer.domain.span import Span

# Litter that stands for a line end: literal \r\n, <br/>, </p>
_BREAKING = re.compile(r"\\[rn]|<(?:br|/?p|/?div|/?section|/?center)\b", re.IGNORECASE)


def ends_line(litter: str) -> bool:
    """Say whether litter stands for a line end."""
    return bool(_BREAKING.match(litter))


def clear_view(document: Document, stretch: Span | None = None) -> str:
    """Return the view, or a stretch of it, with the litter that reading marked blanked out; line ends as in the text."""
    start, end = (stretch.start, stretch.end) if stretch else (0, len(document.view))
    view, text = document.view[start:end], document.text[start:end]
    if "\r" in text or "\f" in text:
        view = "".join([sign if sign in "\r\f" else seen for sign, seen in zip(text, view, strict=True)])
    marks = document.marks[_first(document, start) : _first(document, end)]
    pieces: list[str] = []
    at = start
    for mark in marks:
        if mark.span.start >= at:
            sign = "\n" if ends_line(mark.span.of(document.text)) else " "
            pieces += [view[at - start : mark.span.start - start], sign.ljust(len(mark.span))]
            at = mark.span.end
    return "".join([*pieces, view[at - start :]])[: end - start] if marks else view


def _first(document: Document, at: int) -> int:
    return bisect_left(document.marks, at, key=lambda mark: mark.span.start)
