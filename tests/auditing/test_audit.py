"""Nothing escapes: every numeral, section and question has a fate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.auditing import audit, unlabelled, with_provenance
from summarizer.builtin.answering import answer_chunk
from summarizer.domain.answer import ChunkAnswer, IndicatorEntry, SecondLookAnswer, SkippedEntry
from summarizer.domain.marked_text import read_chunk, write_chunk
from summarizer.domain.record import Dropped, Provenance, Record
from summarizer.domain.reply import Reply
from summarizer.merging import merge
from tests.cases import cases
from tests.made_up_report import answer, labelled, made_up, reply, second_look, span_texts

TEXT = """一、2020年工作回顾
全县实现生产总值147.3亿元，新建学校3所。新修公路12公里，涉及村庄8个。
二、认识
我们始终坚持稳中求进。
三、2021年目标
新建公园5处。
"""
PREPARED = made_up(TEXT)
REVIEW, BELIEFS, GOALS = PREPARED.chunks
FIRST = answer(labelled(1, "生产总值"), labelled(2, "新建学校"), skipped=[SkippedEntry(n=3, reason="名称")])


def audited(*replies: Reply) -> Record:
    return audit(merge(PREPARED, replies), PREPARED, replies)


def complete() -> list[Reply]:
    second = SecondLookAnswer(indicators=[labelled(1, "涉及村庄")], skipped=[])
    goals = answer(labelled(1, "新建公园", "level", "target", "2021"))
    return [reply(REVIEW, FIRST), second_look(REVIEW, [4], second), reply(BELIEFS, answer()), reply(GOALS, goals)]


def test_a_second_look_asks_for_what_was_neither_labelled_nor_skipped() -> None:
    assert unlabelled(REVIEW, reply(REVIEW, FIRST)) == (4,)
    assert unlabelled(REVIEW, reply(REVIEW, None)) == ()


def test_every_quantity_is_labelled_dismissed_or_unaccounted() -> None:
    found = audited(reply(REVIEW, FIRST)).audit

    assert (found.quantities, found.labelled) == (5, 2)
    assert [(one.text, one.reason) for one in found.dismissed if one.by == "model"] == [("12", "名称")]
    assert [span.text for span in found.unaccounted] == ["8", "5"]
    assert "2020" in [one.text for one in found.dismissed if one.by == "reader"]


def test_what_the_second_look_labels_is_accounted_for() -> None:
    found = audited(*complete()).audit

    assert found.unaccounted == []
    assert found.complete
    assert (found.questions.total, found.questions.answered) == (4, 4)


def test_sections_from_which_nothing_came_are_named() -> None:
    assert audited(*complete()).audit.silent_sections == ["s2"]


def test_a_failed_question_makes_the_record_incomplete() -> None:
    found = audited(reply(REVIEW, None), *complete()[2:]).audit

    assert not found.complete
    assert [(one.id, one.reason) for one in found.questions.failed] == [("c1", "no connection")]


def test_a_chunk_that_nobody_asked_about_is_listed_as_failed() -> None:
    found = audited(*complete()[:3]).audit

    assert [(one.id, one.reason) for one in found.questions.failed] == [("c3", "not asked")]
    assert not found.complete


def test_a_sentence_with_a_quantity_that_is_not_marked_is_listed() -> None:
    found = audited(reply(REVIEW, FIRST), reply(BELIEFS, answer(unmarked=[2]))).audit

    assert "我们始终坚持稳中求进。" in [span.text for span in found.unaccounted]


def test_entries_that_asking_dropped_are_listed_once() -> None:
    dropped = Dropped(question="c3", entry="indicators {}", reason="没有编号为9的数字")
    flawed = complete()[3]
    listed = Reply(flawed.question, flawed.answer, (dropped,))

    assert audited(listed, listed).audit.dropped == [dropped]


@given(st.permutations(range(4)))
def test_the_order_of_the_replies_changes_nothing(order: list[int]) -> None:
    told = complete()

    assert audited(*[told[at] for at in order]) == audited(*told)


def test_auditing_twice_changes_nothing() -> None:
    once = audited(*complete())

    assert audit(once, PREPARED, complete()) == once
    assert all(span.text == TEXT[span.start : span.end] for span in span_texts(once))


def test_provenance_is_taken_as_given() -> None:
    given_one = Provenance(
        summarizer="1",
        model="m",
        step="strict",
        settings_hash="",
        prompts={},
        schema_hash="",
        rules_hash="",
        questions_hash="",
        answers_hash="",
    )

    assert with_provenance(audited(), given_one).provenance == given_one


def sums(text: str, *labels: IndicatorEntry) -> list[str]:
    prepared = made_up(text)
    replies = [reply(prepared.chunks[0], answer(*labels))]
    return [conflict.reason for conflict in audit(merge(prepared, replies), prepared, replies).conflicts]


def test_parts_in_brackets_that_exceed_their_total_are_a_contradiction() -> None:
    labels = [labelled(1, "重点项目"), labelled(2, "产业项目"), labelled(3, "民生项目")]

    assert sums("实施重点项目20个（产业项目13个、民生项目9个）。", *labels) == ["分项之和超过总数：20个，13个，9个"]
    assert sums("实施重点项目22个（产业项目13个、民生项目9个）。", *labels) == []


def test_a_part_that_is_greater_than_its_whole_is_a_contradiction() -> None:
    labels = [labelled(1, "园区产值"), labelled(2, "电子产业产值")]

    assert sums("园区产值4.5亿元，其中电子产业产值83.5亿元。", *labels) == ["其中的一项大于总数：4.5亿元，83.5亿元"]
    assert sums("园区产值4.5亿元，其中电子产业产值3.5亿元。", *labels) == []
    assert sums("园区产值4.5亿元，电子产业产值83.5亿元。", *labels) == []


def test_a_growth_that_the_two_levels_do_not_give_is_a_contradiction() -> None:
    text = "农民人均纯收入由2000元增加到4000元，增长{}%。"
    labels = [
        labelled(1, "农民人均纯收入", kind="baseline", period="2015"),
        labelled(2, "农民人均纯收入"),
        labelled(3, "农民人均纯收入", "growth"),
    ]

    assert sums(text.format(100), *labels) == []
    assert sums(text.format(50), *labels) == ["增幅与前后两个数值不符：2000元，4000元，50%"]


def test_shares_of_a_ratio_that_miss_a_hundred_are_a_contradiction() -> None:
    labels = [labelled(n, "三次产业结构", "share") for n in (1, 2, 3)]

    assert sums("三次产业结构为9.6:40.6:49.8。", *labels) == []
    assert len(sums("三次产业结构为9.6:40.6:45.8。", *labels)) == 1


def test_an_answer_of_another_kind_is_no_chunk_s() -> None:
    assert isinstance(FIRST, ChunkAnswer)
    assert unlabelled(REVIEW, reply(REVIEW, SecondLookAnswer(indicators=[], skipped=[]))) == ()


@pytest.mark.parametrize(("text", "expected"), cases("arithmetic.md"))
def test_what_does_not_add_up_is_found_with_the_builtin_labels(text: str, expected: str) -> None:
    prepared = made_up(text)
    chunk = prepared.chunks[0]
    replies = [reply(chunk, answer_chunk(read_chunk(write_chunk(chunk, text))))]

    found = audit(merge(prepared, replies), prepared, replies).conflicts

    assert expected == ("\n".join(conflict.reason for conflict in found) or "none")
