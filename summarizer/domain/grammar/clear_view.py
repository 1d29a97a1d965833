"""The view with litter blanked out: what rules read that go by lines."""

import re

from summarizer.domain.document import Document

# Litter that stands for a line end: literal \r\n, <br/>, </p>
_BREAKING = re.compile(r"\\[rn]|<(?:br|/?p|/?div|/?section|/?center)\b", re.IGNORECASE)

_LINE_ENDS = re.compile(r"[\r\f]+")


def ends_line(litter: str) -> bool:
    """Say whether litter stands for a line end."""
    return bool(_BREAKING.match(litter))


def _with_line_ends(document: Document) -> str:
    """Return the view with the line ends that it shows as spaces; a text has few, so the rest is taken over in pieces."""
    pieces: list[str] = []
    at = 0
    for ends in _LINE_ENDS.finditer(document.text):
        pieces += [document.view[at : ends.start()], ends.group()]
        at = ends.end()
    return "".join([*pieces, document.view[at:]]) if pieces else document.view


def clear_view(document: Document) -> str:
    """Return the view with the litter that reading marked blanked out, of the same length; line ends as in the text."""
    view = _with_line_ends(document)
    if not document.marks:
        return view
    pieces: list[str] = []
    at = 0
    for mark in document.marks:
        if mark.span.start >= at:
            sign = "\n" if ends_line(mark.span.of(document.text)) else " "
            pieces += [view[at : mark.span.start], sign.ljust(len(mark.span))]
            at = mark.span.end
    return "".join([*pieces, view[at:]])
