"""What a report reviews and what it plans for."""

import re
from collections.abc import Sequence

from msgspec import Struct

from summarizer.domain.grammar.periods import PeriodMention, find_periods, resolve
from summarizer.domain.record import DocType, Period, PeriodKind
from summarizer.domain.section import Section
from summarizer.domain.span import Span
from summarizer.structuring.metadata.own_year import find_bulletin_year, find_spoken_years, find_told_year
from summarizer.structuring.metadata.places_to_look import NOT_FOUND, Found, PlacesToLook
from summarizer.structuring.metadata.plan_years import find_opening_year, find_planned_years, find_years_before

_REVIEW = re.compile(
    r"回顾|总结|预计完成|情况|决算|成绩|成就|成效|取得|实现了|进展|进度(?!安排|要求|计划)|走过|统计公报|总体态势"
)
_PLAN = re.compile(
    r"安排|任务|目标|计划|规划|打算|重点|思路|要求|部署|展望|建议|方案|行动|要点|意见|举措|措施|工作|奋斗|建设|发展|草案|预算|实事"
)
# 2020年工作及“十三五”时期发展回顾: what is joined without a word of its own
# 2025年主要工作和“十四五”发展成就
_JOINED = re.compile(r"^(?:政府)?(?:主要|重点)?(?:工作|发展|经济社会发展)?\s*(?:及|和|与|、|暨|以及)[“\"]?$")
# 2022年上半年政府工作报告: reviews what is gone of the year, and plans for the rest
_HALF_YEAR = re.compile(r"上半年|季度$")
_YEAR = re.compile(r"^\d{4}$")
_SEVERAL = re.compile(r"(?:past|some)_years:(?!1$)")
# 本届政府工作回顾: a government's term
_TERM = re.compile(r"[本上]届政府(?=.{0,8}(?:回顾|总结))")
_TERM_YEARS = 5
# 一、本届政府工作总结|2032年以来,…: when the term began
_SINCE = re.compile(r"\s*自?(?P<year>(?:19|20)\d\d)年(?:\d{1,2}月)?(?:换届)?以来")
_LAST_QUARTER = 10
_ONE_HEADING = 40
# 一、全镇收支决算情况: an account without a title is of the year that it opens with
_ACCOUNT = re.compile(r"决算")
# (截至10月31日) · (草案)
_BRACKETS = re.compile(r"\([^()]*\)")
# 一、总体目标 · (二)工作目标|到2025年,…
_GOALS = re.compile(r"目标$")
_BY_YEAR = re.compile(r"到(?P<year>20\d\d)年")
_OPENING = 200
_LOOKED_AT = 100_000
# What follows the period in a heading: 工作回顾, 政府工作安排, 经济社会发展主要目标任务
_HEADING_WORDS = re.compile(
    r"(?:政府|经济社会发展|国民经济和社会发展)?(?:(?P<review>工作(?:总结和)?回顾|计划执行情况)|(?:主要|重点)?(?:工作安排|目标任务|预期目标|重点工作))"
)
_GIVEN: dict[DocType, tuple[PeriodKind, ...]] = {
    "work_report": ("review", "plan"),
    "development_plan": ("review", "plan"),
    "action_plan": ("plan",),
    "bulletin": ("review",),
    # A budget or an account says what it is of in its title or headings, or nowhere.
    "other": ("review", "plan"),
}
_INFERRED: frozenset[DocType] = frozenset({"work_report", "development_plan"})
"""Types that review one year and plan for the next: the one is told by the other, or by the date."""
_PLANS: frozenset[DocType] = frozenset({"action_plan", "development_plan"})


class Periods(Struct, frozen=True):
    """The periods of a report."""

    review: Found
    plan: Found
    all: tuple[Period, ...]
    spans: tuple[Span, ...]


class _Said(Struct, frozen=True):
    kind: PeriodKind
    mention: PeriodMention
    five_years: bool
    """Named as a five-year plan: the plan aims at its last year."""
    far_off: bool = False
    """2035年远景目标: further off than what the report plans for."""
    since: str = ""
    """The year that a government's term began in, where its text says so."""


def find_report_periods(
    places: PlacesToLook, sections: Sequence[Section], doc_type: DocType, name: Found, date: Found
) -> Periods:
    """Return what a report reviews and plans for: by its headings, then its title (`name`), then its date."""
    headings = [said for section in sections if section.level == 1 for said in _said(places.view, section.heading, None)]
    title = _said_in_title(places, headings, doc_type, name, date)
    headings = headings or ([] if title else _said_in_text(places))
    plan = _plan_year(headings, title, date, doc_type)
    if doc_type == "action_plan" and not plan.value:
        plan = _goal_year(places, sections) if name.value else find_opening_year(places, doc_type)
    year_told = any(each.kind == "review" and _YEAR.match(each.mention.value) for each in headings)
    unsure = plan.spans == "derived" or not (plan.value or year_told)
    if doc_type == "development_plan" and not name.value and unsure:
        plan = find_planned_years(places, sure=not plan.value) or plan
    review = _review_period(headings, title, plan, doc_type)
    if doc_type == "development_plan" and "-" in plan.value:
        review = review if review.value else find_years_before(places, plan.value)
    if not (review.value or (name.value if doc_type == "other" else plan.value)) and doc_type in ("other", "work_report"):
        review = find_opening_year(places, doc_type)
    if not (name.value or review.value) and any(_ACCOUNT.search(section.title) for section in sections if section.level == 1):
        review = find_told_year(places)
    if doc_type == "bulletin" and not review.value:
        review = find_bulletin_year(places, date)
    if not (plan.value or review.value):
        review = _past_to_told_year(places, headings)
    if not (plan.value or review.value) and doc_type != "other" and "review" in _GIVEN[doc_type]:
        review, plan = _by_spoken_years(places, sections)
    if not plan.value and doc_type in _INFERRED and _YEAR.match(review.value):
        plan = Found(str(int(review.value) + 1), "derived")
    if (
        doc_type != "other"
        and any(_HALF_YEAR.search(each.mention.span.of(places.view)) for each in title)
        and _YEAR.match(review.value)
    ):
        plan = Found(review.value, "derived")
    spans = {key: each.mention.span for each in (*title, *headings) if (key := _key(each, review.value, plan.value))[1]}
    keys = {*spans, *_keys_of(review, plan, {value for kind, value in spans if kind == "plan"})}
    ordered = sorted(keys, key=lambda key: (key[0] != "review", key[1]))
    return Periods(review, plan, tuple(Period(kind=kind, value=value) for kind, value in ordered), tuple(sorted(spans.values())))


def _said_in_title(places: PlacesToLook, headings: Sequence[_Said], doc_type: DocType, name: Found, date: Found) -> list[_Said]:
    default: PeriodKind | None = "review" if doc_type == "bulletin" else "plan" if doc_type != "other" else None
    # A title over several lines is read as one: …预算执行情况及2022年财政 / 预算草案的报告
    named = Span(name.spans[0].start, name.spans[-1].end) if name.spans and name.spans != "derived" else None
    # 云沐县2015年政府工作报告 over 2015年工作情况, or given at the end of 2015, is named after the year that it reviews.
    reviewed = {each.mention.value for each in headings if each.kind == "review"}
    if doc_type == "work_report" and date.value and _in_last_quarter(date):
        reviewed |= {date.value[:4]} - {each.mention.value for each in headings if each.kind == "plan"}
    said = _said(places.view, named, default) if named else []
    return [each for each in said if each.kind == "review" or each.mention.value not in reviewed]


def _keys_of(review: Found, plan: Found, planned: set[str]) -> set[tuple[PeriodKind, str]]:
    """Return what the two fields add to the periods that were said; the end of a plan that was said adds nothing."""
    keys: set[tuple[PeriodKind, str]] = {("review", review.value)} if review.value else set()
    if plan.value and not any(value.endswith(plan.value) for value in planned):
        keys.add(("plan", plan.value))
    return keys


def _key(said: _Said, review: str, plan: str) -> tuple[PeriodKind, str]:
    value = _years(said, review, plan)
    return said.kind, value[-4:] if said.five_years and said.kind == "plan" and value != plan else value


def _years(said: _Said, review: str, plan: str) -> str:
    value = resolve(said.mention, review, plan)
    return f"{said.since}-{value[-4:]}" if "" < said.since < value[-4:] else value


def _said(view: str, span: Span, default: PeriodKind | None) -> list[_Said]:
    """Return the periods that a heading or title names, each reviewed or planned for by the words that follow it."""
    mentions = [each for each in find_periods(view, span.start, span.end) if _matters(view, each)]
    ends = [*(mention.span.start for mention in mentions[1:]), span.end][: len(mentions)]
    found: list[_Said] = []
    kind: PeriodKind | None = None
    for mention, end in reversed(list(zip(mentions, ends, strict=True))):
        # “十三五”时期和2020年工作回顾: what only joins takes the kind of what follows.
        kind = _kind(view[mention.span.end : end]) or kind or default
        if mention.relative.startswith("past"):
            kind = "review"
        if default == "plan" and _HALF_YEAR.search(mention.span.of(view)):
            kind = "review"
        if kind:
            five_years = "五" in mention.span.of(view)[:6] and not mention.relative
            found.append(_Said(kind, mention, five_years, view.startswith("远景", mention.span.end)))
    term = None if mentions else _TERM.search(view, span.start, span.end)
    if term:
        since = _SINCE.match(view, span.end)
        mention = PeriodMention(Span(*term.span()), "", f"past_years:{_TERM_YEARS}")
        found.append(_Said("review", mention, five_years=False, since=since["year"] if since else ""))
    return found[::-1]


def _said_in_text(places: PlacesToLook) -> list[_Said]:
    """Return what headings that lost their lines say: 2020年工作回顾, 2021年政府工作安排."""
    found: list[_Said] = []
    for span in places.body:
        for mention in find_periods(places.view, span.start, min(span.end, span.start + _LOOKED_AT)):
            match = _HEADING_WORDS.match(places.view, mention.span.end, mention.span.end + _ONE_HEADING)
            if match and (mention.value or (match["review"] and mention.relative.startswith(("past", "some")))):
                kind: PeriodKind = "review" if match["review"] else "plan"
                found.append(_Said(kind, mention, "五" in mention.span.of(places.view)[:4]))
    return found


def _matters(view: str, mention: PeriodMention) -> bool:
    if view[max(0, mention.span.start - 2) : mention.span.start] == "新的":  # 新的一年 is the one that comes
        return False
    return bool(mention.value) or mention.relative.startswith(("past", "some", "coming", "this_year", "last_year"))


def _kind(words: str) -> PeriodKind | None:
    # 度重点工作清单(任务落实情况): what stands in brackets only explains
    words = _BRACKETS.sub("", words) or words
    if _REVIEW.search(words):
        return "review"
    if _JOINED.match(words):
        return None
    return "plan" if _PLAN.search(words) else None


def _plan_year(headings: Sequence[_Said], title: Sequence[_Said], date: Found, doc_type: DocType) -> Found:
    # A five-year plan looks ahead to what lies behind its end: 展望2035年.
    last = next((each.mention.value[-4:] for each in title if each.kind == "plan" and each.five_years), "9999")
    years = [
        each
        for source in (headings, title)
        for each in source
        if each.kind == "plan" and _YEAR.match(each.mention.value) and each.mention.value <= last and not each.far_off
    ]
    reviewed = [each for each in headings if each.kind == "review" and _YEAR.match(each.mention.value)]
    # 三年行动计划(2021-2023年): the plan is for all the years that its title names, whatever it does in one of them.
    spans = [each for each in title if each.kind == "plan" and "-" in each.mention.value]
    if spans and doc_type in _PLANS and not reviewed and not any(each in title for each in years):
        return Found(spans[0].mention.value, (spans[0].mention.span,))
    if years and "plan" in _GIVEN[doc_type]:
        return Found(years[0].mention.value, (years[0].mention.span,))
    if doc_type in _INFERRED and not reviewed and date.value:
        return Found(str(int(date.value[:4]) + _in_last_quarter(date)), "derived")
    spans = [each for each in (*title, *headings) if each.kind == "plan" and each.mention.value]
    if spans and not reviewed and "plan" in _GIVEN[doc_type]:
        return Found(spans[0].mention.value[-4:], (spans[0].mention.span,))
    return NOT_FOUND


def _in_last_quarter(date: Found) -> bool:
    return int(date.value[5:7]) >= _LAST_QUARTER


def _goal_year(places: PlacesToLook, sections: Sequence[Section]) -> Found:
    """Return the year by which an action plan's goals are to be reached, where a heading names them as its goals."""
    for section in sections:
        if _GOALS.search(section.title):
            by = _BY_YEAR.search(places.view, section.heading.end, min(section.extent.end, section.heading.end + _OPENING))
            if by:
                return Found(by["year"], (Span(*by.span("year")),))
    return NOT_FOUND


def _review_period(headings: Sequence[_Said], title: Sequence[_Said], plan: Found, doc_type: DocType) -> Found:
    """Return what the first part reviews: its year, or its five years where it names no year beside them."""
    if "review" not in _GIVEN[doc_type]:
        return NOT_FOUND
    for source in (headings, title):
        reviewed = [each for each in source if each.kind == "review"]
        first = [each for each in reviewed if _near(each, reviewed[0])]
        for each in sorted(first, key=lambda each: not _YEAR.match(each.mention.value)):
            value = _years(each, "", plan.value)
            if value:
                return Found(value, (each.mention.span,))
    # A plan whose title names none but the coming year reviews nothing.
    if _YEAR.match(plan.value) and doc_type in _INFERRED and not (doc_type == "development_plan" and title):
        return Found(str(int(plan.value) - 1), "derived")
    return NOT_FOUND


def _past_to_told_year(places: PlacesToLook, headings: Sequence[_Said]) -> Found:
    """Return the years that a heading looks back on, 过去五年, up to the one that the text under it tells of."""
    past = next((each for each in headings if each.kind == "review" and _SEVERAL.match(each.mention.relative)), None)
    told = find_told_year(places) if past else NOT_FOUND
    spans = told.spans if told.spans != "derived" else ()
    if not all(span.of(places.view)[:4].isdigit() for span in spans):
        return NOT_FOUND
    value = resolve(past.mention, told.value, "") if past and told.value else ""
    return Found(value, (past.mention.span,)) if past and value else NOT_FOUND


def _by_spoken_years(places: PlacesToLook, sections: Sequence[Section]) -> tuple[Found, Found]:
    """Return review and plan by a year spoken of as the report's own: 今年是“十四五”开局之年 is the planned one.

    Where a heading plans for 明年, 今年 is reviewed.
    """
    ends = any("明年" in section.title for section in sections if section.level == 1)
    for own in find_spoken_years(places):
        if own.spoken_of == "past" or (own.spoken_of == "now" and ends):
            return own.found, NOT_FOUND
        return Found(str(int(own.found.value) - 1), "derived"), own.found
    return NOT_FOUND, NOT_FOUND


def _near(said: _Said, first: _Said) -> bool:
    """Periods of one heading stand together; those of the next one far away."""
    return said.mention.span.start - first.mention.span.start <= _ONE_HEADING
