"""A sample that is spread over all inputs: one out of each of equal stretches."""

import random
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

Thing = TypeVar("Thing")


def spread_sample(things: Sequence[Thing], size: int, seed: int) -> list[Thing]:
    """Return so many things in their order, drawn by a seed; all of them where there are no more."""
    if size >= len(things):
        return list(things)
    draw = random.Random(seed)
    bounds = [number * len(things) // size for number in range(size + 1)]
    return [things[draw.randrange(low, high)] for low, high in pairwise(bounds)]
