"""What a page chooses to say, and how: cases that pages of other places brought up."""

import re
from typing import Any

import pytest

from summarizer.domain.record import Point, Problem, Record
from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.page.parts import Brief, Listing, plain
from summarizer.rendering.wording.printable import typeset
from tests.rendering.made_record import Facts, Figure, make_record

REPORT = {"doc_type": "work_report", "plan_year": "2021", "review_period": "2020", "title": "云岭县政府工作报告"}
# {147.28}亿元: a figure with its unit
_FIGURE = re.compile(r"\{([\d.]+)\}(亿元|%|个|家|户|万人)")


def record_of(lines: list[tuple[str, str, str, str]], **report: Any) -> Record:
    """Make a record of sentences with figures in braces, each with its names (；), kind and period; % is a growth."""
    text, figures = "", []
    for words, names, kind, period in lines:
        plain_words = words
        for name in names.split("；"):
            found = _FIGURE.search(plain_words)
            assert found is not None
            plain_words = plain_words[: found.start()] + found[1] + found[2] + plain_words[found.end() :]
            role = "growth" if found[2] == "%" else "level"
            figures.append(Figure(len(text) + found.start(), found[1], name, found[2], role, kind, period))
        text += plain_words + "。"
    return make_record(Facts("made", text, {**REPORT, **report}, figures))


def lines(listing: Listing) -> list[str]:
    return [plain(line) for line in listing.lines]


def titles(brief: Brief) -> tuple[str, ...]:
    assert brief.table is not None
    return brief.table.columns


RESULT = ("云岭县生产总值{147.28}亿元", "生产总值", "actual", "2020")
GOAL = ("生产总值增长{6}%", "生产总值", "target", "2021")


def test_a_stretch_that_does_not_name_its_figure_is_no_point() -> None:
    elided = ("三次产业分别增长{2.4}%、{30.7}%", "农林牧渔业总产值；建筑业总产值", "actual", "2020")
    named = ("完成建筑业总产值{12.5}亿元", "建筑业总产值", "actual", "2020")

    assert lines(make_brief(record_of([RESULT, elided, named]), {}).points) == ["完成建筑业总产值12.5亿元"]


def test_growths_among_the_targets_say_that_they_are() -> None:
    found = lines(make_brief(record_of([RESULT, GOAL, ("民间投资增长{11}%", "民间投资", "target", "2021")]), {}).targets)

    assert found == ["增长11% 民间投资"]


@pytest.mark.parametrize("name", ["新建", "建设", "改造提升"])
def test_a_target_whose_name_is_only_a_deed_is_left_out(name: str) -> None:
    lines_of = [RESULT, GOAL, (f"{name}{{8}}个", name, "target", "2021"), ("新建公园{3}个", "公园", "target", "2021")]

    assert lines(make_brief(record_of(lines_of), {}).targets) == ["3个 公园"]


def with_points(record: Record, *points: tuple[str, list[str]]) -> Record:
    chosen = [Point(text=text, evidence=[], indicators=ids) for text, ids in points]
    return record.model_copy(update={"highlights": record.highlights.model_copy(update={"key_points": chosen})})


def test_targets_that_were_chosen_as_points_stand_with_the_others_beside_last_years() -> None:
    record = record_of([RESULT, GOAL, ("新建公园{3}个", "公园", "actual", "2020"), ("新建公园{5}个", "公园", "target", "2021")])
    brief = make_brief(with_points(record, ("2021年目标：公园5个", ["i4"]), ("2020年公园3个", ["i3"])), {})

    assert lines(brief.targets) == ["5个 公园（上年3个）"]
    assert lines(brief.points) == []


def test_what_was_not_reported_is_added_to_the_records_headline() -> None:
    goal = ("固定资产投资增长{5}%", "固定资产投资", "target", "2021")
    record = record_of([RESULT, GOAL, goal])
    stated = Point(text="2020年生产总值147.28亿元。", evidence=[], indicators=["i1"])
    record = record.model_copy(update={"highlights": record.highlights.model_copy(update={"headline": stated})})

    assert plain(make_brief(record, {}).headline) == ("2020年生产总值147.28亿元；固定资产投资只有目标，未报告上年结果。")
    assert "未报告" not in plain(make_brief(record, None).headline)


def test_years_reviewed_together_have_a_column_only_for_two_rows() -> None:
    goal = ("五年来生产总值年均增长{7}%", "生产总值", "actual", "2016-2020")
    other = ("五年来一般公共预算收入年均增长{8}%", "一般公共预算收入", "actual", "2016-2020")

    assert "2016-2020" not in titles(
        make_brief(record_of([RESULT, goal, ("一般公共预算收入{9}亿元", "一般公共预算收入", "actual", "2020")]), {})
    )
    assert "2016-2020" in titles(make_brief(record_of([RESULT, goal, other]), {}))


def test_targets_alone_have_no_column_that_says_they_cant_be_compared() -> None:
    goal = ("固定资产投资增长{5}%", "固定资产投资", "target", "2021")

    assert titles(make_brief(record_of([GOAL, goal]), {})) == ("指标", "2021目标")


def test_rows_are_named_without_the_reports_own_place() -> None:
    record = record_of(
        [("云岭县地区生产总值{147.28}亿元", "云岭县地区生产总值", "actual", "2020"), GOAL], place={"county": "云岭县"}
    )
    table = make_brief(record, {}).table

    assert table is not None
    assert plain(table.rows[0][0].words) == "地区生产总值"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("政府工作报告", "政府工作报告（云岭县）"),
        ("云岭县政府工作报告", "云岭县政府工作报告"),
        ("2021年江城市云岭政府工作报告", "2021年江城市云岭政府工作报告"),
    ],
)
def test_a_title_that_names_no_place_gets_it(title: str, shown: str) -> None:
    record = record_of([RESULT], title=title, place={"city": "江城市", "county": "云岭县"})

    assert make_brief(record, {}).title == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("新问题新挑战仍然不少，主要表现在", "新问题新挑战仍然不少"),
        ("工业基础依然薄弱,创新不足", "工业基础依然薄弱，创新不足"),
        ("环境治理仍需加强", "环境治理仍需加强"),
    ],
)
def test_problems_are_set_as_chinese_and_end_where_they_end(said: str, shown: str) -> None:
    problem = Problem(id="p1", text=said, implied=False, evidence=[], section="")

    assert lines(make_brief(record_of([RESULT]).model_copy(update={"problems": [problem]}), {}).problems) == [shown]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("增长3.2%,总量", "增长3.2%，总量"), ("1,234亿元", "1,234亿元"), ("比例为3:5:2", "比例为3:5:2"), ("A,B", "A,B")],
)
def test_only_stops_between_chinese_words_are_widened(text: str, shown: str) -> None:
    assert typeset(text) == shown
