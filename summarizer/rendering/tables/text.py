"""A table across reports as CSV, Markdown or one self-contained HTML page."""

import csv
import io
from html import escape
from urllib.parse import quote

from summarizer.rendering.tables.grid import FIELD_HEADS, Cell, Grid
from summarizer.rendering.tables.inert import inert
from summarizer.rendering.wording.printable import printable

_STYLE = (
    "body{font:14px/1.5 sans-serif;margin:2em}table{border-collapse:collapse}"
    "td,th{border:1px solid #ccc;padding:.3em .6em;text-align:left;vertical-align:top}small{color:#666;display:block}"
    "td:first-child,th{white-space:nowrap}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def grid_csv(grid: Grid) -> str:
    """Return the table with a column of places behind each column of figures, and one of notes. Starts with the UTF-8 mark."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in flat_rows(grid):
        writer.writerow([inert(cell) for cell in row])
    return "\ufeff" + text.getvalue()


def flat_rows(grid: Grid) -> list[list[str]]:
    """Return heads and rows as words: `head`, `head 出处` and `head 备注` where a column has any."""
    sourced = [any(row[at].spots for row in grid.rows) for at in range(len(grid.heads))]
    noted = [any(row[at].note for row in grid.rows) for at in range(len(grid.heads))]
    rows: list[list[str]] = [[], *([] for _ in grid.rows)]
    for at, head in enumerate(grid.heads):
        columns = [head, *([f"{head} 出处"] if sourced[at] else []), *([f"{head} 备注"] if noted[at] else [])]
        rows[0].extend(columns)
        for line, row in zip(rows[1:], grid.rows, strict=True):
            cell = row[at]
            line.append(cell.text)
            line.extend([" ".join(map(str, cell.spots))] if sourced[at] else [])
            line.extend([cell.note] if noted[at] else [])
    return rows


def grid_markdown(grid: Grid) -> str:
    """Return the table with each figure linked to its place."""
    lines = [[_marked(FIELD_HEADS.get(head, head)) for head in grid.heads], ["---"] * len(grid.heads)]
    lines += [[_markdown_cell(cell, grid.page) for cell in row] for row in grid.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def grid_html(grid: Grid, chart: str = "") -> str:
    """Return a page with the table, and above it a chart (an SVG of ours) where one is given."""
    heads = "".join(f"<th>{_shown(FIELD_HEADS.get(head, head))}</th>" for head in grid.heads)
    cells = ("".join(_html_cell(cell, grid.page) for cell in row) for row in grid.rows)
    rows = "".join(f"<tr>{row}</tr>\n" for row in cells)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{_shown(grid.title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}"><style>{_STYLE}</style></head>\n'
        f"<body><h1>{_shown(grid.title)}</h1>\n{chart}<table><thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></body></html>\n"
    )


def _html_cell(cell: Cell, page: str) -> str:
    text = _shown(cell.text)
    for spot in cell.spots:
        link = escape(quote(spot.link(page), safe="/#"))
        text = f'<a href="{link}" title="{_shown(spot.quote)}">{text}</a><small>{_shown(str(spot))}</small>'
    note = f"<small>{_shown(cell.note)}</small>" if cell.note else ""
    return f"<td>{text}{note}</td>"


def _markdown_cell(cell: Cell, page: str) -> str:
    text = _marked(cell.text)
    for spot in cell.spots:
        text = f"[{text}]({quote(spot.link(page), safe='/#')}) `{spot.start}-{spot.end}`"
    return f"{text}（{_marked(cell.note)}）" if cell.note else text


def _shown(text: str) -> str:
    return escape(printable(text))


def _marked(text: str) -> str:
    """Return text in which nothing is Markdown or HTML."""
    plain = printable(text).replace("\n", " ")
    return "".join(f"&#{ord(letter)};" if letter in "|[]<>&*_`\\#!()" else letter for letter in plain)
