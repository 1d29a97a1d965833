"""Clauses that tell what held beside: 在订单下降3成的情况下增长12%. The figure in them is not what the sentence is about."""

import re

from msgspec.structs import replace

from summarizer.builtin.names.memory import Memory
from summarizer.builtin.names.phrases import before_value, without_opening
from summarizer.builtin.quantities.places import Place

# 进出口总额在对外订单下降超
_BEGINS = re.compile(r"(?P<main>[^,，;；]*?)在(?P<beside>[^,，;；在]{2,24})$")
# 的情况下 · 的高基数基础上
_ENDS = re.compile(r"(?:以上|左右)?的?[^,，;；。、\d]{0,8}?(?:情况|背景|形势|前提|条件|基数|基础)之?[下上][,，]?")
# 进出口在去年同期增长30%的情况下: its own figure of then
_SAME = frozenset({"", "同期"})
# 云汀成为全省首个经济总量超过3万亿元的城市
_FIRST_TO = re.compile(
    r"^[^,，、;；。]{0,16}(?:成为|成|是)[^,，、;；。]{0,10}(?:首个|首座|首家|唯一一个|唯一|第[一二三四五六七八九十]{1,2}个)(?=.{2})"
)
# 产值之比由2.1:1提高到2.8:1: the 1 is no figure of its own
_TO_ONE = re.compile(r"^[:：∶]?\s?1(?!\d)")
_OF_THE_ONE = re.compile(r"的[\u4e00-\u9fff]{1,8}$")


def name_of_aside(place: Place, memory: Memory) -> str:
    """Name what moved in an aside and keep the sentence's own subject for what follows; `""` where there is no aside."""
    begun = _BEGINS.search(place.lead) if _ENDS.match(place.follow) else None
    beside = without_opening(before_value(begun["beside"]))[0] if begun else ""
    main = without_opening(before_value(begun["main"]))[0] if begun else ""
    if main and beside in _SAME:
        return memory.keep(main)
    if not begun or not beside:
        return ""
    if main:
        memory.subject = memory.thing = main
    memory.names.append(beside)
    return beside


def behind_asides(place: Place) -> Place:
    """Return the place without what only leads over to its own words: the end of an aside, who was the first of its kind."""
    lead = _ENDS.sub("", place.lead, count=1) if place.joined and _ENDS.match(place.lead) else place.lead
    lead = _TO_ONE.sub("", lead) if place.gap.startswith(":") else lead
    if _OF_THE_ONE.match(place.follow):
        lead = _FIRST_TO.sub("", lead)
    return place if lead == place.lead else replace(place, lead=lead, clause=lead)
