"""A numeral while it is being read: what its neighbours tell is added before it becomes final."""

from decimal import Decimal

from msgspec import Struct

from summarizer.domain.grammar.unit_table import Unit, amount, read_unit
from summarizer.domain.scan import Basis, Bound, Numeral, Sign
from summarizer.domain.span import Span

NO_UNIT = read_unit("", "")


class Draft(Struct):
    """All that is known of a numeral so far. Offsets are the view's."""

    start: int
    end: int
    value: str
    after: int
    """Where the words behind value, unit and tail begin."""
    clause: int = 0
    """Where the clause that holds it begins."""
    unit: Unit = NO_UNIT
    unit_start: int = 0
    unit_end: int = 0
    bound: Bound = "eq"
    sign: Sign = 1
    basis: Basis = ""
    estimated: bool = False
    qualifiers: tuple[Span, ...] = ()
    dismissed: str = ""
    group: int = 0
    is_rank: bool = False
    number: Decimal | None = None
    """The value as a decimal where `value` is no decimal (1/5)."""


def finished(draft: Draft) -> Numeral:
    """Return the numeral that a draft describes."""
    measured = draft.dismissed == "" and not draft.is_rank
    return Numeral(
        Span(draft.start, draft.end),
        draft.value,
        draft.unit.name,
        Span(draft.unit_start, draft.unit_end) if draft.unit_end else None,
        draft.bound,
        draft.sign,
        draft.basis,
        draft.estimated,
        draft.qualifiers,
        _amount(draft) if measured else "",
        draft.unit.base if measured else "",
        draft.dismissed,
        draft.group,
    )


def _amount(draft: Draft) -> str:
    if draft.unit.factor == 1 and draft.value.isdigit() and draft.value[0] != "0":
        return draft.value  # most are counts of the base unit itself
    if draft.number is None:
        return amount(Decimal(draft.value), draft.unit)
    over, bar, under = draft.value.partition("/")
    # A third has no exact decimal.
    return "" if bar and draft.number * Decimal(under) != Decimal(over) else amount(draft.number, draft.unit)
