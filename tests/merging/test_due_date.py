"""Deadlines as dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging.due_date import due_date
from tests.cases import cases


@pytest.mark.parametrize(("words", "expected"), cases("merging_due_dates.md"))
def test_a_deadline_is_read_as_a_date(words: str, expected: str) -> None:
    assert due_date(words, "2021") == expected.removeprefix("-")


def test_without_a_plan_year_a_bare_month_tells_no_date() -> None:
    assert due_date("6月底前", "") == ""
    assert due_date("年底前", "2021-2025") == ""


@given(st.text(alphabet="20年1至-月6日底前内上半季度第三〇", max_size=40))
def test_whatever_is_written_is_a_date_or_nothing(words: str) -> None:
    assert len(due_date(words, "2021")) in (0, 4, 7, 10)
