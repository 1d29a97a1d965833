"""Document → Reports: where each report begins and ends, and what around and inside it is no part of its argument."""

from summarizer.splitting.reports import split

__all__ = ["split"]
