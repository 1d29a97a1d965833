"""The scores on the annotated reports never fall below what was reached; docs/scores.md keeps their history."""

import importlib.util
import json
from types import ModuleType
from typing import Any

import pytest

from tests.conftest import FIXTURES, Job

GOLD = FIXTURES / "gold"
# source, annotation → recorded floors. The last two are held out: nobody reads their rows.
FLOORS: dict[tuple[str, str], dict[str, float]] = {
    ("000_54393ecdd852f404.txt", "000"): {
        "fact F1": 0.99,
        "strict": 0.98,
        "headline": 1.0,
        "heading F1": 1.0,
        "parent": 1.0,
        "meta": 1.0,
    },
    ("002_40f66475e5bd691f.txt", "002"): {
        "fact F1": 0.99,
        "strict": 0.96,
        "headline": 1.0,
        "heading F1": 1.0,
        "parent": 1.0,
        "meta": 1.0,
    },
    ("004_9441ed748846e1ff.txt", "004-jinxiang"): {
        "fact F1": 0.99,
        "strict": 0.98,
        "headline": 1.0,
        "heading F1": 1.0,
        "parent": 1.0,
        "meta": 1.0,
    },
    ("004_9441ed748846e1ff.txt", "004-qingdao"): {
        "fact F1": 0.97,
        "strict": 0.85,
        "headline": 1.0,
        "heading F1": 0.98,
        "parent": 1.0,
        "meta": 1.0,
    },
    ("004_9441ed748846e1ff.txt", "004-jiangtun"): {
        "fact F1": 0.99,
        "strict": 0.96,
        "headline": 1.0,
        "heading F1": 0.99,
        "parent": 0.99,
        "meta": 1.0,
    },
}


def score_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(job: Job, source: str, prefix: str) -> dict[str, float]:
    scoring = score_module()
    rows = [
        json.loads(line) for line in (GOLD / f"{prefix}.numerals.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    report: dict[str, Any] = json.loads((GOLD / f"{prefix}.report.json").read_text(encoding="utf-8"))[0]
    low, high = report["span"]
    mine = [record for record in scoring.records(job.out) if record["source"]["path"] == source and lies_in(record, low, high)]
    assert mine, f"{prefix}: no record"
    counts = scoring.score(mine, rows, report)
    return {
        "fact F1": scoring.f1(counts["tp"], counts["got"], counts["want"])[2],
        "strict": counts["strict"] / counts["want"],
        "headline": counts["headline"] / counts["headline_n"],
        "heading F1": scoring.f1(counts["ht"], counts["hg"], counts["hw"])[2],
        "parent": counts["pr"] / counts["pn"],
        "meta": counts["meta_ok"] / counts["meta_n"],
    }


def lies_in(record: dict[str, Any], low: int, high: int) -> bool:
    start, end = record["source"]["span"]
    return bool(min(high, end) - max(low, start) > 0.5 * (high - low))


@pytest.mark.parametrize(("source", "prefix"), FLOORS, ids=lambda value: value)
def test_scores_keep_what_was_reached(job: Job, source: str, prefix: str) -> None:
    found = figures(job, source, prefix)

    below = {name: (round(found[name], 3), floor) for name, floor in FLOORS[source, prefix].items() if found[name] < floor}
    assert not below, f"{prefix}: found, floor: {below}"
