"""Which part of a report a sentence lies in: whether it reviews or plans, and which period it speaks of."""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from summarizer.domain.chunk import Context
from summarizer.domain.grammar.periods import PeriodMention, find_periods, resolve
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk
from summarizer.domain.record import StatementKind

# 工作回顾 · 计划执行情况 · 主要成效
_REVIEW = re.compile(
    r"回顾|执行情况|完成情况|实施情况|落实情况|进展情况|总结|成就|成效|成绩|取得.{0,6}(?:进展|胜利)|启示|发展基础|现状"
)
# 2021年工作安排 · 主要目标和重点任务 · 今后五年
# (二)产业转型取得重大进展, among the goals of a plan: a state to be reached
_AIMED_STATE = re.compile(
    r"^(?![一二三四五六七八九十]{1,2}、)[^。]*?(?:取得|实现)[^。]{0,8}(?:进展|胜利|成效|成就|成绩)|成[效就绩](?:更加?|显著|明显|突出)"
)
_PLAN = re.compile(
    r"目标|任务|工作安排|工作打算|打算|部署|展望|建议|总体思路|工作思路|举措|措施|总体要求|今后|未来|下一步|明年|重点工作|工作重点|工作要点|指导思想|行动方案|实施方案|工作方案|(?<!个)五年规划(?!实施)|自身建设|(?:组织|要素|制度|政策|强化|加强|健全|工作)保障|保障(?:措施|机制)|计划(?!执行|完成|实施)"
)
# 主要预期目标是 · 重点做好以下工作 · 今年要
_PLAN_BEGINS = re.compile(
    r"(?:预期|奋斗|总体|主要|发展|工作|具体)目标(?:是|为|:|建议|如下|确定|安排)|(?:目标|指标)(?:体系)?(?:安排)?,?具体(?:为|是|如下)|(?:做好|抓好|推进|突出|实施|开展|办好)(?:好)?(?:以下|如下|这)[^。]{0,12}(?:工作|任务|方面|重点|实事)|今年[,]?(?:我们)?(?:要|将|政府工作|重点|工作)|新的一年里?[,]|\d{4}年[^。,]{0,20}(?:目标|指标|任务)[^。,完]{0,6}安排,?(?:具体|主要)?(?:[是为:]|如下)|为实现上述目标|下一步[,]|下步工作"
)
# 重点抓好八个方面工作 · 突出抓好七项任务: (but not 每年办好十件实事, which may have been done, nor 全力做好六稳工作)
_PLAN_COUNTED = re.compile(
    r"(?:要|将|重点|着力|集中|全力|突出)[^。,]{0,8}(?:做好|抓好|推进|突出|实施|开展|办好)好?[五六七八九十]{1,3}(?:大|个|项|件|条|类|方面)[^。,]{0,12}(?:工作|任务|方面|重点|实事)?"
    r"|(?:做好|抓好|推进|突出|实施|开展|办好)好?[五六七八九十][^。,]{0,12}(?:工作|任务|方面|重点|实事):"
)
_REVIEW_BEGINS = re.compile(r"^(?:各位代表[,!]?)?(?:刚刚过去的|过去的?[一五]年|一年来|五年来|回顾|去年(?![^。]*今年))")
# (二)产业结构不断优化
_NUMBERED = re.compile(r"[(\[][一二三四五六七八九十]{1,3}[)\]]")
_TOP = re.compile(r"[一二三四五六七八九十]{1,2}、")
_IMPERATIVE = (
    r"(?:坚持|加快|推进|着力|全力|聚焦|深化|扩大|提升|全面|大力|切实|持续|加强|强化|统筹|优化|突出"
    r"|构建|打造|推动|促进|实施|狠抓|抓好|奋力|扎实|深入|牢牢|聚力|围绕|坚定)"
)
# 三、加快构建现代产业体系: a late part that begins with an imperative lies behind the review
_LATE_IMPERATIVE = re.compile(rf"(?:[三四五六七八九]|十[一二三四五六七八九]?)、{_IMPERATIVE}")
# (五)加快释放改革开放成效: what is to be done, though it speaks of 成效
_ITEM_IMPERATIVE = re.compile(rf"(?:[(\[]?[一二三四五六七八九十\d]{{1,3}}[)\].、])? ?{_IMPERATIVE}")
# 下半年，要… · 下一步工作打算: in a report on the months gone by
_NEXT_MONTHS = re.compile(
    r"(?:[(\[]?[一二三四五六七八九十\d]{1,3}[)\].、])?(?:下半年|下一?阶段|下一?步|[三四]季度|后[几两三]个月)(?:工作|[,要将我全重])"
)
# 2021年是“十四五”开局之年, but not 2019年是极具挑战的一年, in a part that its heading calls a review
_OPENS_PLAN = re.compile(r"开局|起步|启航|关键|攻坚|之年|目标|任务|打算|安排|[要将]")
# 主要预期目标是: of the coming year, where the years were spoken of before
_GOALS = re.compile(r"预期目标(?:是|为|[:：])|今年")
# 新的一年 · 明年 (一年 in it is no year gone by)
_NEW_YEAR = re.compile(r"新的?一年|明年|来年")
# 刚刚过去的2020年, but not 新的一年
_BEFORE_PERIOD = re.compile(r"(?:在|到|至|截[至止]|自|从|(?:刚刚|即将)?过去的?|整个)?")
# a statistical bulletin plans nothing, whatever its headings say (人民生活和社会保障)
_LOOKS_BACK = "bulletin"
# 责任单位:县水务局
_ASSIGNS = re.compile(r"(?:责任|牵头|配合|主办|协办)(?:单位|部门|领导)|完成时限|时限要求")
# 回顾2017 · 展望2018
_YEAR_ALONE = re.compile(r"(?P<what>回顾|展望|总结) ?(?P<year>(?:19|20)\d\d)$")
# 2020年,全县… · 2020年是… · 五年来
_HELD = re.compile(r"(?:,|,?是|来|间|以来)")
# 2019年底的12家增加到
_COMPARES = ("的", "底的", "末的", "年底的")
_ADDRESS = re.compile(r"^(?:各位代表|同志们|各位委员)[:,!]?\s*")


class Setting(Struct, frozen=True):
    """What holds for a sentence where it says nothing of its own."""

    kind: StatementKind
    period: str
    """`""` where only the report's default is known."""
    years: str = ""
    """The years that the part of the report speaks of, where a sentence of it has come to one of them."""
    later: str = ""
    """The year that its heading names behind the years: “十五五”时期目标任务和2026年工作安排."""
    told: bool = False
    """Its heading says that it reviews."""


class _Entered(Struct, frozen=True):
    """A section that a sentence lies in, with the setting at its beginning."""

    level: int
    setting: Setting
    numbered: bool


def default_setting(context: Context, text: str = "") -> Setting:
    """Return the setting of a report before any heading has been read.

    Of a text that says neither what it is nor for which years, notes of responsible units tell that it plans.
    """
    unknown = context.doc_type == "other" and not context.review_period
    planned = context.doc_type == "action_plan" or (not context.review_period and bool(context.plan_year))
    planned = planned or (unknown and bool(_ASSIGNS.search(text)))
    return Setting("target" if planned else "actual", "")


@lru_cache(maxsize=2)  # the rules of labels, statements, projects and problems ask for the same chunk in turn
def read_settings(chunk: ShownChunk) -> tuple[Setting, ...]:
    """Return the setting of every sentence, in order. A heading's setting itself stands at its place."""
    context = chunk.context
    setting = default_setting(context, chunk.text)
    for heading in context.heading_path:
        setting = _after_heading(setting, heading, context)
    for opener in context.openers:
        opened = _after_sentence(setting, opener, context)
        setting = replace(opened, period=setting.period or opened.period)
    setting = _after_period_sentence(setting, context)
    stack = [_Entered(0, setting, numbered=False)]
    found: list[Setting] = []
    for span, level in zip(chunk.sentences, chunk.levels, strict=True):
        words = span.of(chunk.text)
        if level:
            setting = _enter(stack, level, setting, words, context)
        setting = _after_sentence(setting, words, context)
        found.append(setting)
    return tuple(found)


def _after_period_sentence(setting: Setting, context: Context) -> Setting:
    """What stood last before the chunk. In a plan for years that has come to 今年 or the plan's year, the year holds."""
    sentence = context.period_sentence
    after = _after_sentence(setting, sentence, context)
    if after != setting or setting.kind == "actual" or "-" not in setting.period:
        return after
    said = {period_of(mention, setting, context) for mention in mentions(sentence)}
    return replace(setting, period=context.plan_year) if context.plan_year in said else setting


def _enter(stack: list[_Entered], level: int, now: Setting, words: str, context: Context) -> Setting:
    """Leave the sections that end here. What a sentence said of the period holds on until a heading says otherwise."""
    numbered = bool(_NUMBERED.match(same_length_view(words)))
    while stack and stack[-1].level >= level:
        begun = stack.pop()
        of_years = now.years and now.years == begun.setting.period and now.kind == begun.setting.kind
        if of_years and numbered and begun.numbered:
            now = begun.setting  # a sentence of an item came to one of the years: for its own item
    entered = _after_heading(now, words, context)
    stack.append(_Entered(level, entered, numbered))
    return entered


def _after_heading(setting: Setting, heading: str, context: Context) -> Setting:
    view = _YEAR_ALONE.sub(r"\g<0>年", same_length_view(heading)[:60].rstrip())
    if setting.kind == "actual" and _NEXT_MONTHS.match(view):
        return _next_months(context)
    if context.doc_type == _LOOKS_BACK:
        return setting
    if _NEW_YEAR.search(view):
        return Setting("target", context.plan_year)
    years = [value for mention in find_periods(view) if (value := period_of(mention, setting, context))]
    kind = _kind_of_heading(view, years, context, planned=setting.kind == "target")
    if kind is None and not years and setting.later:
        return Setting(setting.kind, setting.later)
    if kind is None or (kind == "actual" and setting.kind == "target" and not years and _ITEM_IMPERATIVE.match(view)):
        return setting
    period = years[0] if years else ""
    if not years and kind == setting.kind and setting.later:
        return Setting(kind, setting.later)
    later = years[-1] if "-" in period and len(years) > 1 and years[-1] == context.plan_year else ""
    if later:
        return Setting(kind, period, later=later)
    return Setting(kind, period if kind != setting.kind or period else setting.period, told=kind == "actual")


def _next_months(context: Context) -> Setting:
    return Setting("target", context.plan_year or context.review_period[-4:])


def _kind_of_heading(view: str, years: list[str], context: Context, *, planned: bool) -> StatementKind | None:
    if _REVIEW.search(view) and not (planned and _AIMED_STATE.search(view)):
        return "actual"
    if not years:
        ahead = (_TOP.match(view) and _PLAN.search(view)) or _LATE_IMPERATIVE.match(view)
        return "target" if ahead else None
    last = max(year[-4:] for year in years)
    if context.plan_year and last >= context.plan_year[:4] and last > context.review_period[-4:]:
        return "target"
    if context.review_period and last <= context.review_period[-4:]:
        return "actual"
    return "target" if _PLAN.search(view) else None


def _after_sentence(setting: Setting, sentence: str, context: Context) -> Setting:
    """A period said at the head of a sentence and closed by a comma holds for the sentences after it, too."""
    view = _ADDRESS.sub("", same_length_view(sentence)[:200].lstrip())
    alone = _YEAR_ALONE.fullmatch(view)
    if alone and context.doc_type != _LOOKS_BACK:
        return Setting("target" if alone["what"] == "展望" else "actual", alone["year"])
    if setting.later and _GOALS.search(view):
        setting = Setting(setting.kind, setting.later)
    elif setting.kind == "actual" and _NEXT_MONTHS.match(view):
        setting = _next_months(context)
    elif setting.kind == "actual" and context.doc_type != _LOOKS_BACK and _begins_plan(view) and not _REVIEW.search(view):
        setting = Setting("target", "")
    elif setting.kind == "target" and _REVIEW_BEGINS.search(view) and not _begins_plan(view):
        setting = Setting("actual", "")
    first = next(iter(find_periods(view[:24])), None)
    if first and _BEFORE_PERIOD.fullmatch(view[: first.span.start]) and _holds_on(view[first.span.end :], context):
        value = period_of(first, setting, context)
        value = until_now(value, context) if view.startswith("以来", first.span.end) else value
        if value and not first.relative.startswith("within") and not _is_window(value, context):
            kind = _kind_of_period(value, setting, context)
            if _is_aside(value, view, setting, context):
                return setting
            if setting.told and kind == "target" and not _OPENS_PLAN.search(view):
                return Setting("actual", value, told=True)
            around = setting.period if "-" in setting.period else setting.years
            inside = kind == setting.kind and around[:4] <= value[:4] and value[-4:] <= around[-4:]
            return Setting(kind, value, around if inside else "", told=setting.told and kind == setting.kind)
    return setting


def _is_aside(value: str, view: str, setting: Setting, context: Context) -> bool:
    """到2018年，培育企业5家, among the tasks of 2016: what follows is of 2016 again."""
    among_tasks = setting.kind == "target" and setting.period == context.plan_year and context.doc_type == "work_report"
    return among_tasks and "-" not in value and value > setting.period and view.startswith("到")


def _holds_on(behind: str, context: Context) -> bool:
    """Say whether the period that opens a sentence holds on. Where the report tells no years, nothing else does."""
    return bool(_HELD.match(behind)) or not (context.review_period or context.plan_year or behind.startswith(_COMPARES))


def _begins_plan(view: str) -> bool:
    return bool(_PLAN_BEGINS.search(view) or _PLAN_COUNTED.search(view))


def _kind_of_period(value: str, setting: Setting, context: Context) -> StatementKind:
    """A sentence that opens with a year to come opens the plan: 2021年是实施“十四五”规划的开局之年."""
    reviewed = context.review_period[-4:]
    return "target" if reviewed and context.plan_year and value[-4:] > reviewed else setting.kind


def _is_window(value: str, context: Context) -> bool:
    """2020年到2025年, in a report on 2021-2025: compares both ends, no part of the report is about it."""
    reviewed = context.review_period
    return "-" in reviewed and value == f"{int(reviewed[:4]) - 1}-{reviewed[-4:]}"


def until_now(value: str, context: Context) -> str:
    """2022年以来, in a report that reviews up to 2025: 2022-2025."""
    end = context.review_period[-4:]
    return f"{value}-{end}" if value.isdigit() and end.isdigit() and value < end else value


def period_of(mention: PeriodMention, setting: Setting, context: Context) -> str:
    """Return the years that a mention stands for in a sentence of that setting."""
    if mention.relative == "this_year":
        return (context.review_period[-4:] if setting.kind == "actual" else context.plan_year) or resolve(
            mention, context.review_period, context.plan_year
        )
    if mention.relative == "within_year":
        return setting.period if "-" not in setting.period else ""
    if setting.kind == "target" and mention.relative.startswith("some_years"):
        return _years_to_come(int(mention.relative.partition(":")[2]), setting, context)
    return resolve(mention, context.review_period, context.plan_year)


def _years_to_come(count: int, setting: Setting, context: Context) -> str:
    """五年累计投资5000亿元, in the goals for some years: those years."""
    first, _, last = setting.period.partition("-")
    if last and int(last) - int(first) + 1 == count:
        return setting.period
    if not context.plan_year:
        return ""
    begin = int(context.plan_year) if context.review_period else int(context.plan_year) - count + 1
    return f"{begin}-{begin + count - 1}" if count > 1 else str(begin)


def mentions(words: str) -> Iterator[PeriodMention]:
    """Yield the periods that the words speak of, in order."""
    yield from find_periods(same_length_view(words))
