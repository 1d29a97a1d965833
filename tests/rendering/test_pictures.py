"""The mark of a growth against its target: only where both ends are there, on one scale, in words too."""

import re

from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.html.brief import render_html
from summarizer.rendering.page.parts import Brief, Table, plain
from summarizer.rendering.page.pictures import marks_of
from summarizer.rendering.results.absence import find_unread
from tests.rendering.known_reports import known_record, text_of


def brief_of(name: str) -> Brief:
    record = known_record(name)
    return make_brief(record, find_unread(record, text_of(name)))


def table_of(name: str) -> Table:
    table = brief_of(name).table
    assert table is not None
    return table


def test_only_rows_with_two_comparable_growths_have_a_mark() -> None:
    marked = {plain(row[0].words): row[-1].picture for row in table_of("000").rows if row[-1].picture}

    assert {name: (mark.actual, mark.target) for name, mark in marked.items() if mark} == {
        "生产总值": (5.2, 6.0),
        "规上工业增加值": (9.1, 5.0),
        "地方一般公共预算收入": (6.1, 5.0),
    }


def test_years_taken_together_are_never_drawn_against_one_year() -> None:
    assert marks_of(table_of("003")) == {}


def test_marks_share_one_scale_that_begins_at_zero() -> None:
    marks = list(marks_of(table_of("000")).values())

    assert [mark.zero for mark in marks] == [0.0, 0.0, 0.0]
    assert max(mark.bar_width for mark in marks) == 100.0
    assert marks[0].bar_width == round(100 * 5.2 / 9.1, 1)
    assert marks[0].tick == round(100 * 6 / 9.1, 1)


def test_marks_are_drawn_as_vectors_and_said_in_words() -> None:
    page = render_html(brief_of("000"))

    assert len(re.findall(r"<svg ", page)) == 3
    assert 'aria-label="实际增长5.2%，目标6%以上"' in page
    assert "横条为上年增速，竖线为目标" in page
    assert "<svg" not in render_html(brief_of("003"))
