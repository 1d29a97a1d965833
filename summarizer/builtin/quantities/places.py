"""Where each quantity stands in its sentence: the words before it, behind it, and what joins it to its neighbour."""

import re
from functools import lru_cache

from msgspec import Struct

from summarizer.builtin.quantities.shown import Quantity
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.span import Span

_HARD = ",;:。!?"
# a line end inside a sentence parts no words
_WRAP = re.compile(r" *\n *")
# 五年(2006—2010年,下同)年均增长
_BELOW_AS_WELL = re.compile(r"[(（][^()（）]*下同[)）]")
# 坡区2043310.538.60.9 全年…: behind the cells of a table begins something else
_GLUED_END = re.compile(r"\d\.\d+\.\d+ ")
_PAIRS = {")": "(", "”": "“", "》": "《", "]": "["}
_OPENING = set(_PAIRS.values())
_AND = ("和", "与", "及")
_LONGEST = 120


class Place(Struct, frozen=True):
    """A quantity with the words around it."""

    quantity: Quantity
    gap: str
    """What stands between the quantity before (or the sentence's beginning) and this one, in the form of the view."""
    lead: str
    """Words of its own clause, from the last comma or the quantity before to the value."""
    joined: bool
    """The quantity before stands in the same clause."""
    clause: str
    """Words of the clause before the value, other quantities taken out."""
    bound_word: str
    """Unit and bound word behind the value."""
    follow: str
    """Words right behind it, up to the next sign or quantity."""
    runs_on: bool
    """`follow` ends at another quantity."""
    behind: str
    """The rest of the sentence behind it, in the form of the view."""

    @property
    def after_bound_word(self) -> bool:
        """Say whether 以上, 以下 or the like stands right behind the unit."""
        return self.bound_word.endswith(("以上", "以下", "以内", "之内"))


def place_quantities(text: str, sentence: Span, quantities: list[Quantity]) -> list[Place]:
    """Return the places of a sentence's quantities, in order."""
    view = _clause_view(text)
    places: list[Place] = []
    at = end = sentence.start
    clause = ""
    for index, quantity in enumerate(quantities):
        begin = _clause_begin(view, at, quantity.start)
        joined = index > 0 and (begin == at or view[at : quantity.start] == ":")
        if joined and not places[-1].runs_on:
            begin = end
        elif joined and text[at : quantity.start].endswith(_AND):
            begin = quantity.start
        lead = _unwrapped(text[begin : quantity.start])
        clause = clause + lead if joined else lead
        stop = quantities[index + 1].start if index + 1 < len(quantities) else sentence.end
        end = _clause_end(view, quantity.after, stop)
        places.append(
            Place(
                quantity,
                gap=_unwrapped(view[at : quantity.start]),
                lead=lead,
                joined=joined,
                clause=clause[-_LONGEST:],
                bound_word=text[quantity.end : quantity.after],
                follow=_unwrapped(text[quantity.after : end]),
                runs_on=end == stop and stop != sentence.end,
                behind=_unwrapped(view[quantity.after : min(sentence.end, quantity.after + _LONGEST)]),
            )
        )
        at = quantity.after
    return places


def _unwrapped(words: str) -> str:
    words = _WRAP.sub("", words) if "\n" in words else words
    return _BELOW_AS_WELL.sub("", words) if "下同" in words else words


@lru_cache(maxsize=2)  # every sentence of a chunk asks for it, twice
def _clause_view(text: str) -> str:
    """Return the view in which a cell of a table is a clause."""
    parted = _GLUED_END.sub(lambda found: found[0][:-1] + ";", text)
    return same_length_view(parted.replace("\t", ";").replace("|", ";"))


def _clause_begin(view: str, low: int, high: int) -> int:
    """Return where the clause before `high` begins; brackets and quotations that are closed before it count as a word."""
    depth = 0
    for at in range(high - 1, max(low, high - 4 * _LONGEST) - 1, -1):
        char = view[at]
        if char in _PAIRS:
            depth += 1
        elif char in _OPENING:
            if depth == 0 and char == "(":
                return at + 1
            depth = max(depth - 1, 0)
        elif char in _HARD and (depth == 0 or char == "。"):
            return at + 1
    return max(low, high - 4 * _LONGEST)


def _clause_end(view: str, low: int, high: int) -> int:
    depth = 0
    for at in range(low, min(high, low + _LONGEST)):
        char = view[at]
        if char in _OPENING:
            depth += 1
        elif char in _PAIRS:
            if depth == 0:
                return at
            depth -= 1
        elif depth == 0 and (char in _HARD or char == "、"):
            return at
    return min(high, low + _LONGEST)
