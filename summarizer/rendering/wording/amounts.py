"""Values as they are written: the numeral, its unit, and the words that bound it."""

import re

from summarizer.domain.grammar.doublings import written_doubling
from summarizer.domain.grammar.ranges import written_range
from summarizer.domain.record import Indicator
from summarizer.domain.scan import Bound
from summarizer.rendering.wording.printable import printable

# before the value: 突破10亿元, 不低于30%, 约2.6万人
_BEFORE: dict[Bound, str] = {
    "gt": "突破|超过|超出|超|逾|高于|大于|多于",
    "ge": "不低于|不少于|不小于|不下于|不下|至少|达到",
    "le": "不超过|不高于|不多于|不大于|至多|最多",
    "lt": "低于|少于|小于|不足|不到",
    "approx": "大约|将近|接近|大致|约|近|上",
}
# behind the unit: 6%以上, 2.3%以内, 5%左右
_AFTER: dict[Bound, str] = {
    "gt": "以上",
    "ge": "及以上|以上",
    "le": "及以下|以内|之内|以下|内",
    "lt": "以内|之内|以下|内",
    "approx": "左右|上下|前后",
}
# used when the words stand too far from the value to be printed with it
_SIGNS: dict[Bound, str] = {"gt": ">", "ge": "≥", "le": "≤", "lt": "<", "approx": "约"}
# 居全市第3位, 排名后三位
_RANKS = ("第", "前", "后")
_NOT_A_BOUND = {"达到"}
# 下降2.9%, 降低了3.5%, 压减28天
_DECLINE = re.compile(r"(?:负增长|下降|降低|减少|回落|下滑|下跌|压减|缩短|收窄|减|降|跌)(?=了?到?[^，,；;。]{0,2}$)")
# 提高7.3个百分点, 增加56.4亿元: a change is no level and must not look like one
_RISE = re.compile(r"(?:净增加?|新增|增加|增长|提高|提升|上升|扩大|增)(?=了?到?[^，,；;。]{0,2}$)")


def written_value(indicator: Indicator) -> str:
    """Return value and unit as the sentence writes them, with the words that bound it: `突破10亿元`, `6%以上`, `200多家`."""
    before, after = _surroundings(indicator)
    value = indicator.numeral.text
    if indicator.bound == "range":
        value, after = written_range(value, before, after)
    value = printable(value)
    doubled, behind = written_doubling(value, before, after)
    if doubled:
        return _bounded(indicator.bound, doubled, "", behind, loose=True)
    unit = _written_unit(indicator.unit, after)
    shown = value + (indicator.unit if unit is None else unit)
    rest = after[len(unit) :] if unit is not None else ""
    return (
        _moved(indicator, before)
        + _ranked(indicator, before)
        + _bounded(indicator.bound, shown, before, rest, loose=bool(unit and unit != indicator.unit))
    )


def _surroundings(indicator: Indicator) -> tuple[str, str]:
    """Return the sentence's words before and behind the numeral, or two empty strings where it does not stand there."""
    at = indicator.numeral.start - indicator.sentence.start
    end = at + len(indicator.numeral.text)
    text = indicator.sentence.text
    if at < 0 or text[at:end] != indicator.numeral.text:
        return "", ""
    return text[max(0, at - 30) : at], text[end : end + 30]


def _written_unit(unit: str, after: str) -> str | None:
    """Return the unit as it stands behind the value (`万余元`, `多家`), None where it does not stand there."""
    # 万元 is looked for as 万[余多]?元, so that `2358万余元` is found
    pattern = "[余多来]?" + "[余多]?".join(re.escape(character) for character in unit)
    found = re.match(pattern, after.replace("％", "%")) if unit else None
    return after[: found.end()] if found else None


def _moved(indicator: Indicator, before: str) -> str:
    """Return the word for a decline, or for a rise where the value is the change itself."""
    if indicator.sign > 0 and indicator.role != "change":
        return ""
    pattern, sign = (_RISE, "+") if indicator.sign > 0 else (_DECLINE, "−")
    words = pattern.findall(before[-8:])
    return words[-1] if words else sign


def _ranked(indicator: Indicator, before: str) -> str:
    """Return the word that tells the third from the last three: `第3位`, `后三位`."""
    return before[-1:] if indicator.role == "rank" and before[-1:] in _RANKS else ""


def _bounded(bound: Bound, shown: str, before: str, rest: str, *, loose: bool) -> str:
    if bound in ("eq", "range"):
        return shown
    ahead = re.search(f"({_BEFORE[bound]})(?:了|到|至|为|在)?$", before)
    behind = re.match(_AFTER[bound], rest)
    prefix = ahead[1] if ahead and ahead[1] not in _NOT_A_BOUND else ""
    suffix = behind[0] if behind else ""
    if prefix or suffix or (loose and bound == "approx"):
        return prefix + shown + suffix
    return _SIGNS[bound] + shown
