"""`summarizer eval`: how much of what a careful reader annotated do the records hold?"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.errors import RecordError, SettingsError

if TYPE_CHECKING:
    from rich.table import Table


def evaluate(
    out: options.Out,
    gold: Annotated[Path, typer.Option(metavar="FOLDER", help="Annotated reports: NAME.numerals.jsonl and NAME.report.json.")],
    only: Annotated[str, typer.Option(metavar="NAME,...", help="Score these annotations alone.")] = "",
    as_json: options.AsJson = False,
) -> None:
    """Score the records of a run against annotated reports, each and all together; use it to choose between models.

    An annotation belongs to the document in which all its numerals stand where it says.
    """
    from rich.console import Console

    from summarizer.reviewing.scoring import Counts, figures
    from summarizer.running.finished.gold import load_annotations, score_output

    wanted = {name for name in only.split(",") if name}
    annotations = [one for one in load_annotations(gold) if not wanted or one.prefix in wanted]
    if unknown := wanted - {one.prefix for one in annotations}:
        raise SettingsError(
            f"--only: {', '.join(sorted(unknown))} not among the annotations of {gold}; look at their names there"
        )
    scored = dict(score_output(out, annotations))
    if not scored:
        raise RecordError(f"{out}: none of its documents is one that {gold} annotates; name the run over those reports")
    rows = {name: figures(counts) for name, counts in scored.items()}
    if len(rows) != 1:
        rows["ALL"] = figures(sum(scored.values(), Counts()))
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    Console().print(_table(rows))
    if missing := [one.prefix for one in annotations if one.prefix not in scored]:
        typer.echo(f"not made on a document of {out}: {', '.join(missing)}", err=True)


def _table(rows: dict[str, dict[str, float]]) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table("figure", *rows, box=box.SIMPLE)
    for figure in next(iter(rows.values())):
        table.add_row(figure, *(f"{row[figure]:.3f}" for row in rows.values()))
    return table
