"""A heading and its extent."""

from msgspec import Struct

from summarizer.domain.span import Span


class Section(Struct, frozen=True):
    """A heading of the report's own system; the report's title is none."""

    id: str
    """`s1`, `s1.2`, `s1.2.3`: the place in the tree."""
    level: int
    """1 below the title."""
    number: str
    """As it stands or as it was repaired: `一`, `(二)`, `1.`, `一是`; `""` where it has none."""
    title: str
    """The heading's words without number and end punctuation."""
    heading: Span
    """From the numbering's first character to the end of the heading, the body on its line left out."""
    extent: Span
    """From the heading's first character to the next heading of the same or a higher level."""
    run_in: bool
    """The body follows on the same line."""
    damaged: bool
    parent: str = ""
    """Id of the section above, `""` at level 1."""
