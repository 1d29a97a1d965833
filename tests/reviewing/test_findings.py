"""Findings: reasons, noise, patterns, gold, and what a golden becomes when some of its differences are accepted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.domain.record import Record
from summarizer.reviewing.difference import Difference
from summarizer.reviewing.differences import differences
from summarizer.reviewing.finding import find
from summarizer.reviewing.noise import is_noise
from summarizer.reviewing.patterns import patterns
from summarizer.reviewing.reasons import reasons
from summarizer.reviewing.report_pairing import Known, pair_reports
from summarizer.reviewing.resolving import resolve
from summarizer.reviewing.support import Gold
from tests.made_up_report import labelled
from tests.reviewing.test_differences import LABELS, TEXT, record

Change = Callable[[Record], Record]


def with_indicator(at: int, **fields: Any) -> Change:
    def changed(found: Record) -> Record:
        indicators = list(found.indicators)
        indicators[at] = indicators[at].model_copy(update=fields)
        return found.model_copy(update={"indicators": indicators})

    return changed


def without(part: str, at: int) -> Change:
    return lambda found: found.model_copy(update={part: [one for n, one in enumerate(getattr(found, part)) if n != at]})


def without_last_indicator(found: Record) -> Record:
    """Take the last indicator away with every reference to it."""
    gone = found.indicators[-1].id
    points = [
        point.model_copy(update={"indicators": [one for one in point.indicators if one != gone]})
        for point in found.highlights.key_points
    ]
    highlights = found.highlights.model_copy(update={"key_points": points})
    return without("indicators", len(found.indicators) - 1)(found).model_copy(update={"highlights": highlights})


def backwards(part: str) -> Change:
    return lambda found: found.model_copy(update={part: getattr(found, part)[::-1]})


def renamed_plan(found: Record) -> Record:
    return found.model_copy(update={"meta": found.meta.model_copy(update={"plan_year": "2022"})})


def provenance(**fields: Any) -> Change:
    return lambda found: found.model_copy(update={"provenance": found.provenance.model_copy(update=fields)})


CHANGES: list[Change] = [
    with_indicator(0, value="14.728", amount="1472800000"),
    with_indicator(1, role="share", group="g9"),
    with_indicator(2, name="新建的学校", section="s2"),
    without_last_indicator,
    without("tasks", 0),
    without("problems", 0),
    without("outline", 0),
    backwards("indicators"),
    renamed_plan,
]


def changed(found: Record, changes: list[Change]) -> Record:
    for one in changes:
        found = one(found)
    return found


def told(found: list[Difference]) -> list[tuple[str, ...]]:
    return sorted((one.part, one.change, one.field, one.old, one.new) for one in found)


SOME = st.lists(st.sampled_from(range(len(CHANGES))), unique=True).map(lambda picked: [CHANGES[n] for n in sorted(picked)])


@given(SOME, SOME)
def test_all_comparisons_are_mirror_images(one: list[Change], other: list[Change]) -> None:
    old, new = changed(record(LABELS), one), changed(record(LABELS), other)
    swapped = {"lost": "gained", "gained": "lost", "changed": "changed"}
    back = sorted(
        (d.part, swapped[d.change], d.field, d.new, d.old, d.severity) for d in differences(new, old) if d.change == "changed"
    )

    assert back == sorted(
        (d.part, d.change, d.field, d.old, d.new, d.severity) for d in differences(old, new) if d.change == "changed"
    )
    assert len(differences(old, new)) == len(differences(new, old))


@given(SOME, SOME)
def test_nothing_undone_gives_the_new_record_and_everything_undone_the_old_one(one: list[Change], other: list[Change]) -> None:
    old, new = changed(record(LABELS), one), changed(record(LABELS), other)

    assert resolve(old, new, []) == new
    assert differences(old, resolve(old, new, differences(old, new))) == []


@given(SOME, st.data())
def test_what_was_not_accepted_is_what_remains(changes: list[Change], data: st.DataObject) -> None:
    old, new = record(LABELS), changed(record(LABELS), changes)
    found = differences(old, new)
    undone = [one for one in found if data.draw(st.booleans())]

    remaining = differences(resolve(old, new, undone), new)

    # a reference can't be kept to an indicator or a heading whose loss was accepted
    references = ("indicators", "section", "group", "same_as")
    assert told([one for one in remaining if one.field not in references]) == told(
        [one for one in undone if one.field not in references]
    )


def test_accepting_a_part_keeps_the_rest_in_a_moved_text() -> None:
    old = record(LABELS)
    moved = record([labelled(1, "地区生产总值"), *LABELS[1:3]], TEXT.replace("回顾\n", "回顾\n各位代表：现在报告工作。\n", 1))
    found = differences(old, moved)
    undone = [one for one in found if one.part == "indicator"]
    golden = resolve(old, moved, undone)

    assert {one.change for one in undone} == {"changed", "lost"}
    assert told([one for one in differences(golden, moved) if one.part == "indicator"]) == told(undone)
    assert golden.indicators[0].numeral == moved.indicators[0].numeral
    assert len(golden.indicators) == 4


@pytest.mark.parametrize(
    ("now", "causes"),
    [
        ({"answers_hash": "x", "prompts": {"chunk": "2+x"}}, ("prompt",)),
        ({"answers_hash": "x", "schema_hash": "x"}, ("schema",)),
        ({"answers_hash": "x", "model": "other"}, ("model",)),
        ({"answers_hash": "x", "model": "other", "prompts": {"chunk": "2+x"}}, ("prompt", "model")),
        ({"rules_hash": "x"}, ("rules",)),
        ({"rules_hash": "x", "model": "other"}, ("rules",)),
        ({"settings_hash": "x"}, ("settings",)),
        ({"answers_hash": "x"}, ("drift",)),
        ({"answers_hash": "x", "rules_hash": "x"}, ("rules", "drift")),
        ({}, ("edited",)),
    ],
)
def test_the_reason_comes_from_provenance(now: dict[str, Any], causes: tuple[str, ...]) -> None:
    old = record(LABELS)
    new = changed(old, [CHANGES[1], provenance(**now)])
    found, _ = find("g.json", old, new)

    assert {one.reason.causes for one in found} == {causes}


def test_the_reason_names_the_sentences_that_changed() -> None:
    old, new = record(LABELS), record(LABELS, TEXT.replace("147.28", "148.31")).model_copy(update={"text_hash": "01"})
    found, _ = find("g.json", old, new, new_text=TEXT.replace("147.28", "148.31"))
    value = next(one for one in found if one.difference.field == "value")

    assert value.reason.causes == ("source",)
    assert "147.28" in value.reason.detail and "148.31" in value.reason.detail


def test_a_brief_of_another_text_is_not_laid_down_to_the_layout() -> None:
    old, new = record(LABELS), record(LABELS, TEXT.replace("147.28", "148.31")).model_copy(update={"text_hash": "01"})
    brief = Difference("brief", "", "changed", "text", "147.28亿元", "148.31亿元", "minor")

    assert reasons(old, new).of(brief).causes == ("source",)
    assert reasons(old, old).of(brief).causes == ("layout",)


def test_gold_says_which_side_it_supports() -> None:
    old = record(LABELS)
    new = changed(old, [CHANGES[1], CHANGES[3], renamed_plan])
    growth, road = old.indicators[1].numeral.start, old.indicators[3].numeral.start
    rows: dict[int, dict[str, Any]] = {growth: {"fact": True, "role": "growth"}, road: {"fact": False}}
    found, _ = find("g.json", old, new, gold=Gold(old.source.sha256, rows, {"plan_year": "2022"}))
    sides = {(one.difference.part, one.difference.field): one.supports for one in found}

    assert sides["indicator", "role"] == "old"
    assert sides["indicator", ""] == "new"
    assert sides["meta", "plan_year"] == "new"


def test_keys_tell_equal_differences_apart_and_stay_the_same() -> None:
    old, new = record(LABELS), changed(record(LABELS), CHANGES)
    keys = [one.key for one in find("g.json", old, new)[0]]

    assert len(set(keys)) == len(keys)
    assert keys == [one.key for one in find("g.json", old, changed(new, [provenance(model="other")]))[0]]


def text_change(old: str, new: str) -> Difference:
    return Difference("problem", "", "changed", "text", old, new, "minor")


def test_noise_is_punctuation_or_likeness_and_never_a_figure() -> None:
    assert is_noise(text_change("财政收支，矛盾突出", "财政收支、矛盾突出。"), 1.0)
    assert not is_noise(text_change("财政收支矛盾突出", "财政收支矛盾较为突出"), 1.0)
    assert is_noise(text_change("财政收支矛盾突出", "财政收支矛盾较为突出"), 0.6)
    assert not is_noise(text_change("缺口3所学校的用地指标", "缺口4所学校的用地指标"), 0.5)
    assert not is_noise(replace(text_change("县交通局", "县交通局。"), part="task", field="owners"), 0.5)


def test_findings_of_one_pattern_stand_together() -> None:
    old = record(LABELS)
    new = changed(old, [with_indicator(n, role="share") for n in (0, 2, 3)] + [with_indicator(1, value="1")])
    found = patterns(find("g.json", old, new)[0])

    assert [(one.what.split(" [")[0], one.count) for one in found] == [
        ("critical indicator.value 5.2 → 1", 1),
        ("major indicator.role level → share", 3),
    ]


def test_a_pattern_picks_findings_by_field_report_reason_or_severity() -> None:
    found, _ = find("g.json", record(LABELS), changed(record(LABELS), [CHANGES[1]]))
    role = next(one for one in found if one.difference.field == "role")

    assert all(role.matches(pattern) for pattern in ("indicator.role", "role", "indicator.*", "liuhe-*", "major", "edited"))
    assert not role.matches("task.*")


def test_reports_pair_by_key_then_by_text() -> None:
    goldens = [Known("a.json", "a-1", "a"), Known("b.json", "b-1", "b"), Known("c.json", "c-1", "c"), Known("d.json", "d-1", "d")]
    reports = [Known("a-2", "a-2", "a"), Known("b-1", "b-1", "other"), Known("e-1", "e-1", "e"), Known("f-1", "f-1", "f")]
    sentences = {"c.json": {1, 2, 3}, "d.json": {7}, "e-1": {2, 3, 4}, "f-1": {9}}
    found = pair_reports(goldens, reports, lambda known: frozenset(sentences[known.name]))

    assert [(one.name, other.name) for one, other in found.both] == [("a.json", "a-2"), ("b.json", "b-1"), ("c.json", "e-1")]
    assert [one.name for one in found.stale] == ["d.json"]
    assert [one.name for one in found.added] == ["f-1"]


def test_two_goldens_of_one_report_are_told_and_pair_with_nothing() -> None:
    goldens = [Known("a.json", "a-1", "a"), Known("copy.json", "a-1", "a")]
    found = pair_reports(goldens, [Known("a-1", "a-1", "a")], lambda _: frozenset())

    assert [(one.name, other.name) for one, other in found.doubles] == [("a.json", "copy.json")]
    assert not (found.both or found.stale or found.added)
