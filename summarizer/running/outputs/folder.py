"""The output folder: its layout, and files that are written whole or not at all.

documents/<sha256>.txt      the text of each document, once
reports/<report_id>/        record.json; by format brief.md, brief.html and source.html, brief.pdf, brief.docx; evidence.xlsx
reports.jsonl               one line per report of the current set; whoever reads the folder starts here
indicators.csv, .xlsx       all indicators of the current set, one row each; .parquet too where polars is installed
run.json, index.html        a summary, and a list for people
failures.csv                what gave no complete report, grouped by cause
.state.jsonl, .lock         what a later run needs to leave finished reports alone; who is writing
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import OutputError

REPORTS_LIST = "reports.jsonl"
RUN_SUMMARY = "run.json"
INDEX = "index.html"
FAILURES = "failures.csv"
RECORD = "record.json"
BRIEF_FILES = frozenset({"brief.md", "brief.html", "brief.pdf", "brief.docx", "source.html", "evidence.xlsx"})
Files = dict[str, str | bytes]
"""File name → content."""


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """A folder that a run writes to."""

    root: Path

    def prepare(self) -> None:
        """Make the folder. Raise OutputError when nothing can be written there."""
        if any("\ud800" <= character <= "\udfff" for character in str(self.root)):  # libraries that write tables can't take it
            raise OutputError(
                f"{str(self.root).encode('ascii', 'replace').decode()}: the folder's name is not in the encoding of this system; "
                "name another with --output, or set PYTHONUTF8=1"
            )
        try:
            for folder in (self.root / "documents", self.root / "reports"):
                folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.root):
                pass
        except OSError as error:
            raise OutputError(
                f"{self.root}: can't be written to ({error.strerror}); name another folder with --output"
            ) from error

    def in_place(self) -> AbstractContextManager[None]:
        """Bring the folder up to date before a run, and what it stands for after it: nothing, for a folder of this machine."""
        return nullcontext()

    def shown_folder(self, report_id: str) -> str:
        """Return where people find the files of a report."""
        return str(self.report_folder(report_id))

    def report_folder(self, report_id: str) -> Path:
        """Return where the files of a report stand."""
        return self.root / "reports" / report_id

    def write_document(self, sha256: str, text: str) -> None:
        """Store the text of a document once."""
        path = self.root / "documents" / f"{sha256}.txt"
        if not path.exists():
            write_whole(path, text)

    def read_document(self, sha256: str) -> str:
        """Return the text of a document. Raise OSError or ValueError when it can't be read."""
        return (self.root / "documents" / f"{sha256}.txt").read_bytes().decode("utf-8")

    def write_report(self, report_id: str, files: Files) -> None:
        """Store the files of a report, each whole; the record comes last, so a record has its briefs."""
        folder = self.report_folder(report_id)
        make_folder(folder)
        for name in sorted(files, key=lambda name: name == RECORD):
            write_whole(folder / name, files[name])
        # a brief that an earlier run made of another record must not stand beside this one
        for name in BRIEF_FILES - set(files):
            (folder / name).unlink(missing_ok=True)

    def has_report(self, report_id: str, record_bytes: int, briefs: Iterable[str]) -> bool:
        """Say whether a report's record of this size and its other files stand there. Nothing is opened."""
        folder = str(self.report_folder(report_id))
        try:
            # `os` itself: of ten thousand reports a Path for each file would be half of the work
            return os.stat(f"{folder}/{RECORD}").st_size == record_bytes > 0 and all(  # noqa: PTH116
                os.stat(f"{folder}/{name}").st_size  # noqa: PTH116
                for name in briefs
            )
        except OSError:
            return False

    def write_lines(self, rows: Iterable[dict[str, Any]]) -> None:
        """Store the list of the current set, one JSON line a report."""
        write_whole(self.root / REPORTS_LIST, (json.dumps(row, ensure_ascii=False) + "\n" for row in rows))

    def read_lines(self) -> Iterator[dict[str, Any]]:
        """Yield the list of the current set, one line at a time. Raise OutputError when there is none."""
        try:
            with (self.root / REPORTS_LIST).open(encoding="utf-8") as file:
                for line in file:
                    yield json.loads(line)
        except (OSError, ValueError) as error:
            raise OutputError(f"{self.root}: no {REPORTS_LIST} that can be read; name the output folder of a run") from error

    def write_summary(self, summary: dict[str, Any]) -> None:
        """Store the summary of the run."""
        write_whole(self.root / RUN_SUMMARY, json.dumps(summary, ensure_ascii=False, indent=1) + "\n")

    def known_reports(self) -> list[str]:
        """Return the ids of the reports that earlier runs left, in order."""
        return sorted(path.name for path in (self.root / "reports").iterdir() if path.is_dir())

    def remove_reports(self, report_ids: Iterable[str]) -> None:
        """Remove reports that are no part of the current set."""
        for report_id in report_ids:
            shutil.rmtree(self.report_folder(report_id))

    def remove_documents(self, kept: set[str]) -> None:
        """Remove the documents that none of the current reports came from."""
        for path in self.root.glob("documents/*.txt"):
            if path.stem not in kept:
                path.unlink()


def make_folder(path: Path) -> None:
    """Make a folder, and those that it lies in, where they are not there. Raise OutputError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: can't be made ({error.strerror}); free some space or name another folder") from error


def write_whole(path: Path, content: str | bytes | Iterable[str]) -> None:
    """Write a file, text as UTF-8, in one step: a reader sees the old file or the new one. Raise OutputError when it can't be.

    A text in parts is written part by part, so that a long list never stands in memory as a whole.
    """
    with whole_file(path) as unfinished:
        if isinstance(content, bytes):
            unfinished.write_bytes(content)
            return
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            file.writelines([content] if isinstance(content, str) else content)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a file to write to that takes the place of `path` when the block ends well. Raise OutputError when it can't be."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        os.close(handle)
        try:
            yield Path(name)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(f"{path}: can't be written ({error.strerror}); free some space or name another folder") from error
