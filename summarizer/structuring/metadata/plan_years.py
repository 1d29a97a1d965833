"""The years of plans for several years, and what a text without a title says in its opening that it is of."""

import re
from collections.abc import Iterator

from summarizer.domain.grammar.periods import PeriodMention, find_periods
from summarizer.domain.record import DocType
from summarizer.domain.span import Span
from summarizer.structuring.metadata.places_to_look import NOT_FOUND, Found, PlacesToLook

_OPENING = 300
_LOOKED_AT = 100_000
_YEAR = re.compile(r"^\d{4}$")
_OWN_PLAN = re.compile(r"本(?:规划|纲要)")
_FIVE_YEARS = 5
# 2021年各项工作任务 · 2016年的各项目标任务 · 2018年为民办实事
_TO_DO = re.compile(r"[^,。;]{0,12}?(?:任务|目标|重点工作|实事)")
# 现将全县2031年河道治理工作情况报告如下
_ACCOUNT = re.compile(r"[^,。;]{0,40}?(?:情况|总结)[^,。;]{0,6}(?:报告|汇报|通报)如下")


def find_planned_years(places: PlacesToLook, *, sure: bool) -> Found | None:
    """Return the five years that a plan without a title opens with: “十二五”时期是我县…的关键时期.

    Where a year was told already, not `sure`, the opening must call the text a plan of years: 本规划纲要.
    """
    start = places.body[0].start if places.body else 0
    if not sure and not _OWN_PLAN.search(places.view, start, start + _OPENING):
        return None
    return next((_found(each) for each in _opening(places) if _is_five_years(each.value)), NOT_FOUND if sure else None)


def find_years_before(places: PlacesToLook, plan: str) -> Found:
    """Return the five years before those of a plan where its text speaks of them: what a five-year plan looks back on."""
    if not _is_five_years(plan):
        return NOT_FOUND
    begin = int(plan[:4])
    wanted = f"{begin - _FIVE_YEARS}-{begin - 1}"
    for span in places.body:
        for mention in find_periods(places.view, span.start, min(span.end, span.start + _LOOKED_AT)):
            if mention.value == wanted:
                return _found(mention)
    return NOT_FOUND


def find_opening_year(places: PlacesToLook, doc_type: DocType) -> Found:
    """Return the year whose tasks a letter hands out, or that it gives an account of, by its opening."""
    form = _TO_DO if doc_type == "action_plan" else _ACCOUNT
    years = (each for each in _opening(places) if _YEAR.match(each.value))
    return next((_found(each) for each in years if form.match(places.view, each.span.end)), NOT_FOUND)


def _opening(places: PlacesToLook) -> Iterator[PeriodMention]:
    start = places.body[0].start if places.body else 0
    yield from find_periods(places.view, start, start + _OPENING)


def _is_five_years(period: str) -> bool:
    return "-" in period and int(period[-4:]) - int(period[:4]) == _FIVE_YEARS - 1


def _found(mention: PeriodMention) -> Found:
    return Found(mention.value, (Span(mention.span.start, mention.span.end),))
