"""Numerals as the case files say: one line a numeral, fields that say nothing left out."""

import pytest

from summarizer.domain.grammar.numerals import find_numerals
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.scan import Numeral
from tests.cases import cases


def described(numeral: Numeral, view: str) -> str:
    words = numeral.span.of(view)
    if numeral.dismissed:
        return f"{words}: - {numeral.dismissed}"
    facts = [
        numeral.value + numeral.unit,
        "" if numeral.bound == "eq" else numeral.bound,
        "" if numeral.sign > 0 else "falls",
        numeral.basis,
        "estimated" if numeral.estimated else "",
        f"= {numeral.amount} {numeral.amount_unit}" if numeral.amount_unit not in ("", numeral.unit) else "",
        f"#{numeral.group}" if numeral.group else "",
        *(f"[{span.of(view)}]" for span in numeral.qualifiers),
    ]
    return f"{words}: " + " ".join(fact for fact in facts if fact)


def read(text: str) -> str:
    view = same_length_view(text)
    return "\n".join(described(numeral, view) for numeral in find_numerals(view)) or "none"


@pytest.mark.parametrize(
    ("text", "expected"),
    [*cases("numerals.md"), *cases("numerals-bounds.md"), *cases("numerals-chinese.md"), *cases("dismissed.md")],
)
def test_numerals_are_read_with_all_that_stands_beside_them(text: str, expected: str) -> None:
    assert read(text) == expected
