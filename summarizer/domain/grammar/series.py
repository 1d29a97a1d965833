"""Values that belong together: ranges (2-3个), ratios (9.6:40.6:49.8), series (35098元和17690元)."""

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.domain.grammar.draft import Draft
from summarizer.domain.grammar.unit_table import Unit, read_unit

_LONGEST_GAP = 8
# 2-3个, 1—2所, 3到5年
_RANGE = re.compile(r" ?(?:[-—–~～]{1,2}|至|到) ?")
_FROM = re.compile(r"[由从自][^,。;]{0,12}\Z")
# 28%和20%, 7%以上、7.5%以上, 5家、约6家
_SERIES = re.compile(r" ?(?:、|和|与|及|以及|或)(?:约|近|超过?|突破|不低于|不少于)?")
_RESPECTIVELY = "分别"
# 分别超过8万元、4万元
_BOUND_OF_ALL = re.compile(r"分别[^,。;\d]{0,4}(?:超过?|突破|不低于|不少于|不超过|高于|低于|接近)\Z")


def link(view: str, drafts: Sequence[Draft]) -> None:
    """Join neighbouring values into ranges, ratios and series: they share a group, the last one's unit, a direction, a basis."""
    group = 0
    candidates = [draft for draft in drafts if not draft.dismissed]
    for left, right in pairwise(candidates):
        if right.start - left.after > _LONGEST_GAP:
            continue
        if not _joined(view, left, right):
            continue
        if not left.group:
            group += 1
            left.group = group
        right.group = left.group


def _joined(view: str, left: Draft, right: Draft) -> bool:
    gap = view[left.after : right.start]
    if gap.endswith("-") and view[right.start - 2] == " ":
        return False  # a cell of a table that holds a negative value
    if gap == ":":
        return not left.unit.name
    if _RANGE.fullmatch(gap):
        return _join_range(view, left, right)
    if _SERIES.fullmatch(gap):
        return _join_series(view, left, right)
    return False


def _join_range(view: str, left: Draft, right: Draft) -> bool:
    if _FROM.search(view, max(left.clause, left.start - 16), left.start) or not _same_kind(left.unit, right.unit):
        return False
    _take_unit(left, right)
    left.bound = right.bound = "range"
    right.sign, right.basis, right.estimated = left.sign, left.basis, left.estimated
    return True


def _join_series(view: str, left: Draft, right: Draft) -> bool:
    same = _same_kind(left.unit, right.unit)
    if not same and _RESPECTIVELY not in view[left.clause : left.start]:
        return False
    if same:
        _take_unit(left, right)
        if right.bound == "eq" and _BOUND_OF_ALL.search(view, left.clause, left.start):
            right.bound = left.bound
        right.sign = right.sign if right.sign < 0 else left.sign
        right.basis = right.basis or left.basis
    return bool(right.unit.name)


def _same_kind(left: Unit, right: Unit) -> bool:
    return left.name == right.name or not left.family or (left.family == right.family and left.base == right.base)


def _take_unit(left: Draft, right: Draft) -> None:
    """10.7和6.7个百分点: the first takes 个百分点; 5-10万户: both are 万户; 5万-10万户: the first keeps its own 万."""
    if left.unit.family or not right.unit.name:
        return
    times = left.unit.name
    unit = right.unit.name
    if times:
        unit = unit.lstrip("十百千万亿") if unit.lstrip("十百千万亿") else unit
        left.unit = read_unit(times, unit) if unit != right.unit.name or not unit else right.unit
        return
    left.unit = right.unit
