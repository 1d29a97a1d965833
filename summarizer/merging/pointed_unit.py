"""A unit that stands elsewhere (a table's head, a caption) and that the answer points to."""

import re
from decimal import Decimal

from summarizer.domain.grammar.unit_table import MULTIPLIER_PATTERN, PER_PATTERN, UNIT_PATTERN, amount, read_unit

# `亿元`, `万人次`, `元/平方米`
_UNIT = re.compile(rf"(?P<times>{MULTIPLIER_PATTERN})?(?P<unit>{UNIT_PATTERN})(?P<per>{PER_PATTERN})?")


def amount_in(value: str, unit: str) -> tuple[str, str]:
    """Return a value in the base unit of a written unit, and that base unit; twice `""` where either can't be read."""
    said = _UNIT.fullmatch(unit)
    if said is None or not value.replace(".", "", 1).isdecimal():
        return "", ""
    read = read_unit(said["times"] or "", said["unit"], said["per"] or "")
    return amount(Decimal(value), read), read.base
