"""Scanning: a report → its sentences and numerals."""

from summarizer.scanning.scan import scan

__all__ = ["scan"]
