"""The flags that several commands share; every flag can be set by `SUMMARIZER_<NAME>` as well."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

if TYPE_CHECKING:
    from summarizer import settings

Model = Annotated[
    str,
    typer.Option(
        envvar="SUMMARIZER_MODEL",
        metavar="NAME",
        help="Model that labels the text. `builtin` lives in the process and needs no key; others are asked at the endpoint.",
    ),
]
BaseUrl = Annotated[
    str,
    typer.Option(
        envvar=["SUMMARIZER_BASE_URL", "OPENAI_BASE_URL"],
        metavar="URL",
        help="OpenAI-compatible endpoint of a network model, such as http://127.0.0.1:11434/v1; the key is OPENAI_API_KEY.",
    ),
]
Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        envvar="SUMMARIZER_OUTPUT",
        metavar="FOLDER|URL",
        help="Folder for records, briefs and lists, also behind a URL such as s3://bucket/out.",
    ),
]
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE_OR_FOLDER...",
        help="Reports; folders are walked. Also URLs, such as s3://bucket/reports.",
        show_default=False,
    ),
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
Answers = Annotated[
    Path | None,
    typer.Option(
        envvar="SUMMARIZER_ANSWERS",
        metavar="FOLDER",
        help="Play the answers that `cache export` wrote and ask no model; --model and --base-url say whose they are.",
    ),
]
Offline = Annotated[
    bool, typer.Option("--offline", envvar="SUMMARIZER_OFFLINE", help="Forbid every model that isn't in the process.")
]
Workers = Annotated[
    int,
    typer.Option(
        envvar="SUMMARIZER_WORKERS",
        metavar="N",
        help="Processes that make reports.  [default: one per core where that pays]",
        show_default=False,
    ),
]
Concurrency = Annotated[int, typer.Option(envvar="SUMMARIZER_CONCURRENCY", metavar="N", help="Questions in flight at once.")]
TimeoutSeconds = Annotated[
    float, typer.Option(envvar="SUMMARIZER_TIMEOUT_SECONDS", metavar="SECONDS", help="How long an endpoint may say nothing.")
]
Step = Annotated[
    str,
    typer.Option(
        envvar="SUMMARIZER_STEP",
        metavar="auto|strict|tools|json_object",
        help="How answers are asked for. auto: strict, and less where the endpoint refuses that.",
    ),
]
RequestsPerMinute = Annotated[
    int, typer.Option(envvar="SUMMARIZER_REQUESTS_PER_MINUTE", metavar="N", help="Limit of the endpoint; 0 for none.")
]
TokensPerMinute = Annotated[
    int, typer.Option(envvar="SUMMARIZER_TOKENS_PER_MINUTE", metavar="N", help="Limit of the endpoint; 0 for none.")
]
WaitSeconds = Annotated[
    float,
    typer.Option(
        envvar="SUMMARIZER_WAIT_SECONDS", metavar="SECONDS", help="The longest wait that the endpoint may ask for (Retry-After)."
    ),
]
OutageMinutes = Annotated[
    float,
    typer.Option(
        envvar="SUMMARIZER_OUTAGE_MINUTES",
        metavar="MINUTES",
        help="How long to wait for an endpoint that can't be reached, before the run stops.",
    ),
]
Until = Annotated[
    str, typer.Option(envvar="SUMMARIZER_UNTIL", metavar="HH:MM", help="Stop cleanly at this time of day (exit 4).")
]
StopWhen = Annotated[
    str,
    typer.Option(
        envvar="SUMMARIZER_STOP_WHEN",
        metavar="RULES",
        help="Stop a bad run (exit 4), such as 'failed>3%,unaccounted>5%'; judged from the third report on.",
    ),
]
Sample = Annotated[int, typer.Option(envvar="SUMMARIZER_SAMPLE", metavar="N", help="Only N of the input files, spread over all.")]
Seed = Annotated[int, typer.Option(envvar="SUMMARIZER_SEED", metavar="N", help="Which sample.")]
Budget = Annotated[
    str,
    typer.Option(
        envvar="SUMMARIZER_BUDGET", metavar="AMOUNT", help="Stop before more than this is spent (exit 4); survives a resume."
    ),
]
BudgetName = Annotated[
    str,
    typer.Option(
        envvar="SUMMARIZER_BUDGET_NAME", metavar="NAME", help="Runs of one name share a budget.  [default: the output folder]"
    ),
]
MinChars = Annotated[
    int,
    typer.Option(envvar="SUMMARIZER_MIN_CHARS", metavar="N", help="Ask about shorter sections together with their neighbours."),
]
MaxChars = Annotated[int, typer.Option(envvar="SUMMARIZER_MAX_CHARS", metavar="N", help="Ask about longer sections in parts.")]
TextLanguage = Annotated[
    str,
    typer.Option(
        envvar="SUMMARIZER_TEXT_LANGUAGE", metavar="zh|en", help="Language of composed text; names stay as in the report."
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        envvar="SUMMARIZER_FORMAT",
        metavar="md,html,pdf,docx",
        help="Formats of the briefs; `record` makes records alone. PDF needs `summarizer[pdf]`.",
    ),
]
Language = Annotated[
    str, typer.Option(envvar="SUMMARIZER_LANGUAGE", metavar="zh|en", help="Language of the labels on briefs, not of their text.")
]
MaxMegabytes = Annotated[int, typer.Option(envvar="SUMMARIZER_MAX_MEGABYTES", metavar="N", help="Refuse larger files.")]
Manifest = Annotated[
    Path | None,
    typer.Option(
        envvar="SUMMARIZER_MANIFEST", metavar="CSV", help="Where and when inputs were fetched: columns path, url, retrieved."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", envvar="SUMMARIZER_QUIET", help="No progress; errors and results only.")]
AsJson = Annotated[bool, typer.Option("--json", envvar="SUMMARIZER_JSON", help="Print JSON for a program to read.")]


def main_file(folder: Path | str, formats: str) -> str:
    """Return what a person opens first of a report's folder."""
    named = [each.strip() for each in formats.split(",")]
    name = next((f"brief.{each}" for each in ("html", "pdf", "docx", "md") if each in named), "record.json")
    return f"{folder}/{name}"


def main_list(output: Path | str) -> str:
    """Return what a person opens first of an output folder."""
    return f"{output}/index.html"


def checked_language(text: str) -> "settings.TextLanguage":
    """Return a language as the settings want it; they refuse others."""
    return cast("settings.TextLanguage", text)
