"""Levels, inferred from how a report nests its own styles of heading."""

from itertools import pairwise

from summarizer.structuring.candidate import Candidate, Style

# What never stands below what, wherever both are used; the other styles nest as the report nests them.
_RANK: dict[Style, int] = {
    "part": 0, "chapter": 1, "clause": 2, "article": 3, "han": 10, "han_paren": 20, "arabic": 30,
    "arabic_half": 35, "arabic_paren": 40, "circle": 50,
    "hash1": 0, "hash2": 1, "hash3": 2, "hash4": 3, "hash5": 4, "hash6": 5,
}  # fmt: skip
# 一是, 一要, 第一、: said in a sentence, so any numbered heading stands above them
_LIGHT: frozenset[Style] = frozenset({"is", "must", "nth", "run1", "run2"})
_RUN_IN: frozenset[Style] = frozenset({"run1", "run2"})
_BARE: frozenset[Style] = frozenset({"bare1", "bare2"})


def infer_levels(headings: list[Candidate]) -> list[int]:
    """Return the level of each heading, 1 below the report's title."""
    above = {bare: _styles_below(headings, bare) for bare in _BARE}
    stack: list[Style] = []
    levels: list[int] = []
    for heading in headings:
        style = heading.style
        if heading.fresh:
            del stack[1:]
        if style in stack:
            del stack[stack.index(style) + 1 :]
        else:
            while stack and (_outranks(style, stack[-1], above) or (heading.apart and stack[-1] in _RUN_IN)):
                stack.pop()
            stack.append(style)
        levels.append(len(stack))
    return levels


def _outranks(style: Style, other: Style, above: dict[Style, set[Style]]) -> bool:
    """Say whether a heading of one style closes one of the other, although the two have not yet been seen nested."""
    if style in _BARE:
        return other in above[style] or other in _LIGHT or (style == "bare1" and other == "bare2")
    if other in _BARE:
        return style not in above[other] and style in _RANK and _RANK[style] < _RANK["arabic"] and other == "bare2"
    if other in _LIGHT:
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
