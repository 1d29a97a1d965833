"""The command line: arguments in, exit code out. Decides nothing."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from summarizer import __version__
from summarizer.cli.commands import CommandsByName
from summarizer.errors import SettingsError, SummarizerError

USAGE, NOTHING_DONE, INTERRUPTED = 2, 1, 130
# Others do without settings, so a settings file that can't be used doesn't stop them.
SETTABLE = ("run", "brief", "export", "plan", "budget", "doctor", "outline", "compare", "batch", "cache", "golden")

# Of groups of commands, those that take settings.
BELOW = {
    "batch": ("export", "import", "submit", "collect"),
    "cache": ("info", "explain", "prune", "export", "import"),
    "golden": ("check", "review", "accept", "reject"),
}

app = typer.Typer(
    name="summarizer",
    cls=CommandsByName,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"summarizer {__version__}")
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Chinese local-government reports in; one traceable record and one one-page brief per report out.

    Try: `summarizer run FILE_OR_FOLDER -o out`, then open `out/index.html`.

    Settings come from flags, then from the environment (SUMMARIZER_NAME, such as SUMMARIZER_MAX_CHARS for --max-chars), then from
    `summarizer.toml` here. `summarizer doctor` shows them with their origin.
    """
    del version
    if context.invoked_subcommand in SETTABLE:
        from summarizer.settings import given_settings, misspelt_variables  # help does without

        for said in misspelt_variables(os.environ):
            typer.echo(said, err=True)
        given = given_settings(Path(), os.environ)
        below = BELOW.get(context.invoked_subcommand, ())
        context.default_map = {context.invoked_subcommand: dict.fromkeys(below, given) if below else given}


def run_app(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code; an error is one line on stderr, never a traceback."""
    try:
        code = _exit_code(arguments)
        sys.stdout.flush()
    except SummarizerError as error:
        typer.echo(f"summarizer: {error}", err=True)
        return USAGE if isinstance(error, SettingsError) else NOTHING_DONE
    except OSError as error:  # a disk that is full or gone, where no command knows more to say
        typer.echo(
            f"summarizer: {error.filename or 'a file'}: {error.strerror or error}; check the place and its space", err=True
        )
        return NOTHING_DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _exit_code(arguments: list[str] | None) -> int:
    try:
        app(args=arguments, prog_name="summarizer")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    return 0
