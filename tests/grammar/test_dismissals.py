"""The signs that the rules for numerals without a quantity go by."""

import re

import pytest

from summarizer.domain.grammar.no_quantity_rules import BY_NUMBER, BY_WORD, EACH, LONG
from summarizer.domain.grammar.view import same_length_view
from tests.cases import CASES

_NUMBER = re.compile(r"(?<![\d.])\d+")


@pytest.fixture(scope="module")
def view() -> str:
    """Return all that the case files hold, and the reports, as the rules see it."""
    files = [*CASES.glob("*.md"), *(CASES.parent / "reports").glob("*.txt")]
    return same_length_view("\n".join(file.read_text(encoding="utf-8") for file in sorted(files)))


def test_a_rule_matches_only_beside_its_signs(view: str) -> None:
    """A number is tried by the rules alone that name the sign behind it."""
    numbers = [(match.start(), match.end()) for match in _NUMBER.finditer(view)]
    missed = []
    for _, signs, rule in BY_NUMBER:
        pattern = re.compile(rule)
        for start, end in numbers:
            beside = {view[end : end + 1], LONG if end - start > 2 else "", EACH if view[max(start - 1, 0)] == EACH else ""}
            if pattern.match(view, start) and not any(sign and sign in signs for sign in beside):
                missed.append((rule, view[start - 5 : end + 5]))

    assert missed == []


def test_a_word_begins_with_one_of_its_signs(view: str) -> None:
    missed = [
        (rule, match.group()) for _, signs, rule in BY_WORD for match in re.finditer(rule, view) if match.group()[:1] not in signs
    ]

    assert missed == []
