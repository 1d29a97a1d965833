"""Answers that are kept: text in, text out, in a folder that anybody may have written to.

The value under a key is one JSON object: the checked answer, what was dropped from it, the model id that the reply reported, and
hashes of the key's parts, so that a key that differs can be explained.
"""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import diskcache
from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.asking.checks import flaws
from summarizer.asking.endpoint import Endpoint
from summarizer.asking.questions import messages
from summarizer.asking.schema import ANSWERS, answer_schema
from summarizer.domain.record import Dropped, Step
from summarizer.domain.reply import Answer, Question
from summarizer.errors import CacheError

_TEXT_ONLY = 1
"""diskcache's mode for a value that stands in the row itself; all other modes are files and pickles."""
# Larger values would go to files, whose names are read from the database: none ever does.
_ALWAYS_INLINE = 2**40
_SIZE_LIMIT = 2**62
_LONGEST_CUT = 200
# What a folder that can't be written to, is damaged or was tampered with makes sqlite and diskcache raise.
_BROKEN = (OSError, sqlite3.Error, diskcache.Timeout, CacheError, ValueError, TypeError, AttributeError)


class TextDisk(diskcache.Disk):  # type: ignore[misc] # has no types
    """Stores text and nothing else. diskcache unpickles what it finds, so whoever can write the folder would run code."""

    def __init__(self, directory: str, **_: object) -> None:
        super().__init__(directory, min_file_size=_ALWAYS_INLINE)

    def put(self, key: object) -> tuple[str, bool]:
        """Return a key as it is stored."""
        return _as_text(key), True

    def get(self, key: object, raw: object) -> str:
        """Return a stored key."""
        if not raw:
            raise CacheError("a key is pickled")
        return _as_text(key)

    def store(self, value: object, read: bool, key: object = None) -> tuple[int, int, None, str]:  # noqa: ARG002
        """Return a value as it is stored: size, mode, file, text."""
        return 0, _TEXT_ONLY, None, _as_text(value)

    def fetch(self, mode: int, filename: object, value: object, read: bool) -> str:  # noqa: ARG002
        """Return a stored value. Raise CacheError on a pickled or filed one, unread."""
        if mode != _TEXT_ONLY or filename is not None:
            raise CacheError("a value is no text")
        return _as_text(value)

    def remove(self, file_path: object) -> None:
        """Remove nothing: no row of ours has a file, so one that names a file was planted."""


def _as_text(value: object) -> str:
    if not isinstance(value, str):
        raise CacheError(f"text wanted, found {type(value).__name__}")
    return value


class _Stored(BaseModel):
    """What stands beside the answer."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    question: str
    answer: dict[str, Any]
    dropped: list[Dropped]
    model: str
    step: Step
    prompt: str
    parts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that is kept."""

    answer: Answer
    dropped: tuple[Dropped, ...]
    model: str
    step: Step


@dataclass(frozen=True, slots=True)
class Cut:
    """What is kept of a question whose answer is too long: where it is cut in two. No answer."""

    cut_at: int
    model: str


class _StoredCut(BaseModel):
    """How a cut stands under the key of the question that it cuts."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    question: str
    cut_at: int
    model: str
    parts: dict[str, str]


def key_parts(question: Question, endpoint: Endpoint) -> dict[str, Any]:
    """Return everything that the answer depends on.

    Left out because they can't change an answer: time-outs, attempts and waits, concurrency, the address behind the endpoint's
    name, the key. Prompt version and step stand beside the answer: the prompt's text is in the messages, and a step changes the
    way to an answer, not what is a right one.
    """
    return {
        "endpoint": endpoint.name,
        "model": endpoint.cache_model,
        "sampling": endpoint.sampling(),
        "messages": messages(question),
        "schema": answer_schema(question.name),
    }


def part_hashes(parts: dict[str, Any]) -> dict[str, str]:
    """Return a short hash of each part of a key, the prompt (stable) apart from the report's text (variable)."""
    stable, variable = parts["messages"]
    named = {**parts, "stable": stable, "variable": variable}
    return {name: _digest(part)[:16] for name, part in named.items() if name != "messages"}


def cache_key(parts: dict[str, Any]) -> str:
    """Return the key of an answer: SHA-256 over canonical JSON."""
    return _digest(parts)


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class AnswerCache:
    """A folder of answers.

    Calls are direct, not in threads: measured, a read takes 10 microseconds and a write a quarter of a millisecond, a tenth of
    what the request before it costs.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self._rows = diskcache.Cache(
                str(folder.absolute()),  # so that no `~` is expanded
                disk=TextDisk,
                eviction_policy="none",
                size_limit=_SIZE_LIMIT,
                cull_limit=0,
                statistics=0,
                tag_index=0,
            )
        except _BROKEN as error:
            raise self._unusable(error) from error

    def read(self, question: Question, key: str) -> Kept | Cut | str | None:
        """Return the answer under a key, None where there is none, or why the one that is there can't be used.

        Everything is checked again, as if the model had just said it.
        """
        try:
            text = self._rows.get(key)
        except CacheError as error:  # of the row alone: it holds something that this program never wrote
            return f"{question.id}: the kept answer is left aside ({error})"
        except _BROKEN as error:
            raise self._unusable(error) from error
        return None if text is None else _checked(text, question)

    def write(self, question: Question, key: str, kept: Kept, prompt: str, parts: dict[str, Any]) -> None:
        """Keep a checked answer."""
        stored = _Stored(
            question=question.id,
            answer=kept.answer.model_dump(),
            dropped=list(kept.dropped),
            model=kept.model,
            step=kept.step,
            prompt=prompt,
            parts=part_hashes(parts),
        )
        self._set(key, stored)

    def write_cut(self, question: Question, key: str, cut: Cut, parts: dict[str, Any]) -> None:
        """Keep where a question is cut in two, so that it is never asked as a whole again."""
        self._set(key, _StoredCut(question=question.id, cut_at=cut.cut_at, model=cut.model, parts=part_hashes(parts)))

    def _set(self, key: str, stored: BaseModel) -> None:
        try:
            self._rows.set(key, stored.model_dump_json())
        except _BROKEN as error:
            raise self._unusable(error) from error

    def close(self) -> None:
        """Let go of the folder."""
        self._rows.close()

    def _unusable(self, error: Exception) -> CacheError:
        return CacheError(
            f"{self.folder}: the folder of answers can't be used ({error}); remove it, or name another with --cache"
        )


def _checked(text: str, question: Question) -> Kept | Cut | str:
    if (cut := _read_cut(text, question)) is not None:
        return cut
    try:
        stored = _Stored.model_validate_json(text)
        answer = ANSWERS[question.name].model_validate_json(json.dumps(stored.answer))
    except (ValidationError, ValueError, RecursionError):
        return f"{question.id}: the kept answer is damaged and is asked for again"
    if found := flaws(answer, question.limits):
        return f"{question.id}: the kept answer no longer passes ({_first(found)}) and is asked for again"
    return Kept(answer, tuple(stored.dropped), stored.model, stored.step)


def _read_cut(text: str, question: Question) -> Cut | None:
    if '"cut_at"' not in text[:_LONGEST_CUT]:
        return None
    try:
        stored = _StoredCut.model_validate_json(text)
    except ValidationError:
        return None
    sentences = len(question.chunk.sentences) if question.chunk else 0
    return Cut(stored.cut_at, stored.model) if 0 < stored.cut_at < sentences else None


def _first(found: Sequence[object]) -> str:
    return str(found[0])
