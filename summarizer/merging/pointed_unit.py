"""A unit that stands elsewhere (a table's head, a caption) and that the answer points to."""

from decimal import Decimal

from summarizer.domain.grammar.unit_table import amount, read_written_unit


def amount_in(value: str, unit: str) -> tuple[str, str]:
    """Return a value in the base unit of a written unit, and that base unit; twice `""` where either can't be read."""
    read = read_written_unit(unit)
    if read is None or not value.replace(".", "", 1).isdecimal():
        return "", ""
    return amount(Decimal(value), read), read.base
