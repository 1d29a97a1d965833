"""Bytes → Document: one text and its origin."""

from summarizer.reading.document import MAX_BYTES, read_document

__all__ = ["MAX_BYTES", "read_document"]
