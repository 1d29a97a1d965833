"""Everything that can change a record, as hashes: the evidence for why two records differ."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from summarizer import __version__
from summarizer.asking.questions.prompts import load_prompts
from summarizer.domain.record import Provenance
from summarizer.domain.reply import Reply
from summarizer.packaged import packaged_folder
from summarizer.settings import Settings

# Rules are the code and data between the text and the questions, and between the answers and the record.
_RULE_FOLDERS = ("domain", "reading", "splitting", "scanning", "structuring", "merging", "auditing")
_PACKAGE = Path(__file__).parents[2]


def make_provenance(settings: Settings, replies: tuple[Reply, ...]) -> Provenance:
    """Return the provenance of a record that was made of these replies."""
    models = sorted({reply.model for reply in replies if reply.model})
    steps = {reply.step for reply in replies}
    return Provenance(
        summarizer=__version__,
        model=", ".join(models) or settings.model,
        step="json_object" if "json_object" in steps else "tools" if "tools" in steps else "strict",
        settings_hash=settings_hash(settings),
        prompts={name: f"{prompt.version}+{prompt.hash}" for name, prompt in sorted(load_prompts().items())},
        schema_hash=files_hash(packaged_folder("schemas"), "*.json"),
        rules_hash=rules_hash(),
        questions_hash=hash_of(part for reply in replies for part in (reply.question.stable, reply.question.variable)),
        answers_hash=hash_of(reply.answer.model_dump_json() if reply.answer else reply.failure for reply in replies),
    )


def settings_hash(settings: Settings) -> str:
    """Return the hash of the settings that can change a record."""
    return hash_of([f"{settings.min_chars} {settings.max_chars} {settings.text_language}"])


@cache
def rules_hash() -> str:
    """Return the hash of all rules between text and question and between answer and record."""
    return hash_of(files_hash(_PACKAGE / folder, "*") for folder in _RULE_FOLDERS)


@cache
def files_hash(folder: Path, pattern: str) -> str:
    """Return the hash of all files under a folder whose name matches a pattern, names included."""
    paths = sorted(path for path in folder.rglob(pattern) if path.is_file() and "__pycache__" not in path.parts)
    digest = hashlib.sha256()
    for path in paths:
        data = path.read_bytes()
        digest.update(json.dumps([path.relative_to(folder).as_posix(), len(data)]).encode() + data)
    return digest.hexdigest()[:16]


def hash_of(parts: Iterable[str]) -> str:
    """Return a short hash of texts in their order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "replace") + b"\0")
    return digest.hexdigest()[:16]
