"""`summarizer export`: the briefs of a run under names that people give."""

from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli import options


def export(
    out: options.Out,
    name: Annotated[
        str,
        typer.Option(
            metavar="PATTERN", help="Of {place}, {province}, {city}, {county}, {town}, {plan_year}, {doc_type}, {title} …"
        ),
    ] = "{place}_{plan_year}_{doc_type}",
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the copies go.")] = Path("export"),
    formats: Annotated[
        str, typer.Option("--format", metavar="md,html,pdf,docx", help="Which briefs, of those that are there.")
    ] = ("md,html,pdf,docx"),
) -> None:
    """Collect the briefs of a run in one folder, each named by what its report says of itself."""
    from summarizer.running.exporting import export as collect

    for path in collect(out, name, to, tuple(each.strip() for each in formats.split(",") if each.strip())):
        typer.echo(path)
