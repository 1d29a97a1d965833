"""Rows of tables in a text: cells set apart by tabs, bars or spaces on a line, or standing one on a line."""

import re
from collections.abc import Sequence

from msgspec import Struct

from summarizer.domain.grammar.unit_table import MULTIPLIER_PATTERN, UNIT_PATTERN
from summarizer.domain.span import Span

# 41.4 · -4.1 · 4.5以内 · ≥93 · 4445 万吨, but not 2021年
VALUE = re.compile(
    r"\s*(?!(?:19|20)\d\d\s*年?\s*$)[约≥≤><]?[-+－—]?(?P<value>\d[\d,]*(?:\.\d+)?)\s*"
    r"(?P<unit>[%％‰]|[百千万亿]{0,2}(?!左右|以[上内下])[\u4e00-\u9fff]{1,4})?(?:左右|以上|以内|以下)?\s*"
)
# 粮食 44450 万吨 -2.5: spaces between the cells, the unit behind its value; 鲜 菜 is one cell
_SPACED_CELL = re.compile(
    r"#?[\u4e00-\u9fff](?: [\u4e00-\u9fff])+(?=\s|$)"
    rf"|[-+]?\d[\d,.]*(?:[ \u3000]?(?:{MULTIPLIER_PATTERN})?(?:{UNIT_PATTERN}))?(?=\s|$)|\S+"
)
_SPACED = re.compile(r"\s*\S{1,16}(?:[ \u3000]+\S{1,12}){1,8}\s*")
_PROSE = re.compile(r"[,，。;；!！?？“”《》]")
_LONGEST_CELL = 24
_LEAST_ROWS = 2


class Row(Struct, frozen=True):
    """A row of a table, or a line that is none: it has fewer than two cells."""

    index: int
    """Of its first sentence."""
    whole: Span
    cells: tuple[Span, ...]
    heads: bool = False
    """Known to head the rows under it."""


def read_rows(text: str, view: str, sentences: Sequence[Span]) -> list[Row]:
    """Return the rows of a text in order, lines that are no rows among them."""
    rows: list[Row] = []
    at = 0
    while at < len(sentences):
        stack = _stack(view, sentences, at)
        if stack:
            rows += stack
            at = stack[-1].index + len(stack[-1].cells)
        else:
            rows.append(Row(at, sentences[at], tuple(cells_of(text, sentences[at]))))
            at += 1
    return rows


def cells_of(text: str, row: Span) -> list[Span]:
    """Return the cells of a line, `[]` or one where it is no row of a table."""
    words = row.of(text)
    if "\t" not in words and words.count("|") > 1:
        return _split(words, row, "|")
    if "\t" not in words and _SPACED.fullmatch(words) and not _PROSE.search(words):
        return [Span(row.start + match.start(), row.start + match.end()) for match in _SPACED_CELL.finditer(words)]
    return _split(words, row, "\t")


def _split(words: str, row: Span, sign: str) -> list[Span]:
    spans: list[Span] = []
    inner = words.strip(" |") if sign == "|" else words
    at = row.start + words.find(inner)
    for piece in inner.split(sign):
        spans.append(Span(at, at + len(piece)))
        at += len(piece) + 1
    return spans


def _stack(view: str, sentences: Sequence[Span], first: int) -> list[Row]:
    """Return the rows of a table that has one cell on a line, where it begins here; its head first.

    指标 | 2021年 | 增长(%) | 生产总值 | 567.9 | 6.8 | 工业 | 111.9 | 8.1, each on its line.
    """
    labels = 0
    while _is_label(view, sentences, first + labels):
        labels += 1
    width = _values_at(view, sentences, first + labels)
    if not width or labels != width + 2:
        return []
    rows = [_row(view, sentences, first, width + 1, heads=True)]
    at = first + width + 1
    while _is_label(view, sentences, at) and _values_at(view, sentences, at + 1) == width:
        rows.append(_row(view, sentences, at, width + 1, heads=False))
        at += width + 1
    return rows if len(rows) > _LEAST_ROWS else []


def _row(view: str, sentences: Sequence[Span], first: int, width: int, *, heads: bool) -> Row:
    lines = sentences[first : first + width]
    cells = tuple(Span(line.start, line.start + len(_bare(line.of(view)))) for line in lines)
    return Row(first, Span(lines[0].start, lines[-1].end), cells, heads)


def _bare(words: str) -> str:
    return words.rstrip(" |")


def _is_label(view: str, sentences: Sequence[Span], at: int) -> bool:
    words = _bare(sentences[at].of(view)) if at < len(sentences) else ""
    return 0 < len(words) <= _LONGEST_CELL and not _PROSE.search(words) and ":" not in words[4:] and not VALUE.fullmatch(words)


def _values_at(view: str, sentences: Sequence[Span], at: int) -> int:
    """Return how many lines from here on hold a value and nothing else."""
    end = at
    while end < len(sentences) and VALUE.fullmatch(_bare(sentences[end].of(view))):
        end += 1
    return end - at
