"""Annotated reports on disk, and which records are of which of them."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.domain.record import Record
from summarizer.errors import RecordError
from summarizer.reviewing.scoring import Counts, count
from summarizer.running.finished.run_output import RunOutput

_NUMERALS, _REPORT = ".numerals.jsonl", ".report.json"
# the numerals that an annotation lists: `147.28`, `2020`
_TOKEN = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotated report."""

    prefix: str
    numerals: list[dict[str, Any]]
    report: dict[str, Any]

    def is_of(self, text: str) -> bool:
        """Say whether the annotation was made on this text: all its numerals stand where it says."""
        found = (_TOKEN.match(text, row["o"]) for row in self.numerals)
        return all(token is not None and token[0] == row["t"] for token, row in zip(found, self.numerals, strict=True))

    def is_about(self, record: Record) -> bool:
        """Say whether more than half of the annotated report lies in the record's."""
        low, high = self.report["span"]
        start, end = record.source.span
        return bool(min(high, end) - max(low, start) > 0.5 * (high - low))


def load_annotations(folder: Path) -> list[Annotation]:
    """Return the annotated reports of a folder (`NAME.numerals.jsonl` beside `NAME.report.json`). Raise RecordError."""
    prefixes = sorted(path.name.removesuffix(_NUMERALS) for path in folder.glob(f"*{_NUMERALS}"))
    if not prefixes:
        raise RecordError(f"{folder}: no annotations (NAME{_NUMERALS} and NAME{_REPORT}); name a folder that holds some")
    return [_load(folder, prefix) for prefix in prefixes]


def score_output(output: Path, annotations: Iterable[Annotation]) -> Iterator[tuple[str, Counts]]:
    """Yield the counts of each annotation that was made on a document of an output folder."""
    for annotation, about in records_about(output, annotations):
        yield annotation.prefix, count(about, annotation.numerals, annotation.report)


def records_about(output: Path, annotations: Iterable[Annotation]) -> Iterator[tuple[Annotation, list[Record]]]:
    """Yield each annotation that was made on a document of an output folder, with the records of its report."""
    records = list(RunOutput(output).records())
    documents = {record.source.sha256: "" for record in records}
    for sha256 in documents:
        path = output / "documents" / f"{sha256}.txt"
        documents[sha256] = path.read_bytes().decode("utf-8") if path.is_file() else ""
    for annotation in annotations:
        mine = {sha256 for sha256, text in documents.items() if annotation.is_of(text)}
        if mine:
            yield annotation, [record for record in records if record.source.sha256 in mine and annotation.is_about(record)]


def _load(folder: Path, prefix: str) -> Annotation:
    try:
        lines = (folder / f"{prefix}{_NUMERALS}").read_text(encoding="utf-8").splitlines()
        report = json.loads((folder / f"{prefix}{_REPORT}").read_text(encoding="utf-8"))
        return Annotation(prefix, [json.loads(line) for line in lines if line.strip()], report[0])
    except (OSError, ValueError, LookupError) as error:
        raise RecordError(f"{folder / prefix}: an annotation that can't be read ({error}); mend or remove it") from error
