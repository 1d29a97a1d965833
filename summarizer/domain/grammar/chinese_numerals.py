"""Chinese numerals where they are quantities: 两个, 五分之一, 翻两番, 三成, 一百二十家, 十余家, 突破千亿元.

A Chinese numeral must look like a count with a measure word, or like 成, 倍, 番, 分之; most others (统一, 一些) are words and are
passed over. Those that look like a count and are none (一批, 一是, 第一产业, 十三五) are dismissed with a reason.
"""

import re

from summarizer.domain.grammar.bounds import TAIL_PATTERN, read_bound, read_lead, read_sign
from summarizer.domain.grammar.chinese import chinese_number
from summarizer.domain.grammar.chinese_pattern import find_shapes
from summarizer.domain.grammar.draft import Draft
from summarizer.domain.grammar.surroundings import Surroundings
from summarizer.domain.grammar.thresholds import is_threshold
from summarizer.domain.grammar.unit_table import plain, read_unit

_ONE = "[一二三四五六七八九十]"
_PLACED = re.compile(
    r"(?:取得|荣?获|夺得|居|列|排名?|位|升至|跃至|保持|稳居|全省|全市|全国|全区|全县|全球|世界|同类|增幅|增速|总量)\Z"
    # 分别居全市第一、
    rf"|[居列排][^,。;第]{{0,6}}(?:第{_ONE}{{1,3}}[位名]?(?:、|和|与|及))+\Z"
)
_FAR = 24
_CLOSED = re.compile(r"[,。;、)”\"和的\n]|\Z")
_REACHED = re.compile(r"(?:突破|超过?|达到?|过|跨越|跨过|迈上|迈过|跨入|进入|迈入|跻身|逼近|近|约|站上|跃上)\Z")
_QUOTED = re.compile(r"[“\"][^“”\"\n]{0,10}\Z")
_AND = re.compile("和|以及|及")
_HAS_DIGIT = re.compile("[一二两三四五六七八九]")
_BUILT = re.compile(
    "(?:新建|改建|扩建|建成|建设|新增|设立|成立|新设|创建|培育|打造|获批|引进|开工|启用|投用|购置|购进)[^,。;]{0,4}\\Z"
)
_HAS_PLACE = re.compile("[十百千万亿]")
# Behind a single character these are rather words: 两头, 三口, 七里.
_AFTER_LONG = frozenset("头匹只架口部册份担石里")
_TAIL = re.compile(TAIL_PATTERN)
_ONES = {"所", "处", "家", "名", "台", "艘", "座", "栋", "幢"}
_FRACTION_BASES = {100: "%", 1000: "‰"}
_WORDS: dict[str, str] = {
    "date": "date",
    "plan": "name of a five-year plan",
    "item": "outline number",
    "vague": "indefinite",
    "one": "indefinite",
    "years": "duration or period",
}


def read_chinese(view: str, start: int, end: int, around: Surroundings) -> list[Draft]:
    """Return the Chinese numerals of a view that look like quantities, and those that only look so, in order."""
    found = []
    for match in find_shapes(view, start, end):
        draft = _read(view, match, around)
        if draft is not None:
            found.append(draft)
    return found


def _read(view: str, match: re.Match[str], around: Surroundings) -> Draft | None:
    for name, reason in _WORDS.items():
        if match[name] is not None:
            return _plain_dismissal(match, name, reason)
    if match["over"] is not None:
        draft = _fraction(match)
    elif match["fan"]:
        draft = _draft(match, "fan", str(2 ** int(chinese_number(match["fan"]) or 0)), ("", "倍", ""))
    elif match["tenths"]:
        value = f"{chinese_number(match['tenths'])}{'.5' if match['half'] else ''}"
        draft = _draft(match, "tenths", value, ("", "成", ""))
    elif match["run"]:
        draft = _counted(match, "run", "", match["rununit"])
    elif match["ordinal"]:
        return _ordinal(view, match)
    elif match["bigunit"]:
        draft = _big(view, match)
    else:
        draft = _count(view, match)
    return None if draft is None else _surrounded(view, draft, match, around)


def _plain_dismissal(match: re.Match[str], name: str, reason: str) -> Draft:
    start, end = match.span(name)
    return Draft(start, end, "0", end, dismissed=reason)


def _draft(match: re.Match[str], name: str, value: str, unit: tuple[str, str, str]) -> Draft:
    start, end = match.span(name)
    draft = Draft(start, end, value, match.end())
    draft.unit = read_unit(*unit)
    draft.unit_start, draft.unit_end = end, max(end, match.end())
    return draft


def _counted(match: re.Match[str], name: str, times: str, unit: str) -> Draft | None:
    number = chinese_number(match[name])
    if number is None:
        return None
    draft = _draft(match, name, plain(number), (times, unit, ""))
    begin = match.start("times") if times and name == "count" else match.start("measure" if name == "count" else "rununit")
    draft.unit_start, draft.unit_end = begin, begin + len(times) + len(unit)
    return draft


def _fraction(match: re.Match[str]) -> Draft | None:
    under, over = chinese_number(match["under"]), chinese_number(match["over"])
    if not under or over is None:
        return None
    draft = Draft(match.start(), match.end(), "", match.end())
    base = _FRACTION_BASES.get(int(under))
    draft.value = plain(over) if base else f"{plain(over)}/{plain(under)}"
    draft.unit = read_unit("", base or "")
    draft.number = over if base else over / under
    return draft


def _ordinal(view: str, match: re.Match[str]) -> Draft | None:
    number = chinese_number(match["ordinal"])
    if number is None:
        return None
    start, end = match.span("ordinal")
    draft = Draft(start, end, plain(number), match.end())
    placed = _PLACED.search(view, max(0, match.start() - _FAR), match.start()) and _CLOSED.match(view, match.end())
    if not placed and match["place"] != "名":
        draft.dismissed = "ordinal"
        return draft
    draft.is_rank = True
    if match["place"]:
        draft.unit = read_unit("", match["place"])
        draft.unit_start, draft.unit_end = match.span("place")
    return draft


def _big(view: str, match: re.Match[str]) -> Draft | None:
    """亿元 alone is a threshold or a measure (亿元以上项目, 万元GDP); 突破千亿元 is a value."""
    times, unit = match["bigtimes"], match["bigunit"]
    scale = "万亿" if times == "万亿" else times[-1]
    lead = (match["big"] + times).removesuffix(scale)
    bare = not _HAS_DIGIT.search(lead)
    if "万" in lead or "亿" in lead:
        lead, scale = lead + scale, ""
    number = chinese_number(lead) if lead else None
    start = match.start("big")
    if number is None:
        reason = "denominator" if view[max(start - 1, 0)] == "每" else "threshold in a name"
        return Draft(start, match.end("bigtimes"), "1", match.end(), dismissed=reason)
    draft = Draft(start, start + len(lead), plain(number), match.end())
    draft.unit = read_unit(scale, unit)
    draft.unit_start, draft.unit_end = start + len(lead), match.end("bigunit")
    if bare and not _REACHED.search(view, max(0, start - 4), start):
        draft.dismissed = "threshold in a name"
    return draft


def _count(view: str, match: re.Match[str]) -> Draft | None:
    text = match["count"]
    number = chinese_number(text)
    if number is None or text[0] in "万亿〇零":
        return None
    if text[0] in "百千" and not (match["more"] or match["upto"] or view[max(match.start() - 1, 0)] in "近超逾约"):
        return None
    if (len(text) == 1 and match["measure"] in _AFTER_LONG) or (len(text) > 1 and not _HAS_PLACE.search(text)):
        return None
    draft = _counted(match, "count", match["times"] or "", match["measure"])
    if draft is None:
        return None
    if text == "一" and not _is_one(view, match):
        draft.dismissed = "indefinite"
    elif text == "二" or (match["measure"] == "次" and view[match.start() - 1] == "届"):  # 十一届十次、十一次全会
        draft.dismissed = "ordinal"
    elif text == "二十四" and match["measure"] == "小时":
        draft.dismissed = "duration label"
    elif _QUOTED.search(view, max(0, match.start() - 12), match.start()):
        draft.dismissed = "name"
    return draft


def _surrounded(view: str, draft: Draft, match: re.Match[str], around: Surroundings) -> Draft:
    if draft.dismissed:
        return draft
    clause = draft.clause = around.clause_start(draft.start)
    lead = read_lead(view, clause, draft.start)
    family = draft.unit.family
    tail = match["tail"] or match["bigtail"] or _tail_of(view, draft)
    draft.bound = read_bound(lead, bool(match["more"] or match["upto"] or match["bigmore"]), tail, family)
    if is_threshold(view, draft.after, tail, draft.bound, family):
        draft.dismissed = "threshold in a name"
    elif _counts_listed(view, clause, match):
        draft.dismissed = "count of what is listed"
    draft.sign = read_sign(view, clause, draft.start, lead, family)
    return draft


def _counts_listed(view: str, clause: int, match: re.Match[str]) -> bool:
    """养老、失业、工伤三项社会保险: the number only says how many things were just named."""
    if not match["measure"]:
        return False
    number = chinese_number(match["count"])
    listed = view.count("、", clause, match.start()) + len(_AND.findall(view, clause, match.start()))
    return number is not None and 2 <= number <= 1 + listed and number < 10


def _is_one(view: str, match: re.Match[str]) -> bool:
    """新建一所小学, 建成车间一座 count one; 一个项目、一名领导, 发现一处关停一家 don't count."""
    start = match.start("count")
    if match["measure"] == "倍":
        return True
    built = _BUILT.search(view, max(0, start - 10), start) is not None
    return match["measure"] in _ONES and (built or match["measure"] in "所座栋幢")


def _tail_of(view: str, draft: Draft) -> str:
    found = _TAIL.match(view, draft.after)
    if found is None:
        return ""
    draft.after = found.end()
    return found[0]
