"""A table across reports as a spreadsheet or a Parquet file. The libraries are an extra and imported when they are needed."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from summarizer.errors import OutputError
from summarizer.rendering.tables.grid import Grid
from summarizer.rendering.tables.text import flat_rows
from summarizer.rendering.wording.printable import printable

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def grid_parquet(grid: Grid) -> bytes:
    """Return the table as Parquet: figures as numbers, places and notes as text. Raise OutputError without the extra."""
    polars = _imported("polars")
    head, *rows = flat_rows(grid)
    figures = {name for at, name in enumerate(grid.heads) if any(row[at].value is not None for row in grid.rows)}
    columns: dict[str, Any] = {name: [row[at] for row in rows] for at, name in enumerate(head)}
    for at, name in enumerate(grid.heads):
        if name in figures:
            columns[name] = [None if (value := row[at].value) is None else float(value) for row in grid.rows]
    frame = polars.DataFrame(columns, schema={name: polars.Float64 if name in figures else polars.String for name in columns})
    data = io.BytesIO()
    frame.write_parquet(data)
    return data.getvalue()


def grid_xlsx(grid: Grid, folder: Path) -> bytes:
    """Return the table as a spreadsheet, each figure linked to its place below `folder`, its place and note as a comment.

    Nothing in it is a formula. Raise OutputError without the extra.
    """
    xlsxwriter = _imported("xlsxwriter")
    data = io.BytesIO()
    # a fixed date, so that the same records give the same bytes
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"created": _EPOCH})
        sheet = book.add_worksheet("table")
        for column, head in enumerate(grid.heads):
            sheet.write_string(0, column, printable(head))
        for number, row in enumerate(grid.rows, 1):
            for column, cell in enumerate(row):
                if cell.spots:
                    target = (folder / cell.spots[0].link(grid.page)).as_posix()
                    sheet.write_url(number, column, f"external:{target}", string=printable(cell.text))
                    words = [*(f"{spot}: {spot.quote}" for spot in cell.spots), cell.note]
                    sheet.write_comment(number, column, printable("\n".join(filter(None, words))))
                if cell.value is not None and cell.text == f"{cell.value:f}":
                    sheet.write_number(number, column, float(cell.value))
                elif not cell.spots:
                    sheet.write_string(number, column, printable(cell.text))
    return data.getvalue()


def _imported(name: str) -> Any:
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise OutputError(
            f"{name} is not installed; `pip install 'summarizer[tables]'`, or take --format csv, md or html"
        ) from error
