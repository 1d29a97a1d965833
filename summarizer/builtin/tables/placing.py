"""Which column each cell of a row stands in."""

from collections.abc import Sequence

from summarizer.builtin.tables.columns import Column
from summarizer.builtin.tables.parting import VALUE
from summarizer.domain.span import Span


def columns_of(view: str, cells: Sequence[Span], columns: Sequence[Column]) -> list[int]:
    """Return the column of each cell. A row that is short of cells lost those at its beginning.

    投资 -2.5 8.0 under 本月, 同比增长, 累计, 同比增长: an amount has no sign, so both are growth.
    """
    lost = len(columns) - len(cells)
    if lost > 0 and columns[0].skipped and cells[0].of(view).strip().isdigit():
        lost = 0  # its number is there: what it lacks stood at its end
    placed = [at + lost for at in range(len(cells))]
    values = {at: found for at, cell in enumerate(cells) if (found := VALUE.fullmatch(cell.of(view)))}
    rates = [at for at, column in enumerate(columns) if column.role in ("growth", "change")]
    signed = any(found["sign"] and placed[at] >= 0 and columns[placed[at]].role == "level" for at, found in values.items())
    if lost > 0 and signed and len(values) == len(rates):
        for at, column in zip(values, rates, strict=True):
            placed[at] = column
    return placed
