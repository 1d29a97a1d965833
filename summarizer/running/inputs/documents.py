"""An input file as a document, with what a manifest knows of its origin."""

import csv
import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from summarizer.domain.document import Document
from summarizer.errors import SettingsError
from summarizer.reading import read_document
from summarizer.running.inputs.files import InputFile, read_bytes
from summarizer.running.inputs.remote import is_url
from summarizer.settings import Settings

_COLUMNS = ("path", "url", "retrieved")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file was fetched, and the ISO date on which."""

    url: str
    retrieved: str


@dataclass(frozen=True, slots=True)
class Source:
    """An input and all that is known of it, so that it can be read where its file isn't."""

    name: str
    data: bytes
    origin: Origin | None


def open_source(file: InputFile, settings: Settings) -> Source:
    """Return the bytes of an input and what the manifest says of them.

    Raise ReadError on what can't be read, SettingsError on a manifest that can't be used.
    """
    place = file.path if isinstance(file.path, str) else file.path.resolve()
    known = read_manifest(settings.manifest).get(place) if settings.manifest else None
    return Source(file.name, read_bytes(file, settings.max_megabytes), known)


def document_of(source: Source) -> Document:
    """Read an input. What the manifest says of its origin goes before what the page says. Raise ReadError."""
    document, known = read_document(source.data, source.name), source.origin
    if known is None:
        return document
    return replace(document, url=known.url or document.url, retrieved=known.retrieved or document.retrieved)


def open_document(file: InputFile, settings: Settings) -> Document:
    """Read an input from its file. Raise ReadError or SettingsError."""
    return document_of(open_source(file, settings))


def read_manifest(path: Path) -> dict[Path | str, Origin]:
    """Return file or URL → origin. The CSV has the columns path (relative to the manifest), url, retrieved.

    Raise SettingsError.
    """
    try:
        now = path.stat()
    except OSError as error:
        raise SettingsError(f"{path}: a manifest that can't be read ({error.strerror}); check the path") from error
    return _manifest(path, now.st_mtime_ns, now.st_size)


@lru_cache(maxsize=4)
def _manifest(path: Path, modified: int, size: int) -> dict[Path | str, Origin]:  # noqa: ARG001 # a changed file is read again
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if missing := [name for name in _COLUMNS if name not in (rows.fieldnames or ())]:
                raise SettingsError(
                    f"{path}: a manifest without the column {', '.join(missing)}; it needs path, url and retrieved"
                )
            return {_place(path, row["path"] or ""): _origin(row, path, rows.line_num) for row in rows}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise SettingsError(f"{path}: a manifest that can't be read ({why}); give a CSV file in UTF-8") from error


def _place(manifest: Path, named: str) -> Path | str:
    return named if is_url(named) else (manifest.parent / named).resolve()


def manifest_hash(settings: Settings) -> str:
    """Return a hash of all that the manifest says, `""` without one."""
    if settings.manifest is None:
        return ""
    entries = sorted((str(file), origin.url, origin.retrieved) for file, origin in read_manifest(settings.manifest).items())
    return hashlib.sha256(repr(entries).encode("utf-8", "replace")).hexdigest()[:16]


def _origin(row: dict[str, str], path: Path, line: int) -> Origin:
    retrieved = (row["retrieved"] or "").strip()
    try:
        date.fromisoformat(retrieved or "2000-01-01")
    except ValueError as error:
        raise SettingsError(f"{path}, line {line}: retrieved is {retrieved!r}; write a date as 2021-04-12 or nothing") from error
    return Origin((row["url"] or "").strip(), retrieved)
