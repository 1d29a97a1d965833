"""Values that belong to several names in order: A、B分别增长a%和b%."""

import re

from summarizer.builtin.quantities.places import Place
from summarizer.builtin.words import first_word, last_word, word_list

# 事故起数、死亡人数: each has its own
_HEADLIKE = "数率值额量"
# 第一、二、三产业增加值
_BRANCH = re.compile(r"第?[一二三]")
_BRANCHES = re.compile(r"[二三]产业")
_BETWEEN = re.compile(r"\s*(?:[、,，]|和|与|及|以及)\s*第?")
_REACHING = re.compile(r"[,，、]?(?:分别)?(?:达到?|为|完成|实现)?")
_AMOUNTS = word_list("measures", "owned") | {"营收", "接待人次", "价格", "销量", "面积", "数量", "总量"}
_COUNTERPARTS = word_list("counterparts")
# 参与率, 普及率, 谐和 hold no "and"
_WORD_AND = r"(?:以及|(?<![谐平调饱缓温])和(?![谐平解])|(?<!参)与(?!会)|(?<![普涉惠触以])及(?!时|格))"
_AND = re.compile(rf"[、]|(?<=[^\s]){_WORD_AND}(?=[^\s])")
_LAST_AND = re.compile(rf"(?<=[^\s]){_WORD_AND}(?=[^\s其])")
# 存、贷款余额: what begins with one of a pair of signs
_PAIRED = {"存": "贷", "进": "出", "城": "乡", "供": "销"}


def series_ends(places: list[Place], first: int, row: int = 0) -> int:
    """Return one past the last place of the run of values that begins at `first`: 16.2%、12.2%和8%.

    Behind a row of as many values they may differ in unit: 人次和收入分别增长5%、8%，达到3万人次和2亿元.
    """
    last = first + 1
    while row > 1 and last < len(places) and _BETWEEN.fullmatch(places[last].gap):
        last += 1
    if last - first == row > 1 and _REACHING.fullmatch(places[first].lead):
        return last
    last = first + 1
    while last < len(places) and _BETWEEN.fullmatch(places[last].gap):
        if places[last].gap.strip() == "," and places[last].follow.startswith("的"):
            break
        if (
            places[last].quantity.unit.split("/")[0] != places[first].quantity.unit.split("/")[0]
            and places[first].quantity.unit
            and "分别" not in places[first].lead
        ):
            break
        last += 1
    return last


def split_items(phrase: str, count: int = 0) -> list[str]:
    """Return the names that a joint name holds, the head that they share given to each.

    城镇、农村居民人均可支配收入 → 城镇居民人均可支配收入, 农村居民人均可支配收入. `count`: how many values are to be named.
    """
    items = plain_items(phrase, count)
    return _share_head(_share_front(items)) if len(items) > 1 else items


def plain_items(phrase: str, count: int = 0) -> list[str]:
    """Return the items of an enumeration as they stand. `count`, where given, tells a 和 between items from one inside a name."""
    listed = [item.strip() for item in phrase.split("、") if item.strip()]
    if len(listed) == count or not listed:
        return listed
    last = [item.strip() for item in _LAST_AND.split(listed[-1])]
    if not count or len(listed) - 1 + len(last) == count:
        return [*listed[:-1], *last]
    return [item.strip() for item in _AND.split(phrase) if item.strip()]


def _share_front(items: list[str]) -> list[str]:
    """省属企业营收、利润 → 省属企业营收, 省属企业利润: an amount says nothing without the thing that the first one belongs to."""
    measure = last_measure(items[0])
    front = items[0].removesuffix(measure)
    if not measure or len(front) < 2 or front in _COUNTERPARTS or not all(item in _AMOUNTS for item in items[1:]):
        return items
    return [items[0], *(front + item for item in items[1:])]


def _share_head(items: list[str]) -> list[str]:
    first, last = items[0], items[-1]
    if len(items) == 2 and 1 < len(first) < len(last) and first[0] == last[0] and first[1] != last[1] and last_measure(last):
        return [first + last[len(first) :], last]  # 炼铁、炼钢先进产能占比: of one length where they begin alike
    if len(items) == 2 and _PAIRED.get(first[-1:]) == last[0]:
        return [first + last[1:], first[:-1] + last]
    if _BRANCHES.match(last) and all(_BRANCH.fullmatch(item) for item in items[:-1]):
        return [f"第{item.removeprefix('第')}{last[1:]}" for item in items[:-1]] + [f"第{last}"]
    if any(last_measure(item) or (len(item) > 2 and item[-1] == last[-1] and item[-1] in _HEADLIKE) for item in items[:-1]):
        return items
    head = _head_of(items[:-1], last)
    return [item if item.endswith(head) else joined(item, head) for item in items[:-1]] + [last] if head else items


def joined(front: str, head: str) -> str:
    """Return both without what they share: 产业结构, 结构比 → 产业结构比; 城镇居民, 居民收入 → 城镇居民收入."""
    shared = next((size for size in range(len(head), 1, -1) if front.endswith(head[:size])), 0)
    return front + head[shared:]


def _head_of(others: list[str], last: str) -> str:
    """Return the part of the last item that the others leave out."""
    measure = last_measure(last)
    counterpart = first_word(last, _COUNTERPARTS)
    if counterpart and all(other in _COUNTERPARTS for other in others):
        return last[len(counterpart) :]
    for size in (2, 1):
        tails = {item[-size:] for item in others}
        for tail in sorted(tails):
            at = last.rfind(tail, 0, len(last) - len(measure) + 1) if measure else last.find(tail)
            if at > 0 and last[at + size :]:
                return last[at + size :]
    if measure and len(measure) < len(last):
        return measure
    width = len(others[0])
    return last[width:] if width < len(last) - 1 and width >= 2 else ""


def last_measure(name: str) -> str:
    """Return the word for an amount that a name ends with: 装备制造业增加值 → 增加值."""
    return last_word(name, word_list("measures", "heads"))
