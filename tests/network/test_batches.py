"""A provider's batch and a live run share questions, checks and cache."""

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer import builtin
from summarizer.asking.batches.lines import read_result
from summarizer.cli.app import run_app
from tests.conftest import Job
from tests.network.carried_out import REPORTS, records_of, rows_of
from tests.network.misbehaving import Plan, Server, serving

SMALL = next(REPORTS.glob("000_*"))


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    with serving(Plan()) as running:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
        monkeypatch.setenv("SUMMARIZER_MODEL", "some-model")
        monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))
        yield running


def same_record(job: Job, out: Path) -> bool:
    (row,) = rows_of(out)
    return records_of(out)[row["report_id"]] == records_of(job.out)[row["report_id"]]


def test_a_run_after_a_batch_pays_only_for_what_is_left(server: Server, job: Job, tmp_path: Path) -> None:
    assert run_app(["batch", "submit", str(SMALL)]) == 0
    asked = len(server.served)
    assert run_app(["batch", "collect"]) == 0
    assert run_app(["run", str(SMALL), "-q"]) == 0

    assert same_record(job, tmp_path / "out")
    assert len(server.served) - asked == 1  # the overview
    assert server.sent_again_after_a_good_answer() == []
    assert "sk-very" not in (tmp_path / "batch" / "batch.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("step", ["tools", "json_object"])
def test_a_batch_asks_in_the_step_of_the_settings_and_the_record_tells_of_it(
    step: str, server: Server, job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_app(["batch", "submit", str(SMALL), "--step", step]) == 0
    (file,) = (tmp_path / "batch").glob("requests-*.jsonl")
    bodies = [json.loads(line)["body"] for line in file.read_text(encoding="utf-8").splitlines()]
    monkeypatch.setenv("SUMMARIZER_STEP", "strict")  # of another day: the lines were asked as the batch remembers
    assert run_app(["batch", "collect"]) == 0
    asked = len(server.served)
    assert run_app(["run", str(SMALL), "-q"]) == 0

    (row,) = rows_of(tmp_path / "out")
    record = json.loads((tmp_path / "out" / "reports" / row["report_id"] / "record.json").read_text(encoding="utf-8"))
    assert all("tools" in body if step == "tools" else body["response_format"] == {"type": "json_object"} for body in bodies)
    assert record["provenance"]["step"] == step
    assert len(server.served) - asked == 1  # the overview
    assert same_record(job, tmp_path / "out")


def test_a_batch_of_an_earlier_version_that_kept_no_step_is_collected(server: Server, tmp_path: Path) -> None:
    assert run_app(["batch", "submit", str(SMALL)]) == 0
    state = tmp_path / "batch" / "batch.json"
    kept = json.loads(state.read_text(encoding="utf-8"))
    del kept["settings"]["step"]
    state.write_text(json.dumps(kept), encoding="utf-8")

    assert run_app(["batch", "collect"]) == 0


def test_a_second_batch_asks_for_what_the_first_made_askable(server: Server, tmp_path: Path) -> None:
    for _ in range(2):
        assert run_app(["batch", "submit", str(SMALL)]) == 0
        assert run_app(["batch", "collect"]) == 0
    asked = len(server.served)

    assert run_app(["run", str(SMALL), "-q"]) == 0

    assert len(server.served) == asked


@pytest.mark.parametrize("status", ["expired", "cancelled"])
def test_both_files_of_a_batch_that_ended_early_are_read(
    status: str, server: Server, job: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.plan, server.batch_status = Plan(("500", "violation", "wrong-number", "refusal"), share=0.5, seed=2), status
    assert run_app(["batch", "submit", str(SMALL)]) == 0
    capsys.readouterr()
    assert run_app(["batch", "collect"]) == 0
    said = capsys.readouterr()
    server.plan = Plan()

    bad = sum(bool(fault) for _, fault in server.served)
    assert f"{len(server.served) - bad} answers kept, 0 to be asked in halves, {bad} left" in said.out
    assert bad > 1
    assert run_app(["run", str(SMALL), "-q"]) == 0
    assert same_record(job, tmp_path / "out")


@pytest.mark.parametrize("status", ["validating", "in_progress", "finalizing", "cancelling"])
def test_a_batch_that_goes_on_is_named_and_can_not_be_submitted_over(
    status: str, server: Server, job: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.batch_status, server.has_batch_files = status, False
    assert run_app(["batch", "submit", str(SMALL)]) == 0
    asked = len(server.served)

    assert run_app(["batch", "collect"]) == 0
    said = capsys.readouterr()
    assert f"0 answers kept, 0 to be asked in halves, {asked} left" in said.out
    assert f"batch-0 is {status}: collect again later" in said.err
    assert run_app(["batch", "submit", str(SMALL)]) == 1
    assert "batch-0 not collected yet" in capsys.readouterr().err
    assert len(server.served) == asked

    server.batch_status, server.has_batch_files = "completed", True
    assert run_app(["batch", "collect"]) == 0
    assert f"{asked} answers kept" in capsys.readouterr().out
    assert run_app(["batch", "submit", str(SMALL)]) == 0  # the overview
    assert len(server.served) == asked + 1


@pytest.mark.parametrize("status", ["completed", "expired", "cancelled"])
def test_files_of_results_that_come_late_are_waited_for(
    status: str, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.batch_status, server.has_batch_files = status, False
    assert run_app(["batch", "submit", str(SMALL)]) == 0
    asked = len(server.served)

    assert run_app(["batch", "collect"]) == 0
    assert f"batch-0 has ended ({status}), but a file of its results is not there yet" in capsys.readouterr().err
    assert run_app(["batch", "submit", str(SMALL)]) == 1
    server.has_batch_files = True
    capsys.readouterr()
    assert run_app(["batch", "collect"]) == 0

    assert f"{asked} answers kept" in capsys.readouterr().out


def test_why_a_batch_failed_is_told_and_it_can_be_submitted_again(
    server: Server, job: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.batch_status = "failed"
    assert run_app(["batch", "submit", str(SMALL)]) == 0

    assert run_app(["batch", "collect"]) == 0
    said = capsys.readouterr()
    assert "batch-0: the file can't be read" in said.err
    assert "0 answers kept" in said.out
    server.batch_status = "completed"
    assert run_app(["batch", "submit", str(SMALL)]) == 0
    assert run_app(["batch", "collect"]) == 0
    assert run_app(["run", str(SMALL), "-q"]) == 0
    assert same_record(job, tmp_path / "out")


def test_a_batch_whose_making_was_not_answered_is_found_and_not_made_twice(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.drops_batch = True

    assert run_app(["batch", "submit", str(SMALL)]) == 0

    assert "in 1 batch: batch-0" in capsys.readouterr().out
    assert len(server.served) == len({question for question, _ in server.served})
    assert run_app(["batch", "collect"]) == 0
    assert f"{len(server.served)} answers kept" in capsys.readouterr().out


def test_too_long_answers_of_a_batch_are_asked_in_halves(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.plan = Plan(("length",), share=0.3, seed=1)
    run_app(["batch", "submit", str(SMALL)])
    run_app(["batch", "collect"])
    cut = {question for question, fault in server.served if fault}
    server.plan = Plan()

    assert run_app(["run", str(SMALL), "-q"]) == 0
    assert cut
    assert all([question for question, _ in server.served].count(one) == 1 for one in cut)


def test_a_batch_that_goes_on_is_shown_and_can_be_cancelled(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.batch_status = "in_progress"
    run_app(["batch", "submit", str(SMALL)])
    capsys.readouterr()

    assert run_app(["batch", "status"]) == 0
    assert run_app(["batch", "cancel"]) == 0
    assert run_app(["batch", "status"]) == 0

    before, _, after = capsys.readouterr().out.splitlines()
    assert "in_progress" in before
    assert "cancelled" in after


def test_exported_lines_are_those_of_a_live_run_and_results_can_be_imported(server: Server, tmp_path: Path) -> None:
    assert run_app(["batch", "export", str(tmp_path / "b"), str(SMALL)]) == 0
    (file,) = (tmp_path / "b").glob("requests-*.jsonl")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    results = tmp_path / "b" / "results.jsonl"
    results.write_text(
        '{"custom_id": "unknown", "response": {"status_code": 200, "body": {"choices": [1]}}}\nnot JSON\n', encoding="utf-8"
    )

    assert server.served == []
    assert {len(line["custom_id"]) for line in lines} == {64}
    assert all(line["body"]["response_format"]["json_schema"]["strict"] for line in lines)
    assert run_app(["batch", "import", str(results)]) == 0


@pytest.mark.parametrize("arguments", [["export", "b"], ["submit", "--folder", "b"]])
def test_builtin_needs_no_batch_and_none_is_written(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run_app(["batch", *arguments, str(SMALL), "--cache", str(tmp_path / "cache")]) == 2

    assert "builtin needs no batch" in capsys.readouterr().err
    assert not (tmp_path / "b").exists()


def test_a_folder_without_a_batch_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["batch", "status", "--folder", str(tmp_path)]) == 1
    assert "batch.json: no batch" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"custom_id": "a", "error": {"message": "expired"}}', "expired"),
        ('{"custom_id": "a", "response": {"status_code": 200, "body": {"error": {"message": "inside"}}}}', "inside"),
        ('{"custom_id": "a", "response": {"status_code": 500, "body": null}}', "no answer (status 500)"),
        ('{"custom_id": "a", "response": 3}', "no answer"),
        ("[1]", "the line can't be read"),
    ],
)
def test_a_failure_is_read_wherever_it_stands(line: str, reason: str) -> None:
    _, body, said = read_result(line)

    assert (body, said) == (None, reason)


def test_what_is_collected_twice_is_counted_once_and_what_never_came_is_left(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["batch", "export", str(tmp_path / "b"), str(SMALL)]) == 0
    (file,) = (tmp_path / "b").glob("requests-*.jsonl")
    asked = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    answers = [json.loads(builtin.reply(json.dumps(line["body"], ensure_ascii=False).encode())) for line in asked[:2]]
    lines = [
        json.dumps({"custom_id": line["custom_id"], "response": {"status_code": 200, "body": answer}}, ensure_ascii=False)
        for line, answer in zip(asked, answers, strict=False)
    ]
    results = tmp_path / "b" / "results.jsonl"
    results.write_text("\n".join([*lines, *lines]), encoding="utf-8")
    capsys.readouterr()

    assert run_app(["batch", "import", str(results)]) == 0
    assert run_app(["batch", "import", str(results)]) == 0

    left = f"{len(asked) - 2} left for `run`"
    assert capsys.readouterr().out.splitlines() == [
        f"2 answers kept, 0 to be asked in halves, {left}",
        f"0 answers kept, 0 to be asked in halves, {left}",
    ]
