"""Bound words around a value, and the direction of a change."""

import re

from msgspec import Struct

from summarizer.domain.scan import Bound, Sign

BOUND_BEFORE: dict[Bound, str] = {
    "ge": "不少于|不低于|不小于|不下于|不下|不低於|不少於|至少|最低|最少|高于或等于",
    "le": "不超过|不高于|不多于|不大于|不突破|至多|最多|最高|低于或等于",
    "gt": "超过|超出|(?<!赶)超|突破|冲破|高于|多于|大于|高出|逾|(?<![通经度渡胜越])过",
    "lt": "低于|少于|小于|不足|不到|不满|未到",
    "approx": "大约|大概|(?<![节预条集签履续违制简合契])约为?|接近|将近|(?<![最附靠邻远])近|大体",
}
"""Words directly before the value. A negated word stands before the plain one it holds: 不超过 before 超过."""
_DOWN = "下降|减少|降低|回落|收窄|缩短|缩小|下滑|下跌|下浮|下调|压缩|负增长|递减|减亏|减产|减收"
_CUT = "压减|削减|压降|减|降|跌|少|改善|精简"
_LEADING = [
    word
    for words in (*BOUND_BEFORE.values(), _DOWN, _CUT, "人民币|-| ")
    for word in re.sub(r"\(\?<!.*?\)", "", words).replace("?", "").split("|")
]
# 下降了约 · 同比分别减少 · 控制在 · 不低于 : a look at one character passes over most places
_LEAD = re.compile(
    rf"(?=[{''.join(sorted({word[0] for word in _LEADING}))}])"
    rf"(?:(?:(?P<down>{_DOWN})|(?P<cut>{_CUT}))(?:了|幅度为?|幅度达到?)?|(?P<fall>[降减跌]幅)(?:为|达到?|是)?)?"
    + "(?:"
    + "|".join(f"(?P<{bound}>{words})" for bound, words in BOUND_BEFORE.items())
    + r")?(?P<minus>-)?(?:人民币)? ?\Z"
)
_FAR = re.compile(
    r"(?:(?P<least>至少)|最多|至多)(?:要?有|[^\d,。;、:有一\s]{1,4})\Z|(?:(?P<no_less>不低于|不少于)|不高于|不超过)[^\d,。;:]{2,24}的\Z"
)
_FARTHEST, _NEAREST = 30, 6
_WINDOW = 12
# The last characters that _LEAD can end with; most values stand behind another one.
_LAST = frozenset("了度到达为是幅约") | {word[-1] for word in _LEADING}
# What follows unit and value: 以上, 及以上, 以内, 左右
TAIL_PATTERN = "及?以上|之上|及?以下|之下|以内|之内|左右|上下|开外|出头|内"
_TAILS: dict[str, Bound] = {
    "以上": "ge",
    "之上": "ge",
    "以下": "le",
    "之下": "le",
    "以内": "le",
    "之内": "le",
    "左右": "approx",
    "上下": "approx",
    "开外": "approx",
    "出头": "approx",
}
# -8.1 alone on its line: a cell of a table
_CELL = re.compile(r"[\d.,]+%? *\|? *(?:\n|\Z)")
_RATES = {"percent", "permille", "points"}
_COMPARED = re.compile("同比|比|较|净")
_BAD = re.compile("浓度|指数|PM|死亡|事故|失业")
# 增速低于全省平均1.3个百分点: the gap itself is the value
_GAP_BELOW = re.compile(r"(?:低于|落后|慢于|少于)[^,。;\d]{1,16}\Z")


class Lead(Struct, frozen=True, gc=False):
    """What stands directly before a value."""

    bound: Bound | None
    falls: bool
    cuts: str
    """A word that may be a doing (压减) as well as a fall, `""` where there is none."""
    negative: bool
    start: int


def read_lead(view: str, begin: int, start: int) -> Lead:
    """Return what stands directly before the value that starts at `start`, no further back than `begin`."""
    match = _LEAD.search(view, max(begin, start - _WINDOW), start) if view[start - 1] in _LAST else None
    if match is None:
        return Lead(_far_bound(view, begin, start), falls=False, cuts="", negative=False, start=start)
    bound = next((name for name in BOUND_BEFORE if match[name]), None)
    falls = match["down"] is not None or match["fall"] is not None
    minus = match.start("minus")
    negative = minus > begin and (view[minus - 1].isalpha() or view[minus - 1] == " ")
    negative = negative or (minus >= 0 and view[max(minus - 1, 0)] in "\n|" and _CELL.match(view, start) is not None)
    return Lead(bound, falls, match["cut"] or "", negative, match.start())


def _far_bound(view: str, begin: int, start: int) -> Bound | None:
    """至少培育5家, 最多减免3个月: a verb may stand between; 不低于上年平均工资的60%."""
    near = view[max(begin, start - _NEAREST) : start]
    if not (near.endswith("的") or "至" in near or "最" in near):
        return None
    match = _FAR.search(view, max(begin, start - _FARTHEST), start)
    return None if match is None else "ge" if match["least"] or match["no_less"] else "le"


def read_bound(lead: Lead, more: bool, tail: str, family: str) -> Bound:
    """Return the bound of a value: the word before it, then the word behind it, then 余, 多, 来, 几 inside its unit."""
    if lead.bound is not None and not (lead.bound == "approx" and tail[-2:] in ("以上", "以下", "以内")):
        return lead.bound
    if tail == "内":
        return "le" if family.startswith("time") or family in ("percent", "length") else "eq"
    if tail:
        return _TAILS[tail.removeprefix("及")]
    return "approx" if more else "eq"


def read_sign(view: str, clause: int, start: int, lead: Lead, family: str) -> Sign:
    """Return -1 for a decline or a shortfall. An amount that is cut (减免税费20亿元) is a level and keeps 1."""
    if lead.negative or lead.falls:
        return -1
    if lead.cuts:
        return -1 if _is_fall(view, clause, start, lead.cuts, family) else 1
    if family in _RATES and lead.start - clause > 2 and _GAP_BELOW.search(view, max(clause, start - 24), start):
        return -1 if family == "points" else 1
    return 1


def _is_fall(view: str, clause: int, start: int, cut: str, family: str) -> bool:
    if cut == "改善":
        return family in _RATES and bool(_BAD.search(view, clause, start))
    if cut == "少":
        return bool(_COMPARED.search(view, clause, start))
    return family in _RATES or bool(_COMPARED.search(view, clause, start))
