"""Answers that are kept: text in, text out, in a place that anybody may have written to.

The value under a key is one JSON object: the checked answer, what was dropped from it, the model id that the reply reported, and
hashes of the key's parts, so that a key that differs can be explained.
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.asking.answers.checks import flaws
from summarizer.asking.kept.opening import open_store
from summarizer.asking.kept.store import NoTextError, Told, is_shared
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.questions.making import messages
from summarizer.asking.questions.schema import ANSWERS, answer_schema
from summarizer.domain.answer import Entry, QuestionName
from summarizer.domain.record import Dropped, Step
from summarizer.domain.reply import Answer, Limits, Question
from summarizer.domain.span import Span

_LONGEST_CUT = 200
# Stands for the report's text in a question of which all else is encoded once; no prompt, model or host holds NUL.
_TEXT_HERE = "\0text\0"
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


_Answer = TypeVar("_Answer", bound=Entry)


class _Stored(BaseModel, Generic[_Answer]):
    """What stands beside the answer."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    question: str
    answer: _Answer
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


def answer_key(question: Question, endpoint: Endpoint) -> str:
    """Return the key of the answer to a question: SHA-256 over its parts as canonical JSON.

    All but the report's text is encoded once a run.
    """
    begun, rest = _frame(endpoint, question.name, question.stable)
    digest = begun.copy()
    digest.update(_canonical(question.variable))
    digest.update(rest)
    return str(digest.hexdigest())


def answer_parts(question: Question, endpoint: Endpoint) -> dict[str, str]:
    """Return the short hashes of the parts of a question's key."""
    return {**_lasting_hashes(endpoint, question.name, question.stable), "variable": _digest(messages(question)[1])[:16]}


@lru_cache(maxsize=32)
def _frame(endpoint: Endpoint, name: QuestionName, stable: str) -> tuple[Any, bytes]:
    """Return the hash of the canonical parts up to the report's text, and what follows it."""
    whole = _canonical(key_parts(_without_text(name, stable), endpoint))
    before, _, after = whole.partition(_canonical(_TEXT_HERE))
    return hashlib.sha256(before), after


@lru_cache(maxsize=32)
def _lasting_hashes(endpoint: Endpoint, name: QuestionName, stable: str) -> dict[str, str]:
    return part_hashes(key_parts(_without_text(name, stable), endpoint))


def _without_text(name: QuestionName, stable: str) -> Question:
    return Question("", name, stable, _TEXT_HERE, Span(0, 0), Limits((), (), ""))


def _digest(value: object) -> str:
    return hashlib.sha256(_canonical(value)).hexdigest()


def _canonical(value: object) -> bytes:
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")


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

    def claimed(self, key: str) -> AbstractAsyncContextManager[bool]:
        """Be the only one who asks, on all machines that share the answers, or learn that another does.

        An answer may have come before it was one's turn.
        """
        return self._store.claimed(key)

    async def write(self, question: Question, key: str, kept: Kept, prompt: str, parts: dict[str, str]) -> None:
        """Keep a checked answer."""
        stored = _stored_form(question.name)(
            question=question.id,
            answer=kept.answer,
            dropped=list(kept.dropped),
            model=kept.model,
            step=kept.step,
            prompt=prompt,
            parts=parts,
        )
        await self._set(key, stored)

    async def write_cut(self, question: Question, key: str, cut: Cut, parts: dict[str, str]) -> None:
        """Keep where a question is cut in two, so that it is never asked as a whole again."""
        await self._set(key, _StoredCut(question=question.id, cut_at=cut.cut_at, model=cut.model, parts=parts))

    async def _set(self, key: str, stored: BaseModel) -> None:
        await self._store.set(key, stored.model_dump_json())

    async def aclose(self) -> None:
        """Let go of the place."""
        await self._store.aclose()


@cache
def _stored_form(name: QuestionName) -> type[_Stored[Any]]:
    return _Stored[ANSWERS[name]]  # type: ignore[valid-type] # the class is chosen at run time


def checked(text: str, question: Question) -> Kept | Cut | str:
    """Return what a kept text holds for a question, or why it can't be used."""
    if (cut := _read_cut(text, question)) is not None:
        return cut
    try:
        stored = _stored_form(question.name).model_validate_json(text)
    except (ValidationError, ValueError, RecursionError):
        return f"{question.id}: the kept answer is damaged and is asked for again"
    if found := flaws(stored.answer, question.limits, text):
        return f"{question.id}: the kept answer no longer passes ({_first(found)}) and is asked for again"
    return Kept(stored.answer, tuple(stored.dropped), stored.model, stored.step)


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
