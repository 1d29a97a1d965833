"""`summarizer export`: the briefs of a run under names that people give, or bound in one PDF."""

from pathlib import Path
from typing import Annotated, cast

import typer

from summarizer.cli import options
from summarizer.errors import OutputError, SettingsError
from summarizer.settings import Language, Settings


def export(
    out: options.Out,
    name: Annotated[
        str,
        typer.Option(metavar="PATTERN", help="Of {place}, {province}, {city}, {county}, {town}, {year}, {doc_type}, {title} …"),
    ] = "{place}_{year}_{doc_type}",
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the copies go.")] = Path("export"),
    formats: Annotated[
        str, typer.Option("--format", metavar="md,html,pdf,docx", help="Which briefs, of those that are there.")
    ] = ("md,html,pdf,docx"),
    merged: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Instead, one PDF of all briefs, with contents and bookmarks. Needs `summarizer[pdf]`."
        ),
    ] = None,
    language: Annotated[str, typer.Option(metavar="zh|en", help="Language of the contents of that PDF.")] = Settings().language,
) -> None:
    """Collect the briefs of a run in one folder, each named by what its report says of itself, or in one PDF."""
    from summarizer.running.counted import counted
    from summarizer.running.finished.exporting import export as collect
    from summarizer.running.finished.exporting import merge

    if merged is None:
        count = 0
        for count, path in enumerate(collect(out, name, to, formats), 1):  # noqa: B007 # looked at below
            typer.echo(path)
        if not count:
            raise OutputError(f"{out}: holds no brief as {formats}; make some with `summarizer run` and --format")
        return
    if merged.suffix.lower() != ".pdf":
        raise SettingsError(f"--merged {merged}: it becomes a PDF; name a file that ends in .pdf")
    settings = Settings(language=cast("Language", language))
    count = merge(out, merged, settings.language)
    typer.echo(merged)
    typer.echo(f"{counted(count, 'brief')} in one PDF", err=True)
