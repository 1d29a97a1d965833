"""Whatever goes wrong on the way, a run ends with the same records, and pays for no answer twice."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Job
from tests.network.carried_out import REPORTS, carry_out, records_of
from tests.network.misbehaving import HARMLESS, LASTING, PASSING, WRONG, Plan, serving

SMALL = [next(REPORTS.glob(f"{number}_*")) for number in ("000", "003")]


def never(body: dict[str, Any]) -> str:
    return ""


def refused_key(body: dict[str, Any]) -> str:
    return "401"


def short_winded(body: dict[str, Any]) -> str:
    """Cut off every answer about nine sentences and more."""
    return "length" if "[9]" in body["messages"][1]["content"] else ""


def small_records(job: Job) -> dict[str, dict[str, Any]]:
    found = records_of(job.out)
    return {name: record for name, record in found.items() if record["source"]["path"] in {path.name for path in SMALL}}


@pytest.mark.parametrize("fault", [*PASSING, *HARMLESS, *WRONG])
def test_one_fault_in_four_requests_changes_no_record(fault: str, job: Job, tmp_path: Path) -> None:
    with serving(Plan((fault,), share=0.25, seed=5)) as server:
        got = carry_out(SMALL, tmp_path, server.url, timeout_seconds=1.0 if fault == "hang" else 30.0)

    met = [fault for _, fault in server.served if fault]
    assert met
    assert got.records == small_records(job)
    assert (got.exit_code, got.summary["states"]["complete"]) == (0, 2)
    assert got.summary["calls"] == len(server.served)
    assert server.sent_again_after_a_good_answer() == []


@pytest.mark.parametrize("seed", [1, 2])
def test_all_faults_mixed_change_no_record(seed: int, job: Job, tmp_path: Path) -> None:
    with serving(Plan((*PASSING, *HARMLESS, *WRONG), share=0.3, seed=seed)) as server:
        got = carry_out([REPORTS], tmp_path, server.url, concurrency=32, timeout_seconds=3.0)

    assert len({fault for _, fault in server.served}) > 12
    assert got.records == records_of(job.out)
    assert got.exit_code == 0
    assert server.sent_again_after_a_good_answer() == []


@pytest.mark.parametrize(("fault", "concurrency"), [("503", 1), ("close", 16)])
def test_an_endpoint_that_fails_at_everything_for_a_while_is_waited_for(
    fault: str, concurrency: int, job: Job, tmp_path: Path
) -> None:
    with serving(Plan()) as server:
        server.lasting = lambda _: fault if 5 <= len(server.served) < 19 else ""
        got = carry_out(SMALL, tmp_path, server.url, concurrency=concurrency)

    assert [met for _, met in server.served].count(fault) >= 14
    assert got.records == small_records(job)
    assert (got.exit_code, got.summary["states"]["complete"]) == (0, 2)
    assert got.summary["calls"] == len(server.served)
    assert server.sent_again_after_a_good_answer() == []


@pytest.mark.parametrize("fault", LASTING)
def test_what_is_refused_is_failed_alone_and_asked_again_once_the_fault_is_gone(fault: str, job: Job, tmp_path: Path) -> None:
    def refused(body: dict[str, Any]) -> str:
        return (
            fault if "一般公共预算" in body["messages"][1]["content"] and "条目：" not in body["messages"][1]["content"] else ""
        )

    with serving(Plan(), lasting=refused) as server:
        first = carry_out(SMALL, tmp_path, server.url)
        asked = len(server.served)
        server.lasting = never
        again = carry_out(SMALL, tmp_path, server.url)

    bad = {question for question, met in server.served[:asked] if met}
    reason = {"refusal": "refused: I can't help with that.", "filter": "content filter: the endpoint withheld the answer"}[fault]
    failed = [entry for record in first.records.values() for entry in record["audit"]["questions"]["failed"]]
    assert (first.exit_code, again.exit_code) == (3, 0)
    assert len(failed) == len(bad) > 0
    assert {entry["reason"] for entry in failed} == {reason}
    assert [reason in row["error"] for row in first.rows if row["state"] == "incomplete"].count(False) == 0
    assert again.records == small_records(job)
    assert {question for question, _ in server.served[asked:]} >= bad
    assert server.sent_again_after_a_good_answer() == []


def test_a_truncated_answer_is_never_asked_for_in_the_same_way_again(tmp_path: Path) -> None:
    with serving(Plan(), lasting=short_winded) as server:
        first = carry_out(SMALL, tmp_path, server.url)
        asked = len(server.served)
        again = carry_out(SMALL, tmp_path, server.url)

    cut = {question for question, met in server.served if met == "length"}
    assert len(cut) > 3
    assert all([question for question, _ in server.served].count(one) == 1 for one in cut)
    assert (first.exit_code, again.exit_code, len(server.served)) == (0, 0, asked)
    assert (first.summary["calls"], again.summary["calls"]) == (asked, 0)
    assert again.records == first.records
    assert all(record["audit"]["unaccounted"] == [] or record["audit"]["complete"] for record in first.records.values())


@pytest.mark.parametrize(
    ("status", "sentence"), [(401, "the key was refused (401)"), (404, "there is no such model or address (404)")]
)
def test_what_no_question_can_pass_stops_the_run_with_one_sentence(status: int, sentence: str, tmp_path: Path) -> None:
    with serving(Plan()) as server:
        url = server.url if status == 401 else server.url.replace("/v1", "/v2")
        server.lasting = refused_key
        got = carry_out(SMALL, tmp_path, url)

    assert got.exit_code == 1
    assert sentence in got.summary["stopped"]
    assert status == 404 or got.summary["calls"] == len(server.served) > 0
    assert {row["state"] for row in got.rows} == {"stopped"}
