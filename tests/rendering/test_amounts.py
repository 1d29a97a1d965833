"""Values are printed as they are written, and differences are stated by rule."""

import pytest

from summarizer.domain.record import Indicator
from summarizer.rendering.results.comparison import compared
from summarizer.rendering.wording.amounts import written_value
from tests.cases import cases
from tests.rendering.made_record import Facts, Figure, make_record


def one_indicator(text: str, figure: Figure) -> Indicator:
    return make_record(Facts("made", text, {"doc_type": "work_report"}, [figure])).indicators[0]


@pytest.mark.parametrize(("sentence", "expected"), cases("brief-amounts.md"))
def test_value_is_printed_as_written(sentence: str, expected: str) -> None:
    fields, _, wanted = expected.partition(" → ")
    value, unit, bound, *more = fields.split()
    at = sentence.index("[")
    numeral = sentence[at + 1 : sentence.index("]")]
    text = sentence.replace("[", "").replace("]", "")
    unit, role = "" if unit == "-" else unit, next((each for each in ("change", "rank") if each in more), "level")
    indicator = one_indicator(text, Figure(at, numeral, "甲", unit, role, "actual", "2020", bound, -1 if "-" in more else 1))

    assert written_value(indicator.model_copy(update={"value": value})) == wanted


def parsed(words: str, kind: str) -> Indicator:
    name, role, value, unit, bound, period = words.split()[:6]
    sign = -1 if value.startswith("-") and value != "-" else 1
    figure = Figure(0, value.lstrip("-"), name, "" if unit == "-" else unit, role, kind, period, bound, sign)
    return one_indicator(value.lstrip("-") + "。", figure)


@pytest.mark.parametrize(("pair", "expected"), cases("brief-comparisons.md"))
def test_difference_is_stated_only_where_both_ends_are_alike(pair: str, expected: str) -> None:
    target, _, actual = pair.partition(" | ")
    difference, reason = compared(parsed(target, "target"), parsed(actual, "actual"), ceiling="ceiling" in target)

    assert difference + ("：" + reason if reason else "") == expected
