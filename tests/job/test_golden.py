"""The fourteen records and briefs equal the approved ones, field by field."""

from pathlib import Path

import pytest

from summarizer.reviewing.differences import differences
from summarizer.running.records import load_record
from tests.conftest import FIXTURES, Job

GOLDEN = sorted(path for path in (FIXTURES / "golden").iterdir() if path.is_dir())


def test_every_report_has_a_golden(job: Job) -> None:
    assert [path.name for path in sorted((job.out / "reports").iterdir())] == [path.name for path in GOLDEN]
    assert len(GOLDEN) == 14


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.name)
def test_record_equals_the_approved_one(job: Job, golden: Path) -> None:
    found = differences(load_record(golden), load_record(job.out / "reports" / golden.name))

    assert not found, "\n".join([f"{golden.name}: {len(found)} differences", *map(str, found[:40])])


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.name)
def test_brief_equals_the_approved_one(job: Job, golden: Path) -> None:
    brief = (job.out / "reports" / golden.name / "brief.md").read_text(encoding="utf-8")

    assert brief.splitlines() == (golden / "brief.md").read_text(encoding="utf-8").splitlines()
