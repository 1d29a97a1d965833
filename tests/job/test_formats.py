"""`--format` and `--language` of a run, and briefs made again from records alone."""

import json
from pathlib import Path

import pytest
import typer

from summarizer.cli.app import run_app
from tests.conftest import FIXTURES, Job

(GOOD,) = (FIXTURES / "reports").glob("000_*")


def run(job: Job, out: Path, *flags: str) -> int:
    return run_app(["run", str(GOOD), "-o", str(out), "--cache", str(job.cache), "--quiet", *flags])


def report_folder(out: Path) -> Path:
    (row,) = (json.loads(line) for line in (out / "reports.jsonl").read_text(encoding="utf-8").splitlines())
    return out / "reports" / str(row["report_id"])


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_only_the_named_formats_are_made_and_older_ones_go(job: Job, tmp_path: Path) -> None:
    assert run(job, tmp_path, "--format", "md,pdf") == 0
    assert {"brief.md", "brief.pdf"} <= names(report_folder(tmp_path))
    assert "brief.html" not in names(report_folder(tmp_path))

    assert run(job, tmp_path, "--format", "record") == 0
    assert names(report_folder(tmp_path)) == {"record.json"}


def test_labels_can_be_english(job: Job, tmp_path: Path) -> None:
    assert run(job, tmp_path, "--language", "en") == 0

    page = (report_folder(tmp_path) / "brief.html").read_text(encoding="utf-8")
    assert "Gross regional product" in page
    assert "147.28亿元" in page


@pytest.mark.parametrize("flags", [("--format", "md,odt"), ("--format", ","), ("--language", "fr")])
def test_unknown_formats_and_languages_leave_with_2(
    job: Job, tmp_path: Path, flags: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(job, tmp_path, *flags) == 2
    assert flags[1] in capsys.readouterr().err


def test_pdf_without_typst_says_what_to_install(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)

    assert run(job, tmp_path, "--format", "pdf") == 2
    assert "summarizer[pdf]" in capsys.readouterr().err


def test_briefs_from_a_record_in_the_output_folder_are_the_same_again(job: Job, tmp_path: Path) -> None:
    for folder in sorted((job.out / "reports").iterdir())[:3]:
        assert (
            run_app(["brief", str(folder / "record.json"), "--documents", str(job.out / "documents"), "-o", str(tmp_path)]) == 0
        )
        for path in folder.iterdir():
            if path.name != "record.json":
                assert (tmp_path / folder.name / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_record_alone_gives_a_brief_without_source_view(job: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = next((job.out / "reports").glob("yicheng-2021-*"))
    record = tmp_path / "record.json"
    record.write_bytes((folder / "record.json").read_bytes())

    assert run_app(["brief", str(record), "--format", "html,pdf"]) == 0
    assert {"brief.html", "brief.pdf"} <= names(tmp_path)
    assert "source.html" not in names(tmp_path)
    assert "source.html" not in (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert str(tmp_path / "brief.html") in capsys.readouterr().out.replace("\n", "")


def test_one_report_is_read_labelled_and_opened_in_one_step(job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(typer, "launch", opened.append)

    assert run_app(["brief", str(GOOD), "--open", "-o", str(tmp_path), "--cache", str(job.cache)]) == 0
    assert opened == [str(report_folder(tmp_path) / "brief.html")]


def test_a_record_that_cant_be_used_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "record.json").write_text("{}", encoding="utf-8")

    assert run_app(["brief", str(tmp_path / "record.json")]) == 1
    assert "record.json" in capsys.readouterr().err
