"""Differences of written text that are too small to be worth a look."""

import re

from summarizer.domain.grammar.view import same_length_view
from summarizer.reviewing.difference import Difference

# `，` and `、` and blanks say nothing of their own
_NO_WORD = re.compile(r"[\s\W_]+")
# `147.28`, `三`: another figure is never noise
_FIGURE = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千万亿]+")
_WRITTEN = {
    ("indicator", "name"),
    ("statement", "name"),
    ("statement", "text"),
    ("problem", "text"),
    ("conflict", "reason"),
    ("highlight", "text"),
}


def is_noise(difference: Difference, similarity: float) -> bool:
    """Say whether written text changed by less than matters: punctuation and width, or up to a share of pairs of characters.

    `similarity` is the least that counts as the same, between 0 and 1; at 1 only punctuation, blanks and width may differ.
    """
    if difference.change != "changed" or (difference.part, difference.field) not in _WRITTEN:
        return False
    old, new = same_length_view(difference.old), same_length_view(difference.new)
    if _FIGURE.findall(old) != _FIGURE.findall(new):
        return False
    bare_old, bare_new = _NO_WORD.sub("", old), _NO_WORD.sub("", new)
    return bool(bare_old and bare_new) and likeness(bare_old, bare_new) >= similarity


def likeness(one: str, other: str) -> float:
    """Return the share of pairs of neighbouring characters that two texts have in common, the same both ways."""
    if one == other:
        return 1.0
    pairs, others = _pairs(one), _pairs(other)
    both = len(pairs) + len(others)
    # never 1 for texts that differ, although they may have the same pairs
    return min(0.99, 2 * len(pairs & others) / both) if both else 0.0


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} or {text}
