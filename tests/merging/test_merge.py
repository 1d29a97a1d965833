"""Answers become one record: places from the reader, words from the answer, the order of replies without effect."""

from hypothesis import given
from hypothesis import strategies as st

from summarizer.domain.answer import ProblemEntry, ProjectEntry, SecondLookAnswer, StatementEntry, TaskEntry
from summarizer.domain.record import Record
from summarizer.domain.reply import Reply
from summarizer.merging import merge
from tests.made_up_report import answer, labelled, made_up, number_of, reply, second_look, span_texts, with_numerals

TEXT = """一、2020年工作回顾
全县实现生产总值147.3亿元，同比增长5.2%。粮食总产量保持稳定。预计全年用电量下降2.1%。
二、2021年主要目标
生产总值增长6%以上，绿色发电量60亿千瓦时。力争光伏、风电等清洁电力全年发电量达到55亿千瓦时。
三、主要任务
建设龙门山隧道，总投资12亿元，2021年6月底前开工。（责任单位：县交通局、县财政局）也要看到，财政收支矛盾突出。
"""
PREPARED = made_up(TEXT)
REVIEW, GOALS, WORK = PREPARED.chunks


def replies() -> list[Reply]:
    def n(value: str) -> int:
        return next(number_of(c, TEXT, value) for c in PREPARED.chunks if value in [x.span.of(TEXT) for x in c.numerals])

    review = answer(
        labelled(n("147.3"), "生产总值"),
        labelled(n("5.2"), "生产总值", "growth"),
        statements=[StatementEntry(name="粮食总产量", text="粮食总产量保持稳定", kind="actual", period="2020", sentences=[3])],
    )
    goals = answer(
        labelled(n("6"), "生产总值", "growth", "target", "2021"),
        labelled(n("60"), "绿色发电量", "level", "target", "2021"),
        labelled(n("55"), "光伏、风电等清洁电力全年发电量", "level", "target", "2021"),
    )
    task = TaskEntry(title="建设龙门山隧道", owners=["县交通局", "县财政局"], deadline="2021年6月底前", sentences=[2, 3])
    work = answer(
        labelled(n("12"), "龙门山隧道总投资", "level", "target", "2021"),
        tasks=[task],
        projects=[ProjectEntry(name="龙门山隧道", status="开工", numerals=[1], sentences=[2])],
        problems=[ProblemEntry(text="财政收支矛盾突出", implied=False, sentences=[3, 4])],
    )
    second = SecondLookAnswer(indicators=[labelled(1, "全年用电量", "growth")], skipped=[])
    return [reply(REVIEW, review), reply(GOALS, goals), reply(WORK, work), second_look(REVIEW, [n("2.1")], second)]


def record() -> Record:
    return merge(PREPARED, replies())


def test_indicators_stand_in_the_order_of_the_text_whoever_found_them() -> None:
    found = record().indicators

    assert [i.id for i in found] == [f"i{n}" for n in range(1, 8)]
    assert [i.value for i in found] == ["147.3", "5.2", "2.1", "6", "60", "55", "12"]
    assert found[2].sign == -1


def test_every_span_holds_the_text_that_it_says() -> None:
    spans = span_texts(record())

    assert len(spans) > 20
    assert all(span.text == TEXT[span.start : span.end] for span in spans)


@given(st.permutations(range(4)))
def test_the_order_of_the_replies_changes_nothing(order: list[int]) -> None:
    told = replies()

    assert merge(PREPARED, [told[at] for at in order]) == record()


def test_the_same_replies_twice_change_nothing() -> None:
    assert merge(PREPARED, replies() + replies()) == record()


def test_an_indicator_lies_in_its_section_and_sentence() -> None:
    growth = record().indicators[3]

    assert growth.section == "s2"
    assert growth.sentence.text.startswith("生产总值增长6%以上")
    assert growth.bound == "ge"
    assert growth.canonical == ["gdp"]


def test_what_the_sentence_does_not_say_is_inferred() -> None:
    found = record().indicators

    assert found[0].inferred == ["period"]
    assert found[3].inferred == ["period", "kind"]
    assert found[5].inferred == ["period"]
    assert found[2].inferred == ["period"]


def test_a_bound_that_the_answer_overrules_is_a_disagreement() -> None:
    merged = merge(PREPARED, [reply(GOALS, answer(labelled(1, "生产总值", "growth", "target", "2021", bound="eq")))])

    assert merged.indicators[0].bound == "eq"
    assert [(d.indicator, d.field, d.reader, d.answer) for d in merged.audit.disagreements] == [("i1", "bound", "ge", "eq")]


def test_a_unit_beside_the_numeral_is_never_overruled() -> None:
    merged = merge(PREPARED, [reply(REVIEW, answer(labelled(1, "生产总值", unit="万元")))])

    assert merged.indicators[0].unit == "亿元"
    assert merged.audit.disagreements[0].field == "unit"


def test_a_unit_that_stands_elsewhere_is_taken_from_the_answer() -> None:
    prepared = with_numerals(PREPARED, unit="", unit_span=None, amount="", amount_unit="")
    merged = merge(prepared, [reply(prepared.chunks[0], answer(labelled(1, "生产总值", unit="亿元")))])

    assert merged.indicators[0].unit == "亿元"
    assert merged.indicators[0].amount_unit == "CNY"
    assert merged.indicators[0].amount == "14730000000"
    assert merged.audit.disagreements == []


def test_two_targets_for_one_thing_under_two_names_are_a_conflict() -> None:
    conflicts = record().conflicts

    assert [(c.kind, c.members) for c in conflicts] == [("value", ["i5", "i6"])]
    assert "60" in conflicts[0].reason
    assert "55" in conflicts[0].reason


def test_a_task_has_owners_deadline_and_the_figures_of_its_sentences() -> None:
    task = record().tasks[0]

    assert (task.id, task.title) == ("t1", "建设龙门山隧道")
    assert [owner.text for owner in task.owners] == ["县交通局", "县财政局"]
    assert task.deadline
    assert task.deadline.date == "2021-06-30"
    assert task.indicators == ["i7"]


def test_projects_statements_and_problems_are_resolved_to_their_words() -> None:
    merged = record()

    assert [(p.name, p.status, p.indicators) for p in merged.projects] == [("龙门山隧道", "开工", ["i7"])]
    assert [(s.name, s.canonical, s.section) for s in merged.statements] == [("粮食总产量", ["grain_output"], "s1")]
    assert [p.text for p in merged.problems] == ["财政收支矛盾突出"]


def test_copied_words_that_do_not_stand_there_are_dropped_and_listed() -> None:
    wrong = ProblemEntry(text="财政收入充足", implied=False, sentences=[4])
    merged = merge(PREPARED, [reply(WORK, answer(problems=[wrong]))])

    assert merged.problems == []
    assert [(d.question, "财政收入充足" in d.reason) for d in merged.audit.dropped] == [("c3", True)]


def test_numbers_that_the_chunk_does_not_have_are_passed_over() -> None:
    merged = merge(PREPARED, [reply(WORK, answer(labelled(99, "龙门山隧道"), labelled(0, "龙门山隧道")))])

    assert merged.indicators == []


def test_a_failed_reply_leaves_an_empty_record() -> None:
    merged = merge(PREPARED, [reply(WORK, None)])

    assert merged.indicators == []
    assert not merged.audit.complete
    assert [heading.title for heading in merged.outline] == ["2020年工作回顾", "2021年主要目标", "主要任务"]


def test_a_year_beside_the_numeral_that_the_answer_contradicts_is_a_disagreement() -> None:
    prepared = made_up("2019年生产总值140亿元，比2015年增长30%。")
    wrong = [labelled(1, "生产总值", period="2020"), labelled(2, "生产总值", "growth", period="2016-2020")]
    merged = merge(prepared, [reply(prepared.chunks[0], answer(*wrong))])

    assert [(d.indicator, d.field, d.reader, d.answer) for d in merged.audit.disagreements] == [("i1", "period", "2019", "2020")]
