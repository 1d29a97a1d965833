"""The commands of `summarizer golden`, arguments in, exit code out."""

from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli import options
from summarizer.cli.golden.decisions import checked_similarity, decide_all, end, review_in_browser, review_in_terminal, signer_of
from summarizer.errors import SettingsError

DIFFERENCES, PROBLEMS = 100, 1

golden = typer.Typer(
    name="golden",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Keep approved records (goldens), check new runs against them, and decide what is different.",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Golden = Annotated[
    Path,
    typer.Argument(metavar="GOLDEN", help="Folder of goldens: one JSON file a report, decisions.jsonl.", show_default=False),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PATTERN",
        help="Decide only what matches: a field (`indicator.name`, `task.*`), a report (`liuhe-*`), a severity or a reason.",
    ),
]
Comment = Annotated[str, typer.Option("--comment", "-m", metavar="TEXT", help="Why; kept in decisions.jsonl.")]
Reviewer = Annotated[
    str, typer.Option(envvar="SUMMARIZER_REVIEWER", metavar="NAME", help="Who decides.  [default: the account's name]")
]
FailOn = Annotated[
    str, typer.Option(envvar="SUMMARIZER_FAIL_ON", metavar="critical|major|minor", help="Least severity that fails the check.")
]
Format = Annotated[
    str,
    typer.Option("--format", metavar="text|json|markdown|junit|sarif|github", help="Form of the result."),
]


@golden.command()
def add(out: options.Out, goldens: Golden, reviewer: Reviewer = "", comment: Comment = "") -> None:
    """Approve the records of a run that have no golden yet. Goldens that exist stay as they are."""
    from summarizer.running.golden.deciding import add as add_goldens
    from summarizer.running.golden.folder import GoldenFolder

    made, had = add_goldens(out, GoldenFolder(goldens), signer_of(reviewer, comment))
    for name in made:
        typer.echo(goldens / name)
    typer.echo(f"{len(made)} added, {len(had)} were there already", err=True)


@golden.command()
def check(
    out: options.Out,
    goldens: Golden,
    fail_on: FailOn = "major",
    form: Format = "text",
    similarity: options.Similarity = 1.0,
    gold: options.GoldFolder = None,
) -> None:
    """Compare a run with the goldens, field by field, by identity and not by position, and say why each difference arose.

    What differs is put beside its golden as NAME.pending.json, for `review`, `accept` and `reject`; nothing is written where CI
    is set.

    Exit codes: 0 the same, 100 differences at or above --fail-on, 1 a golden or the run can't be used, 2 wrong arguments.
    """
    from summarizer.reviewing.difference import RANKS
    from summarizer.reviewing.formats import FORMATS
    from summarizer.running.golden.checking import CheckSettings
    from summarizer.running.golden.checking import check as check_goldens

    level = next((one for one in RANKS if one == fail_on), None)
    if level is None:
        raise SettingsError(f"--fail-on is {fail_on!r}; it must be critical, major or minor")
    if form not in FORMATS:
        raise SettingsError(f"--format is {form!r}; it must be one of {', '.join(FORMATS)}")
    settings = CheckSettings(checked_similarity(similarity), gold, with_lines=form in ("sarif", "github", "markdown", "json"))
    result = check_goldens(out, goldens, settings)
    typer.echo(FORMATS[form](result, level), nl=False)
    if form != "text":
        for problem in result.problems():
            typer.echo(f"summarizer: {problem}", err=True)
    raise typer.Exit(PROBLEMS if result.problems() else DIFFERENCES if result.failing(level) else 0)


@golden.command()
def accept(
    goldens: Golden, only: Only = None, similarity: options.Similarity = 1.0, reviewer: Reviewer = "", comment: Comment = ""
) -> None:
    """Approve what the last check put beside the goldens, all of it or what --only names.

    What was rejected or marked as known to be wrong stays, unless --only names its key.
    """
    decide_all(goldens, "accept", only, checked_similarity(similarity), signer_of(reviewer, comment))


@golden.command()
def reject(
    goldens: Golden, only: Only = None, similarity: options.Similarity = 1.0, reviewer: Reviewer = "", comment: Comment = ""
) -> None:
    """Refuse what the last check put beside the goldens, all of it or what --only names. The check goes on failing."""
    decide_all(goldens, "reject", only, checked_similarity(similarity), signer_of(reviewer, comment))


@golden.command()
def prune(out: options.Out, goldens: Golden, reviewer: Reviewer = "", comment: Comment = "") -> None:
    """Remove goldens that no report of the run belongs to, and known-wrong marks whose difference is gone."""
    from summarizer.running.counted import counted
    from summarizer.running.golden.checking import gone_marks
    from summarizer.running.golden.deciding import prune as prune_goldens
    from summarizer.running.golden.deciding import withdraw
    from summarizer.running.golden.folder import GoldenFolder

    folder, signer = GoldenFolder(goldens), signer_of(reviewer, comment)
    removed, problems = prune_goldens(out, folder, signer)
    marks = {} if problems else gone_marks(out, goldens)
    withdraw(folder, list(marks), signer)
    for line in (*removed, *(f"known-wrong mark: {what}" for what in marks.values())):
        typer.echo(line)
    end(problems, f"{counted(len(removed), 'file')} and {counted(len(marks), 'mark')} removed")


@golden.command()
def log(goldens: Golden, as_json: options.AsJson = False) -> None:
    """Print who decided what, when and why, oldest first."""
    from summarizer.reviewing.formats.plain import without_steering
    from summarizer.running.golden.decisions import read_decisions
    from summarizer.running.golden.folder import GoldenFolder

    folder = GoldenFolder(goldens)
    folder.names()  # refuses what is no folder
    for one in read_decisions(folder.decisions_path):
        if as_json:
            typer.echo(one.model_dump_json())
        else:
            hashes = f"{one.old_hash or '-'} → {one.new_hash or '-'}"
            words = (one.time, one.reviewer, one.verdict, one.golden, " ".join(one.what.split()), hashes, one.comment)
            typer.echo(without_steering("  ".join(word for word in words if word)))


@golden.command()
def migrate(goldens: Golden, reviewer: Reviewer = "", comment: Comment = "") -> None:
    """Bring goldens of another schema version to this one: unknown fields are dropped, new ones are added empty.

    What would have to be made up is reported instead; such a golden has to be approved anew.
    """
    from summarizer.running.golden.folder import GoldenFolder
    from summarizer.running.golden.migrating import migrate as migrate_goldens

    done, problems = migrate_goldens(GoldenFolder(goldens), signer_of(reviewer, comment))
    for one in done:
        typer.echo(f"{goldens / one.name}: {'; '.join(one.changes) or 'only the version'}")
    end(problems, f"{len(done)} migrated")


@golden.command()
def review(
    out: options.Out,
    goldens: Golden,
    similarity: options.Similarity = 1.0,
    gold: options.GoldFolder = None,
    web: Annotated[bool, typer.Option("--web", help="Review in the browser, on a page that only this machine can open.")] = False,
    browser: Annotated[bool, typer.Option(help="Open the page at once; else only its address is printed.")] = True,
    reviewer: Reviewer = "",
    comment: Comment = "",
) -> None:
    """Look at each difference beside its source sentence and decide: accept, reject, skip, or mark as known to be wrong.

    Differences are grouped by pattern, and a pattern can be decided at once. Each decision is carried out and signed when it is
    made, so quitting loses nothing: the same command goes on where it stopped.
    """
    from summarizer.running.counted import counted
    from summarizer.running.golden.review import open_review

    found = open_review(out, goldens, checked_similarity(similarity), gold)
    for problem in found.result.problems():
        typer.echo(f"summarizer: {problem}", err=True)
    signer = signer_of(reviewer, comment)
    left = review_in_browser(found, signer, open_it=browser) if web else review_in_terminal(found, signer)
    typer.echo(f"{counted(left, 'difference')} undecided" if left else "every difference is decided", err=True)
    if stale := found.stale():
        belongs = counted(len(stale), "golden belongs", "goldens belong")
        typer.echo(f"{belongs} to no report of this run; remove with `summarizer golden prune {out} {goldens}`", err=True)
