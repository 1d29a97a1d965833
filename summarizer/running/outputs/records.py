"""Records on disk: how they are written and read back."""

from pathlib import Path

from pydantic import ValidationError

from summarizer.domain.record import SCHEMA_VERSION, Record
from summarizer.errors import RecordError

RECORD_FILE = "record.json"


def dump_record(record: Record) -> str:
    """Return a record as the text of its file: one field a line, so that a change is seen line by line."""
    return record.model_dump_json(indent=1) + "\n"


def load_record(path: Path) -> Record:
    """Return the record in a file, or in the `record.json` of a folder. Raise RecordError when it can't be used."""
    file = path / RECORD_FILE if path.is_dir() else path
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise RecordError(f"{file}: can't be read ({why}); name a record.json or the folder of a report") from error
    try:
        return Record.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise RecordError(
            f"{file}: no record of version {SCHEMA_VERSION} ({where}: {first['msg']}); make it again with `summarizer run`"
        ) from None
