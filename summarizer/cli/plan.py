"""`summarizer plan`: what a run would ask and cost."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from summarizer.cli import options
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.running.network.planning import Plan

NOTHING_FOUND, SOME_UNUSABLE = 1, 3


@options.takes_settings("output", "model", "base_url", "cache", "min_chars", "max_chars", "text_language")
def plan(paths: options.Inputs, settings: Settings, as_json: options.AsJson = False) -> None:
    """Show what `run` would ask and cost, without asking: reports, questions, tokens, money, and what is answered already.

    Tokens are estimated on the high side. Prices stand in `prices.toml` here, or else in the packaged list; a model without a
    price gives tokens only. Needs no key. Inputs that give no report are named on stderr; the exit code is then that of `run`.
    """
    foreseen = _foreseen(options.places(paths), settings)
    rows = _rows(foreseen, settings)
    typer.echo(json.dumps(rows, ensure_ascii=False) if as_json else "\n".join(_sentences(rows)))
    for trouble in foreseen.troubles:
        typer.echo(trouble, err=True)
    if foreseen.troubles:
        raise typer.Exit(SOME_UNUSABLE if foreseen.reports else NOTHING_FOUND)


def _foreseen(paths: list[Path | str], settings: Settings) -> "Plan":
    import asyncio
    from contextlib import aclosing

    from summarizer.asking.kept.cache import AnswerCache
    from summarizer.running.network.endpoint import cache_place, find_endpoint
    from summarizer.running.network.planning import make_plan

    endpoint = find_endpoint(settings, os.environ, needs_key=False)

    async def made() -> "Plan":
        async with aclosing(AnswerCache(cache_place(settings))) as kept:
            return await make_plan(paths, settings, endpoint, kept)

    return asyncio.run(made())


def _rows(made: "Plan", settings: Settings) -> dict[str, Any]:
    from summarizer.running.spending.prices import load_prices

    names = ("inputs", "unusable", "reports", "chunks", "cached", "certain_calls", "most_calls")
    tokens = ("prompt_tokens", "completion_tokens", "most_prompt_tokens", "most_completion_tokens")
    rows: dict[str, Any] = {"model": settings.model, **{name: getattr(made, name) for name in (*names, *tokens)}}
    prices = load_prices(Path())
    if price := prices.of(settings.model):
        certain, most = made.cost(price)
        rows |= {"currency": prices.currency, "prices_of": prices.date, "cost": f"{certain:.4f}", "most_cost": f"{most:.4f}"}
    return rows


def _sentences(rows: dict[str, Any]) -> list[str]:
    from summarizer.running.counted import counted
    from summarizer.running.spending.prices import lines_wanted

    unusable = f", {rows['unusable']} of them give no report" if rows["unusable"] else ""
    lines = [
        f"{counted(rows['inputs'], 'input')}{unusable}: {counted(rows['reports'], 'report')}, {counted(rows['chunks'], 'chunk')}",
        f"questions answered already: {rows['cached']}",
        f"calls: {rows['certain_calls']} certain, at most {rows['most_calls']} (a second look and a re-ask each)",
        f"tokens, estimated: {rows['prompt_tokens']} in and {rows['completion_tokens']} out, "
        f"at most {rows['most_prompt_tokens']} and {rows['most_completion_tokens']}",
    ]
    if "cost" in rows:
        lines.append(f"cost: {rows['cost']} {rows['currency']}, at most {rows['most_cost']} (prices of {rows['prices_of']})")
    else:
        lines.append(f"cost: unknown, {rows['model']} has no price; {lines_wanted(rows['model'], Path())}")
    return lines
