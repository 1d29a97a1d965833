"""Names that are not known and files that are damaged: one line says which, and what else can be done is done."""

import json
import shutil
from pathlib import Path

import pytest

from summarizer.cli.app import run_app
from tests.conftest import FIXTURES, Job

GOLD = str(FIXTURES / "gold")
(GOOD,) = (FIXTURES / "reports").glob("000_*")
UNPRICED = ("--budget", "1", "--model", "m", "--base-url", "http://127.0.0.1:9/v1")
BYTES = bytes(range(128, 256))


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (["table", "OUT", "--indicators", "gdpp"], 2, "did you mean gdp"),
        (["export", "OUT", "--format", "rtf"], 2, "known are"),
        (["eval", "OUT", "--gold", GOLD, "--only", "nobody"], 2, "--only: nobody"),
        (["budget", "--reconcile"], 2, "--reconcile"),
        (["golden", "log", "NOWHERE"], 1, "NOWHERE: no such folder"),
        (["plan", "NOWHERE"], 1, "NOWHERE: no such file or folder"),
        (["plan", "NOWHERE", str(GOOD)], 3, "NOWHERE: no such file or folder"),
        (["show", "NOWHERE"], 1, "NOWHERE: can't be read (No such file or directory)"),
        (["batch", "status", "--folder", "NOWHERE"], 1, "NOWHERE/batch.json: no batch (No such file or directory)"),
        (["outline", "-"], 1, "-: standard input is not read; put the report in a file"),
        (["plan", "-"], 1, "-: standard input is not read; put the report in a file"),
        (["batch", "import", "NOWHERE"], 1, "NOWHERE: can't be read (No such file or directory)"),
        (["run", str(GOOD), "--engine", "warp"], 2, "'--engine': 'warp' is not one of 'local', 'ray'."),
        (["run", str(GOOD), "--max-chars", "x"], 2, "'--max-chars': it must be a whole number"),
        (["run", str(GOOD), *UNPRICED], 2, '[models."m"], input = 2.00'),
        (["outline", str(FIXTURES)], 1, "not a regular file; name a file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_not_known_is_named(
    job: Job,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    code: int,
    said: str,
) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))

    assert run_app([str(job.out) if word == "OUT" else word for word in command]) == code
    assert said in capsys.readouterr().err


def test_annotations_of_other_documents_are_no_score_of_0(job: Job, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = tmp_path / "out"
    shutil.copytree(job.out, other)
    shutil.rmtree(other / "documents")

    assert run_app(["eval", str(other), "--gold", GOLD]) == 1
    assert "none of its documents" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", ["eval OUT --gold GOLD", "export OUT", "table OUT --indicators gdp", "track OUT", "compare OUT OUT"]
)
@pytest.mark.parametrize("listing", [b"garbage\n", b"[]\n", b'{"state": "complete"}\n', BYTES])
def test_a_damaged_list_of_reports_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, listing: bytes
) -> None:
    (tmp_path / "reports.jsonl").write_bytes(listing)
    places = {"OUT": str(tmp_path), "GOLD": GOLD}

    assert run_app([places.get(word, word) for word in command.split()]) == 1
    assert "reports.jsonl" in capsys.readouterr().err


def test_a_damaged_record_stops_no_other_brief(job: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(BYTES)
    good = next((job.out / "reports").iterdir()) / "record.json"

    assert run_app(["brief", str(bad), str(good), "-o", str(tmp_path / "briefs"), "--format", "md"]) == 3

    said = capsys.readouterr()
    assert "bad.json: can't be read" in said.err
    assert Path(said.out.strip()).is_file()
    assert run_app(["brief", str(bad)]) == 1


@pytest.mark.parametrize("command", ["check OUT GOLDEN", "log GOLDEN", "prune OUT GOLDEN", "add OUT GOLDEN"])
def test_a_damaged_log_of_decisions_is_named(
    job: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.delenv("CI", raising=False)
    (tmp_path / "decisions.jsonl").write_bytes(BYTES)
    places = {"OUT": str(job.out), "GOLDEN": str(tmp_path)}

    assert run_app(["golden", *(places.get(word, word) for word in command.split())]) == 1
    assert "decisions.jsonl: the log of decisions can't be read" in capsys.readouterr().err


def test_a_golden_that_is_an_empty_object_is_no_endless_loop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    (tmp_path / "empty.json").write_text("{}", encoding="utf-8")

    assert run_app(["golden", "migrate", str(tmp_path)]) == 1
    assert "empty.json: can't be brought to version" in capsys.readouterr().err


def test_a_batch_of_other_settings_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = {"paths": [], "settings": {"unheard_of": 1}, "batch_ids": ["x"]}
    (tmp_path / "batch.json").write_text(json.dumps(state), encoding="utf-8")

    assert run_app(["batch", "status", "--folder", str(tmp_path)]) == 1
    assert "batch.json: no batch" in capsys.readouterr().err


def test_prices_are_looked_at_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "prices.toml").write_text("x =", encoding="utf-8")

    assert run_app(["run", str(GOOD), "-o", "out", "--cache", "cache"]) == 2
    assert "prices.toml" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
