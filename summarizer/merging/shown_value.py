"""A value as it stands on the page: with unit, bound words, and for a decline or another basis its verb."""

import re

from summarizer.domain.grammar.doublings import written_doubling
from summarizer.domain.grammar.ranges import written_range
from summarizer.domain.marked_text import folded
from summarizer.domain.record import Indicator

# `不少于5条`, `突破10亿元`, `第1位`
_BEFORE = re.compile(
    r"(?:不少于|不低于|不超过|不高于|不多于|超过|突破|至少|最高|低于|高于|少于|多于|大于|小于|超出|超|逾|约为?|近|第|达?不到)\s?$"
)
# `6%以上`, `5%左右`, `2.3%以内`
_AFTER = r"(?:[余多来]?(?:以上|以下|以内|之内|左右|上下|之间))?"
# `8800余万元`, `2万余人`
_ABOUT = r"[余多来几]?"
_LONGEST_UNIT = 30
_BASE = re.compile(r"[比较].{1,30}")


def shown_value(indicator: Indicator) -> str:
    """Return value, unit and bound as the sentence writes them: `6%以上`, `下降2.9%`, `年均增长5.6%`."""
    at = indicator.numeral.start - indicator.sentence.start
    ahead = indicator.sentence.text[max(0, at - _LONGEST_UNIT) : at]
    end = at + len(indicator.numeral.text)
    value, behind = indicator.numeral.text, indicator.sentence.text[end : end + _LONGEST_UNIT]
    if indicator.bound == "range":
        value, behind = written_range(value, ahead, behind)
    doubled, rest = written_doubling(value, ahead, behind)
    if doubled:
        bound = re.match(_AFTER, rest)
        return folded(doubled + (bound[0] if bound else ""))
    before = _BEFORE.search(ahead)
    tail = re.match(_unit_pattern(indicator.unit), behind)
    # where the unit stands elsewhere (a table's head), the bound words of the next figure are none of this one's
    written = tail[0] if tail else indicator.unit
    return _verb(indicator) + folded((before[0] if before else "") + value + written)


def _unit_pattern(unit: str) -> str:
    letters = "".join(rf"{re.escape(letter)}{_ABOUT}" for letter in unit.replace("%", ""))
    percent = "[%％]" if unit.startswith("%") else ""
    return rf"\s?{_ABOUT}{percent}{letters}{_AFTER}"


def _verb(indicator: Indicator) -> str:
    """Return the words without which a growth would be misread: direction where it falls, basis where it isn't the last year."""
    falls = indicator.sign < 0
    if indicator.role == "change":
        return "减少" if falls else ""
    if indicator.role != "growth":
        return ""
    basis = _basis(indicator)
    return basis + ("下降" if falls else "增长") if basis or falls else ""


def _basis(indicator: Indicator) -> str:
    if indicator.basis == "annual_average":
        return "年均"
    if indicator.basis in ("cumulative", "versus_base"):
        said = next((q.text for q in indicator.qualifiers if _BASE.fullmatch(q.text)), "")
        return folded(said) or "累计"
    return ""
