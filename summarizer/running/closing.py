"""The end of a run: the lists for machines and people, reports that an earlier run left, and the exit code."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from summarizer import __version__
from summarizer.asking.network.endpoint import BUILTIN
from summarizer.errors import OutputError
from summarizer.rendering.html.index import IndexRow, stream_index
from summarizer.rendering.wording.language import labels_in
from summarizer.running.engines.going import RunResult
from summarizer.running.engines.limits import SHARES, share_of
from summarizer.running.outputs.failures import render_failures
from summarizer.running.outputs.folder import FAILURES, INDEX, OutputFolder, write_whole
from summarizer.running.outputs.indicator_tables import has_tables, write_tables
from summarizer.running.outputs.rendered import links
from summarizer.running.resuming.lines import COUNTS, ESTIMATES, MADE, Lines
from summarizer.running.resuming.outstanding import Plan
from summarizer.running.resuming.prior import read_index
from summarizer.running.spending.prices import load_prices
from summarizer.settings import Settings

LIMIT_REACHED, INTERRUPTED = 4, 128
Characters = dict[str, dict[str, str]]
"""Kind → report → characters."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run leaves behind, as numbers."""

    summary: dict[str, Any]
    """What `run.json` holds."""
    superseded: list[str]
    """Ids of reports that another wording of the same report has replaced."""
    removed: list[str]
    """Ids of the other reports that an earlier run left and whose input is no part of this one."""
    exit_code: int


def close_run(result: RunResult, plan: Plan, settings: Settings, output: OutputFolder, *, prune: bool, seconds: float) -> Outcome:
    """Write the lists of the current set; remove reports that are no part of it when `prune` is set. Raise OutputError."""
    lines = result.lines
    superseded, removed = _left_behind(lines, output)
    # a mistyped path must not cost the reports that it was meant to name
    pruned = prune and not result.stopped and not lines.states()["missing"]
    characters: Characters = {"borrowed_characters": {}, "undrawn_characters": {}}
    are_as_before = lines.are_as_before() and _has_lists(output)
    if not are_as_before:
        lines.journal.begin_lists()
        _write_tables(lines, output)
    output.write_lines(_listed(lines, characters))
    if not are_as_before:
        with labels_in(settings.language):
            write_whole(output.root / INDEX, stream_index(lambda: _index(lines, output)))
        write_whole(output.root / FAILURES, render_failures(lines.failed(), lambda entry: lines.row(entry)["line"]))
    code = exit_code(result)
    summary = _summary(result, plan, settings, seconds) | {
        "superseded": superseded,
        "removed": removed,
        "pruned": pruned,
        "exit_code": code,
        **characters,
    }
    output.write_summary(summary)
    lines.journal.leave() if are_as_before else lines.journal.end(lines.rows())
    if pruned:
        output.remove_reports((*superseded, *removed))
        output.remove_documents({origin.sha256 for entry in lines.entries for origin in entry.origins})
    return Outcome(summary, superseded, removed, code)


def exit_code(result: RunResult) -> int:
    """Return the exit code of DESIGN: 0 complete, 1 nothing or stopped, 3 some, 4 limit reached, 128 + n on a signal."""
    states = result.lines.states()
    if result.signal:
        return INTERRUPTED + result.signal
    if result.has_reached_limit:
        return LIMIT_REACHED
    if result.stopped or not states["complete"] + states["incomplete"]:
        return 1
    return 0 if states["complete"] == result.lines.count() else 3


def _index(lines: Lines, output: OutputFolder) -> Iterator[IndexRow]:
    for row in lines.rows():
        line, stored = row["line"], read_index(row["index"])
        if stored is None:
            title = line["title"] or ", ".join(line["paths"])
            yield IndexRow(title=title, failure=f"{line['state']}: {line['error']}")
        else:
            brief, record, source = links(output, line["report_id"])
            yield replace(stored, brief=brief, record=record, source=source, questions=line["questions"])


def _listed(lines: Lines, characters: Characters) -> Iterator[dict[str, Any]]:
    """Yield all lines, as `reports.jsonl` holds them, and note the characters of printed pages that the own fonts lack."""
    for row in lines.rows():
        stored = read_index(row["index"])
        if stored is not None and stored.borrowed:
            characters["borrowed_characters"][row["line"]["report_id"]] = stored.borrowed
        if stored is not None and stored.undrawn:
            characters["undrawn_characters"][row["line"]["report_id"]] = stored.undrawn
        yield row["line"]


def _has_lists(output: OutputFolder) -> bool:
    """Say whether the lists that an earlier run wrote stand there."""
    return has_tables(output.root) and all((output.root / name).is_file() for name in (INDEX, FAILURES))


def _write_tables(lines: Lines, output: OutputFolder) -> None:
    """Write the tables of all indicators, unless those that stand there are of the same records."""
    reports = lines.made()
    done = lines.done()
    if done["made"] or done["rendered"] or not has_tables(output.root) or reports != _reports_before(output):
        write_tables(output.root, reports)


def _reports_before(output: OutputFolder) -> list[str]:
    try:
        return [line["report_id"] for line in output.read_lines() if line["state"] in MADE]
    except (OutputError, KeyError, TypeError):
        return []


def _left_behind(lines: Lines, output: OutputFolder) -> tuple[list[str], list[str]]:
    current = {entry.report_id for entry in lines.entries if entry.report_id}
    left = [report_id for report_id in output.known_reports() if report_id not in current]
    if not left:
        return [], []
    works = {row["line"]["work_key"] for row in lines.rows()} - {""}
    superseded = [report_id for report_id in left if _work_key(output, report_id) in works]
    return superseded, [report_id for report_id in left if report_id not in superseded]


def _work_key(output: OutputFolder, report_id: str) -> str:
    try:
        record = json.loads((output.report_folder(report_id) / "record.json").read_text(encoding="utf-8"))
        return str(record["work_key"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _summary(result: RunResult, plan: Plan, settings: Settings, seconds: float) -> dict[str, Any]:
    lines = result.lines
    return {
        "summarizer": __version__,
        "model": settings.model,
        "replied_by": sorted(lines.models),
        "inputs": plan.reasons(),
        "removed_inputs": len(plan.removed),
        "sampled": [len(plan.inputs), plan.sampled_from] if plan.sampled_from else None,
        "sampled_bytes": [plan.size(), plan.sampled_bytes] if plan.sampled_from else None,
        "states": lines.states(),
        "done": lines.done(),
        "left": len({planned.found.name for planned in plan.inputs} - lines.names()),
        "stopped": result.stopped,
        "seconds": round(seconds, 3),
        **{name: lines.total(name) for name in (*COUNTS, *ESTIMATES)},
        **_costs(lines, settings),
        "shares": {name: round(share_of(name, lines), 4) for name in SHARES},
    }


def _costs(lines: Lines, settings: Settings) -> dict[str, Any]:
    """Return what the run was estimated at and what its replies bill, where the model has a price."""
    prices = load_prices(Path())
    price = prices.of(settings.model)
    if price is None or settings.model == BUILTIN:
        return {}
    estimated = price.cost(lines.total("estimated_prompt_tokens"), lines.total("estimated_completion_tokens"))
    tokens = ("prompt_tokens", "completion_tokens", "cached_tokens", "written_tokens")
    billed = price.cost(*(lines.total(name) for name in tokens))
    return {"currency": prices.currency, "estimated_cost": f"{estimated:.6f}", "billed_cost": f"{billed:.6f}"}
