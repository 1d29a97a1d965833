"""What a report is called, and of what type it is."""

import re
from collections.abc import Sequence

from summarizer.domain.record import DocType
from summarizer.domain.span import Span
from summarizer.structuring.metadata.places_to_look import NOT_FOUND, Found, PlacesToLook

# The occasion after a title: (2021年1月11日在某县第十七届人民代表大会第五次会议上)
_OCCASION = re.compile(
    r"\s*[—–─-]{1,3}\s?(?:[12一二]\S{3}年|在)[^。]{0,60}(?:会议|大会)上?(?:\s+\S{0,30}长\s{0,6}[\u4e00-\u9fff\s·]{2,8})?$|"
    r"(?:\s*\([^()]*会议上?\))?\s+(?:代)?[省市县区旗州镇乡]长\s{0,6}[\u4e00-\u9fff][\u4e00-\u9fff\s·]{1,7}$|"
    r"\s*[—–-]*\s*\((?!截[至止])[^()]*(?:会议|大会|月\s?\d|日)[^()]*\)?$|\s+(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}$"
    r"|(?<=公报)\s*(?:19|20)\d\d年?$"
)
_TRIM = "| *#\t\u3000•·"
# A title at the very beginning of a text whose lines were lost: 某镇2019年政府工作报告—2019年3月23日在…
_RUN_IN = re.compile(
    r"[^,。;:()>|\n]{0,40}?(?:政府工作报告|国民经济和社会发展(?:统计公报|计划))"
    r"(?=\s*(?:[—(–-]|[12]\d{3}年\d{1,2}月|(?:工作总结)?各位代表|[一二][〇零一二三四五六七八九]{3}年)|\s+\S|一、)"
)
_TYPES: tuple[tuple[DocType, re.Pattern[str]], ...] = (
    (
        "bulletin",
        re.compile(
            r"公报|月份?(?:进度|统计|主要|经济){1,3}(?:数据|指标)(?:发布|快报|公布)$|经济(?:指标)?(?:运行|形势)(?!.*(?:方案|措施|意见|计划|规划|要点|任务|通知|报告$))"
        ),
    ),
    (
        "development_plan",
        re.compile(
            r"国民经济.{0,60}(?:计划|规划|纲要)|社会发展(?:年度)?计划|计划草案|五年(?:规划|计划)|十[一二三四五六七八九]五[”\"]?.{0,30}规划"
        ),
    ),
    (
        "work_report",
        re.compile(
            r"政府工作的?报告(?!.*(?:分解|分工|清单|方案|任务))|(?:人民|革命)委员会工作报告|工作报告$|工作总结|政府.{0,20}(?:经济(?:和|与)?社会发展|工作)情况的?(?:报告|汇报)$"
        ),
    ),
    (
        "action_plan",
        re.compile(r"方案|行动|要点|工作(?:计划|安排)|实施意见|攻坚|(?:任务|责任|工作)(?:分解|分工|清单)|重点工作|措施|计划$"),
    ),
)
_SPREAD = re.compile(r"\S(?:\s+\S)+")
# Types by what a text without a title says of itself, the most telling first.
_BODY_SIGNS: tuple[tuple[DocType, tuple[str, ...]], ...] = (
    ("work_report", ("现在,我代表", "政府工作", "工作回顾", "各位代表", "政府自身建设")),
    (
        "development_plan",
        (
            "计划执行情况",
            "国民经济和社会发展计划",
            "主要预期目标",
            "计划草案",
            "预期性指标",
            "五年规划",
            "规划纲要",
            "本纲要",
            "本规划",
        ),
    ),
    ("action_plan", ("责任单位", "牵头单位", "分解", "工作任务", "总体要求", "组织保障", "保障措施", "工作目标", "制定本方案")),
    ("bulletin", ("统计公报", "统计局", "初步核算", "初步测算", "年末全", "全年全", "三次产业结构")),
)
# The same by what its main headings are called.
_HEADINGS: tuple[tuple[DocType, re.Pattern[str]], ...] = (
    ("work_report", re.compile(r"工作.{0,6}(?:回顾|总结)|(?:工作|任务).{0,6}(?:安排|打算|部署)|重点工作|自身建设|政府工作")),
    ("development_plan", re.compile(r"计划.{0,4}(?:执行|完成)情况|发展计划|预期目标")),
    ("action_plan", re.compile(r"总体要求|指导思想|实施步骤|(?:保障|组织).{0,2}(?:措施|领导|实施|保障)|职责分工")),
    ("bulletin", re.compile(r"^(?:综\s*合|农\s*业|工业和建筑业|固定资产投资|国内贸易|对外经济|财政金融|人口.{0,8})$")),
)
# 2018年重点工作任务 · 2017年政府工作回顾: a year's work, as only such a report names its parts
_YEARS_WORK = re.compile(r"(?:19|20)\d\d年.{0,8}(?:工作|任务)")
_LEAST_SIGNS = 2
_QUOTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_OTHER_REPORT = re.compile(r"《[^《》]{0,16}政府工作[^《》]{0,16}》")
# 现在,我代表镇人民政府向大会报告…: who speaks for a government reports on its work; plans and budgets are told on its behalf
_SPEAKS_FOR = re.compile(r"我代表[^,。]{0,20}政府,?[^,。]{0,4}向大会")
# 作关于2021年区本级决算的报告: a text without a title, as its speaker calls it
_CALLED = re.compile(r"作《?(?P<title>关于[^,。;:《》]{6,80}的报告)")
_RUN_IN_WITHIN = 100


def find_title(places: PlacesToLook) -> Found:
    """Return the title as it stands, its lines joined; the report's own before the one of a listing line."""
    if places.title is None or not places.head.covers(places.title):
        run_in = _RUN_IN.match(places.view, places.head.start, places.head.start + _RUN_IN_WITHIN)
        if run_in:
            return Found(run_in.group().strip(), (Span(*run_in.span()),))
    if places.title is None:
        called = _CALLED.search(places.view, places.head.start, places.greeting.end)
        return Found(called["title"], (Span(*called.span("title")),)) if called else NOT_FOUND
    parts = list(places.lines([places.title]))
    last = _without_occasion(places, parts[-1])
    kept = [*parts[:-1], last] if last else parts
    return Found(_unquoted("".join(_clean(span.of(places.text)) for span in kept)), tuple(kept))


def find_doc_type(title: str, places: PlacesToLook, headings: Sequence[str]) -> DocType:
    """Return the type by the title, by the body where there is no title."""
    # What stands in quotes is another document: 贯彻落实《…行动计划》实施方案
    bare = re.sub(r"\([^()]*\)", "", _QUOTED.sub("", title)) or title
    # 某县两会《政府工作报告》: where nothing else tells, what stands in quotes is the report
    for shown in (bare, title):
        for doc_type, form in _TYPES:
            if form.search(shown):
                return doc_type
    if _SPEAKS_FOR.search(places.view, places.head.start, places.greeting.end):
        return "work_report"
    return "other" if title else _type_by_body(places, headings)


def _without_occasion(places: PlacesToLook, span: Span) -> Span | None:
    seen = places.seen(span)
    kept = _OCCASION.sub("", seen).rstrip(_TRIM)
    lead = len(kept) - len(kept.lstrip(_TRIM))
    return Span(span.start + lead, span.start + len(kept)) if kept[lead:] else None


def _unquoted(title: str) -> str:
    """《某县政府工作报告》 is quoted as a whole."""
    inner = title[1:-1]
    return inner if title[:1] + title[-1:] == "《》" and "《" not in inner else title


def _clean(text: str) -> str:
    """Return a line of a title; 政 府 工 作 报 告 is spread for looks only."""
    bare = text.strip(_TRIM)
    return "".join(bare.split()) if _SPREAD.fullmatch(bare) else bare


def _type_by_body(places: PlacesToLook, headings: Sequence[str]) -> DocType:
    # 《政府工作报告》确定的任务: what stands in quotes is another document
    body = _OTHER_REPORT.sub("", "".join(places.seen(span) for span in places.body))
    headings = [_OTHER_REPORT.sub("", heading) for heading in headings]
    named = {doc_type: sum(bool(form.search(heading)) for heading in headings) for doc_type, form in _HEADINGS}
    signs = {doc_type: named[doc_type] + sum(sign in body for sign in known) for doc_type, known in _BODY_SIGNS}
    signs["work_report"] += any(_YEARS_WORK.search(heading) for heading in headings)
    best = max(signs, key=lambda doc_type: signs[doc_type])
    return best if signs[best] >= _LEAST_SIGNS else "other"
