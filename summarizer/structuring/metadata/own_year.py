"""The year that a report is of, where neither title nor heading says it: named in its text, or decided by its comparisons."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.domain.grammar.chinese import chinese_number
from summarizer.domain.grammar.periods import PeriodMention, find_periods, plan_years
from summarizer.domain.span import Span
from summarizer.structuring.metadata.places_to_look import NOT_FOUND, Found, PlacesToLook

_YEAR = re.compile(r"^\d{4}$")
_OPENING = 800
_FIRST_WORDS = 40
_LOOKED_AT = 100_000
_BEFORE = 12
_AFTER = 16
_PART_OF_YEAR = re.compile(r"上半年|[一二三前]个?季度|今年以来|[1-9]\d?-\d{1,2}月")
# 2016年2月25日 is when a text was made, not what it is of
_DAY = re.compile(r"\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
# 比2014年增长 · 按2015年可比价格 · 到2020年 · 与2017年计划目标持平 · 相对于2019年
_COMPARED = re.compile(r"[比较从自由到至按以与同和于](?:\(|上年|去年)?$|(?:依照|参照|根据|截至)$")
# 2015年可比价格 · 2010年为100 · 2019年以来 · 2020年同期
_BASIS = re.compile(r"(?:的?(?:可比|不变)?价|为(?:基|100)|=100|(?:年初)?以来|同期|同月|版)")
# 与2017年计划目标持平 · 按2017年年度计划: what a year's results are held against is planned for the same year
_HELD_AGAINST = re.compile(r"(?:全年|年度|年初)?的?(?:计划|预期|预算|目标|任务)")
_WITH = re.compile(r"[与同和比较按]$|占$|完成$")
# 比2016年同期 · 较2016年末 · 比2016年全年: the year right before
_SAME_TIME = re.compile(r"(?:同期|同月|全年|末|年?底)")
_THIS_YEAR = re.compile(r"(?:今年|本年度?)(?:即|\()$")
_LAST_YEAR = re.compile(r"(?:上年|去年)(?:同期)?(?:即|\()$")
_AVERAGED = re.compile("两年平均")
# 五年来,比2015年提高: not the year right before
_LONG_RUN = re.compile(r"五年|十[一二三四五六七八九]五|[三四六七八九十]年|累计|年均")
_QUOTE = '[“”"]?'
# “十三五”规划的第二年 · “十四五”开局之年 · 十二五收官之年
_PLAN_POSITION = re.compile(
    rf"(?P<plan>十[一二三四五六七八九]五){_QUOTE}(?:规划|计划|时期)?(?:实施)?的?"
    r"(?:(?P<first>开局|起步|首)|第(?P<nth>[一二三四五])|(?P<last>收官|最后一))(?:起步)?之?年"
)
# 新中国成立70周年 · 建党100周年 · 改革开放四十周年
_ANNIVERSARY = re.compile(
    r"(?:(?P<state>新中国|中华人民共和国|建国)|(?P<party>中国共产党|建党)|(?P<opening>改革开放)|(?P<army>建军))"
    rf"(?:成立|诞生)?{_QUOTE}(?P<count>\d{{2,3}}|[一二三四五六七八九十百]{{2,4}})周年"
)
_FOUNDED = {"state": 1949, "party": 1921, "opening": 1978, "army": 1927}
# 党的二十大召开之年
_CONGRESS = re.compile(r"党的(?P<nth>十[六七八九]|二十[一二]?)大(?:胜利)?召开之年")
_CONGRESS_FROM, _CONGRESS_AT, _CONGRESS_EVERY = 16, 2002, 5
_SPOKEN_OF = re.compile(
    r"(?P<now>今年|本年|新的一年)|(?P<past>过去的?一年|一年来|去年|上年)|(?P<next>明年|来年)|(?P<named>(?:19|20)\d\d年)"
)
_CLAUSES_BACK = 60
_STOPS = "。;!?\n"


@dataclass(frozen=True, slots=True)
class OwnYear:
    """A year, and as what the text speaks of it: `now` 今年, `past` 过去一年, `next` 明年, `""` where it doesn't say."""

    found: Found
    spoken_of: str = ""


def find_bulletin_year(places: PlacesToLook, date: Found) -> Found:
    """Return the year that a bulletin is of: said, decided by what it compares with or by its place in a plan, or by its date."""
    ways = (_opening_year, _year_in_text, _by_comparison)
    found = next((found for way in ways if (found := way(places))), None)
    if found is None:
        told = [each for each in _milestones(places) if each.spoken_of in ("", "now")]
        found = told[0].found if told else None
    return found or _year_of_date(places, date) or _by_growth(places) or NOT_FOUND


def find_spoken_years(places: PlacesToLook) -> Iterator[OwnYear]:
    """Yield the years that a report speaks of as its own without naming them: 今年是“十四五”开局之年, 过去一年…建党100周年."""
    yield from (each for each in _milestones(places) if each.spoken_of in ("now", "past", "next"))


def _opening_year(places: PlacesToLook) -> Found | None:
    """A bulletin without a title opens with its year: 2015年,面对复杂的外部环境"""
    start = places.body[0].start if places.body else 0
    mention = next(iter(find_periods(places.view, start, start + _FIRST_WORDS)), None)
    return _found(mention) if mention and _is_own(places.view, mention) else None


def _year_in_text(places: PlacesToLook) -> Found | None:
    """Return the first year that a bulletin's text names and compares nothing with: 全市上下…。一、综合 2015年全市生产总值"""
    start = places.body[0].start if places.body else 0
    mentions = find_periods(places.view, start, start + _OPENING)
    return next((_found(mention) for mention in mentions if _is_own(places.view, mention)), None)


def find_told_year(places: PlacesToLook) -> Found:
    """Return the first year that the opening of a report's text tells of, compared with none: the last one that it reviews."""
    return _year_in_text(places) or NOT_FOUND


def _is_own(view: str, mention: PeriodMention) -> bool:
    before, after = _around(view, mention)
    if _DAY.match(after):
        return False
    said = bool(_YEAR.match(mention.value)) and not _COMPARED.search(before) and not _LAST_YEAR.search(before)
    return said and not _BASIS.match(after)


def _by_comparison(places: PlacesToLook) -> Found | None:
    """Return the year that results are held against the plan of, or the one after the last year that they are compared with."""
    same: list[PeriodMention] = []
    before_it: list[PeriodMention] = []
    for mention in _compared(places):
        before, after = _around(places.view, mention)
        if _THIS_YEAR.search(before) or (_WITH.search(before) and _HELD_AGAINST.match(after)):
            same.append(mention)
        elif _LAST_YEAR.search(before) or _SAME_TIME.match(after) or mention.span.of(places.view)[-1] in "末底":
            before_it.append(mention)
    if same:
        value = Counter(mention.value for mention in same).most_common(1)[0][0]
        return _found(next(mention for mention in same if mention.value == value))
    return _year_after(places, before_it)


def _by_growth(places: PlacesToLook) -> Found | None:
    """Return the year after the last one that growth is told from (比2018年增长6%), where nothing longer is told of."""
    view = places.view
    growing = [
        mention
        for mention in _compared(places)
        if view[mention.span.start - 1 : mention.span.start] in ("比", "较") and not _LONG_RUN.search(_sentence_to(view, mention))
    ]
    return _year_after(places, growing)


def _compared(places: PlacesToLook) -> Iterator[PeriodMention]:
    for span in places.body:
        for mention in find_periods(places.view, span.start, min(span.end, span.start + _LOOKED_AT)):
            if _YEAR.match(mention.value):
                yield mention


def _year_after(places: PlacesToLook, mentions: list[PeriodMention]) -> Found | None:
    if not mentions:
        return None
    last = max(mentions, key=lambda mention: mention.value)
    averaged = any(_AVERAGED.search(places.view, span.start, span.end) for span in places.body)
    return Found(str(int(last.value) + (2 if averaged else 1)), (last.span,))


def _milestones(places: PlacesToLook) -> Iterator[OwnYear]:
    """Yield the years of a plan's stages, of anniversaries and congresses that the text speaks of as being there."""
    for span in places.body:
        end = min(span.end, span.start + _LOOKED_AT)
        for form in (_PLAN_POSITION, _ANNIVERSARY, _CONGRESS):
            for match in form.finditer(places.view, span.start, end):
                year = _year_of(match)
                if year:
                    yield OwnYear(Found(year, (Span(*match.span()),)), _spoken_of(places.view, span.start, match.start()))


def _year_of(match: re.Match[str]) -> str:
    said = match.groupdict()
    if said.get("plan"):
        begin, _, end = plan_years(said["plan"]).partition("-")
        return end if said["last"] else str(int(begin) + (0 if said["first"] else int(chinese_number(said["nth"]) or 1) - 1))
    if said.get("count"):
        count = int(said["count"]) if said["count"].isdigit() else int(chinese_number(said["count"]) or 0)
        return str(next(year for name, year in _FOUNDED.items() if said[name]) + count) if count else ""
    congress = int(chinese_number(said["nth"]) or 0)
    return str(_CONGRESS_AT + _CONGRESS_EVERY * (congress - _CONGRESS_FROM))


def _spoken_of(view: str, start: int, at: int) -> str:
    """Return as what a sentence speaks of a year, by the nearest word for one before it."""
    begin = max((view.rfind(stop, max(start, at - _CLAUSES_BACK), at) for stop in _STOPS), default=-1)
    said = [match.lastgroup or "" for match in _SPOKEN_OF.finditer(view, max(begin, start, at - _CLAUSES_BACK), at)]
    return said[-1] if said else ""


def _sentence_to(view: str, mention: PeriodMention) -> str:
    begin = max(view.rfind(stop, max(0, mention.span.start - _CLAUSES_BACK), mention.span.start) for stop in _STOPS)
    return view[max(begin, mention.span.start - _CLAUSES_BACK, 0) : mention.span.start]


def _around(view: str, mention: PeriodMention) -> tuple[str, str]:
    start, end = mention.span.start, mention.span.end
    return view[max(0, start - _BEFORE) : start], view[end : end + _AFTER]


def _found(mention: PeriodMention) -> Found:
    return Found(mention.value, (mention.span,))


def _year_of_date(places: PlacesToLook, date: Found) -> Found | None:
    """A bulletin that names no year tells of the year before its date, of its own year where it tells of a part of one."""
    if not _YEAR.match(date.value[:4]):
        return None
    start = places.head.start
    part = _PART_OF_YEAR.search(places.view, start, start + _OPENING)
    return Found(str(int(date.value[:4]) - (not part)), "derived")
