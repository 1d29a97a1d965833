"""`summarizer brief`: pages from records alone, or one report read, labelled and opened in one step."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.main_files import main_file
from summarizer.cli.run import carry_out_telling, say_characters
from summarizer.errors import RecordError
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.running.outputs.rendered import Rendered

NOTHING_DONE, SOME_FAILED = 1, 3
_FOLDER = Path("briefs")


@options.takes_settings("output", "format", "language", "model", "base_url", "cache", "offline")
def brief(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="RECORD_OR_REPORT",
            help="Records, folders that hold one, outputs of runs, or reports.",
            show_default=False,
            readable=False,
        ),
    ],
    settings: Settings,
    documents: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Texts of the documents.  [default: beside `reports/`, where a run puts them]"),
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open the first brief when it is done.")] = False,
) -> None:
    """Make briefs of records again, without model, cache or source; a report is read and labelled first.

    Briefs of records are put beside them unless --output names a folder; those of reports stand in that folder, or in `briefs`.

    The source view, and the proof that something is not mentioned, need the text of the document (--documents).
    """
    from summarizer.running.finished.rendering import render_again
    from summarizer.running.outputs.folder import OutputFolder
    from summarizer.running.run import Run

    found = [each for path in paths for each in _records_of_run(path) or [path]]
    records = [path for path in found if _is_record(path)]
    reports = [path for path in found if path not in records]
    elsewhere = Path(settings.output) if options.is_on_command_line(context, "output") else None
    rendered: dict[Path, Rendered] = {}
    code = 0
    for record in records:
        try:
            rendered |= render_again([record], settings.format, settings.language, documents, elsewhere)
        except RecordError as error:  # the others can still be made
            typer.echo(f"summarizer: {error}", err=True)
            code = SOME_FAILED
    folders = list(rendered)
    say_characters({f.name: r.borrowed for f, r in rendered.items()}, {f.name: r.undrawn for f, r in rendered.items()})
    if reports:
        # the lists of a run in the default folder are not those of a report looked at in between
        given = context.get_parameter_source("output")
        target = OutputFolder(_FOLDER if given is None or given.name == "DEFAULT" else Path(settings.output))
        code = carry_out_telling(Run(reports, settings, os.environ, target, quiet=True)).exit_code or code
        made = (line for line in target.read_lines() if line["state"] in ("complete", "incomplete"))
        folders += [target.report_folder(line["report_id"]) for line in made]
    files = [main_file(folder, settings.format) for folder in folders]
    typer.echo("".join(f"{file}\n" for file in files), nl=False)
    if open_it and files:
        typer.launch(str(files[0]))
    raise typer.Exit(code if folders or code != SOME_FAILED else NOTHING_DONE)


def _records_of_run(path: Path) -> list[Path]:
    """Return all records in the output folder of a run, nothing for another path."""
    from summarizer.running.inputs.files import OUTPUT_MARK

    return sorted(path.glob("reports/*/record.json")) if (path / OUTPUT_MARK).is_file() else []


def _is_record(path: Path) -> bool:
    """Say whether a path names a record; a folder without one is a folder of reports."""
    return path.suffix == ".json" or (path / "record.json").is_file()
