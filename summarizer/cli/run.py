"""`summarizer run`: reports in, records and briefs out."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli import options
from summarizer.cli.main_files import main_file, main_list
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.running.closing import Outcome
    from summarizer.running.outputs.folder import OutputFolder
    from summarizer.running.run import Run


@options.takes_settings()
def run(
    paths: options.Inputs,
    settings: Settings,
    prune: Annotated[
        bool, typer.Option("--prune", envvar="SUMMARIZER_PRUNE", help="Remove reports that an earlier run left here.")
    ] = False,
    only_failed: Annotated[
        bool, typer.Option("--only-failed", help="Retry what gave no complete report; leave all else as the last run left it.")
    ] = False,
    log_json: Annotated[
        Path | None, typer.Option("--log-json", metavar="FILE", help="Append what happens to a file, one JSON line an event.")
    ] = None,
    quiet: options.Quiet = False,
    as_json: options.AsJson = False,
) -> None:
    """Make a record and a brief of every report in files and folders.

    Reports that an earlier run finished with the same input, settings, model, prompts, schema and rules are left alone.

    Prints one line per report; problems go to stderr, one line each. People open `out/index.html`; programs read the list
    `out/reports.jsonl`. `summarizer status OUT` shows from elsewhere how far a run is.

    Exit codes: 0 complete, 1 nothing could be done or the run was stopped, 2 wrong arguments or settings, 3 some inputs missing,
    unreadable, without a report or incomplete, 4 a limit of yours is reached, 130 interrupted. What was answered is kept: the
    same command goes on.
    """
    from summarizer.running.outputs.published import open_output
    from summarizer.running.run import Run

    output_folder = open_output(settings.output)
    job = Run(options.places(paths), settings, os.environ, output_folder, prune=prune, only_failed=only_failed, quiet=quiet)
    outcome = carry_out_telling(job, log_json)
    if as_json:
        typer.echo(json.dumps(outcome.summary, ensure_ascii=False))
    else:
        _list_reports(output_folder, settings.format)
    if not quiet and not as_json:
        _say_end(outcome, settings)
    raise typer.Exit(outcome.exit_code)


def carry_out_telling(job: "Run", log: Path | None = None) -> "Outcome":
    """Carry out a run and tell the terminal how far it is."""
    from rich.console import Console

    from summarizer.running.engines.signals import shown_on_request
    from summarizer.running.network.endpoint import announce
    from summarizer.running.progress.showing import Telling
    from summarizer.running.run import carry_out, check_settings

    console = Console(stderr=True)
    check_settings(job)
    for line in announce(job.settings, job.environment):
        typer.echo(line, err=True)
    with (
        Telling(console, job.output.root, quiet=job.quiet, log=log) as telling,
        shown_on_request(telling.ask),
    ):
        return carry_out(job, telling)


def _list_reports(output: "OutputFolder", formats: str) -> None:
    for row in output.read_lines():
        if row["state"] in ("complete", "incomplete"):
            brief = main_file(output.shown_folder(row["report_id"]), formats)
            typer.echo(f"{row['state']}\t{brief}\t{row['title']}")


def _say_end(outcome: "Outcome", settings: Settings) -> None:
    from summarizer.running.counted import counted

    summary = outcome.summary
    states = ", ".join(f"{count} {state}" for state, count in summary["states"].items() if count)
    not_begun = f", {counted(summary['left'], 'input')} not begun" if summary["left"] else ""
    kept = f" ({summary['done']['kept']} of them finished before)" if summary["done"]["kept"] else ""
    typer.echo(
        f"{states or 'nothing finished'}{kept}{not_begun} in {summary['seconds']:.1f} s; list: {main_list(settings.output)}",
        err=True,
    )
    _say_costs(summary, settings)
    say_characters(summary["borrowed_characters"], summary["undrawn_characters"])
    if len(models := summary["replied_by"]) > 1:
        typer.echo(f"The replies name more than one model: {', '.join(models)}", err=True)
    elsewhere = "of inputs that are not among those of this run"
    for why, left in (("superseded by another wording", outcome.superseded), (elsewhere, outcome.removed)):
        if left:
            stand, them = ("stand", "them") if len(left) > 1 else ("stands", "it")
            hint = (
                "--prune deletes nothing where an input is missing" if summary["states"]["missing"] else f"--prune deletes {them}"
            )
            what = "deleted" if summary["pruned"] else f"{stand} there still ({hint})"
            typer.echo(f"{counted(len(left), 'report')} {why} {what}: {', '.join(left[:5])}", err=True)


def say_characters(borrowed: dict[str, str], undrawn: dict[str, str]) -> None:
    """Say on stderr which characters of printed pages the program's own fonts lack; both map a report to them."""
    from summarizer.running.outputs.rendered import told_characters

    for told in told_characters(borrowed, undrawn):
        typer.echo(told, err=True)


def _say_costs(summary: dict[str, Any], settings: Settings) -> None:
    from summarizer.running.counted import counted

    if summary["calls"] and settings.model != "builtin":
        typer.echo(
            f"{counted(summary['calls'], 'call')}; tokens estimated {summary['estimated_prompt_tokens']} in and "
            f"{summary['estimated_completion_tokens']} out, billed {summary['prompt_tokens']} "
            f"(of them {summary['cached_tokens']} cached, {_share(summary['cached_tokens'], summary['prompt_tokens'])}) "
            f"and {summary['completion_tokens']}",
            err=True,
        )
        if "billed_cost" in summary:
            cost = f"estimated {summary['estimated_cost']}, billed {summary['billed_cost']} {summary['currency']}"
            typer.echo(f"cost: {cost}", err=True)
    if summary["sampled"]:
        shares = ", ".join(f"{name} {share:.1%}" for name, share in summary["shares"].items())
        typer.echo(f"sample: {shares}; {_projected(summary)}", err=True)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "0%"


def _projected(summary: dict[str, Any]) -> str:
    """Return what the whole would take if it is like the sample, by size, since one file may hold many reports."""
    read, found = summary["sampled_bytes"]
    factor = found / read if read else 0
    tokens = (
        f"the whole: about {summary['prompt_tokens'] * factor:.0f} tokens in, {summary['completion_tokens'] * factor:.0f} out"
    )
    cost = f", {float(summary['billed_cost']) * factor:.2f} {summary['currency']}" if "billed_cost" in summary else ""
    return tokens + cost
