"""The lines of a document, blank ones left out, with their places."""

from msgspec import Struct

from summarizer.domain.document import Document
from summarizer.domain.grammar.clear_view import clear_view
from summarizer.domain.span import Span

# A clause mark: prose has them, a list of links, headings and names hasn't.
_CLAUSE_MARKS = (",", "。", ";", "!")
_PROSE_AT_LEAST = 15


class Line(Struct, frozen=True, gc=False):
    """A line without the white space at its ends, as the view shows it, litter blanked out."""

    span: Span
    text: str
    prose: int
    """How many characters of prose the line holds: all of a line with clauses, none of a heading or a link."""

    @property
    def start(self) -> int:
        """First character."""
        return self.span.start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.span.end


def read_lines(document: Document) -> list[Line]:
    """Return the lines that hold anything, in order. Litter that stands for a line end ends a line."""
    view = clear_view(document)
    found: list[Line] = []
    start = 0
    for piece in view.splitlines(keepends=True):
        text = piece.strip()
        if text:
            begin = start + len(piece) - len(piece.lstrip())
            found.append(line_at(begin, text))
        start += len(piece)
    return found


def line_at(start: int, text: str) -> Line:
    """Return the line of this text that begins at a place."""
    return Line(Span(start, start + len(text)), text, _prose(text))


def _prose(text: str) -> int:
    if len(text) < _PROSE_AT_LEAST or not any(mark in text for mark in _CLAUSE_MARKS):
        return 0
    return len(text) - text.count(" ")
