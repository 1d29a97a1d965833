"""Bars for the figures of a table across reports, as an SVG that needs nothing else."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from summarizer.rendering.tables.grid import Grid
from summarizer.rendering.wording.printable import clipped, printable

_MOST_ROWS = 60
_LABEL, _BAR, _ROW, _TOP = 330, 420, 18, 30
_COLOURS = ("#4472a8", "#c77b30", "#5a9a5a", "#8a63a8")


def chart_svg(grid: Grid, columns: Sequence[int], named: Sequence[int]) -> str:
    """Return bars for the given columns, one group a row, all on one scale: give it columns of one unit.

    `named` are the columns that say what a row is.
    """
    found = [row for row in grid.rows if any(row[at].value is not None for at in columns)]
    rows = found[:_MOST_ROWS]
    height = _TOP + _ROW * (len(columns) + 1) * max(1, len(rows)) + _ROW * (len(found) > len(rows))
    size = f'width="{_LABEL + _BAR + 120}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">',
        "".join(_legend(number, grid.heads[at]) for number, at in enumerate(columns)),
    ]
    largest = max((abs(row[at].value or Decimal(0)) for row in rows for at in columns), default=Decimal(0)) or Decimal(1)
    top = _TOP
    for row in rows:
        label = " ".join(row[at].text for at in named if row[at].text)
        parts.append(f'<text x="4" y="{top + 13}">{_shown(label, 32)}</text>')
        for number, at in enumerate(columns):
            parts.append(_bar(row[at].value, row[at].text, largest, number, top))
            top += _ROW
        top += _ROW
    if len(found) > len(rows):
        parts.append(f'<text x="4" y="{top + 13}">另有 {len(found) - len(rows)} 行未画出</text>')
    return "\n".join([*parts, "</svg>\n"])


def _bar(value: Decimal | None, text: str, largest: Decimal, number: int, top: int) -> str:
    if value is None:
        return ""
    width = round(_BAR * abs(value) / largest, 1)
    look = f'fill="{_COLOURS[number % len(_COLOURS)]}" fill-opacity="{"0.4" if value < 0 else "1"}"'
    return (
        f'<rect x="{_LABEL}" y="{top + 2}" width="{width}" height="{_ROW - 4}" {look}/>'
        f'<text x="{_LABEL + float(width) + 4}" y="{top + 13}">{_shown(text, 20)}</text>'
    )


def _legend(number: int, head: str) -> str:
    left = 4 + number * 200
    colour = _COLOURS[number % len(_COLOURS)]
    return (
        f'<rect x="{left}" y="6" width="12" height="12" fill="{colour}"/><text x="{left + 18}" y="16">{_shown(head, 24)}</text>'
    )


def _shown(text: str, most: int) -> str:
    return escape(clipped(printable(text), most))
