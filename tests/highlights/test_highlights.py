"""What a page says first, by the stated rule."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.domain.highlights import choose
from summarizer.domain.overview_text import EntryLine, read_entries
from tests.cases import cases


@pytest.mark.parametrize(("lines", "expected"), cases("highlights.md"))
def test_the_main_things_come_first(lines: str, expected: str) -> None:
    chosen = choose(read_entries(lines))

    assert "\n".join([chosen.headline.text, *(point.text for point in chosen.key_points)]) == expected


def test_nothing_to_say_is_said_as_nothing() -> None:
    chosen = choose([])

    assert chosen.headline.text == ""
    assert chosen.key_points == []


NAMES = st.sampled_from(["生产总值", "税收收入", "重点项目", "新建公路", "“四新”经济占比", "粮食{7}总产量"])
IDS = {"生产总值": "gdp", "税收收入": "tax_revenue", "重点项目": "key_projects"}


@st.composite
def entry_lists(draw: st.DrawFn) -> list[EntryLine]:
    entries = []
    for n in range(1, draw(st.integers(1, 30)) + 1):
        name, role = draw(NAMES), draw(st.sampled_from(["level", "growth", "share", "problem", "task"]))
        if role in ("problem", "task"):
            entries.append(EntryLine(n, "", "", role, "", "", "", draw(st.sampled_from(["欠账较多，{3}任务重。", "修路"]))))
        else:
            kind, period = draw(st.sampled_from(["actual", "target"])), draw(st.sampled_from(["2020", "2021", ""]))
            entries.append(EntryLine(n, name, draw(st.sampled_from(["5%", "下降2%"])), role, kind, period, IDS.get(name, ""), ""))
    return entries


@given(entry_lists())
def test_no_figure_stands_twice_and_every_placeholder_is_listed(entries: list[EntryLine]) -> None:
    chosen = choose(entries)
    points = [chosen.headline, *chosen.key_points]
    used = [int(n) for point in points for n in re.findall(r"\{(\d+)\}", point.text)]

    assert len(used) == len(set(used))
    assert all(int(n) in point.entries for point in points for n in re.findall(r"\{(\d+)\}", point.text))
    assert len(chosen.key_points) <= 8
    assert all(entry.value for entry in entries if entry.n in used)
