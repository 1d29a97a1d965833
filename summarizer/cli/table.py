"""`summarizer table` and `summarizer track`: figures of many reports beside each other."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.errors import OutputError, SettingsError

if TYPE_CHECKING:
    from summarizer.rendering.tables.grid import Grid

Form = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="csv|xlsx|parquet|md|html",
        help="What to write.  [default: what the name of the file ends in, csv on stdout]",
    ),
]
To = Annotated[
    Path | None,
    typer.Option("--to", metavar="FILE", help="Where to write it; links work beside OUT/index.html.  [default: stdout]"),
]
Chart = Annotated[Path | None, typer.Option("--chart", metavar="FILE", help="Also draw it, as an SVG.")]
_BINARY = ("xlsx", "parquet")


def table(
    out: options.OutAnywhere,
    indicators: Annotated[str, typer.Option(metavar="ID,...", help="Ids of the registry, such as gdp.", show_default=False)],
    by: Annotated[
        str, typer.Option(metavar="FIELD,...", help="One row for each of: place, province, city, county, year, type, report.")
    ] = "place,year",
    kind: Annotated[str, typer.Option(metavar="actual|target", help="Results or targets.")] = "actual",
    form: Form = None,
    to: To = None,
    chart: Chart = None,
) -> None:
    """Set the same indicators of many reports beside each other, in one unit, each figure with the place it was read from.

    Where two reports give different figures, both are told; where units differ, the cell says 无法比较.
    """
    from summarizer.running.finished.tables import table_of

    written = _form_of(form, to, chart)
    folder = _folder(out)
    grid = table_of(folder, _names(indicators), _names(by), kind)
    if not grid.rows:
        typer.echo(f"no report of {out} gives a figure ({kind}) for {indicators}: nothing to show", err=True)
    _write(grid, written, folder, to, chart)


def track(out: options.OutAnywhere, form: Form = None, to: To = None, chart: Chart = None) -> None:
    """Set the targets of a year beside the results that the next report of the same place gives.

    Each is met (完成), missed (未完成), or can't be compared (无法比较), with the reason.
    """
    from summarizer.running.finished.tables import track_of

    written = _form_of(form, to, chart)
    folder = _folder(out)
    grid = track_of(folder)
    if not grid.rows:
        typer.echo(f"{out}: no report gives targets for a year that another one, of the same place, reviews: no rows", err=True)
    _write(grid, written, folder, to, chart)


def _folder(out: str) -> Path:
    from summarizer.running.inputs.remote import place_of
    from summarizer.running.outputs.published import fetched_output

    return fetched_output(place_of(out))


def _form_of(form: str | None, to: Path | None, chart: Path | None) -> str:
    """Return what is to be written: what --format says, or else the end of the file's name. Raise SettingsError."""
    from summarizer.running.finished.tables import FORMATS

    known = ", ".join(FORMATS)
    ending = to.suffix.lower().removeprefix(".") if to else ""
    if form is None and ending and ending not in FORMATS:
        raise SettingsError(f"--to {to}: .{ending} is no form of a table; known are {known} (or say which with --format)")
    if form is not None and form not in FORMATS:
        raise SettingsError(f"--format: {form!r} not known; known are {known}")
    if form is not None and ending in FORMATS and ending != form:
        raise SettingsError(f"--format {form} and --to {to} name two forms; leave one of them out")
    if to is None and form in _BINARY:
        raise SettingsError(f"--format {form} is no text; name a file with --to")
    if chart is not None and chart.suffix.lower() != ".svg":
        raise SettingsError(f"--chart {chart}: charts are SVG; name a file that ends in .svg")
    return form or ending or "csv"


def _write(grid: "Grid", form: str, out: Path, to: Path | None, chart: Path | None) -> None:
    from summarizer.running.finished.tables import chart_of, table_file

    data = table_file(grid, form, out.absolute())
    if to is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        _store(to, data)
    if chart is not None:
        _store(chart, chart_of(grid).encode("utf-8", "replace"))


def _store(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{path}: can't be written ({error.strerror}); name another file") from error


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
