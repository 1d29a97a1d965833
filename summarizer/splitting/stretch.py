"""Where one report of a document stands, before its marks are known."""

from msgspec import Struct

from summarizer.splitting.titles import Title


class Stretch(Struct, frozen=True):
    """Lines that hold one report or one copy of one: from the first of its title or body to the one before the next."""

    first: int
    stop: int
    start: int
    """First character: a title's list sign is left out."""
    title: Title | None
