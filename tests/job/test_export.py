"""Briefs collected under safe names."""

from pathlib import Path

import pytest

from summarizer.cli.app import run_app
from summarizer.running.exporting import safe_name
from tests.conftest import Job
from tests.rendering.known_reports import known_record


def test_every_brief_is_copied_under_its_name(job: Job, tmp_path: Path) -> None:
    assert run_app(["export", str(job.out), "--to", str(tmp_path), "--format", "html"]) == 0

    names = {path.name for path in tmp_path.iterdir()}
    assert "峄城区_2021_development_plan.html" in names
    assert len(names) == 14


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "a/b\\c:d*e?", "con", "\x00\u202e", "." * 9, "长" * 300, "{report_id.__class__}"]
)
def test_no_title_leads_out_of_the_folder(title: str) -> None:
    record = known_record("000")
    name = safe_name("{title}", record.model_copy(update={"meta": record.meta.model_copy(update={"title": title})}))

    assert name
    assert Path(name).name == name
    assert len(name) <= 81
    assert not set(name) & set('<>:"/\\|?*\x00\u202e')
    assert name.lower() != "con"


@pytest.mark.parametrize("pattern", ["{nobody}", "{title.__class__}", "{title!r}", "{", "{title:>9999}"])
def test_unknown_fields_leave_with_2(job: Job, tmp_path: Path, pattern: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["export", str(job.out), "--to", str(tmp_path), "--name", pattern]) == 2
    assert "{place}" in capsys.readouterr().err
