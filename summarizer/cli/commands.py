"""The commands by name. A command's module is imported when it is called; until then its name and what it is for are enough."""

from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group


class Known(NamedTuple):
    """What is known of a command before its module is imported."""

    place: str
    """`module:name` below `summarizer.cli`."""
    purpose: str
    """The first paragraph of its help."""


COMMANDS: dict[str, Known] = {
    "run": Known("run:run", "Make a record and a brief of every report in files and folders."),
    "brief": Known(
        "brief:brief", "Make briefs of records again, without model, cache or source; a report is read and labelled first."
    ),
    "export": Known(
        "export:export", "Collect the briefs of a run in one folder, each named by what its report says of itself, or in one PDF."
    ),
    "plan": Known(
        "plan:plan",
        "Show what `run` would ask and cost, without asking: reports, questions, tokens, money, and what is answered already.",
    ),
    "budget": Known("budget:budget", "Show what was billed and what is reserved under each budget's name."),
    "doctor": Known(
        "doctor:doctor",
        "Show the settings with their origin, and whether key, endpoint, cache and fonts are in place. The key is never shown.",
    ),
    "outline": Known(
        "outline:outline",
        "Show the reports in a file, their headings as a tree, and the chunks that a model would be asked about.",
    ),
    "show": Known(
        "show:show",
        "Show a record: metadata, indicators with their places, statements, tasks, problems, conflicts, and the audit.",
    ),
    "status": Known(
        "status:status",
        "Show how far the run in a folder is, or how far the last one came. Reads only; SIGUSR1 makes a run itself say the same.",
    ),
    "table": Known(
        "table:table",
        "Set the same indicators of many reports beside each other, in one unit, each figure with the place it was read from.",
    ),
    "track": Known("table:track", "Set the targets of a year beside the results that the next report of the same place gives."),
    "schema": Known("schema:schema", "Print the JSON Schemas of the record and of every answer, or write them as files."),
    "compare": Known(
        "compare:compare",
        "Compare two runs over the same reports, as two models make them: where they agree, where they differ, what each cost.",
    ),
    "serve": Known(
        "serve:serve",
        "Serve the builtin model on loopback as an OpenAI-compatible endpoint, to try a network setup without a key.",
    ),
    "eval": Known(
        "evaluate:evaluate",
        "Score the records of a run against annotated reports, each and all together; use it to choose between models.",
    ),
    "batch": Known(
        "batch:app",
        "Ask by a provider's batch: submit, collect, then `run` the same inputs, which pays only for what is left. Collecting "
        "chunk answers makes second looks and overviews askable: submit again for those, or let `run` ask them.",
    ),
    "cache": Known("cache:app", "Look at, carry and tidy the answers that were paid for."),
    "golden": Known(
        "golden.commands:golden", "Keep approved records (goldens), check new runs against them, and decide what is different."
    ),
}


INTERRUPTED = "summarizer: interrupted"
# What the library that checks arguments says, and what is said instead
_WORDS = {
    "Value error, ": "",
    "Input should be a valid integer, unable to parse string as an integer": "it must be a whole number",
    "Input should be a valid number, unable to parse string as a number": "it must be a number",
}


def plain_words(message: str) -> str:
    """Return what is wrong with an argument, in words for people."""
    for theirs, ours in _WORDS.items():
        message = message.replace(theirs, ours)
    return message


class CommandsByName(TyperGroup):
    """Lists all commands, and imports the one that is called."""

    def __init__(self, **attributes: Any) -> None:
        listed = {name: TyperCommand(name, help=known.purpose) for name, known in COMMANDS.items()}
        super().__init__(**{**attributes, "commands": listed})

    def invoke(self, ctx: Any) -> Any:
        """Call the command; what ends it is said in words of this program."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = plain_words(error.message)
            raise
        except KeyboardInterrupt:  # a run that has begun takes interrupts on itself
            typer.echo(INTERRUPTED, err=True)
            raise

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the name of the command that is called, itself, and its arguments."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, load_command(name) if name in COMMANDS else listed, rest


def load_command(name: str) -> Any:
    """Import a command, or a group of commands, and return it as the command line runs it."""
    module, _, attribute = COMMANDS[name].place.partition(":")
    found = getattr(import_module(f"summarizer.cli.{module}"), attribute)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown")
    alone.callback()(lambda: None)  # makes it a group, also of one
    if isinstance(found, typer.Typer):
        alone.add_typer(found, name=name)
    else:
        alone.command(name)(found)
    return get_group(alone).commands[name]
