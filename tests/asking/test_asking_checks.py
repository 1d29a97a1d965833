"""What is wrong with an answer is found, named, and can be dropped."""

import json
import re
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.asking.answers.checks import EXAMPLE_PLACE, flaws
from summarizer.asking.answers.flaws import without_flawed
from summarizer.asking.answers.written import foreign_words, written_quantities
from summarizer.asking.questions.making import overview_question
from summarizer.domain.answer import ChunkAnswer, HeaderAnswer, OverviewAnswer, OverviewPoint
from summarizer.domain.overview_text import EntryLine
from summarizer.domain.record import Meta
from summarizer.domain.reply import Limits
from tests.asking.made_questions import made_question
from tests.asking.made_up import chunk_answer, indicator
from tests.cases import cases

NONE = "无"
OVERVIEW = overview_question(
    Meta(title="岭桥县报告"),
    [
        EntryLine(1, "生产总值", "147.28亿元", "level", "actual", "2030", "gdp", ""),
        EntryLine(2, "", "", "", "", "", "", "财政收支矛盾突出，债务占两成"),
    ],
    "zh",
).limits


def limits_of(sentences: list[str]) -> Limits:
    """Sentences one a line, numerals in braces."""
    bare = tuple(re.sub(r"[{}]", "", sentence) for sentence in sentences)
    numbers = count(1)
    marked = tuple(re.sub(r"\{[^}]*\}", lambda _: f"{{{next(numbers)}}}", sentence) for sentence in sentences)
    return Limits(bare, tuple(re.findall(r"\{([^}]*)\}", "".join(sentences))), "".join(bare), marked)


def answer_of(text: str) -> ChunkAnswer:
    fields: dict[str, Any] = json.loads(text)
    fields["indicators"] = [indicator(**entry) for entry in fields.get("indicators", [])]
    return ChunkAnswer.model_validate_json(json.dumps(chunk_answer(**fields)))


@pytest.mark.parametrize(("given_text", "expected"), cases("answers.md"))
def test_flaws_are_named(given_text: str, expected: str) -> None:
    sentences, _, answer = given_text.partition("\n---\n")

    found = flaws(answer_of(answer), limits_of(sentences.splitlines()))

    assert "\n".join(map(str, found)) == ("" if expected == NONE else expected)


@pytest.mark.parametrize(("given_text", "expected"), cases("answers.md"))
def test_an_answer_without_its_flawed_entries_passes(given_text: str, expected: str) -> None:
    sentences, _, text = given_text.partition("\n---\n")
    answer, limits = answer_of(text), limits_of(sentences.splitlines())

    kept, dropped = without_flawed("c1", answer, flaws(answer, limits))

    assert flaws(kept, limits) == []
    assert bool(dropped) == (expected != NONE)


@pytest.mark.parametrize(("given_text", "expected"), cases("answers_written.md"))
def test_quantities_that_are_written_out_are_found(given_text: str, expected: str) -> None:
    text, _, source = given_text.partition("|")

    assert "、".join(written_quantities(text, [source])) == ("" if expected == NONE else expected)


@pytest.mark.parametrize(("given_text", "expected"), cases("answers_names.md"))
def test_words_of_a_name_that_the_text_does_not_hold_are_found(given_text: str, expected: str) -> None:
    name, _, words = given_text.partition("|")

    assert foreign_words(name, words) == ("" if expected == NONE else expected)


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_name_copied_from_the_text_always_passes(words: str, start: int, end: int) -> None:
    assert foreign_words(words[start:end], words) == ""


@given(st.text(max_size=60))
def test_a_text_copied_whole_from_its_sentence_writes_no_quantity_of_its_own(text: str) -> None:
    assert written_quantities(text, [text]) == []


def test_checks_stay_linear_on_hostile_text() -> None:
    text = "a" * 200_000 + "一" * 200_000 + "1" * 200_000

    assert flaws(answer_of(json.dumps({"points": [{"text": text, "sentences": [1]}]})), limits_of(["无"]))


def test_an_example_place_that_the_report_itself_names_is_no_leak() -> None:
    answer = answer_of('{"problems":[{"text":"云汀路拥堵","implied":false,"sentences":[1]}]}')

    assert flaws(answer, limits_of([f"{EXAMPLE_PLACE}路拥堵。"])) == []


def test_what_is_dropped_is_listed_with_all_its_reasons() -> None:
    limits = made_question().limits
    answer = answer_of('{"indicators":[{"n":1,"name":"云桥燃气","period":"x"}]}')

    kept, dropped = without_flawed("c1", answer, flaws(answer, limits))

    assert kept == answer_of("{}")
    assert [entry.question for entry in dropped] == ["c1"]
    assert dropped[0].entry.startswith('indicators {"n":1,"name":"云桥燃气"')
    assert "燃气" in dropped[0].reason
    assert "period" in dropped[0].reason


def test_a_headline_that_is_wrong_makes_the_overview_wrong_as_a_whole() -> None:
    answer = OverviewAnswer(headline=OverviewPoint(text="{3}", entries=[3]), key_points=[])

    assert [flaw.alone for flaw in flaws(answer, OVERVIEW)] == [False, False]


def test_an_overview_of_nothing_may_say_nothing() -> None:
    answer = OverviewAnswer(headline=OverviewPoint(text="", entries=[]), key_points=[])

    assert flaws(answer, Limits((), (), "")) == []
    assert flaws(answer, OVERVIEW) != []


def test_an_overview_point_must_list_what_it_uses_and_use_only_values() -> None:
    good = OverviewPoint(text="2030年生产总值{1}，债务占两成", entries=[1, 2])
    answer = OverviewAnswer(
        headline=good, key_points=[OverviewPoint(text="{1}而{2}", entries=[2]), OverviewPoint(text="占三成", entries=[])]
    )

    assert [str(flaw) for flaw in flaws(answer, OVERVIEW)] == [
        "key_points[0]：占位符{1}没有列在entries里",
        "key_points[0]：条目2没有数值，不能用作占位符",
        "key_points[1]：entries为空，至少要指向一个条目",
        "key_points[1]：text直接写了数量（三成），应写成占位符{编号}，或逐字取自所指句子",
    ]


@pytest.mark.parametrize("mark", ["\x00", "\x1b", "\n", "\u202e", "\u2028"])
def test_characters_that_steer_a_terminal_or_break_a_line_stand_in_no_composed_text(mark: str) -> None:
    said = {"indicators": [{"n": 1, "name": f"生产总值{mark}"}], "points": [{"text": f"生产总值{mark}增长", "sentences": [1]}]}

    found = flaws(answer_of(json.dumps(said)), limits_of(["生产总值增长{6}%。"]))

    assert [(flaw.field, "控制字符" in flaw.reason) for flaw in found] == [("indicators", True), ("points", True)]


def test_a_header_field_that_is_not_copied_is_emptied() -> None:
    fields: dict[str, Any] = dict.fromkeys(("title", "issuer", "doc_number", "date", "speaker", "meeting"))
    answer = HeaderAnswer(**{**fields, "title": "岭桥县报告", "issuer": "别处政府"}, doc_type="other", sentences=[1])
    limits = Limits(("岭桥县报告",), (), "岭桥县报告")

    kept, dropped = without_flawed("header", answer, flaws(answer, limits))

    assert isinstance(kept, HeaderAnswer)
    assert (kept.title, kept.issuer) == ("岭桥县报告", None)
    assert len(dropped) == 1
