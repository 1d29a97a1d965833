"""A heading as it is found, before its level is known. Positions count from the start of the page."""

from typing import Literal

from msgspec import Struct

Style = Literal[
    "part", "chapter", "clause", "article", "nth", "han", "han_paren", "arabic", "arabic_paren", "arabic_half", "circle",
    "roman", "stem", "decimal2", "decimal3", "decimal4",
    "is", "must", "dash", "hash1", "hash2", "hash3", "hash4", "hash5", "hash6", "bare1", "bare2", "run1", "run2",
]  # fmt: skip
"""How a heading is numbered or set: `part` 第一部分, `clause` 第一节, `nth` 第一、, `han` 一、, `han_paren` (一),
`arabic_half` 1), `roman` Ⅰ, `stem` 甲、, `decimal2` 1.1, `is` 一是, `must` 一要, `dash` ——, `hash2` Markdown ##,
`bare1` a part's line without number, `bare2` any other line without number,
`run1` a topic sentence that opens its text, `run2` one below such a sentence."""


class Candidate(Struct, frozen=True, gc=False):
    """A heading with the style of its numbering."""

    start: int
    title_start: int
    end: int
    style: Style
    ordinal: int
    """0 where it has none."""
    number: str
    damaged: bool = False
    fresh: bool = False
    """Stands after an address to the audience, which closes all below the report's parts."""
    apart: bool = False
    """A paragraph without a heading stands between it and the topic sentences before it, and closes them."""
