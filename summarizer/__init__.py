"""Structured, traceable records and one-page briefs from Chinese local-government reports."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.domain.record import Record
    from summarizer.library import compare, read_reports, render_brief, summarize, summarize_async
    from summarizer.settings import Settings

__version__ = "0.1.0"
__all__ = [
    "Record",
    "Settings",
    "__version__",
    "compare",
    "read_reports",
    "render_brief",
    "summarize",
    "summarize_async",
]


def __getattr__(name: str) -> object:
    """Return what `__all__` names, imported only now: the command line's help needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from summarizer import library

    return getattr(library, name)


def __dir__() -> list[str]:
    """Return the names that are meant to be used."""
    return __all__
