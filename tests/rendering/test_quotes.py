"""What a report says of an indicator in words is quoted without the indicator's name."""

import pytest

from summarizer.domain.standing_alone import stands_alone
from summarizer.rendering.page.parts import plain
from summarizer.rendering.results.cells import quoted
from tests.cases import cases
from tests.rendering.made_record import Facts, Said, make_record


@pytest.mark.parametrize(("given", "expected"), cases("brief-quotes.md"))
def test_quote_leaves_out_who_it_is_about(given: str, expected: str) -> None:
    name, text, *partners = given.split(" | ")
    said = [Said(each, text, "target", "2021") for each in (name, *partners)]
    record = make_record(Facts("made", text + "。", {"doc_type": "work_report"}, [], said))

    assert plain(quoted(record.statements[0], record)) == f"“{expected}”"


@pytest.mark.parametrize(("words", "expected"), cases("brief-alone.md"))
def test_words_that_point_back_do_not_stand_alone(words: str, expected: str) -> None:
    assert expected == ("stands alone" if stands_alone(words) else "points back")
