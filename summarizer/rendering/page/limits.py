"""How much of each part a page takes, and what it gives up first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """Greatest number of lines of each part."""

    rows: int = 16
    points: int = 16
    targets: int = 24
    goals: int = 24
    tasks: int = 24
    problems: int = 8
    cautions: int = 6
    directions: int = 10


FULL = Limits()
# Given up one line at a time, in this order and round again: what can be read elsewhere goes first, the table last.
_GIVEN_UP = ("targets", "points", "tasks", "goals", "targets", "problems", "tasks", "cautions", "directions", "rows")
# no part goes below the first of these while another is still above it
_FLOORS = (
    Limits(rows=14, points=7, targets=10, goals=14, tasks=14, problems=5, cautions=4, directions=8),
    Limits(rows=6, points=2, targets=2, goals=4, tasks=3, problems=2, cautions=2, directions=4),
)


def shrinking(limits: Limits = FULL) -> Iterator[Limits]:
    """Yield ever smaller limits, down to the least."""
    yield limits
    for floor in _FLOORS:
        while limits != floor:
            for part in _GIVEN_UP:
                if getattr(limits, part) > getattr(floor, part):
                    limits = replace(limits, **{part: getattr(limits, part) - 1})
                    yield limits
