"""Answers in, record out: identity of facts, repeats, groups, conflicts. Pure."""

from summarizer.merging.highlighted import with_highlights
from summarizer.merging.merge import merge
from summarizer.merging.overview import overview_entries

__all__ = ["merge", "overview_entries", "with_highlights"]
