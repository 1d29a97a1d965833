"""What became of things that were counted before: 新开工安置房9512套，基本建成9356套."""

import re

from summarizer.builtin.names.memory import Memory
from summarizer.builtin.names.phrases import tidy
from summarizer.builtin.quantities.places import Place
from summarizer.builtin.words import first_word, last_word, word_list

_STAGES = word_list("verbs", "stages")
_TELLING = word_list("verbs", "telling")
# Say which things are meant, not only what was done with them: 签约项目, of which some were opened
_CHOOSING = frozenset({"签约", "新签约", "引进", "新引进", "招引", "新招引", "获批", "入库", "增加", "减少"})
# 生猪存栏80万头、出栏42万头: a stage itself, not of the thing
_STAGE_BEFORE = frozenset({"存栏", "出栏", "建设", "开工", "新开工", "竣工", "投产", "签约", "新建", "续建", "完工", "建成"})
# What is said with these stands before its thing: 新增医院, 新认定企业
_BEFORE_THING = ("新增", "新认", "新评", "新设", "新登", "新引", "累计")
# 其中已竣工 · 今年新增 · 实际完成
_BEFORE = re.compile(r"^(?:其中|已经?|今年|去年|全年|年内|当年|年底前?|力争|确保|计划|预计|先期|率先|先行|[:、,，\s])+")
_BEHIND = re.compile(r"(?:[了约近达]|超过?|达到)+$")
_NET = "净增"
_AMOUNT = re.compile(r"[%‰元倍位强]|百分点")
# 新建充电桩1200个，改造320个，累计达到5600个: of all that there are
_ALL = re.compile(r"(?:累计|总数|总量)?(?:达到?|增至|增加到)?")
# 新建高标准农田8万亩，累计达到62万亩
_SO_FAR = re.compile(r"累计已?(?:达到?|突破|超过?)+")
# 万人次 and 人 count the same
_SIZE = re.compile(r"^[百千万亿]+|[次（(].*$")


def counts_things(unit: str) -> bool:
    """Say whether so many of a thing are told, in pieces or in its measure: 个, 亩, 公里, but not 元 or %."""
    return bool(unit) and not _AMOUNT.search(unit)


def unit_family(unit: str) -> str:
    """Return the unit that tells which sort of thing is counted: 万人次 → 人."""
    return _SIZE.sub("", unit)


def name_of_stage(place: Place, memory: Memory, follow: str) -> str:
    """Return 安置房基本建成 for a verb that stands alone before so many of the things counted before, `""` for any other."""
    thing = memory.counted.get(unit_family(place.quantity.unit), "")
    if follow or not thing:
        return ""
    verb = _BEHIND.sub("", _BEFORE.sub("", place.lead.strip(" 、,，")))
    if _SO_FAR.fullmatch(place.lead.strip(" ,，、")):
        return thing
    if memory.at_stage and _ALL.fullmatch(verb) and place.lead.strip(" ,，、"):
        return thing
    if verb == _NET:
        return thing if memory.at_stage else ""
    if verb not in _STAGES:
        return ""
    return tidy(verb + thing if verb.startswith(_BEFORE_THING) else thing + verb)


def bare_thing(thing: str) -> str:
    """Return the thing without what was done with it first: 新开工安置房 → 安置房; what tells which are meant stays: 签约项目."""
    verb = first_word(thing, _TELLING)
    rest = thing[len(verb) :]
    rest = rest if verb not in _CHOOSING and len(rest) > 1 else thing
    stage = last_word(rest, _STAGE_BEFORE)
    return rest[: -len(stage)] if stage and len(rest) > len(stage) + 1 else rest
