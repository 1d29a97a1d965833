"""Periods and dates as the case files say."""

import pytest

from summarizer.domain.grammar.chinese import chinese_number
from summarizer.domain.grammar.dates import find_dates
from summarizer.domain.grammar.periods import PeriodMention, find_periods, resolve
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.span import Span
from tests.cases import cases


@pytest.mark.parametrize(("text", "expected"), cases("periods.md"))
def test_periods_are_read_from_the_text(text: str, expected: str) -> None:
    view = same_length_view(text)

    found = [f"{mention.span.of(text)}: {mention.value or mention.relative}" for mention in find_periods(view)]

    assert "\n".join(found or ["none"]) == expected


@pytest.mark.parametrize(("text", "expected"), cases("periods-dates.md"))
def test_dates_are_read_with_their_iso_form(text: str, expected: str) -> None:
    found = [f"{span.of(text)}: {iso}" for span, iso in find_dates(same_length_view(text))]

    assert "\n".join(found or ["none"]) == expected


@pytest.mark.parametrize(
    ("relative", "review", "plan", "years"),
    [
        ("this_year", "2020", "2021", "2021"),
        ("this_year", "2020", "", "2020"),
        ("last_year", "2020", "2021", "2020"),
        ("next_year", "2020", "", "2021"),
        ("past_years:5", "2016-2020", "2021", "2016-2020"),
        ("past_years:5", "2020", "2021", "2016-2020"),
        ("past_years:1", "2020", "2021", "2020"),
        ("past_years:3", "", "2021", "2018-2020"),
        ("coming_years:5", "2020", "2021", "2021-2025"),
        ("coming_years:5", "2020", "2021-2025", "2021-2025"),
        ("coming_years:3", "2020", "", "2021-2023"),
        ("within_year", "2020", "", "2020"),
        ("within_year", "", "2021", "2021"),
        ("within_year", "2020", "2021", ""),
        ("this_year", "", "", ""),
    ],
)
def test_relative_periods_take_their_years_from_the_report(relative: str, review: str, plan: str, years: str) -> None:
    assert resolve(PeriodMention(Span(0, 2), "", relative), review, plan) == years


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("一百二十", "120"),
        ("两千零五", "2005"),
        ("二〇二一", "2021"),
        ("十三", "13"),
        ("三十", "30"),
        ("一亿二千万", "120000000"),
        ("三万亿", "3000000000000"),
        ("四万五千", "45000"),
        ("三点五", "3.5"),
        ("半", "0.5"),
        ("百", "100"),
        ("零", "0"),
    ],
)
def test_chinese_numbers_are_read(words: str, number: str) -> None:
    assert str(chinese_number(words)) == number


@pytest.mark.parametrize("words", ["", "几", "三家", "一二十", "万", "点五", "五点", "十" * 40])
def test_words_that_are_no_number_are_none(words: str) -> None:
    assert chinese_number(words) is None
