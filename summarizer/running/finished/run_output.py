"""The output folder of a run, read back: its reports, their briefs, and the texts of their documents."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any

from summarizer.domain.record import Record
from summarizer.errors import RecordError
from summarizer.reviewing.report_pairing import Known
from summarizer.running.outputs.folder import REPORTS_LIST, RUN_SUMMARY
from summarizer.running.outputs.records import RECORD_FILE, load_record

BRIEF_FILE = "brief.md"


@dataclass(frozen=True, slots=True)
class RunOutput:
    """What a run left."""

    root: Path

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the lines of the current set. Raise RecordError when the folder holds no run."""
        listing = self.root / REPORTS_LIST
        if not listing.is_file():
            raise RecordError(f"{self.root}: no {REPORTS_LIST}; name the output folder of a run")
        with listing.open("rb") as file:
            for number, line in enumerate(file, 1):
                yield _row(line, f"{listing}: line {number}")

    def reports(self) -> list[Known]:
        """Return the reports that have a record, in the order of the run. Raise RecordError on a line of another form."""
        rows = (row for row in self.rows() if row.get("state") in ("complete", "incomplete"))
        return [self._known(row) for row in rows]

    def _known(self, row: dict[str, Any]) -> Known:
        report_id, work_key = row.get("report_id"), row.get("work_key")
        # an id becomes the name of a file
        if not isinstance(report_id, str) or not isinstance(work_key, str) or PurePath(report_id).name != report_id:
            raise RecordError(
                f"{self.root / REPORTS_LIST}: a line names no usable report ({report_id!r}); run `summarizer run` again"
            )
        return Known(report_id, report_id, work_key)

    def record_path(self, report_id: str) -> Path:
        """Return where the record of a report stands."""
        return self.root / "reports" / report_id / RECORD_FILE

    def brief_path(self, report_id: str) -> Path:
        """Return where the brief of a report stands."""
        return self.root / "reports" / report_id / BRIEF_FILE

    def record(self, report_id: str) -> Record:
        """Return the record of a report. Raise RecordError."""
        return load_record(self.record_path(report_id))

    def records(self) -> Iterator[Record]:
        """Yield the records of the current set, one at a time, in the order of the run. Raise RecordError."""
        return (self.record(report.report_id) for report in self.reports())

    def text(self, sha256: str) -> str | None:
        """Return the text of a document, None where the run has none."""
        return document_text(self.root, sha256)

    def summary(self) -> dict[str, Any]:
        """Return the summary of the run, `{}` where there is none."""
        try:
            found = json.loads((self.root / RUN_SUMMARY).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _row(line: bytes, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise RecordError(f"{where} can't be read ({error}); run `summarizer run` again") from None
    if not isinstance(found, dict):
        raise RecordError(f"{where} is no report; run `summarizer run` again")
    return found


@lru_cache(maxsize=4)
def document_text(root: Path, sha256: str) -> str | None:
    """Return the text of a document of a run."""
    if not sha256.isalnum():
        return None
    path = root / "documents" / f"{sha256}.txt"
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None
