"""The fourteen records and briefs equal the approved ones: `summarizer golden check`."""

import pytest

from summarizer.cli.app import run_app
from tests.conftest import FIXTURES, Job

GOLDEN = FIXTURES / "golden"


def test_every_report_has_a_golden_record_and_brief() -> None:
    names = {path.stem for path in GOLDEN.glob("*.json")}

    assert len(names) == 14
    assert names == {path.stem for path in GOLDEN.glob("*.md")}


def test_records_and_briefs_equal_the_approved_ones(
    job: Job, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # a test leaves no pending files behind; `make golden` does
    monkeypatch.setenv("CI", "1")
    code = run_app(["golden", "check", str(job.out), str(GOLDEN), "--fail-on", "minor"])

    assert code == 0, capsys.readouterr().out
