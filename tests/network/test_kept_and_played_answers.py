"""Answers that were paid for can be looked at, carried elsewhere, and played without any model."""

from pathlib import Path

import pytest

from summarizer.cli.app import run_app
from tests.conftest import Job
from tests.network.carried_out import REPORTS, records_of, rows_of
from tests.network.misbehaving import Plan, serving

SMALL = next(REPORTS.glob("000_*"))


def test_exported_answers_are_played_without_any_model(job: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["cache", "export", str(tmp_path / "answers"), "--cache", str(job.cache)]) == 0

    code = run_app(["run", str(SMALL), "-q", "-o", str(tmp_path / "out"), "--answers", str(tmp_path / "answers")])

    (row,) = rows_of(tmp_path / "out")
    assert (code, row["calls"], row["state"]) == (0, 0, "complete")
    assert records_of(tmp_path / "out")[row["report_id"]] == records_of(job.out)[row["report_id"]]


def test_what_is_not_recorded_is_failed_and_not_asked(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()

    code = run_app(["run", str(SMALL), "-q", "-o", str(tmp_path / "out"), "--answers", str(tmp_path / "answers")])

    (row,) = rows_of(tmp_path / "out")
    assert (code, row["calls"], row["state"]) == (3, 0, "incomplete")
    assert "no recorded answer" in row["error"]


def test_imported_answers_are_found_and_what_is_no_answer_is_named(
    job: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_app(["cache", "export", str(tmp_path / "answers"), "--cache", str(job.cache)])
    (tmp_path / "answers" / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / "answers" / f"{'0' * 64}.json").write_text("[", encoding="utf-8")
    capsys.readouterr()

    assert run_app(["cache", "import", str(tmp_path / "answers"), "--cache", str(tmp_path / "cache")]) == 0
    said = capsys.readouterr()
    assert "2 files hold no answer" in said.err
    assert run_app(["run", str(SMALL), "-q", "-o", str(tmp_path / "out"), "--cache", str(tmp_path / "cache")]) == 0
    assert rows_of(tmp_path / "out")[0]["calls"] == 0


def test_explain_names_the_part_of_the_key_that_changed(job: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*flags: str) -> set[str]:
        capsys.readouterr()
        assert run_app(["cache", "explain", *flags, "--cache", str(job.cache)]) == 0
        return {line.split("\t")[2] for line in capsys.readouterr().out.splitlines()}

    changed = tmp_path / SMALL.name
    changed.write_text(SMALL.read_text(encoding="utf-8").replace("增长", "成长"), encoding="utf-8")

    assert said(str(SMALL)) == {"answered"}
    assert said(str(SMALL), "--model", "other", "--base-url", "http://h.test/v1") == {
        "changed: the endpoint, the model (for builtin: its rules)"
    }
    assert any(one.startswith("new: the text") for one in said(str(changed)))
    assert any(one.startswith("not known yet: it is made of") for one in said(str(changed)))


def test_explain_tells_of_every_question_that_a_run_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also of the header, second looks and the overview, and of their keys where another model is named."""

    def explained(*flags: str) -> list[list[str]]:
        capsys.readouterr()
        assert run_app(["cache", "explain", str(path), "--cache", str(tmp_path / "cache"), *flags]) == 0
        return [line.split("\t") for line in capsys.readouterr().out.splitlines()]

    path = next(REPORTS.glob("003_*"))  # which leaves a part of its head unsure
    with serving(Plan(("forgetful",), share=1.0)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        flags = ["--model", "some-model", "--cache", str(tmp_path / "cache")]
        assert run_app(["run", str(path), "-q", "-o", str(tmp_path / "out"), *flags]) in (0, 3)
        same, other = explained("--model", "some-model"), explained("--model", "another")
        asked = len({question for question, _ in server.served})
    kinds = {row[1].rstrip("0123456789") if "." not in row[1] else "second" for row in same}

    assert len(same) == len(other) == asked
    assert kinds == {"header", "c", "second", "overview"}
    assert {row[2] for row in same} == {"answered"}
    assert {row[2] for row in other} == {"changed: the model (for builtin: its rules)"}


def test_info_counts_and_prune_removes_only_what_is_asked_for(
    job: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cache = ["--cache", str(tmp_path / "cache")]
    run_app(["cache", "export", str(tmp_path / "answers"), "--cache", str(job.cache)])
    run_app(["cache", "import", str(tmp_path / "answers"), *cache])
    capsys.readouterr()

    run_app(["cache", "info", *cache])
    run_app(["cache", "prune", *cache])
    run_app(["cache", "prune", "--model", "unheard-of", *cache])

    info, model, first, second = capsys.readouterr().out.splitlines()
    assert "answers, " in info
    assert "\tbuiltin/" in model
    assert (first, second) == ("0 removed", "0 removed")


def test_doctor_shows_origins_and_never_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "summarizer.toml").write_text("max_chars = 900\n", encoding="utf-8")
    monkeypatch.setenv("SUMMARIZER_MIN_CHARS", "500")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    with serving(Plan()) as server:
        run_app(["doctor", "--model", "m", "--base-url", server.url, "--cache", str(tmp_path / "c"), "--call"])
    said = capsys.readouterr()

    assert "model\tm\tflag" in said.out
    assert "max_chars\t900\tsummarizer.toml" in said.out
    assert "min_chars\t500\tSUMMARIZER_MIN_CHARS" in said.out
    assert "ok\tkey\tset (OPENAI_API_KEY)" in said.out
    assert "ok\tstrict\thonoured (builtin/" in said.out
    assert "takes connections" in said.out
    assert "secret" not in said.out + said.err


def test_doctor_names_an_endpoint_that_can_not_be_reached(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run_app(["doctor", "--model", "m", "--base-url", "http://127.0.0.1:9/v1", "--cache", str(tmp_path / "c")])

    said = capsys.readouterr().out
    assert code == 1
    assert "AMISS\tendpoint\t127.0.0.1:9 can't be reached" in said
    assert "ok\tkey\tnone; if your endpoint wants one, set OPENAI_API_KEY" in said


@pytest.mark.parametrize("command", [["cache", "info"], ["budget"], ["budget", "spring"]])
def test_looking_makes_no_folder(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app([*command, "--cache", str(tmp_path / "none")]) == 0

    assert not (tmp_path / "none").exists()
    assert str(tmp_path / "none") in "".join(capsys.readouterr())
