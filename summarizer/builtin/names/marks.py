"""How many of a sort come to a mark: 80%以上的行政村集体经济收入超过10万元 says one thing, of the villages."""

import re
from itertools import pairwise

from msgspec import Struct

from summarizer.builtin.names.counted import BEARERS, is_count
from summarizer.builtin.quantities.places import Place
from summarizer.builtin.words import last_word, word_list

_HEADS = word_list("measures", "heads")
# 的行政村集体经济收入超过 · 村集体经济收入均达到 · 的村超过
_OF_THEM = re.compile(
    rf"的?(?P<who>[\u4e00-\u9fff]{{0,8}}?{BEARERS})(?P<what>[\u4e00-\u9fff]{{0,14}}?)(?:全部|实现|均|都|将|要)*"
    r"(?P<reach>超过|突破|达到?|超|过|不低于|不少于|高于|低于)"
    rf"|的?(?P<those>[\u4e00-\u9fff]{{0,8}}?{BEARERS})(?:实现|完成)(?P<amount>[\u4e00-\u9fff]{{2,14}}?)"
)
_THOSE = re.compile(r"(?:有|使|让)$")
# 推动11个重点项目投资突破2000亿元: all of them together
_TOGETHER = re.compile("项目|工程|园区")
_FRACTION = re.compile("/|分之")
_REACHING = ("超过", "突破", "达", "达到", "超", "过", "不低于", "不少于", "高于", "低于")
_OVER = ("超过", "突破", "超", "过", "不低于", "不少于", "高于", "低于")


class Marked(Struct, frozen=True):
    """A sentence's places without the marks, and the names of those that come to one."""

    places: list[Place]
    marks: list[Place]
    names: dict[int, str]
    """By the number of the quantity that says how many."""


def read_marks(places: list[Place]) -> Marked:
    """Tell the marks from the quantities: the mark stands in the name of how many come to it."""
    marks: dict[int, Place] = {}
    names: dict[int, str] = {}
    what = ""
    for here, there in pairwise(places):
        told = there.joined and (there.lead.endswith(_REACHING) or there.after_bound_word)
        found = _OF_THEM.fullmatch(there.lead) if told else None
        if not found or not _says_how_many(here, there, found["reach"] or ""):
            continue
        what = found["what"] or found["amount"] or what
        if not what or last_word(what, _HEADS):
            names[here.quantity.n] = _name(found, what, there)
            marks[there.quantity.n] = there
    return Marked([place for place in places if place.quantity.n not in marks], list(marks.values()), names)


def _name(found: re.Match[str], what: str, there: Place) -> str:
    """集体经济收入超过10万元的行政村, but 村集体经济收入超过10万元: a sign alone would stand beside none of its own."""
    who = found["who"] or found["those"]
    mark = f"{there.quantity.value}{there.bound_word}"
    if len(who) == 1 and what in there.lead:
        return f"{there.lead.removeprefix('的')}{mark}"
    return f"{what}{found['reach'] or ''}{mark}的{who}"


def _says_how_many(here: Place, there: Place, reach: str) -> bool:
    """A share always does; a count where the mark is one for each of them: 使25个村集体收入达到50万元以上."""
    if here.quantity.unit in ("%", "成") or _FRACTION.search(here.quantity.value):
        return there.quantity.unit != here.quantity.unit or reach in _OVER or there.after_bound_word
    round_mark = there.quantity.chinese or bool(_THOSE.search(here.lead))  # 8个产业规模超千亿元
    each = there.after_bound_word or (round_mark and reach in _OVER)
    return is_count(here) and each and not is_count(there) and not _TOGETHER.search(there.lead)
