"""What can't both be right, and what only looks comparable."""

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.domain.answer import IndicatorEntry
from summarizer.domain.record import Conflict, Kind, Meta, Place, Role
from summarizer.merging import merge
from tests.cases import cases
from tests.made_up_report import answer, labelled, made_up, reply

Said = tuple[str, Role, Kind, str]


def conflicts(text: str, *names: Said) -> list[Conflict]:
    place = Place(province="吉林省", city="通化市", county="柳河县")
    prepared = made_up(text, Meta(doc_type="work_report", review_period="2020", plan_year="2021", place=place))
    numerals = [(chunk, n) for chunk in prepared.chunks for n in range(1, len(chunk.numerals) + 1)]
    labels: dict[str, list[IndicatorEntry]] = {}
    for (chunk, n), name in zip(numerals, names, strict=True):
        labels.setdefault(chunk.id, []).append(labelled(n, *name))
    return merge(prepared, [reply(chunk, answer(*labels.get(chunk.id, []))) for chunk in prepared.chunks]).conflicts


def gdp(period: str = "2020", kind: Kind = "actual") -> Said:
    return ("生产总值", "level", kind, period)


def result(name: str) -> Said:
    return (name, "level", "actual", "2020")


def test_one_thing_with_two_values_is_a_contradiction() -> None:
    found = conflicts("2020年生产总值147.3亿元。\n2020年全县生产总值151亿元。", gdp(), gdp())

    assert [(c.kind, c.members) for c in found] == [("value", ["i1", "i2"])]
    assert found[0].reason == "同一指标的数值不同：147.3亿元，151亿元"


@pytest.mark.parametrize(
    "text",
    [
        "2020年生产总值147.3亿元。\n2020年生产总值147.28亿元。",
        "2020年生产总值147.3亿元。\n2020年生产总值突破140亿元。",
        "2020年生产总值147.3亿元。\n2020年生产总值150亿元左右。",
        "2020年生产总值147.3亿元。\n2020年生产总值1473000万元。",
    ],
    ids=["rounded", "above a bound", "about", "another unit"],
)
def test_values_that_agree_are_no_contradiction(text: str) -> None:
    assert conflicts(text, gdp(), gdp()) == []


def test_figures_of_two_periods_or_kinds_do_not_conflict() -> None:
    text = "2020年生产总值147.3亿元。\n2021年生产总值160亿元。"

    assert conflicts(text, gdp(), gdp("2021")) == []
    assert conflicts(text, gdp(), gdp("2020", "target")) == []


def test_figures_of_one_sentence_belong_to_a_list() -> None:
    assert conflicts("2020年改造农村公路12公里、改造农村公路30公里。", result("改造农村公路"), result("改造农村公路")) == []


def test_figures_that_stand_under_two_periods_are_at_most_of_another_scope() -> None:
    text = "一、工作\n生产总值147亿元。\n二、回顾\n过去五年成绩显著。生产总值849亿元。"

    assert [c.kind for c in conflicts(text, gdp(), gdp())] == ["scope"]


def test_a_contradiction_between_two_sections_under_one_period_is_one() -> None:
    text = "一、工作\n生产总值147亿元。\n二、经济\n生产总值849亿元。"

    assert [c.kind for c in conflicts(text, gdp(), gdp())] == ["value"]


def test_results_under_two_names_may_be_of_two_scopes() -> None:
    found = conflicts("2020年公共财政收入42亿元。\n2020年地方财政收入43亿元。", result("公共财政收入"), result("地方财政收入"))

    assert [c.kind for c in found] == ["scope"]
    assert "口径可能不同" in found[0].reason


def test_a_figure_in_words_is_a_round_one() -> None:
    assert conflicts("2020年生产总值1020亿元。\n2020年生产总值跨入千亿元行列。", gdp(), gdp()) == []


def test_a_short_name_that_is_not_registered_says_too_little() -> None:
    text = "一、工作\n2020年新修道路12公里。\n二、城建\n2020年新修道路30公里。"

    assert conflicts(text, result("道路"), result("道路")) == []
    assert [c.kind for c in conflicts(text, result("新修县乡道路"), result("新修县乡道路"))] == ["value"]


def test_a_figure_of_the_country_is_not_the_place_s() -> None:
    text = "2020年全国生产总值1000000亿元。\n2020年生产总值147亿元。"

    assert conflicts(text, result("全国生产总值"), gdp()) == []


def test_new_ones_and_all_of_a_kind_do_not_conflict() -> None:
    text = "一、工作\n2020年新增养老床位300张。\n二、民生\n2020年养老床位达到2000张。"
    names: list[tuple[str, Role, Kind, str]] = [
        result("新增养老床位"),
        result("养老床位"),
    ]

    assert conflicts(text, *names) == []


def test_a_part_above_its_whole_is_counted_in_another_way() -> None:
    text = "一般公共预算收入突破10亿元。税收收入完成14.78亿元。"
    found = conflicts(text, result("一般公共预算收入"), result("税收收入"))

    assert [(c.kind, c.what) for c in found] == [("scope", "税收收入／一般公共预算收入")]


def test_a_part_below_its_whole_is_as_it_should_be() -> None:
    text = "一般公共预算收入10亿元。税收收入完成7.78亿元。"

    assert not conflicts(text, result("一般公共预算收入"), result("税收收入"))


def test_a_bare_name_belongs_to_what_its_sentence_speaks_of() -> None:
    text = "一、能源\n实现绿色发电量60亿千瓦时。\n二、保供\n加强清洁电力开发和消纳，力争全年发电量达到55亿千瓦时。"
    found = conflicts(text, ("绿色发电量", "level", "target", "2021"), ("发电量", "level", "target", "2021"))

    assert [(c.kind, c.members) for c in found] == [("value", ["i1", "i2"])]


def test_the_same_fact_elsewhere_is_linked_to_the_first() -> None:
    prepared = made_up("2020年生产总值147亿元。\n2020年全县生产总值147亿元。")
    label = [labelled(1, "生产总值"), labelled(2, "地区生产总值")]
    merged = merge(prepared, [reply(prepared.chunks[0], answer(*label))])

    assert [i.same_as for i in merged.indicators] == ["", "i1"]
    assert merged.conflicts == []


@pytest.mark.parametrize(("given", "expected"), cases("conflicts.md"))
def test_only_answers_to_one_question_contradict_each_other(given: str, expected: str) -> None:
    text, labels = given.split("\n=\n")
    said = [cast(Said, tuple(line.split("|"))) for line in labels.splitlines()]

    found = conflicts(text, *said)

    assert expected == ("\n".join(f"{c.kind} {c.reason.rpartition('：')[2]}" for c in found) or "none")


LEADS = [
    "全国",
    "全省",
    "两市",
    "各县",
    "其他县区",
    "县本级",
    "高新区",
    "上半年",
    "截至6月底",
    "项目达产后，",
    "首批",
    "其余",
    "累计",
    "预计",
    "新增",
]


@given(lead=st.sampled_from(LEADS), low=st.integers(10, 99), more=st.integers(20, 99), turned=st.booleans())
def test_what_is_said_of_another_scope_is_never_a_contradiction(lead: str, low: int, more: int, *, turned: bool) -> None:
    sentences = [f"2020年{lead}发电量{low}亿千瓦时。", f"2020年发电量{low + more}亿千瓦时。"]
    text = "\n".join(reversed(sentences) if turned else sentences)

    assert conflicts(text, result("发电量"), result("发电量")) == []


@given(low=st.integers(10, 99), more=st.integers(20, 99), own=st.sampled_from(["", "全县", "我县", "全年", "全县全年"]))
def test_what_is_said_of_the_place_itself_is_one(low: int, more: int, own: str) -> None:
    text = f"2020年{own}发电量{low}亿千瓦时。\n2020年发电量{low + more}亿千瓦时。"

    assert [c.kind for c in conflicts(text, result("发电量"), result("发电量"))] == ["value"]
