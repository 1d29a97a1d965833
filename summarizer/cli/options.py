"""Flags and arguments, each declared once: the settings of a run as flags, and what several commands share."""

import functools
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any

import typer

from summarizer.settings import Settings

Command = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Flag:
    """How a setting is given on the command line; its name, type and default are those of the setting."""

    panel: str
    """Where the help lists it."""
    metavar: str
    help: str
    short: str = ""
    default_words: str = ""
    """Said in place of a default that stands for something else."""
    kind: object = None
    """Its type on the command line where that is another than the setting's."""


_WHAT, _MODEL, _ENDPOINT, _LIMITS, _RECORD, _BRIEFS = (
    "Inputs and outputs",
    "The model and its answers",
    "A model behind a network",
    "Limits of a run",
    "Records",
    "Briefs",
)
FLAGS = {
    "output": Flag(
        _WHAT,
        "FOLDER|URL",
        "Folder for records, briefs and lists, also behind a URL such as s3://bucket/out.",
        short="-o",
        kind=str,
    ),
    "manifest": Flag(_WHAT, "CSV", "Where and when inputs were fetched: columns path, url, retrieved."),
    "max_megabytes": Flag(_WHAT, "N", "Refuse larger files."),
    "sample": Flag(_WHAT, "N", "Only N of the input files, spread over all; 0 for all."),
    "seed": Flag(_WHAT, "N", "Which sample."),
    "engine": Flag(_WHAT, "local|ray", "Where reports are made: by processes of this machine, or by a Ray cluster."),
    "address": Flag(
        _WHAT,
        "auto|HOST:PORT",
        "Of the Ray cluster.",
        default_words="one that lives on this machine as long as the run",
    ),
    "workers": Flag(_WHAT, "N", "Processes that make reports.", default_words="one per core where that pays"),
    "model": Flag(
        _MODEL,
        "NAME",
        "Model that labels the text. `builtin` lives in the process and needs no key; others are asked over a network.",
    ),
    "offline": Flag(_MODEL, "", "Forbid every model that isn't in the process."),
    "cache": Flag(
        _MODEL,
        "FOLDER|URL",
        "Where the answers that were paid for are kept: a folder, or redis://HOST:PORT/0 that many machines share.",
        default_words="the user's cache",
        kind=str | None,
    ),
    "answers": Flag(
        _MODEL,
        "FOLDER",
        "Play the answers that `cache export` wrote and ask no model; --model and --base-url say whose they are.",
    ),
    "base_url": Flag(
        _ENDPOINT,
        "URL",
        "OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1 (or OPENAI_BASE_URL). The key is OPENAI_API_KEY.",
    ),
    "step": Flag(
        _ENDPOINT,
        "STEP",
        "How answers are asked for: strict, tools or json_object; auto is strict, and less where that is refused.",
    ),
    "concurrency": Flag(_ENDPOINT, "N", "Questions in flight at once."),
    "timeout_seconds": Flag(_ENDPOINT, "SECONDS", "How long an endpoint may say nothing."),
    "requests_per_minute": Flag(_ENDPOINT, "N", "Limit of the endpoint; 0 for none."),
    "tokens_per_minute": Flag(_ENDPOINT, "N", "Limit of the endpoint; 0 for none."),
    "wait_seconds": Flag(_ENDPOINT, "SECONDS", "The longest wait that the endpoint may ask for (Retry-After)."),
    "outage_minutes": Flag(_ENDPOINT, "MINUTES", "How long to wait for an endpoint that can't be reached, before the run stops."),
    "budget": Flag(_LIMITS, "AMOUNT", "Stop before more than this is spent (exit 4); survives a resume."),
    "budget_name": Flag(_LIMITS, "NAME", "Runs of one name share a budget.", default_words="the output folder"),
    "until": Flag(_LIMITS, "HH:MM", "Stop cleanly at this time of day (exit 4)."),
    "stop_when": Flag(
        _LIMITS, "RULES", "Stop a bad run (exit 4), such as 'failed>3%,unaccounted>5%'; judged from the third report on."
    ),
    "min_chars": Flag(_RECORD, "N", "Ask about shorter sections together with their neighbours."),
    "max_chars": Flag(_RECORD, "N", "Ask about longer sections in parts."),
    "text_language": Flag(_RECORD, "zh|en", "Language of composed text; names stay as in the report."),
    "format": Flag(
        _BRIEFS,
        "FORMATS",
        "Of md, html, pdf (needs `summarizer[pdf]`) and docx, with commas between; `record` makes records alone.",
    ),
    "language": Flag(_BRIEFS, "zh|en", "Language of the labels on briefs, not of their text."),
}
"""Every setting, in the order of the help."""


def takes_settings(*shown: str) -> Callable[[Command], Command]:
    """Give a command the flags of all settings; it gets what they say as its argument `settings`.

    Its help lists those that are named, all of them where none is. The others are taken as well, so that flags, environment and
    settings file mean the same to every command: what `run` will do is what `plan` foresees with the same words.
    """

    def decorated(command: Command) -> Command:
        own = [each for name, each in inspect.signature(command).parameters.items() if name != "settings"]
        flags = [_parameter(name, hidden=bool(shown) and name not in shown) for name in FLAGS]

        @functools.wraps(command)
        def with_settings(**given: object) -> None:
            values: dict[str, Any] = {name: given.pop(name) for name in FLAGS}
            values["output"], *_ = places([values["output"]])
            command(**given, settings=Settings(**values))

        parameters = [*own, *flags]
        with_settings.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # what typer reads
        with_settings.__annotations__ = {each.name: each.annotation for each in parameters}
        return with_settings

    return decorated


def _parameter(name: str, *, hidden: bool) -> Parameter:
    flag, setting = FLAGS[name], next(each for each in fields(Settings) if each.name == name)
    words = f"  [default: {flag.default_words}]" if flag.default_words else ""
    declared = [f"--{name.replace('_', '-')}", *filter(None, [flag.short])]
    option = typer.Option(
        *declared,
        metavar=flag.metavar,
        help=flag.help + words,
        show_default=not words,
        rich_help_panel=flag.panel,
        hidden=hidden,
    )
    default = str(setting.default) if flag.kind is str else setting.default
    kind = flag.kind or setting.type
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option])


def places(arguments: Iterable[str]) -> list[Path | str]:
    """Return what arguments name: paths of this machine, or URLs."""
    from summarizer.running.inputs.remote import place_of

    return [place_of(argument) for argument in arguments]


def is_on_command_line(context: typer.Context, name: str) -> bool:
    """Say whether a setting was given as a flag, and not by the environment, the settings file or nobody."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE_OR_FOLDER",
        help="Reports; folders are walked, but for links and outputs of runs. Also URLs, such as s3://bucket/reports.",
        show_default=False,
    ),
]
Out = Annotated[Path, typer.Argument(metavar="OUT", help="Output folder of a run.", show_default=False, readable=False)]
OutAnywhere = Annotated[str, typer.Argument(metavar="OUT", help="Output folder of a run, or its URL.", show_default=False)]
ReportFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="A file that holds reports.", show_default=False, readable=False)
]
Cache = Annotated[
    str | None,
    typer.Option(
        envvar="SUMMARIZER_CACHE",
        metavar="FOLDER|URL",
        help="Where the answers that were paid for are kept: a folder, or redis://HOST:PORT/0 that many machines share.  "
        "[default: the user's cache]",
    ),
]
GoldFolder = Annotated[
    Path | None,
    typer.Option(
        envvar="SUMMARIZER_GOLD", metavar="FOLDER", help="Annotated reports; tells which side of a difference they support."
    ),
]
Similarity = Annotated[
    float,
    typer.Option(
        envvar="SUMMARIZER_SIMILARITY",
        metavar="0-1",
        help="Least likeness at which written text counts as the same; at 1 only punctuation and blanks may differ.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", envvar="SUMMARIZER_QUIET", help="No progress; errors and results only.")]
AsJson = Annotated[bool, typer.Option("--json", envvar="SUMMARIZER_JSON", help="Print JSON for a program to read.")]
