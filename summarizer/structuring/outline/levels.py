"""Levels, inferred from how a report nests its own styles of heading."""

from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise

from summarizer.structuring.page.candidate import Candidate, Style

# What never stands below what, wherever both are used; the other styles nest as the report nests them.
_RANK: dict[Style, int] = {
    "part": 0, "chapter": 1, "clause": 2, "article": 3, "han": 10, "han_paren": 20, "arabic": 30,
    "roman": 4, "stem": 5, "decimal2": 31, "decimal3": 32, "decimal4": 33, "arabic_half": 35, "arabic_paren": 40, "circle": 50,
    "hash1": 0, "hash2": 1, "hash3": 2, "hash4": 3, "hash5": 4, "hash6": 5,
}  # fmt: skip
LIGHT: frozenset[Style] = frozenset({"is", "must", "dash", "run1", "run2"})
_LEAST_SERIES = 3
RUN_IN: frozenset[Style] = frozenset({"dash", "run1", "run2"})
_BARE: frozenset[Style] = frozenset({"bare1", "bare2", "nth"})
"""Styles that stand above or below the numbered ones as a report likes: 第一、 parts a report, or lists its measures."""


def infer_levels(headings: list[Candidate]) -> list[int]:
    """Return the level of each heading, 1 below the report's title."""
    places: defaultdict[Style, list[int]] = defaultdict(list)
    for at, heading in enumerate(headings):
        places[heading.style].append(at)
    above = {bare: _styles_below(headings, bare) if bare in places else set() for bare in _BARE}
    stack: list[Candidate] = []
    levels: list[int] = []
    for at, heading in enumerate(headings):
        if heading.fresh:
            del stack[1:]
        styles = [each.style for each in stack]
        if heading.style in styles:
            del stack[styles.index(heading.style) :]
        else:
            while stack and (_outranks(heading.style, stack[-1].style, above) or (heading.apart and stack[-1].style in LIGHT)):
                stack.pop()
            if heading.apart and heading.style not in _RANK and len(stack) > 1 and _is_last(headings, places, at, stack[-1]):
                stack.pop()
        stack.append(heading)
        levels.append(len(stack))
    return levels


def _is_last(headings: list[Candidate], places: dict[Style, list[int]], at: int, top: Candidate) -> bool:
    """Say whether a numbered series ended before a heading of a style that none of its members has below it.

    What a paragraph leads in after (六), where no (七) follows, belongs to the section that (一) to (六) stand in.
    """
    if top.style not in _RANK or top.ordinal < _LEAST_SERIES:
        return False
    series, own = places[top.style], places[headings[at].style]
    following = bisect_left(series, at)
    first = next((series[back] for back in range(following - 1, -1, -1) if headings[series[back]].ordinal == 1), None)
    goes_on = following < len(series) and headings[series[following]].ordinal == top.ordinal + 1
    return first is not None and not goes_on and bisect_left(own, first) == bisect_left(own, at)


def _outranks(style: Style, other: Style, above: dict[Style, set[Style]]) -> bool:
    """Say whether a heading of one style closes one of the other, although the two have not yet been seen nested."""
    if style in _BARE:
        return other in above[style] or other in LIGHT or (style == "bare1" and other == "bare2")
    if other in _BARE:
        return style not in above[other] and style in _RANK and _RANK[style] < _RANK["arabic"] and other == "bare2"
    if style == "run1" and other == "run2":
        return True
    if other in LIGHT:
        return style in _RANK and _RANK[style] < _RANK["arabic_paren"]
    return style in _RANK and _RANK[style] < _RANK[other]


def _styles_below(headings: list[Candidate], bare: Style) -> set[Style]:
    """Return the numbered styles that start again after headings of a bare style, and so stand below it."""
    below: set[Style] = set()
    for style in ("part", "chapter", "clause", "han", "han_paren", "arabic"):
        relevant = [heading for heading in headings if heading.style in (bare, style)]
        follows = [after.ordinal for before, after in pairwise(relevant) if before.style == bare and after.style == style]
        restarts = follows.count(1)
        if restarts and restarts * 2 > len(follows):
            below.add(style)
    return below
