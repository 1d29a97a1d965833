"""Whether a quantity was reached, is aimed at, or is the past value that another is compared with."""

import re

from summarizer.builtin.quantities.places import Place
from summarizer.builtin.quantities.settings_in_text import Setting
from summarizer.domain.record import Kind

# 由2015年的2519元增加到 · 从每人每月118元上涨到 · 上年的33.1%提高到
_FROM = re.compile(r"(?:由|从)[^由从,，;；。]{0,16}$|(?:上年|去年|年初|\d{4}年)(?:底|末)?的$")
_TO = re.compile(
    r"(?::1(?!\d))?[,，]?[^,，;；。]{0,14}?(?:增|提|升|上涨|上调|降|减|缩|压|调整|调|扩大|发展|变|演进|过渡|跃|优化|拓展|攀|回升|改善)[^,，;；。\d]{0,6}?(?:到|至|为|成)"
    r"|(?:突破|跨过|跨越|迈上|迈入|跃上|跨入|达到|到|至)"
)
# 较“十二五”末的93.1亿元增加44.4亿元
_GAP_FROM = re.compile(r"(?:较|比)[^较比,，;；。]{2,14}的$")
_GAP_TO = re.compile(r"(?:净?增|提高|提升|上升|上涨|减|下降|降|多|少|高|低|扩大|缩)")
# 80多家作坊整合为35多家
_JOINED_TO = re.compile(r"[^,，;；。\d]{0,12}(?:整合|合并|撤并|精简|归并|压减)[^,，;；。\d]{0,6}[为至到成]约?\d")
_AIMED = re.compile(r"力争|预期目标|目标(?:是|为|定为)|明年|下一步|下一年|今后[三五]年|计划(?:到|于|新|建|投)")
# 完成年度目标 · 低于预期目标0.8个百分点: what was reached beside what had been aimed at
_AGAINST_AIM = re.compile(r"完成.{0,6}(?:目标|计划)|(?:高于|低于|快于|慢于|好于|超出?|超过|[比较])[^,，;；。]{0,8}目标")
# 年度计划投资900亿元，实际完成1022亿元: the plan ends there
_CLAUSE_END = re.compile(r"[;；。]|[,，、](?=(?:实际|已|累计)+完成)")
# 低于3%的控制目标
_OF_PLAN = re.compile(r"左?右?的?(?:年度|预期|控制|调控|计划)+目标")
_IN_FORCE = re.compile(
    r"(?:目前|现有|已有|现已|截至目前|已建成|已达|已经|五年来|(?<![比较超与])(?:去年|上年)(?!同期|年|度)|依托|压紧压实|用好现有)[^,，;；。]{0,14}$"
)


def read_kind(place: Place, setting: Setting, sentence_before: str, period: str, reviewed: str) -> Kind:
    """Return actual, target or baseline.

    `sentence_before` are the words of the sentence up to the value; `period` the one said for it there, `""` where none is;
    `reviewed` the last year that the report reviews.
    """
    if is_baseline(place):
        return "baseline"
    if setting.kind == "target":
        past = bool(period) and bool(reviewed) and period[-4:] <= reviewed
        return "actual" if past or _IN_FORCE.search(sentence_before[-20:]) else "target"
    if is_of_plan(place):
        return "target"
    told = setting.told and period == setting.period  # 2016年，预计…, in a part that its heading calls a review
    future = bool(period) and bool(reviewed) and period[-4:] > reviewed and not told
    clause = _CLAUSE_END.split(sentence_before)[-1]
    return "target" if future or (_AIMED.search(clause) and not _AGAINST_AIM.search(clause)) else "actual"


def is_baseline(place: Place) -> bool:
    """Say whether the value is where a movement starts: 由118元上涨到142元."""
    if place.quantity.unit in ("倍", "个百分点"):
        return False
    moved = bool(_FROM.search(place.lead)) and bool(_TO.match(place.behind))
    return moved or is_compared_with(place) or bool(_JOINED_TO.match(place.behind))


def moves_on(place: Place) -> bool:
    """Say whether the words behind a value tell what it rose or fell to: 645元、4318元提高到801元、7226元."""
    return bool(_TO.match(place.follow))


def is_compared_with(place: Place) -> bool:
    """Say whether the value is what a change is counted from: 较上年的93.1亿元增加44.4亿元."""
    return bool(_GAP_FROM.search(place.lead)) and bool(_GAP_TO.match(place.behind))


def is_of_plan(place: Place) -> bool:
    """Say whether a value is named as what had been planned: 低于3%的控制目标."""
    return bool(_OF_PLAN.match(place.follow))


def is_aimed(words: str) -> bool:
    """Say whether a clause speaks of what is still to be reached."""
    return bool(_AIMED.search(words))
