"""A stretch of a document's text."""

from msgspec import Struct


class Span(Struct, frozen=True, order=True, gc=False):
    """Characters of a document's text, end exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span can't run from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Say whether the other span lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end


def without(whole: Span, holes: "list[Span] | tuple[Span, ...]") -> list[Span]:
    """Return what is left of a span when others are taken out, in order; empty pieces are left out."""
    pieces: list[Span] = []
    at = whole.start
    for hole in sorted(holes):
        if hole.end <= at or hole.start >= whole.end:
            continue
        if hole.start > at:
            pieces.append(Span(at, hole.start))
        at = max(at, hole.end)
    if at < whole.end:
        pieces.append(Span(at, whole.end))
    return pieces
