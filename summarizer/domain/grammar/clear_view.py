"""The view with litter blanked out: what rules read that go by lines."""

import re

from summarizer.domain.document import Document

# Litter that stands for a line end: literal \r\n, <br/>, </p>
_BREAKING = re.compile(r"\\[rn]|<(?:br|/?p|/?div|/?section|/?center)\b", re.IGNORECASE)


def ends_line(litter: str) -> bool:
    """Say whether litter stands for a line end."""
    return bool(_BREAKING.match(litter))


def clear_view(document: Document) -> str:
    """Return the view with the litter that reading marked blanked out, of the same length; line ends as in the text."""
    view = document.view
    if any(end in document.text for end in "\r\f"):
        view = "".join(sign if sign in "\r\f" else seen for sign, seen in zip(document.text, view, strict=True))
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
