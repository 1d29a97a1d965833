"""A small mark for a growth against its target: a bar for the result, a tick for the target, one scale for the whole table."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from summarizer.domain.record import Indicator
from summarizer.rendering.page.parts import Picture, Table
from summarizer.rendering.wording.amounts import written_value
from summarizer.rendering.wording.language import label

_PERCENT = {"%", "％"}
_CLOSED = {"eq", "approx"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as it is drawn, in hundredths of its width."""

    bar_start: float
    bar_width: float
    tick: float
    zero: float
    says: str


def picture_of(actual: Indicator, target: Indicator) -> Picture | None:
    """Return the mark of two ends that were found comparable, None where they are no growths with a definite end."""
    ends = (actual, target)
    if any(end.role != "growth" or end.unit not in _PERCENT for end in ends) or actual.bound not in _CLOSED:
        return None
    result, wanted = (_number(end) for end in ends)
    if result is None or wanted is None:
        return None
    says = label("实际增长{actual}，目标{target}", actual=written_value(actual), target=written_value(target))
    return Picture(result, wanted, says)


def marks_of(table: Table) -> dict[Picture, Mark]:
    """Return the marks of a table, all on one scale that begins at zero."""
    pictures = [cell.picture for row in table.rows for cell in row if cell.picture]
    values = [0.0, *(picture.actual for picture in pictures), *(picture.target for picture in pictures)]
    low, span = min(values), max(values) - min(values)
    if not span:
        return {}
    return {picture: _mark(picture, low, span) for picture in pictures}


def _mark(picture: Picture, low: float, span: float) -> Mark:
    zero, actual, target = (round(100 * (value - low) / span, 1) for value in (0.0, picture.actual, picture.target))
    return Mark(min(zero, actual), round(abs(actual - zero), 1), target, zero, picture.says)


def _number(indicator: Indicator) -> float | None:
    try:
        value = float(Decimal(indicator.value))
    except InvalidOperation:
        return None
    return value * indicator.sign if abs(value) < float("inf") else None
