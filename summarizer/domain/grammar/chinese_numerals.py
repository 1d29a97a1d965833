"""Chinese numerals where they are quantities: 两个, 五分之一, 翻两番, 三成, 一百二十家, 十余家, 突破千亿元.

A Chinese numeral must look like a count with a measure word, or like 成, 倍, 番, 分之; most others (统一, 一些) are words and are
passed over. Those that look like a count and are none (一批, 一是, 第一产业, 十三五) are dismissed with a reason.
"""

import re

from summarizer.domain.grammar.bounds import TAIL_PATTERN, read_bound, read_lead, read_sign
from summarizer.domain.grammar.chinese import chinese_number
from summarizer.domain.grammar.draft import Draft
from summarizer.domain.grammar.surroundings import Surroundings, read_basis
from summarizer.domain.grammar.thresholds import is_threshold
from summarizer.domain.grammar.unit_table import plain, read_unit

_D = "[一二两三四五六七八九十]"
_N = "[一二两三四五六七八九十百千万亿〇零]"
_YEAR_DIGIT = "[〇零一二三四五六七八九]"
_BIG = "元|美元|人次|人|吨|斤|公斤|亩|千瓦时|千瓦|户|头|只|羽|株|平方米|立方米"
_MEASURES = (
    "个百分点|个工作日|个小时|个月|平方公里|平方米|立方米|人次|户次|场次|大类|公里|公顷|美元|公斤|"
    "个|家|项|件|台|辆|所|处|座|套|张|名|位|场|起|笔|宗|艘|株|棵|眼|盏|支|户|人|亩|吨|元|斤|倍|天|栋|幢|间|小时|分钟|门|条|届|次|种|类|村|县"
)
# 个人 after 两 is no measure word, 位数 and 位一体 are none, 次产业 is a name, …
_NO_MEASURE = (
    r"(?!个(?:人(?!工)|性|体|别|维护|确立|一|百年|毫不|坚定|意识|自信|全面|务必|坚持|必须|方面|层面|环节|阶段|重大|没有|文明|结合"
    r"|统筹|转变|作用|革命|力量|清单|责任|健康|走在|更加|更大|高于|同步|不变|不放松|确保|着力|聚焦|突出|强化|优先|严禁|到位|关键"
    r"|重点|中心|主题|年头|集成|强|不)"
    r"|位(?:数|一体|于|置)|次(?:产业|性|全|会|分配|党代|人代|常委|元)|家(?:庭|乡|园|人|长|国|畜)|人(?:民|员|才|们|心|均|大)"
    r"|条(?:件|龙|心|例|红线|主线|底线|战线|街|路|道路)|天(?:然|津|下)|门(?:类|户|槛)|场(?:所|硬仗|攻坚|战|大考)|名(?:录|单)"
    r"|处(?:理|置|于)|种(?:植|子|养)|项(?:目|制度|规定|改革|行动|工程|机制)|起(?:来|步)|支(?:持|部|队伍)|元(?:化|旦|酸|素|件)"
    r"|类(?!别|型|人)|届|村(?!屯)|县(?!区)|套(?:班子|路))"
)
# Alternatives in the order they are tried at one place.
_CHINESE = re.compile(
    "(?=[〇零一二两三四五六七八九十百千万亿数几上成翻过半第(“])(?:"
    # 二〇二一年一月十二日, 三月十五日
    rf"(?P<date>[一二]{_YEAR_DIGIT}{{3}}年(?:{_D}{{1,2}}月(?:{_D}{{1,3}}日)?)?|(?<![第个]){_D}{{1,2}}月(?:{_D}{{1,3}}日|份|底|末|初)|[一二三四][、至]?[一二三四]?季度)"
    # 五分之一, 百分之二十点五
    rf"|(?P<under>{_N}{{1,5}})分之(?P<over>{_N}{{1,6}}(?:点{_N}{{1,4}})?)"
    # 翻了两番
    r"|翻(?:了|上)?(?:近|约)?(?P<fan>[一二两三四五六七八])番"
    # 三成以上
    r"|(?<![第完一])(?P<tenths>[一二两三四五六七八九])成(?=[以多左,。;、的])"
    # 十六连增
    rf"|(?P<run>{_N}{{1,3}})(?P<rununit>连[增涨冠升丰降快])"
    # 居全省第六位, 第一产业
    rf"|第 ?(?P<ordinal>{_N}{{1,4}})(?P<place>[位名])?"
    # 十三五, “八五”
    r"|(?P<plan>十[一二三四五]五(?=[”\"时规期末以来])|(?<=[“\"])(?:十?[一二三四五六七八九]|十)五(?=[”\"]))"
    # 一是, (二), 三、
    rf"|(?P<item>(?m:^) *\(?{_D}{{1,3}}[、)]|\({_D}{{1,3}}\)|(?<=[。;:,!? \n]){_D}是|(?m:^){_D}是)"
    # 数百家, 上万人, 成百上千
    rf"|(?P<vague>(?:数|好?几|(?<![完建形集组构养])成)[十百千万亿]{{1,3}}(?:上[千万])?(?:余|多)?|[十百千万亿]{{1,3}}级)"
    # 突破千亿元, 两百亿元, 亿元以上
    rf"|(?<![\d.余多])(?P<big>{_N}{{0,5}})(?P<bigtimes>万亿|[百千十]?[万亿])(?P<bigmore>[余多])?(?P<bigunit>{_BIG})(?P<bigtail>{TAIL_PATTERN})?"
    # 两个, 一百二十家, 十余家, 上百名
    rf"|(?P<upto>上)?(?P<count>{_N}{{1,7}})(?P<more>[余多来几])?(?P<times>[万亿])?{_NO_MEASURE}(?P<measure>{_MEASURES})(?P<tail>{TAIL_PATTERN})?"
    # 一批, 一系列
    r"|(?P<one>一)(?:批|系列|些)"
    # 五年来, 三年行动
    rf"|(?<!\d)(?P<years>{_D}{{1,3}}|百)个?多?年(?!代|级|生)"
    ")"
)
_PLACED = re.compile(
    r"(?:取得|荣?获|夺得|居|列|排名?|位|升至|跃至|保持|稳居|全省|全市|全国|全区|全县|全球|世界|同类|增幅|增速|总量)\Z"
)
_CLOSED = re.compile(r"[,。;、)”\"和的\n]|\Z")
_REACHED = re.compile(r"(?:突破|超过?|达到?|过|跨越|跨过|迈上|迈过|逼近|近|约|站上|跃上)\Z")
_QUOTED = re.compile(r"[“\"][^“”\"\n]{0,10}\Z")
_AND = re.compile("和|以及|及")
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
    for match in _CHINESE.finditer(view, start, end):
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
        draft = _draft(match, "tenths", str(chinese_number(match["tenths"])), ("", "成", ""))
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
    placed = _PLACED.search(view, max(0, match.start() - 8), match.start()) and _CLOSED.match(view, match.end())
    if not placed and not match["place"]:
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
    head = match["big"]
    lead, scale = (head, times) if head else (times[:-1], times[-1])
    number = chinese_number(lead) if lead else None
    start = match.start("big")
    if number is None:
        return Draft(start, match.end("bigtimes"), "1", match.end(), dismissed="threshold in a name")
    draft = Draft(start, start + len(lead), plain(number), match.end())
    draft.unit = read_unit(scale, unit)
    draft.unit_start, draft.unit_end = start + len(lead), match.end("bigunit")
    if not head and not _REACHED.search(view, max(0, start - 4), start):
        draft.dismissed = "threshold in a name"
    return draft


def _count(view: str, match: re.Match[str]) -> Draft | None:
    text = match["count"]
    number = chinese_number(text)
    if number is None or text[0] in "万亿〇零" or (text[0] in "百千" and not match["more"] and not match["upto"]):
        return None
    draft = _counted(match, "count", match["times"] or "", match["measure"])
    if draft is None:
        return None
    if text == "一" and match["measure"] not in ("所", "处", "家", "名", "台", "艘", "座", "栋", "幢", "倍"):
        draft.dismissed = "indefinite"
    elif _QUOTED.search(view, max(0, match.start() - 12), match.start()):
        draft.dismissed = "name"
    return draft


def _surrounded(view: str, draft: Draft, match: re.Match[str], around: Surroundings) -> Draft:
    if draft.dismissed:
        return draft
    clause = around.clause_start(draft.start)
    lead = read_lead(view, clause, draft.start)
    family = draft.unit.family
    tail = match["tail"] or match["bigtail"] or ""
    draft.bound = read_bound(lead, bool(match["more"] or match["upto"] or match["bigmore"]), tail, family)
    if is_threshold(view, draft.after, tail, draft.bound, family):
        draft.dismissed = "threshold in a name"
    elif _counts_listed(view, clause, match):
        draft.dismissed = "count of what is listed"
    draft.sign = read_sign(view, clause, draft.start, lead, family)
    draft.basis = read_basis(view, clause, draft.start, family)
    draft.estimated = around.is_estimated(draft.start)
    draft.qualifiers = around.qualifiers_of(clause, draft.start, draft.after)
    return draft


def _counts_listed(view: str, clause: int, match: re.Match[str]) -> bool:
    """养老、失业、工伤三项社会保险: the number only says how many things were just named."""
    if not match["measure"]:
        return False
    number = chinese_number(match["count"])
    listed = view.count("、", clause, match.start()) + len(_AND.findall(view, clause, match.start()))
    return number is not None and 2 <= number <= 1 + listed and number < 10
