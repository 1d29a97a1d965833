"""The flags that several commands share; every flag can be set by `SUMMARIZER_<NAME>` as well."""

from pathlib import Path
from typing import Annotated

import typer

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
    Path,
    typer.Option("--output", "-o", envvar="SUMMARIZER_OUTPUT", metavar="FOLDER", help="Folder for records, briefs and lists."),
]
Cache = Annotated[
    Path | None,
    typer.Option(
        envvar="SUMMARIZER_CACHE", metavar="FOLDER", help="Folder of the answers that were paid for.  [default: the user's cache]"
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
TimeoutSeconds = Annotated[float, typer.Option(envvar="SUMMARIZER_TIMEOUT_SECONDS", metavar="SECONDS", help="Of one request.")]
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
MaxMegabytes = Annotated[int, typer.Option(envvar="SUMMARIZER_MAX_MEGABYTES", metavar="N", help="Refuse larger files.")]
Manifest = Annotated[
    Path | None,
    typer.Option(
        envvar="SUMMARIZER_MANIFEST", metavar="CSV", help="Where and when inputs were fetched: columns path, url, retrieved."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", envvar="SUMMARIZER_QUIET", help="No progress; errors and results only.")]
AsJson = Annotated[bool, typer.Option("--json", envvar="SUMMARIZER_JSON", help="Print JSON for a program to read.")]
