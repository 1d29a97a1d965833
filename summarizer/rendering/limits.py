"""How much of each part a page takes, and what it gives up first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """Greatest number of lines of each part."""

    rows: int = 14
    points: int = 7
    targets: int = 10
    goals: int = 14
    tasks: int = 14
    problems: int = 6
    cautions: int = 5
    directions: int = 10


FULL = Limits()
# Given up one line at a time, in this order and round again: what can be read elsewhere goes first, the table last.
_GIVEN_UP = ("points", "targets", "tasks", "problems", "targets", "points", "tasks", "goals", "cautions", "directions", "rows")
_LEAST = Limits(rows=6, points=2, targets=2, goals=4, tasks=3, problems=2, cautions=2, directions=4)


def shrinking(limits: Limits = FULL) -> Iterator[Limits]:
    """Yield ever smaller limits, down to the least."""
    yield limits
    while limits != _LEAST:
        for part in _GIVEN_UP:
            if getattr(limits, part) > getattr(_LEAST, part):
                limits = replace(limits, **{part: getattr(limits, part) - 1})
                yield limits
