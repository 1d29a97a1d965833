"""A folder of approved records on disk.

NAME.json              a golden: an approved record, without the path of its source
NAME.md                the approved brief, where one is kept
NAME.pending.json/.md  what a check found instead, waiting for a decision
decisions.jsonl        who decided what, when and why
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import from_json

from summarizer.domain.record import SCHEMA_VERSION, Record
from summarizer.errors import RecordError
from summarizer.reviewing.report_pairing import Known
from summarizer.running.outputs.records import dump_record

PENDING = ".pending.json"
DECISIONS = "decisions.jsonl"
_HEAD = 2000
"""Bytes at the start of a record that hold its ids."""


@dataclass(frozen=True, slots=True)
class GoldenFolder:
    """A folder of goldens."""

    root: Path

    def names(self) -> list[str]:
        """Return the names of the goldens' files, in order."""
        if not self.root.is_dir():
            raise RecordError(f"{self.root}: no such folder; make one with `summarizer golden add OUT {self.root}`")
        return sorted(path.name for path in self.root.glob("*.json") if not path.name.endswith(PENDING))

    def pending_names(self) -> list[str]:
        """Return the names of the goldens that have a pending record, in order."""
        return sorted(path.name.removesuffix(PENDING) + ".json" for path in self.root.glob(f"*{PENDING}"))

    def path(self, name: str) -> Path:
        """Return the path of a golden."""
        return self.root / name

    def brief_path(self, name: str) -> Path:
        """Return where its approved brief stands, if it has one."""
        return self.root / f"{stem(name)}.md"

    def pending_path(self, name: str) -> Path:
        """Return where the pending record of a golden stands."""
        return self.root / f"{stem(name)}{PENDING}"

    def pending_brief_path(self, name: str) -> Path:
        """Return where the pending brief of a golden stands."""
        return self.root / f"{stem(name)}.pending.md"

    def pending_files(self, name: str) -> tuple[Path, Path]:
        """Return both pending files of a golden."""
        return self.pending_path(name), self.pending_brief_path(name)

    @property
    def decisions_path(self) -> Path:
        """Where the decisions stand."""
        return self.root / DECISIONS

    def known(self) -> Iterator[Known | RecordError]:
        """Yield name and ids of each golden, or why it can't be used."""
        for name in self.names():
            try:
                yield read_known(self.path(name), name)
            except RecordError as error:
                yield error


def stem(name: str) -> str:
    """Return the name of a golden's file without its ending."""
    return name.removesuffix(".json")


def read_known(path: Path, name: str) -> Known:
    """Return the ids of a record's file, read from its head where possible. Raise RecordError."""
    try:
        with path.open("rb") as file:
            found = _ids(file.read(_HEAD))
    except OSError as error:
        raise RecordError(f"{path}: can't be read ({error.strerror}); mend its permissions") from error
    if found is None:
        record = load_golden(path)
        found = {"report_id": record.report_id, "work_key": record.work_key}
    return Known(name, found["report_id"], found["work_key"])


def _ids(head: bytes) -> dict[str, str] | None:
    """Return the ids that stand in the head of a record's file, where all of them do."""
    cut = head.rfind(b',\n "')
    try:
        found = from_json(head[:cut] + b"}", allow_partial=True) if cut > 0 else None
    except ValueError:
        return None
    wanted = ("schema_version", "report_id", "work_key", "text_hash")
    if not isinstance(found, dict) or not all(isinstance(found.get(name), str) for name in wanted):
        return None
    return found if found["schema_version"] == SCHEMA_VERSION else None


def load_golden(path: Path) -> Record:
    """Return the record in a golden's file. Raise RecordError that names the file and says what to do."""
    try:
        return parse_golden(path, path.read_bytes())
    except OSError as error:
        raise RecordError(f"{path}: can't be read ({error.strerror}); mend its permissions or remove it") from error


def parse_golden(path: Path, data: bytes) -> Record:
    """Return the record in the bytes of a golden's file. Raise RecordError."""
    try:
        return Record.model_validate_json(data)
    except ValidationError as error:
        raise RecordError(f"{path}: {_complaint(data, error)}") from None


def _complaint(data: bytes, error: ValidationError) -> str:
    try:
        found = from_json(data)
    except ValueError as wrong:
        return f"not valid JSON ({wrong}); mend it or take it from version control again"
    version = found.get("schema_version") if isinstance(found, dict) else None
    if isinstance(version, str) and version != SCHEMA_VERSION:
        return (
            f"a golden of schema version {version}, this program reads {SCHEMA_VERSION}; run `summarizer golden migrate FOLDER`"
        )
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"]) or "the file"
    return f"no valid record ({where}: {first['msg']}); mend it or take it from version control again"


def as_golden(record: Record) -> Record:
    """Return the record as a golden keeps it: without the path of its source."""
    return record.model_copy(update={"source": record.source.model_copy(update={"path": ""})})


def golden_text(record: Record) -> str:
    """Return the text of a golden's file."""
    return dump_record(as_golden(record))


def content_hash(record: Record) -> str:
    """Return the hash of all that is compared in a record."""
    fields = as_golden(record).model_dump(mode="json", exclude={"provenance"})
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]
