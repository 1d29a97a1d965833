"""The quantities of a shown chunk: the numerals as shown, completed by what the grammar reads beside them."""

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from summarizer.domain.grammar.numerals import find_numerals
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.grammar.wraps import Unwrapped, wraps_in
from summarizer.domain.marked_text import ShownChunk
from summarizer.domain.scan import Basis, Bound, Numeral, Sign

# 8800余万元, 50个以上, 5%左右
_BOUND_AFTER = re.compile(
    r"(?:多(?![式功元层媒维样渠晶])|余)?(?:及?以上|及?以下|以内|之内|左右|上下|多(?![式功元层媒维样渠晶])|余|之多)?"
)
_NEXT_OF_ROW = re.compile(r"个?(?:、|和|与)")


class Quantity(Struct, frozen=True):
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
    lent_unit: str | None = None
    """The unit, where it stands behind a later value of its row only; None where it stands beside the value."""


def read_quantities(chunk: ShownChunk) -> list[Quantity]:
    """Return the chunk's numerals in order, each with the unit that the grammar reads behind it."""
    view = same_length_view(chunk.text)
    read = {numeral.span.start: numeral for numeral in _numerals(view, chunk)}
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
    return _with_lent_units(view, found)


def _numerals(view: str, chunk: ShownChunk) -> Iterable[Numeral]:
    wraps = wraps_in(view, chunk.sentences)
    if not wraps:
        return find_numerals(view)
    unwrapped = Unwrapped(view, 0, len(view), wraps)
    return map(unwrapped.numeral_in_view, find_numerals(unwrapped.text))


def _with_lent_units(view: str, quantities: list[Quantity]) -> list[Quantity]:
    """Give a value the unit that stands behind the next one only: 10.7和6.7个百分点, 0.8个、0.6个百分点."""
    for at in range(len(quantities) - 2, -1, -1):
        here, there = quantities[at], quantities[at + 1]
        points = there.unit.endswith("百分点") and here.unit in ("", "个")
        if points and _NEXT_OF_ROW.fullmatch(view[here.end : there.start]):
            quantities[at] = replace(here, unit=there.unit, lent_unit=there.unit)
    return quantities
