import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summarizer.domain.record import Record
from summarizer.running.golden.folder import GoldenFolder
from summarizer.running.outputs.records import dump_record
from tests.made_up_report import labelled
from tests.reviewing.test_differences import LABELS, TEXT, record

SHA = "ab" * 32


@dataclass(frozen=True, slots=True)
class Desk:
    """An output folder and a folder of goldens, as a reviewer has them."""

    out: Path
    golden: Path

    @property
    def folder(self) -> GoldenFolder:
        return GoldenFolder(self.golden)

    def write_run(self, records: list[Record], text: str = TEXT) -> None:
        """Write the output folder of a run that made these records."""
        rows = []
        (self.out / "documents").mkdir(parents=True, exist_ok=True)
        (self.out / "documents" / f"{SHA}.txt").write_text(text, encoding="utf-8")
        for one in records:
            folder = self.out / "reports" / one.report_id
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "record.json").write_text(dump_record(one), encoding="utf-8")
            rows.append({"state": "complete", "report_id": one.report_id, "work_key": one.work_key})
        (self.out / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        summary = {"model": "builtin", "calls": 3, "prompt_tokens": 100, "completion_tokens": 20, "seconds": 1.5}
        (self.out / "run.json").write_text(json.dumps(summary), encoding="utf-8")

    def cli(self, *arguments: str) -> int:
        from summarizer.cli.app import run_app

        return run_app(list(arguments))

    def check(self, *options: str) -> int:
        return self.cli("golden", "check", str(self.out), str(self.golden), *options)

    def golden_record(self, name: str = "liuhe-1.json") -> Record:
        return Record.model_validate_json((self.golden / name).read_bytes())

    def decisions(self) -> list[dict[str, Any]]:
        path = self.golden / "decisions.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def report(number: int = 1, *, text: str = TEXT, without: int = 0, **fields: Any) -> Record:
    """Return the record of a made-up report; `without` labels are missing."""
    found = record(LABELS[: len(LABELS) - without], text)
    source = found.source.model_copy(update={"sha256": SHA})
    return found.model_copy(update={"report_id": f"liuhe-{number}", "work_key": f"柳河{number}", "source": source, **fields})


def drifted(number: int = 1) -> Record:
    """Return what another model makes of the report: another role, another name, one numeral less."""
    labels = [labelled(1, "地区生产总值"), labelled(2, "生产总值", "share"), LABELS[2]]
    found = record(labels)
    made = report(number)
    provenance = found.provenance.model_copy(update={"model": "other", "answers_hash": "other"})
    return found.model_copy(
        update={"report_id": made.report_id, "work_key": made.work_key, "source": made.source, "provenance": provenance}
    )


@pytest.fixture(autouse=True)
def on_a_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Review on one's own machine, wherever the tests run."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("SUMMARIZER_REVIEWER", "mei")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two approved reports, and a run that made the same."""
    found = Desk(tmp_path / "out", tmp_path / "golden")
    found.write_run([report(1), report(2)])
    assert found.cli("golden", "add", str(found.out), str(found.golden)) == 0
    return found
