"""The end of a run: the lists for machines and people, reports that an earlier run left, and the exit code."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer import __version__
from summarizer.asking.endpoint import BUILTIN
from summarizer.rendering.index import IndexRow, render_index
from summarizer.running.limits import SHARES, share_of
from summarizer.running.lines import Line, Lines
from summarizer.running.local import RunResult
from summarizer.running.output import INDEX, OutputFolder, write_whole
from summarizer.running.prices import load_prices
from summarizer.settings import Settings

LIMIT_REACHED, INTERRUPTED = 4, 128


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run leaves behind, as numbers."""

    summary: dict[str, Any]
    """What `run.json` holds."""
    superseded: list[str]
    """Ids of reports that an earlier run left and this one did not make."""
    exit_code: int


def close_run(result: RunResult, settings: Settings, output: OutputFolder, *, prune: bool, seconds: float) -> Outcome:
    """Write the lists of the current set; remove superseded reports when `prune` is set. Raise OutputError."""
    current = {line.report_id for line in result.lines.rows if line.report_id}
    superseded = [report_id for report_id in output.known_reports() if report_id not in current]
    if prune and not result.stopped:
        output.remove_reports(superseded)
    output.write_lines(line.as_row() for line in result.lines.rows)
    write_whole(output.root / INDEX, _index(result))
    code = exit_code(result)
    summary = _summary(result, settings, seconds) | {
        "superseded": superseded,
        "pruned": prune and not result.stopped,
        "exit_code": code,
    }
    output.write_summary(summary)
    return Outcome(summary, superseded, code)


def exit_code(result: RunResult) -> int:
    """Return the exit code of DESIGN: 0 complete, 1 nothing or stopped, 3 some, 4 limit reached, 128 + n on a signal."""
    states = result.lines.states()
    if result.signal:
        return INTERRUPTED + result.signal
    if result.has_reached_limit:
        return LIMIT_REACHED
    if result.stopped or not states["complete"] + states["incomplete"]:
        return 1
    return 0 if states["complete"] == len(result.lines.rows) else 3


def _index(result: RunResult) -> str:
    return render_index([result.index_rows.get(line.report_id) or _failure(line) for line in result.lines.rows])


def _failure(line: Line) -> IndexRow:
    return IndexRow(title=line.title or ", ".join(line.paths), failure=f"{line.state}: {line.error}")


def _summary(result: RunResult, settings: Settings, seconds: float) -> dict[str, Any]:
    lines = result.lines
    counts = ("calls", "cache_hits", "prompt_tokens", "cached_tokens", "completion_tokens")
    estimates = ("estimated_prompt_tokens", "estimated_completion_tokens")
    return {
        "summarizer": __version__,
        "model": settings.model,
        "replied_by": sorted({model for line in lines.rows for model in line.models}),
        "states": lines.states(),
        "stopped": result.stopped,
        "inputs_found": result.inputs_found,
        "inputs_read": result.inputs_read,
        "seconds": round(seconds, 3),
        **{name: lines.total(name) for name in (*counts, *estimates)},
        **_costs(lines, settings),
        "shares": {name: round(share_of(name, lines.rows), 4) for name in SHARES},
    }


def _costs(lines: Lines, settings: Settings) -> dict[str, Any]:
    """Return what the run was estimated at and what its replies bill, where the model has a price."""
    prices = load_prices(Path())
    price = prices.of(settings.model)
    if price is None or settings.model == BUILTIN:
        return {}
    estimated = price.cost(lines.total("estimated_prompt_tokens"), lines.total("estimated_completion_tokens"))
    billed = price.cost(lines.total("prompt_tokens"), lines.total("completion_tokens"), lines.total("cached_tokens"))
    return {"currency": prices.currency, "estimated_cost": f"{estimated:.6f}", "billed_cost": f"{billed:.6f}"}
