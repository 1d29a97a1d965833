"""What is asked about at once."""

from msgspec import Struct

from summarizer.domain.scan import Numeral, Sentence
from summarizer.domain.span import Span


class Context(Struct, frozen=True):
    """What a question says beside the marked text, all read by rule from the report alone."""

    title: str
    doc_type: str
    review_period: str
    plan_year: str
    heading_path: tuple[str, ...]
    """Headings that the whole chunk lies in, outermost first, as they stand in the text."""
    openers: tuple[str, ...]
    """First sentence of each section that the chunk lies in, where it stands before the chunk."""
    period_sentence: str
    """Last sentence before the chunk that states a period, `""` where none does."""
    table: tuple[str, ...] = ()
    """Caption and head of the table that the chunk begins inside of, a line each, cells parted by ` | `."""


class Chunk(Struct, frozen=True):
    """Neighbouring sections, or a part of a long one, with all that its question needs."""

    id: str
    """`c1`, `c2`, … in the order of the text."""
    spans: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    """Sentence n of a question is `sentences[n - 1]`."""
    numerals: tuple[Numeral, ...]
    """Numeral n of a question is `numerals[n - 1]`; those that the reader dismissed are left out."""
    headings: tuple[tuple[Span, int], ...]
    """Headings that stand inside, each with its level."""
    context: Context
