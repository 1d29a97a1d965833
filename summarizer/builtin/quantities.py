"""The quantities of a shown chunk: the numerals as shown, completed by what the grammar reads beside them."""

import re
from dataclasses import dataclass

from summarizer.domain.grammar.numerals import find_numerals
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk
from summarizer.domain.scan import Basis, Bound, Sign

# 8800余万元, 50个以上, 5%左右
_BOUND_AFTER = re.compile(r"(?:多|余)?(?:及?以上|及?以下|以内|之内|左右|上下|多|余|之多)?")
_RANGE = re.compile(r"[-—–~至到]{1,2}")
_RATIO = re.compile(r"[::]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeral of the chunk with its unit. Offsets are characters of the shown text."""

    n: int
    start: int
    """First character of the value."""
    end: int
    """One past the value."""
    after: int
    """One past the unit and the bound word behind it."""
    value: str
    unit: str
    bound: Bound
    sign: Sign
    basis: Basis
    chinese: bool
    """Said in Chinese numerals."""


def read_quantities(chunk: ShownChunk) -> list[Quantity]:
    """Return the chunk's numerals in order, each with the unit that the grammar reads behind it."""
    view = same_length_view(chunk.text)
    read = {numeral.span.start: numeral for numeral in find_numerals(view)}
    found: list[Quantity] = []
    for shown in chunk.numerals:
        numeral = read.get(shown.span.start)
        unit_end = numeral.unit_span.end if numeral and numeral.unit_span else shown.span.end
        bound_after = _BOUND_AFTER.match(view, max(unit_end, shown.span.end))
        value = shown.span.of(view)
        found.append(
            Quantity(
                n=shown.n,
                start=shown.span.start,
                end=shown.span.end,
                after=bound_after.end() if bound_after else unit_end,
                value=value,
                unit=numeral.unit if numeral else "",
                bound=shown.bound,
                sign=shown.sign,
                basis=numeral.basis if numeral else "",
                chinese=not any(char.isdigit() and char.isascii() for char in value),
            )
        )
    return found


def are_range(text: str, first: Quantity, second: Quantity) -> bool:
    """Say whether two neighbours are the ends of one range: 2-3个."""
    return bool(_RANGE.fullmatch(text[first.after : second.start])) and first.end >= first.after - 2


def are_ratio(text: str, first: Quantity, second: Quantity) -> bool:
    """Say whether two neighbours are parts of one ratio: 9.6:40.6:49.8."""
    return bool(_RATIO.fullmatch(text[first.after : second.start]))
