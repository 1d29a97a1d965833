"""`summarizer brief`: pages from records alone, or one report read, labelled and opened in one step."""

import os
from pathlib import Path
from typing import Annotated, cast

import typer

from summarizer.cli import options
from summarizer.cli.run import carry_out_telling
from summarizer.settings import Language, Settings

DEFAULTS = Settings()


def brief(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="RECORD_OR_REPORT...", help="Records, folders that hold one, or reports.", show_default=False),
    ],
    format: options.Format = DEFAULTS.format,  # noqa: A002 - the flag's name
    language: options.Language = DEFAULTS.language,
    documents: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Texts of the documents.  [default: beside `reports/`, where a run puts them]"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FOLDER", help="Where the briefs go.  [default: beside each record; out for reports]"
        ),
    ] = None,
    model: options.Model = DEFAULTS.model,
    base_url: options.BaseUrl = DEFAULTS.base_url,
    cache: options.Cache = None,
    offline: options.Offline = DEFAULTS.offline,
    open_it: Annotated[bool, typer.Option("--open", help="Open the first brief when it is done.")] = False,
) -> None:
    """Make briefs of records again, without model, cache or source; a report is read and labelled first.

    The source view, and the proof that something is not mentioned, need the text of the document (--documents).
    """
    from summarizer.running.output import OutputFolder
    from summarizer.running.rendering import render_again
    from summarizer.running.run import Run

    settings = Settings(
        model=model,
        base_url=base_url,
        output=output or DEFAULTS.output,
        cache=cache,
        offline=offline,
        format=format,
        language=cast("Language", language),
    )
    records = [path for path in paths if _is_record(path)]
    reports = [path for path in paths if path not in records]
    folders = list(render_again(records, settings.format, settings.language, documents, output))
    code = 0
    if reports:
        target = OutputFolder(output or Path(DEFAULTS.output))
        target.prepare()
        code = carry_out_telling(Run(reports, settings, os.environ, target, quiet=True)).exit_code
        made = (line for line in target.read_lines() if line["state"] in ("complete", "incomplete"))
        folders += [target.report_folder(line["report_id"]) for line in made]
    files = [options.main_file(folder, settings.format) for folder in folders]
    typer.echo("".join(f"{file}\n" for file in files), nl=False)
    if open_it and files:
        typer.launch(str(files[0]))
    raise typer.Exit(code)


def _is_record(path: Path) -> bool:
    """Say whether a path names a record; a folder without one is a folder of reports."""
    return path.suffix == ".json" or (path / "record.json").is_file()
