"""What a figure says of itself beside its name: whose it is, of which part, how and over how long it was counted.

Two figures of one name that differ here answer two questions, so they can't contradict each other.
"""

import re
from dataclasses import dataclass

from summarizer.domain.divisions import full_names
from summarizer.domain.record import Indicator, Meta, Place

# 全国 · 我省 · 两市 · 各县 · 其他县区 · 周边 · 区本级 · 高新区
_WHOSE = (
    r"全[国球]|全世界|世界|我国|国内(?!生产)|[全我本][省市县区州盟旗镇乡]|[两三四五六七八九十]+[省市县区](?!级|重点)|各[省市县区州盟旗镇乡]"
    r"|其他(?:地区|[省市县区州盟旗镇乡])?|周边|[省市]内|[省市]外|[省市县区州镇乡]本?级|[市县区]直|本级|[^,，;；:：。、\s\d]{0,4}(?:高新|开发|经开|保税)区"
)
_LEAD = r"(?:其中[,，:：]?|\d{4}年[,，]?|今年[,，]?|全年)?"
_IN_NAME = re.compile(rf"^(?:{_WHOSE})")
# the scope of a sentence is said where one of its clauses begins: 全区一般公共预算收入…，收入总量为490亿元
_IN_SENTENCE = re.compile(rf"(?:^|[,，;；:：。\s]){_LEAD}(?P<whose>{_WHOSE})")
# 一般公共预算收入…，支出… is another account than 政府性基金收入…，支出…
_ACCOUNT = re.compile("一般公共预算|政府性基金|国有资本经营|社会保险基金|社保基金")
# 首批 · 第二批 · 一期 · 其中 · 其余
_PART = re.compile(
    r"[首前末]批|第[一二三四五六七八九十\d]+批|[一二三四五六七八九十]期|前期|后期|其中|其余|其他|另外|另有|剩余|余下|部分"
)
# 新增养老床位, 养老床位, 累计开通5G基站: a flow, a stock and a total
_FLOW = re.compile("新增|净增|新建|新开工|新认定|新签约|新培育|增加|减少|续建|改建|扩建")
_TOTAL = re.compile("累计|总数|全部|合计|共有")
# 1-9月 · 上半年 · 前三季度 · 截至6月底
_MONTHS = re.compile(
    r"\d{1,2}\s*[-—–~至到]\s*\d{1,2}月|[上下]半年|[前第一二三四]+季度|截[至止][^,，。;；]{0,6}\d{1,2}月|\d{1,2}月份|同期"
)
# 计划总投资 · 规划面积 · 设计产能 · 协议资金
_PLANNED = re.compile(
    "(?:计划|规划|设计|概算|预算|协议|合同|意向|拟)(?:年|总)?(?:投资|建设|产能|产量|面积|用地|引资|资金|规模|用工|建成)"
)
# 项目达产后，年发电量… · 云汀电厂发电量…
_OF_ONE_FIRM = re.compile(
    r"(?:达产|投产|满产|建成|投用|投运|运营|完工|竣工)(?:达效|投产)?(?:后|之后|以后)|该(?:项目|工程|企业|公司|厂|园区)"
    r"|(?:公司|集团|电厂|工厂)[,，]?[^,，。;；]{0,6}$"
)
_LED = re.compile(rf"^{_LEAD}")
_CLAUSE = re.compile(r"[,，;；。:：]")


@dataclass(frozen=True, slots=True)
class Aspects:
    """What two figures must have in common, besides topic, kind and period, to answer one question."""

    whose: str
    account: str
    part: str
    planned: bool
    counting: tuple[str, bool]
    months: str
    of_one_firm: bool
    estimated: bool


def aspects_of(indicator: Indicator, meta: Meta) -> Aspects:
    """Read what a figure's name and the words before it in its sentence say."""
    before = indicator.sentence.text[: max(0, indicator.numeral.start - indicator.sentence.start)]
    told = f"{indicator.name}，{_CLAUSE.split(before)[-1]}"
    return Aspects(
        whose=whose_figure(indicator.name, meta.place) or _whose_before(before, meta.place),
        account=_last(_ACCOUNT, before),
        part=_last(_PART, told),
        planned=_PLANNED.search(told) is not None,
        counting=way_of_counting(told),
        months=_last(_MONTHS, before),
        of_one_firm=_OF_ONE_FIRM.search(before) is not None,
        estimated=indicator.estimated,
    )


def whose_figure(name: str, own: Place) -> str:
    """Return whose figure a name says that it is, `""` for the report's own place: `全国粮食总产量`, `全县粮食总产量`."""
    said = _IN_NAME.match(name)
    return _other_than(own, said[0]) if said else _named(name, own)


def way_of_counting(words: str) -> tuple[str, bool]:
    """Say whether words tell of a flow, which one, and of a total."""
    return _first(_FLOW, words), _TOTAL.search(words) is not None


def _whose_before(words: str, own: Place) -> str:
    said = list(_IN_SENTENCE.finditer(words))
    return _other_than(own, said[-1]["whose"]) if said else _named(words, own)


def _other_than(own: Place, said: str) -> str:
    """Return the words of a place, `""` where they are said of the report's own: 全县, 我县 and 本县 in a county's report."""
    innermost = own.town or own.county or own.city or own.province
    if said[0] in "全我本" and said[1:] in ("省", "市", "县", "区", "州", "盟", "旗", "镇", "乡"):
        return "" if not innermost or innermost.endswith(said[1:]) else f"全{said[1:]}"
    return "全国" if said == "我国" else said


def _named(words: str, own: Place) -> str:
    """Return the division that a clause of the words begins with, the last one: 枣庄市实现生产总值… in a county's report."""
    said = [place for clause in _CLAUSE.split(words) if (place := _division_at(clause.lstrip()))]
    innermost = own.town or own.county or own.city or own.province
    return said[-1] if said and said[-1] != innermost else ""


def _division_at(clause: str) -> str:
    words = _LED.sub("", clause)
    return next((name for name in full_names().get(words[:2], ()) if words.startswith(name)), "")


def _first(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.search(words)
    return found[0] if found else ""


def _last(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.findall(words)
    return found[-1] if found else ""
