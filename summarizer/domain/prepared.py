"""A report that is ready to be asked about: all that rules alone can know of it."""

from typing import Literal

from msgspec import Struct

from summarizer.domain.chunk import Chunk
from summarizer.domain.record import Meta
from summarizer.domain.report import Report
from summarizer.domain.scan import Scan, Sentence
from summarizer.domain.section import Section
from summarizer.domain.span import Span

Evidence = dict[str, tuple[Span, ...] | Literal["derived"]]
"""Metadata field (`title`, `place.county`, …) → the spans that it was read from, or that it was inferred."""


class Prepared(Struct, frozen=True):
    """A report with its scan, outline, metadata and chunks. Fixed before any question is asked."""

    report: Report
    scan: Scan
    sections: tuple[Section, ...]
    meta: Meta
    evidence: Evidence
    report_id: str
    work_key: str
    text_hash: str
    chunks: tuple[Chunk, ...]
    unsure: tuple[str, ...] = ()
    """Metadata fields that the rules did not find, though reports of this type say them."""
    head: tuple[Sentence, ...] = ()
    """The lines in which they may stand."""
