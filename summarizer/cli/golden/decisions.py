"""What the commands that decide about goldens share: who signs, and deciding many differences at once."""

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from summarizer.errors import SettingsError, SummarizerError

if TYPE_CHECKING:
    from summarizer.running.golden.deciding import Signer
    from summarizer.running.golden.folder import GoldenFolder
    from summarizer.running.golden.review import Review

PROBLEMS = 1


def signer_of(reviewer: str, comment: str) -> "Signer":
    """Return who signs a decision: the reviewer that was named, else the account."""
    from summarizer.running.golden.deciding import Signer

    return Signer(reviewer, comment) if reviewer else Signer(comment=comment)


def checked_similarity(similarity: float) -> float:
    """Return a share between 0 and 1. Raise SettingsError on another number."""
    if not 0 <= similarity <= 1:
        raise SettingsError(f"--similarity is {similarity}; it must lie between 0 and 1")
    return similarity


def decide_all(
    goldens: Path, verdict: Literal["accept", "reject"], only: list[str] | None, similarity: float, signer: "Signer"
) -> None:
    """Decide everything that waits, or what the patterns name; print it, and leave with 1 when a golden can't be used."""
    from summarizer.running.golden.folder import GoldenFolder
    from summarizer.running.golden.writing import refuse_in_ci

    refuse_in_ci()
    folder, problems, count = GoldenFolder(goldens), list[str](), 0
    folder.names()
    for name in folder.pending_names():
        try:
            count += _decide_one(folder, name, verdict, only, similarity, signer)
        except SummarizerError as error:
            problems.append(str(error))
    end(problems, f"{count} differences: {verdict}" if count else "nothing waits for this; `summarizer golden check` looks anew")


def _decide_one(
    folder: "GoldenFolder",
    name: str,
    verdict: Literal["accept", "reject"],
    only: list[str] | None,
    similarity: float,
    signer: "Signer",
) -> int:
    from summarizer.reviewing.formats.plain import said
    from summarizer.running.golden.deciding import decide, undecided, waiting

    found = waiting(folder, name, similarity).findings
    if only:
        open_keys = {one.key for one in undecided(folder, found)}
        found = [one for one in found if one.key in only or (one.key in open_keys and any(map(one.matches, only)))]
    else:
        found = undecided(folder, found)
    decided = decide(folder, name, {one.key for one in found}, verdict, signer, similarity)
    for one in decided:
        typer.echo(f"{name}: {said(one)}")
    return len(decided)


def end(problems: list[str], summary: str) -> None:
    """Say how it went on stderr, and leave with 1 when something couldn't be used."""
    for problem in problems:
        typer.echo(f"summarizer: {problem}", err=True)
    typer.echo(summary, err=True)
    if problems:
        raise typer.Exit(PROBLEMS)


def review_in_terminal(review: "Review", signer: "Signer") -> int:
    """Let the reviewer decide with keys; return how many differences are left. Raise SettingsError without a terminal."""
    import click
    from rich.console import Console

    from summarizer.cli.golden.terminal import TerminalReview

    if not review.undecided():
        return 0
    if not sys.stdin.isatty():
        raise SettingsError("a review needs a terminal; use `golden review --web`, or `golden accept --only PATTERN`")
    TerminalReview(review, signer, Console(), click.getchar).run()
    return len(review.undecided())


def review_in_browser(review: "Review", signer: "Signer", *, open_it: bool) -> int:
    """Serve the review page until Ctrl-C; return how many differences are left. Raise SettingsError without the extra."""
    try:
        from summarizer.running.golden.web.serving import serving
    except ImportError as error:
        raise SettingsError(f"--web needs {error.name}; install it with `pip install 'summarizer[web]'`") from None
    import webbrowser

    with serving(review, signer) as ready:
        typer.echo(f"{ready.address}\n(good for one use; Ctrl-C ends the review)")
        if open_it:
            webbrowser.open(ready.address)
        with contextlib.suppress(KeyboardInterrupt):
            ready.run()
    return len(review.undecided())
