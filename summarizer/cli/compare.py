"""`summarizer compare`: two runs side by side."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.golden.decisions import checked_similarity

if TYPE_CHECKING:
    from rich.table import Table

    from summarizer.running.golden.run_comparing import Comparison


def compare(
    out_a: Annotated[Path, typer.Argument(metavar="OUT_A", help="Output folder of one run.", show_default=False)],
    out_b: Annotated[Path, typer.Argument(metavar="OUT_B", help="Output folder of another run.", show_default=False)],
    gold: options.GoldFolder = None,
    similarity: options.Similarity = 1.0,
    as_json: options.AsJson = False,
) -> None:
    """Compare two runs over the same reports, as two models make them: where they agree, where they differ, what each cost.

    With --gold it says in how many differences the annotated facts support which run, and scores both.
    """
    from rich.console import Console

    from summarizer.running.golden.run_comparing import compare_runs

    found = compare_runs(out_a, out_b, gold, checked_similarity(similarity))
    if as_json:
        typer.echo(json.dumps(found.as_fields(), ensure_ascii=True, indent=1))
        return
    console = Console()
    for table in _tables(found):
        console.print(table)
    if not found.reports:
        typer.echo(f"{out_a} and {out_b} have no report in common, so nothing is compared", err=True)


def _tables(found: "Comparison") -> "list[Table]":
    share = f" ({found.same_indicators / found.indicators:.1%})" if found.indicators else ""
    agreement = _table("agreement", "", "")
    agreement.add_row("reports that both made", str(found.reports))
    agreement.add_row("the same in everything", str(found.same_reports))
    agreement.add_row("indicators the same", f"{found.same_indicators} of {found.indicators}{share}")
    agreement.add_row("reports of A alone", str(len(found.only_a)))
    agreement.add_row("reports of B alone", str(len(found.only_b)))
    for side, count in sorted(found.supports.items()):
        agreement.add_row(f"gold supports {side}", str(count))
    return [agreement, _differences(found), _sides("cost", found.costs), *([_scores(found)] if found.scores[0] else [])]


def _differences(found: "Comparison") -> "Table":
    from rich.text import Text

    from summarizer.reviewing.formats.plain import without_steering

    table = _table("differences (A → B)", "field", "count", "for example")
    for name, count in found.fields.most_common():
        table.add_row(name, str(count), Text(without_steering(found.samples[name][0])))
    return table


def _sides(title: str, both: tuple[dict[str, object], dict[str, object]]) -> "Table":
    table = _table(title, "", "A", "B")
    for name in dict.fromkeys([*both[0], *both[1]]):
        table.add_row(name, str(both[0].get(name, "")), str(both[1].get(name, "")))
    return table


def _scores(found: "Comparison") -> "Table":
    table = _table("scores on gold", "", "A", "B")
    for name, figure in found.scores[0].items():
        table.add_row(name, f"{figure:.3f}", f"{found.scores[1].get(name, 0):.3f}")
    return table


def _table(title: str, *columns: str) -> "Table":
    from rich import box
    from rich.table import Table

    return Table(*columns, title=title, title_justify="left", box=box.SIMPLE, show_header=any(columns), pad_edge=False)
