"""The view with litter blanked out: what rules read that go by lines."""

import re
from bisect import bisect_left

from summarizer.domain.document import Document
from summarizer.domain.span import Span

# Litter that stands for a line end: literal \r\n, <br/>, </p>
_BREAKING = re.compile(r"\\[rn]|<(?:br|/?p|/?div|/?section|/?center)\b", re.IGNORECASE)

_LINE_ENDS = re.compile(r"[\r\f]+")


def ends_line(litter: str) -> bool:
    """Say whether litter stands for a line end."""
    return bool(_BREAKING.match(litter))


def clear_view(document: Document, stretch: Span | None = None) -> str:
    """Return the view, or a stretch of it, with the litter that reading marked blanked out; line ends as in the text."""
    start, end = (stretch.start, stretch.end) if stretch else (0, len(document.view))
    view = _with_line_ends(document.view[start:end], document.text[start:end])
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


def _with_line_ends(view: str, text: str) -> str:
    """Return a view with the line ends that it shows as spaces; a text has few, so the rest is taken over in pieces."""
    if "\r" not in text and "\f" not in text:
        return view
    pieces: list[str] = []
    at = 0
    for ends in _LINE_ENDS.finditer(text):
        pieces += [view[at : ends.start()], ends.group()]
        at = ends.end()
    return "".join([*pieces, view[at:]])
