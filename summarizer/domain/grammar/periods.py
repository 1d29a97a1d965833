"""Periods that a text speaks of: years, spans of years, five-year plans, and those said relative to the report."""

import re

from msgspec import Struct

from summarizer.domain.grammar.chinese import chinese_number
from summarizer.domain.span import Span

_QUOTE = "[“\"‘']?"
_PLAN = r"(?:十[一二三四五六七八九]?|[一二三四六七八九])五"
_PLAN_OR_QUOTED = rf"(?:[“\"‘'](?P<quoted>{_PLAN}|五五)[”\"’']|(?P<bare>十[一二三四五六七八九]五))"
_FIRST = "(?:规划|计划|时期)?的?(?:开局|起步|第一|头一|首)(?:之)?年"
_LAST = "(?:规划|计划|时期)?的?(?:末|收官之年|最后一年)"
_YEARS = r"(?P<{}>\d{{1,2}}|[一二三四五六七八九十两]{{1,3}})(?:个)?(?:多)?年"
_GONE_BY = ("来", "间", "里")
_RELATIVE = {
    "this_year": "今年|本年度?(?!代)",
    "last_year": "去年|上年度?|上一年度?|前一年",
    "next_year": "明年|来年|下一?年度?(?=[,的将要,])",
    "within_year": "全年|年内|年底前?|年末|年终|当年|上半年|下半年|前[一二三]个?季度|[一二三四]季度",
}
# 2016-2020年, 2016年至2020年 · 2020年底, 二〇二〇年 · “十三五”末 · 第十四个五年规划 · 过去五年, 五年来 · 今后五年 · 今年
# A look at one character passes over most places before any of the forms is tried.
_PERIOD = re.compile(
    r"(?=[12\d一二三四五六七八九十两第“\"‘'过近最这前刚未今此后接下再用力本去上明来全年当任])"
    r"(?:(?<![\d.])(?P<from>(?:19|20)\d\d) ?年? ?(?:-{1,2}|[—–─~～至到]{1,2}) ?(?P<to>(?:19|20)?\d\d) ?(?:年度?|(?=[)”]))(?!代)"
    r"|(?<![\d.])(?P<year>(?:19|20)\d\d) ?年(?!代)(?:度|底|末|初)?(?:上半年|下半年|[一二三四]季度|前三季度)?"
    r"|(?P<zyear>(?:一九|二[〇零])[〇零一二三四五六七八九]{2})年(?!代)(?:度|底|末|初)?"
    r"|第(?P<nth>[一二三四五六七八九]|十[一二三四五六七八九]?)个五年(?:规划|计划)(?:时期|期间)?"
    rf"|{_PLAN_OR_QUOTED}(?!普法|星)(?:(?P<first>{_FIRST})|(?P<last>{_LAST})|时期|期间|规划)?"
    rf"|(?:过去的?|近|最近|这|(?<!提)前|刚刚过去的){_YEARS.format('past')}[来间]?(?!级)"
    rf"|(?<![第个\d.〇零]){_YEARS.format('past_after')}(?:以?来|间|里|(?=累计|共|总共|新增|增量|增长|增加|(?:政府)?工作的?(?:总结和)?回顾|,))"
    r"|(?:[本上]届政府|任期)的?(?P<past_term>[三五])年"
    rf"|(?:未来|今后|下一?步?|此后|后|接下来|再用|力争用?|用){_YEARS.format('coming')}(?:内|左右)?(?:时间)?"
    rf"|(?<![第个\d]){_YEARS.format('coming_after')}内"
    + "".join(f"|(?P<{name}>{words})" for name, words in _RELATIVE.items())
    + ")"
)


class PeriodMention(Struct, frozen=True):
    """A period as the text says it."""

    span: Span
    value: str
    """`2020` or `2016-2020`; `""` where only the report's own years tell."""
    relative: str
    """this_year, last_year, next_year, past_years:N, some_years:N (gone by or to come), coming_years:N, within_year;
    `""` where `value` says it."""


def find_periods(view: str, start: int = 0, end: int | None = None) -> list[PeriodMention]:
    """Return the periods that a view speaks of, in order."""
    matches = _PERIOD.finditer(view, start, len(view) if end is None else end)
    return [mention for match in matches if (mention := _mention(match)) is not None]


def resolve(mention: PeriodMention, review_period: str, plan_year: str) -> str:
    """Return the years that a mention stands for, `""` where the report's own years don't tell.

    今年 is the year that is planned for (in a report without a plan the last one reviewed). 全年 and 年内 belong to the part of
    the report they stand in: they are told only where one of the two periods is given.
    """
    if mention.value:
        return mention.value
    reviewed, planned = _last(review_period), _first(plan_year)
    this = planned or reviewed
    kind, _, count = mention.relative.partition(":")
    if kind == "within_year":
        return "" if reviewed and planned else str(this or "")
    if kind in ("past_years", "some_years"):
        return _years_back(reviewed or (planned and planned - 1), int(count))
    if kind == "coming_years":
        begin = planned or (reviewed and reviewed + 1)
        return _years_back(begin and begin + int(count) - 1, int(count))
    step = {"this_year": 0, "last_year": -1, "next_year": 1}[kind]
    return str(this + step) if this else ""


def plan_years(name: str) -> str:
    """Return the years of a five-year plan: 一五 → 1953-1957, 十三五 → 2016-2020."""
    number = chinese_number(name.removesuffix("五"))
    if number is None:
        return ""
    # The first two began in 1953 and 1958; three years of adjustment lie before the third.
    begin = 1948 + 5 * int(number) if number < 3 else 1951 + 5 * int(number)
    return f"{begin}-{begin + 4}"


def _mention(match: re.Match[str]) -> PeriodMention | None:
    span = Span(*match.span())
    value = _value(match)
    if value:
        return PeriodMention(span, value, "")
    relative = _relative(match)
    return PeriodMention(span, "", relative) if relative else None


def _value(match: re.Match[str]) -> str:
    if match["year"]:
        return match["year"]
    if match["from"]:
        to = match["from"][:2] + match["to"] if len(match["to"]) == 2 else match["to"]
        return f"{match['from']}-{to}" if match["from"] < to else ""
    if match["zyear"]:
        return str(chinese_number(match["zyear"]) or "")
    name = f"{match['nth']}五" if match["nth"] else match["quoted"] or match["bare"]
    if not name:
        return ""
    begin, _, end = plan_years(name).partition("-")
    return begin if match["first"] else end if match["last"] else f"{begin}-{end}"


def _relative(match: re.Match[str]) -> str:
    for kind, groups in (
        ("past_years", ("past", "past_term")),
        ("some_years", ("past_after",)),
        ("coming_years", ("coming", "coming_after")),
    ):
        said = next((match[group] for group in groups if match[group]), "")
        count = (int(said) if said.isdigit() else int(chinese_number(said) or 0)) if said else 0
        if said:
            kind = "past_years" if kind == "some_years" and match[0].endswith(_GONE_BY) else kind
            return f"{kind}:{count}" if 0 < count <= 70 else ""
    return next((name for name in _RELATIVE if match[name]), "")


def _first(period: str) -> int:
    return int(period[:4]) if period[:4].isdigit() else 0


def _last(period: str) -> int:
    return int(period[-4:]) if period[-4:].isdigit() else 0


def _years_back(last: int, count: int) -> str:
    if not last:
        return ""
    return str(last) if count == 1 else f"{last - count + 1}-{last}"
