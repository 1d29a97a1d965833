"""Answers that are kept: text in, text out, in a place that anybody may have written to.

The value under a key is one JSON object: the checked answer, what was dropped from it, the model id that the reply reported, and
hashes of the key's parts, so that a key that differs can be explained.
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.asking.checks import flaws
from summarizer.asking.endpoint import Endpoint
from summarizer.asking.questions import messages
from summarizer.asking.schema import ANSWERS, answer_schema
from summarizer.asking.store import NoTextError, Told, is_shared, open_store
from summarizer.domain.record import Dropped, Step
from summarizer.domain.reply import Answer, Question

_LONGEST_CUT = 200


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
    """The answers in a folder, or in a Redis that many machines share."""

    def __init__(self, place: Path | str, told: Told = lambda _: None, longest_away_seconds: float = 0.0) -> None:
        self.is_shared = is_shared(place)
        self._store = open_store(place, told, longest_away_seconds)

    async def read(self, question: Question, key: str) -> Kept | Cut | str | None:
        """Return the answer under a key, None where there is none, or why the one that is there can't be used.

        Everything is checked again, as if the model had just said it.
        """
        try:
            text = await self._store.get(key)
        except NoTextError as error:
            return f"{question.id}: the kept answer is left aside ({error})"
        return None if text is None else checked(text, question)

    def claimed(self, key: str) -> AbstractAsyncContextManager[None]:
        """Be the only one who asks, on all machines that share the answers; an answer may have come before it was one's turn."""
        return self._store.claimed(key)

    async def write(self, question: Question, key: str, kept: Kept, prompt: str, parts: dict[str, Any]) -> None:
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
        await self._set(key, stored)

    async def write_cut(self, question: Question, key: str, cut: Cut, parts: dict[str, Any]) -> None:
        """Keep where a question is cut in two, so that it is never asked as a whole again."""
        await self._set(key, _StoredCut(question=question.id, cut_at=cut.cut_at, model=cut.model, parts=part_hashes(parts)))

    async def _set(self, key: str, stored: BaseModel) -> None:
        await self._store.set(key, stored.model_dump_json())

    async def aclose(self) -> None:
        """Let go of the place."""
        await self._store.aclose()


def checked(text: str, question: Question) -> Kept | Cut | str:
    """Return what a kept text holds for a question, or why it can't be used."""
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
