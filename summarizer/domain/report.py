"""One report in a document, and what its rules-read head says of it."""

from msgspec import Struct

from summarizer.domain.document import Document, Mark
from summarizer.domain.span import Span, without


class Report(Struct, frozen=True):
    """One report: its stretch of the document and what in it is set aside."""

    document: Document
    span: Span
    """From the first character of its title or notice to its last, copies and furniture in between included."""
    marks: tuple[Mark, ...] = ()
    title: Span | None = None
    """Where it is named: its own title, or the listing line above it; None where neither is there."""

    def body(self) -> list[Span]:
        """Return the stretches that hold the argument, in order."""
        return without(self.span, [mark.span for mark in self.marks])
