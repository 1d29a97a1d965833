"""How a target stands to the last result. The only figures on the page that the report does not hold are these differences."""

from decimal import Decimal, InvalidOperation

from summarizer.domain.record import Indicator
from summarizer.rendering.results.horizons import years
from summarizer.rendering.wording.language import label
from summarizer.rendering.wording.naming import same_scope

UNREPORTED = "未报告上年"
DIFFERENT_NAMES = "名称不同"
_CLOSED = {"eq", "approx"}
_PERCENT = {"%", "％"}


def compared(target: Indicator, actual: Indicator, *, ceiling: bool) -> tuple[str, str]:
    """Return the difference in words, or `""` and the reason why there is none."""
    if reason := _obstacle(target, actual, ceiling=ceiling):
        return "", label(reason)
    wanted, reached = _number(target), _number(actual)
    if wanted is None or reached is None:
        return "", label("非十进制数")
    falling = wanted < 0 and reached < 0
    # of two declines the larger one is compared, so that the target's bound keeps its meaning
    difference = reached - wanted if falling else wanted - reached
    unit = _difference_unit(target)
    about = label("约") if "approx" in (target.bound, actual.bound) else ""
    if ceiling and target.bound in ("le", "lt"):
        return _against_ceiling(difference, unit), ""
    words = ("降幅大{amount}", "降幅小{amount}") if falling else ("高{amount}", "低{amount}")
    return _in_words(difference, words, about, unit, target.bound), ""


def _obstacle(target: Indicator, actual: Indicator, *, ceiling: bool) -> str:
    if not same_scope(target.name, actual.name):
        return DIFFERENT_NAMES
    if target.unit != actual.unit:
        return "单位不同"
    if years(target.period) != years(actual.period):
        return "期长不同"
    if _basis(target) != _basis(actual):
        return "基准不同"
    if target.sign != actual.sign and target.role == "growth":
        return "" if target.bound in _CLOSED | {"ge", "gt"} else "升降不同"
    both_below = ceiling and {target.bound, actual.bound} <= {"le", "lt"}
    if actual.bound not in _CLOSED and not both_below:
        return "上年只有界限"
    return "目标为区间" if target.bound == "range" else ""


def _basis(indicator: Indicator) -> str:
    """A growth of one year is over the year before, said or unsaid."""
    one_year = indicator.role == "growth" and years(indicator.period) == 1
    return "yoy" if one_year and not indicator.basis else indicator.basis


def _number(indicator: Indicator) -> Decimal | None:
    try:
        value = Decimal(indicator.value)
    except InvalidOperation:
        return None
    falling = indicator.sign < 0 and indicator.role in ("growth", "change")
    return -value if falling else value


def _difference_unit(indicator: Indicator) -> str:
    """Percentage points are named by the column's title."""
    return "" if indicator.unit in _PERCENT else indicator.unit


def _against_ceiling(difference: Decimal, unit: str) -> str:
    if not difference:
        return label("上限持平")
    return label("上限高{amount}" if difference > 0 else "上限低{amount}", amount=_written(difference) + unit)


def _in_words(difference: Decimal, words: tuple[str, str], about: str, unit: str, bound: str) -> str:
    # an approximate result has no edge that a bound could start from
    upward, downward = not about and bound in ("ge", "gt"), not about and bound in ("le", "lt")
    if not difference:
        return about + label("持平") + (label("以上") if upward else label("以内") if downward else "")
    tail = ""
    if upward or downward:
        tail = label("以上") if (difference > 0) == upward else label("以内")
    return label(words[0] if difference > 0 else words[1], amount=f"{about}{_written(difference)}{unit}{tail}")


def _written(difference: Decimal) -> str:
    shown = format(abs(difference), "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
