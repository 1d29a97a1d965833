"""Figures as numbers, and the conflict that a sum shows."""

from collections.abc import Sequence
from decimal import Decimal

from summarizer.domain.record import Conflict, Indicator

HUNDRED = Decimal(100)
# A growth told from the levels of two years may differ by what rounding and revised levels of the year before make
_GROWTH_SLACK = Decimal("1.5")


def is_number(indicator: Indicator) -> bool:
    """Say whether a value is a plain decimal, no fraction and no words."""
    return indicator.value.replace(".", "", 1).isdecimal()


def value(indicator: Indicator) -> Decimal:
    """Return the value as written, 0 where it is no plain decimal."""
    return Decimal(indicator.value) if is_number(indicator) else Decimal(0)


def size(indicator: Indicator) -> Decimal:
    """Return the amount in its base unit, the value where it has none."""
    amount = indicator.amount
    return Decimal(amount) if amount.replace(".", "", 1).isdecimal() else value(indicator)


def last_place(indicator: Indicator) -> Decimal:
    """Return half a unit of the last place written, in the base unit: what rounding may have changed; counts are exact."""
    if not indicator.amount_unit and indicator.role != "share":
        return Decimal(0)
    written = value(indicator)
    exponent = written.as_tuple().exponent
    scale = size(indicator) / written if written else Decimal(1)
    return Decimal(5) * Decimal(10) ** (int(exponent) - 1) * scale if isinstance(exponent, int) else Decimal(0)


def misses_growth(before: Indicator, after: Indicator, growth: Indicator) -> bool:
    """Say whether a growth is another than the one from the first level to the second."""
    if before.amount_unit != after.amount_unit or growth.unit not in ("%", "％") or size(before) <= last_place(before):
        return False
    told, slack = value(growth) * growth.sign, max(_GROWTH_SLACK, abs(size(after) / size(before) - 1) * HUNDRED / 20)
    least = (size(after) - last_place(after)) / (size(before) + last_place(before))
    most = (size(after) + last_place(after)) / (size(before) - last_place(before))
    return not (least - 1) * HUNDRED - slack <= told <= (most - 1) * HUNDRED + slack


def rounding(figures: Sequence[Indicator]) -> Decimal:
    """Return what rounding may have changed in a sum of figures."""
    return sum((last_place(figure) for figure in figures), Decimal(0))


def conflict(members: Sequence[Indicator], reason: str) -> Conflict:
    """Return a contradiction of figures, its members in the order of the text."""
    ordered = sorted(members, key=lambda i: i.numeral.start)
    values = "，".join(i.numeral.text + i.unit for i in ordered)
    return Conflict(kind="value", what=members[0].name, members=[i.id for i in ordered], reason=f"{reason}：{values}")
