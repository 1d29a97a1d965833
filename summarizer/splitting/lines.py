"""The lines of a document, blank ones left out, with their places."""

from msgspec import Struct

from summarizer.domain.document import Document
from summarizer.domain.grammar.clear_view import clear_view
from summarizer.domain.span import Span

_PROSE_AT_LEAST = 15


class Line(Struct, frozen=True, gc=False):
    """A line without the white space at its ends, as the view shows it, litter blanked out."""

    span: Span
    text: str

    @property
    def start(self) -> int:
        """First character."""
        return self.span.start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.span.end

    @property
    def prose(self) -> int:
        """How many characters of prose the line holds: all of a line with clauses, none of a heading or a link."""
        text = self.text
        # A clause mark: prose has them, a list of links, headings and names hasn't.
        if len(text) < _PROSE_AT_LEAST or not ("," in text or "。" in text or ";" in text or "!" in text):
            return 0
        return len(text) - text.count(" ")


def read_lines(document: Document) -> list[Line]:
    """Return the lines that hold anything, in order. Litter that stands for a line end ends a line."""
    view = clear_view(document)
    found: list[Line] = []
    start = 0
    for piece in view.splitlines(keepends=True):
        text = piece.strip()
        if text:
            begin = start + len(piece) - len(piece.lstrip())
            found.append(Line(Span(begin, begin + len(text)), text))
        start += len(piece)
    return found
