"""A file as it was read, and the marks that say which of its characters are no part of the argument."""

from typing import Literal

from msgspec import Struct

from summarizer.domain.span import Span

MarkKind = Literal["furniture", "duplicate", "back_matter"]
HintKind = Literal["heading", "run_in"]


class Mark(Struct, frozen=True, order=True, gc=False):
    """A stretch that is set aside, and why. Nothing is ever deleted."""

    span: Span
    kind: MarkKind
    reason: str


class Hint(Struct, frozen=True, gc=False):
    """A stretch that the layout sets off in bold: a whole line (`heading`) or the beginning of one (`run_in`)."""

    span: Span
    kind: HintKind


class Document(Struct, frozen=True):
    """One text and its origin. The text is never edited after decoding."""

    text: str
    view: str
    """The text as scanning reads it: full-width as ASCII, odd spaces as a space, character for character."""
    path: str
    """Relative to the argument that named it, with `/`."""
    sha256: str
    """Of the file's bytes."""
    media_type: str
    encoding: str
    url: str = ""
    retrieved: str = ""
    """ISO date on which the page was fetched, where known."""
    marks: tuple[Mark, ...] = ()
    """Litter that reading found: `&nbsp;`, `<U+00A0>`, literal `\\r\\n`, watermarks."""
    hints: tuple[Hint, ...] = ()
    """What a web page or Word document sets in bold, in order."""
