"""Records are compared by what entries are, not by where they stand in a list."""

from hypothesis import given
from hypothesis import strategies as st

from summarizer.auditing import audit
from summarizer.domain.answer import IndicatorEntry, ProblemEntry, TaskEntry
from summarizer.domain.record import Provenance, Record
from summarizer.domain.reply import Reply
from summarizer.merging import merge, overview_entries, with_highlights
from summarizer.reviewing.difference import Difference
from summarizer.reviewing.differences import differences
from tests.made_up_report import answer, labelled, made_up, reply

TEXT = """一、2020年工作回顾
全县实现生产总值147.28亿元，同比增长5.2%。新建学校3所，新建公路12公里。
二、存在的问题
财政收支矛盾突出。建设龙门山隧道。（责任单位：县交通局）
"""
LABELS = [
    labelled(1, "生产总值"),
    labelled(2, "生产总值", "growth"),
    labelled(3, "新建学校"),
    labelled(4, "新建公路"),
]
PROBLEM = ProblemEntry(text="财政收支矛盾突出", implied=False, sentences=[2])
TASK = TaskEntry(title="建设龙门山隧道", owners=["县交通局"], deadline=None, sentences=[3, 4])


def record(labels: list[IndicatorEntry], text: str = TEXT, owners: tuple[str, ...] = ("县交通局",)) -> Record:
    prepared = made_up(text)
    task = TASK.model_copy(update={"owners": list(owners)})
    replies: list[Reply] = [
        reply(prepared.chunks[0], answer(*labels)),
        reply(prepared.chunks[1], answer(problems=[PROBLEM], tasks=[task])),
    ]
    merged = audit(merge(prepared, replies), prepared, replies)
    return with_highlights(merged, overview_entries(merged), None)


def only(found: list[Difference], part: str) -> list[str]:
    return [str(one) for one in found if one.part == part]


def test_a_record_does_not_differ_from_itself() -> None:
    assert differences(record(LABELS), record(LABELS)) == []


def test_another_value_is_critical_and_shown_with_its_sentence() -> None:
    old = record(LABELS)
    edited = old.indicators[0].model_copy(update={"value": "14.728"})
    new = old.model_copy(update={"indicators": [edited, *old.indicators[1:]]})
    found = differences(old, new)

    assert [one.severity for one in found] == ["critical"]
    assert str(found[0]).startswith("indicator 生产总值 2020 level: value 147.28 → 14.728 (…全县实现生产总值147.28亿元")


def test_a_lost_indicator_is_critical_and_a_gained_one_major() -> None:
    lost = [one for one in differences(record(LABELS), record(LABELS[:3])) if one.part == "indicator"]
    gained = [one for one in differences(record(LABELS[:3]), record(LABELS)) if one.part == "indicator"]

    assert [(one.change, one.severity, one.old) for one in lost] == [("lost", "critical", "12公里")]
    assert [(one.change, one.severity, one.new) for one in gained] == [("gained", "major", "12公里")]


def test_a_moved_sentence_changes_nothing_about_its_indicators() -> None:
    moved = record(LABELS, TEXT.replace("一、2020年工作回顾\n", "一、2020年工作回顾\n各位代表：现在报告工作。\n"))

    assert only(differences(record(LABELS), moved), "indicator") == []


def test_an_indicator_whose_sentence_was_edited_is_found_again() -> None:
    edited = record(LABELS, TEXT.replace("147.28", "148.31"))
    found = [one for one in differences(record(LABELS), edited) if one.part == "indicator"]

    assert [(one.field, one.old, one.new) for one in found if one.field == "value"] == [("value", "147.28", "148.31")]
    assert {one.change for one in found} == {"changed"}


def test_another_role_or_owner_is_major_and_another_name_minor() -> None:
    changed = [labelled(1, "地区生产总值"), labelled(2, "生产总值", "share"), *LABELS[2:]]
    found = differences(record(LABELS), record(changed, owners=()))

    assert ("name", "minor") in [(one.field, one.severity) for one in found]
    assert ("role", "major") in [(one.field, one.severity) for one in found]
    assert ("owners", "major") in [(one.field, one.severity) for one in found]


def test_provenance_and_path_are_not_compared() -> None:
    old = record(LABELS)
    provenance = Provenance.model_validate({**old.provenance.model_dump(), "model": "another"})
    source = old.source.model_copy(update={"path": ""})

    assert differences(old, old.model_copy(update={"provenance": provenance, "source": source})) == []


def mirrored(found: list[Difference]) -> list[tuple[str, str, str, str, str]]:
    swapped = {"lost": "gained", "gained": "lost", "changed": "changed"}
    return sorted((one.part, swapped[one.change], one.field, one.new, one.old) for one in found)


@given(
    st.lists(st.sampled_from(LABELS), unique_by=lambda label: label.n),
    st.lists(st.sampled_from(LABELS), unique_by=lambda label: label.n),
    st.sampled_from(["147.28", "150"]),
)
def test_two_ways_of_comparing_are_mirror_images(one: list[IndicatorEntry], other: list[IndicatorEntry], value: str) -> None:
    old, new = record(one), record(other, TEXT.replace("147.28", value))
    there, back = differences(old, new), differences(new, old)

    assert mirrored(there) == sorted((d.part, d.change, d.field, d.old, d.new) for d in back)
