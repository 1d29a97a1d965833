"""What a page may speak of, and how its sentences get their values."""

import pytest

from summarizer.domain.answer import OverviewAnswer, OverviewPoint
from summarizer.domain.record import Record
from summarizer.domain.reply import Limits, Question, Reply
from summarizer.domain.span import Span
from summarizer.merging import merge, overview_entries, with_highlights
from tests.made_up_report import answer, labelled, made_up, reply, span_texts

TEXT = "2020年新建公路12公里。生产总值147.3亿元，固定资产投资下降2.9%。力争生产总值增长6%以上，发放补贴8000多万元。"
NAMES = [("新建公路", "level", "actual"), ("生产总值", "level", "actual"), ("固定资产投资", "growth", "actual")]


def record() -> Record:
    prepared = made_up(TEXT)
    labels = [
        labelled(1, "新建公路"),
        labelled(2, "生产总值"),
        labelled(3, "固定资产投资", "growth"),
        labelled(4, "生产总值", "growth", "target", "2021"),
        labelled(5, "发放补贴", "level", "target", "2021"),
    ]
    return merge(prepared, [reply(prepared.chunks[0], answer(*labels))])


def overview(*points: OverviewPoint) -> Reply:
    question = Question("overview", "overview", "", "", Span(0, 0), Limits((), (), ""))
    return Reply(question, OverviewAnswer(headline=points[0], key_points=list(points[1:])))


def test_the_weightiest_entries_come_first() -> None:
    names = [entry.name for entry in overview_entries(record())]

    assert names[:3] == ["生产总值", "生产总值", "固定资产投资"]
    assert [entry.n for entry in overview_entries(record())] == [1, 2, 3, 4, 5]


def test_values_stand_as_they_are_written() -> None:
    values = {(entry.name, entry.role): entry.value for entry in overview_entries(record())}

    assert values["生产总值", "level"] == "147.3亿元"
    assert values["生产总值", "growth"] == "6%以上"
    assert values["固定资产投资", "growth"] == "下降2.9%"
    assert values["发放补贴", "level"] == "8000多万元"


@pytest.mark.parametrize("ends", ["5%—5.5%", "6-8所", "150至200家", "5%~6%左右"])
def test_a_range_is_told_once_with_both_ends(ends: str) -> None:
    prepared = made_up(f"今年目标增长或新建{ends}。")
    labels = [labelled(n, "目标", "growth" if "%" in ends else "level", "target", "2021", bound="range") for n in (1, 2)]
    merged = merge(prepared, [reply(prepared.chunks[0], answer(*labels))])

    assert [entry.value for entry in overview_entries(merged)] == [ends]


@pytest.mark.parametrize("said", ["翻两番", "翻了一番以上", "翻近一番"])
def test_doublings_keep_their_words(said: str) -> None:
    prepared = made_up(f"五年间旅游总收入{said}。")
    merged = merge(prepared, [reply(prepared.chunks[0], answer(labelled(1, "旅游总收入", "multiple", "actual", "2016-2020")))])

    assert [entry.value for entry in overview_entries(merged)] == [said]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("生产总值{1}", "生产总值147.3亿元"),
        ("投资增长{3}", "投资下降2.9%"),
        ("投资下降{3}", "投资下降2.9%"),
        ("投资{3}", "投资下降2.9%"),
        ("目标增长{2}", "目标增长6%以上"),
    ],
)
def test_placeholders_become_values_and_the_verb_is_said_once(written: str, read: str) -> None:
    merged = record()
    points = [OverviewPoint(text=written, entries=[1, 2, 3])]
    told = with_highlights(merged, overview_entries(merged), overview(*points))

    assert told.highlights.headline.text == read
    assert told.highlights.headline.indicators == ["i2", "i3", "i4"]
    assert all(span.text == TEXT[span.start : span.end] for span in span_texts(told))


def test_a_point_to_an_entry_that_is_not_there_is_left_out() -> None:
    merged = record()
    points = [OverviewPoint(text="生产总值{1}", entries=[1]), OverviewPoint(text="别的{99}", entries=[99])]
    told = with_highlights(merged, overview_entries(merged), overview(*points))

    assert told.highlights.key_points == []


def test_without_a_reply_the_stated_rule_chooses() -> None:
    merged = record()
    told = with_highlights(merged, overview_entries(merged), None)

    assert told.highlights.headline.text == "2020年生产总值147.3亿元；2021年目标：生产总值增长6%以上。"


def test_marks_of_the_report_s_own_text_are_no_placeholders() -> None:
    prepared = made_up("“{1}计划”项目3个，生产总值9亿元。")
    labels = [labelled(2, "“{1}计划”项目"), labelled(3, "生产总值")]
    merged = merge(prepared, [reply(prepared.chunks[0], answer(*labels))])
    told = with_highlights(merged, overview_entries(merged), None)

    assert "9亿元计划" not in "".join(point.text for point in told.highlights.key_points)
