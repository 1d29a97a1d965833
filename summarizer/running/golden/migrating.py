"""Goldens of another schema version brought to this one, where nothing has to be made up."""

import hashlib
import json
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from summarizer.domain.record import SCHEMA_VERSION, Record
from summarizer.errors import RecordError
from summarizer.running.golden.deciding import Signer
from summarizer.running.golden.decisions import Decision, now, with_decisions
from summarizer.running.golden.folder import GoldenFolder, content_hash, golden_text
from summarizer.running.golden.writing import alone, refuse_in_ci, write_together

_MOST_STEPS = 10_000
_EMPTY: dict[str, Any] = {"string": "", "array": [], "boolean": False, "integer": 0, "object": {}}


@dataclass(frozen=True, slots=True)
class Migrated:
    """A golden that is now of this version, and what was done to it."""

    name: str
    version: str
    changes: tuple[str, ...]


def migrate(goldens: GoldenFolder, signer: Signer) -> tuple[list[Migrated], list[str]]:
    """Bring the goldens of other schema versions to this one; return them, and why others couldn't be brought over."""
    refuse_in_ci()
    done, problems = [], []
    with alone(goldens.root):
        for name in goldens.names():
            try:
                found = _migrate_one(goldens, name, signer)
            except RecordError as error:
                problems.append(str(error))
            else:
                done += [found] if found else []
    return done, problems


def _migrate_one(goldens: GoldenFolder, name: str, signer: Signer) -> Migrated | None:
    path = goldens.path(name)
    data = path.read_bytes()
    fields = _fields(path, data)
    version = str(fields.get("schema_version", ""))
    if version == SCHEMA_VERSION:
        return None
    record, changes = _fitted(path, fields | {"schema_version": SCHEMA_VERSION})
    decision = Decision(
        time=now(),
        reviewer=signer.reviewer,
        verdict="migrate",
        golden=name,
        what=f"{version or 'no version'} → {SCHEMA_VERSION}: {'; '.join(changes) or 'nothing but the version'}",
        old_hash=hashlib.sha256(data).hexdigest()[:16],
        new_hash=content_hash(record),
        comment=signer.comment,
    )
    log = with_decisions(goldens.decisions_path, [decision])
    write_together({path: golden_text(record), goldens.decisions_path: log})
    return Migrated(name, version, tuple(changes))


def _fields(path: Path, data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{path}: not valid JSON ({error}); mend it or take it from version control again") from None
    if not isinstance(found, dict):
        raise RecordError(f"{path}: no record at all; remove it")
    return found


def _fitted(path: Path, fields: dict[str, Any]) -> tuple[Record, list[str]]:
    """Drop the fields that this version doesn't know, add the empty ones that it has more. Raise RecordError on others."""
    changes: list[str] = []
    for _ in range(_MOST_STEPS):
        try:
            return Record.model_validate_json(json.dumps(fields)), changes
        except ValidationError as error:
            problems = error.errors()
        mended = [change for change in (_mend(fields, problem) for problem in problems) if change]
        if not mended:
            break
        changes += mended
    first = problems[0]
    where = ".".join(map(str, first["loc"]))
    raise RecordError(
        f"{path}: can't be brought to version {SCHEMA_VERSION} ({where}: {first['msg']}); "
        "remove it and approve a new record with `summarizer golden add`"
    )


def _mend(fields: dict[str, Any], problem: ErrorDetails) -> str:
    """Mend one complaint of the schema, and say how; `""` where it can't be mended."""
    *path, name = problem["loc"]
    holder: Any = fields
    for step in path:
        holder = holder[step]
    where = ".".join(map(str, problem["loc"]))
    if problem["type"] == "extra_forbidden":
        holder.pop(name, None)
        return f"dropped {where}"
    if problem["type"] == "missing" and (empty := _empty_value(tuple(map(str, problem["loc"])))) is not None:
        holder[name] = empty
        return f"added {where}"
    return ""


def _empty_value(path: tuple[str, ...]) -> Any:
    schema: Any = Record.model_json_schema()
    found: Any = schema
    for step in path:
        found = found["items"] if step.isdigit() and "items" in found else found.get("properties", {}).get(step, {})
        if "$ref" in found:
            found = schema["$defs"][found["$ref"].rsplit("/", 1)[1]]
    if "enum" in found or "const" in found:
        return None
    return deepcopy(_EMPTY.get(found.get("type", "")))  # what is put into one place must not grow in another
