"""Runs against a server on loopback, with waits that are a hundred times shorter than real ones."""

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from summarizer.asking.asker import Asker
from summarizer.running.closing import close_run
from summarizer.running.engines.going import Given, RunResult
from summarizer.running.engines.local import run_local
from summarizer.running.network.endpoint import find_endpoint
from summarizer.running.outputs.folder import OutputFolder
from summarizer.running.outputs.journal import Journal
from summarizer.running.progress.showing import Telling
from summarizer.running.resuming.keys import keys_of
from summarizer.running.resuming.lines import Lines
from summarizer.running.resuming.outstanding import Plan, make_plan
from summarizer.running.resuming.prior import Prior, load_prior
from summarizer.settings import Settings
from tests.conftest import FIXTURES

REPORTS = FIXTURES / "reports"
# What a run may differ in from another that gave the same answers in another way
APART = ("provenance",)


@dataclass(frozen=True, slots=True)
class Carried:
    """What a run left."""

    exit_code: int
    summary: dict[str, Any]
    rows: list[dict[str, Any]]
    records: dict[str, dict[str, Any]]


async def _quick(seconds: float) -> None:
    await asyncio.sleep(seconds / 100)


def carry_out(paths: list[Path], folder: Path, url: str, **changed: Any) -> Carried:
    """Run over the paths; the cache is the folder's own, so that a second call resumes."""
    values = {"model": "some-model", "base_url": url, "timeout_seconds": 30.0, "output": folder / "out", "concurrency": 16}
    settings = Settings(**{**values, **changed})
    output = OutputFolder(folder / "out")
    output.prepare()

    endpoint = find_endpoint(settings, {})

    async def run(plan: Plan, prior: Prior, lines: Lines) -> RunResult:
        async with Asker(endpoint, folder / "cache", concurrency=settings.concurrency, sleep=_quick) as asker:
            return await run_local(plan, Given(settings, output, prior, lines, telling), asker)

    telling = Telling(Console(quiet=True), output.root)
    with Journal(output.root) as journal:
        keys, prior = keys_of(settings, endpoint), load_prior(journal)
        plan = make_plan(paths, settings, keys, output, prior)
        result = asyncio.run(run(plan, prior, Lines(journal, keys)))
        outcome = close_run(result, plan, settings, output, prune=False, seconds=0.0)

    return Carried(outcome.exit_code, outcome.summary, rows_of(output.root), records_of(output.root))


def rows_of(output: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (output / "reports.jsonl").read_text(encoding="utf-8").splitlines()]


def records_of(output: Path) -> dict[str, dict[str, Any]]:
    """Return the records of a run without what faults on the way may change."""
    found = {}
    for row in rows_of(output):
        path = output / "reports" / row["report_id"] / "record.json"
        if row["report_id"] and path.is_file():
            record = json.loads(path.read_text(encoding="utf-8"))
            record["provenance"] = record["audit"]["questions"]["total"] = record["audit"]["questions"]["answered"] = None
            found[row["report_id"]] = record
    return found
