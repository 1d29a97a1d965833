"""The parts of a table: a row, its cells, and what of them is a value."""

import re

from msgspec import Struct

from summarizer.domain.grammar.unit_table import MULTIPLIER_PATTERN, UNIT_PATTERN
from summarizer.domain.span import Span

# 41.4 · -4.1 · 4.5以内 · ≥93 · 4445 万吨 · 80%（南区滞后）, but neither 2021年 nor 9月 nor 60岁及以上
VALUE = re.compile(
    r"\s*(?!(?:19|20)\d\d\s*年?\s*$|\d{1,2}\s*月|\d{1,3}\s*岁)[约≥≤><]?(?P<sign>[-+－—])?(?P<value>\d[\d,]*(?:\.\d+)?)\s*"
    r"(?P<unit>[%％‰]|[百千万亿]{0,2}(?!左右|以[上内下])[\u4e00-\u9fff]{1,4})?(?:左右|以上|以内|以下)?\s*"
    r"(?:[(（][^()（）]*[)）]?\s*)?"
)
# a cell that holds nothing: —— · / · 持平
EMPTY = re.compile(r"[-—–－/…*.]{1,4}|持平|无")
PROSE = re.compile(r"[,，。;；!！?？“”《》]")
# 粮食 44450 万吨 -2.5: spaces between the cells, the unit behind its value; 鲜 菜 is one cell
_SPACED_CELL = re.compile(
    r"#?[\u4e00-\u9fff](?: [\u4e00-\u9fff])+(?=\s|$)"
    rf"|[-+]?\d[\d,.]*(?:[ \u3000]?(?:{MULTIPLIER_PATTERN})?(?:{UNIT_PATTERN}))?(?=\s|$)|\S+"
)
_SPACED = re.compile(r"\s*\S{1,16}(?:[ \u3000]+\S{1,12}){1,8}\s*")


class Row(Struct, frozen=True):
    """A row of a table, or a line that is none: it has fewer than two cells."""

    index: int
    """Of its first sentence."""
    whole: Span
    cells: tuple[Span, ...]
    heads: bool = False
    """Known to head the rows under it."""


def cells_of(text: str, row: Span) -> list[Span]:
    """Return the cells of a line, `[]` or one where it is no row of a table."""
    words = row.of(text)
    if "\t" not in words and words.count("|") > 1:
        return split_at(words, row, "|")
    if "\t" not in words and _SPACED.fullmatch(words) and not PROSE.search(words):
        return [Span(row.start + match.start(), row.start + match.end()) for match in _SPACED_CELL.finditer(words)]
    return split_at(words, row, "\t")


def split_at(words: str, row: Span, sign: str) -> list[Span]:
    """Return the pieces of a line between signs; bars at its ends part nothing."""
    spans: list[Span] = []
    inner = words.strip(" |") if sign == "|" else words
    at = row.start + words.find(inner)
    for piece in inner.split(sign):
        spans.append(Span(at, at + len(piece)))
        at += len(piece) + 1
    return spans


def bare(words: str) -> str:
    """Return a cell without the bar and the space at its ends."""
    return words.strip(" |")
