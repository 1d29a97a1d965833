"""What a cache holds, and why a question has no answer in it."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from summarizer.asking.kept.cache import Cut, Kept, answer_key, answer_parts, checked
from summarizer.asking.kept.store import NoTextError, Store
from summarizer.asking.network.endpoint import Endpoint
from summarizer.domain.prepared import Prepared
from summarizer.domain.reply import Question, Reply
from summarizer.pipeline import summarize
from summarizer.running.resuming.provenance import make_provenance
from summarizer.settings import Settings

_BUILTIN = "builtin/"
_UNKNOWN = "not asked"
_MEANINGS = {
    "endpoint": "the endpoint",
    "model": "the model (for builtin: its rules)",
    "sampling": "the sampling settings",
    "stable": "the prompt",
    "schema": "the schema of the answer",
}


@dataclass(frozen=True, slots=True)
class Contents:
    """A cache in numbers."""

    answers: int
    cuts: int
    """Questions that are too long and are asked in halves."""
    unreadable: int
    models: dict[str, int]


@dataclass(frozen=True, slots=True)
class _KeptRow:
    """A kept answer, whatever its key."""

    parts: Any
    text: str

    def differing(self, parts: dict[str, str]) -> list[str]:
        """Return the names of the parts of its key that are not these."""
        return [name for name in parts if self.parts.get(name) != parts[name]]


async def contents_of(store: Store) -> Contents:
    """Return what a cache holds."""
    rows = [_row(text) async for _, text in store.items()]
    answers = [row for row in rows if row and "answer" in row]
    cuts = sum(row is not None and "cut_at" in row for row in rows)
    models = Counter(str(row.get("model")) for row in answers)
    return Contents(len(answers), cuts, len(rows) - len(answers) - cuts, dict(sorted(models.items())))


async def prune(store: Store, builtin_model: str, model: str = "") -> int:
    """Remove the answers of a model, or of earlier rules of builtin and what can't be read; return how many."""
    gone = [key async for key, text in store.items() if _is_gone(_row(text), builtin_model, model)]
    for key in gone:
        await store.remove(key)
    return len(gone)


async def explain(
    store: Store, prepared: Iterable[Prepared], endpoint: Endpoint, settings: Settings
) -> list[tuple[str, str, str]]:
    """Return for each question its report, its id, and whether it is answered or else which part of its key is new."""
    explained = _Explained(store, endpoint, await _rows_by_text(store))
    found: list[tuple[str, str, str]] = []
    for report in prepared:
        explained.begin()
        await summarize(
            report,
            explained.ask,
            text_language=settings.text_language,
            provenance=lambda replies: make_provenance(settings, replies),
        )
        found += [(report.report_id, question, said) for question, said in explained.said]
    return found


class _Explained:
    """Answers from the cache, also by answers to the same text under another key, so that later questions come as they would."""

    def __init__(self, store: Store, endpoint: Endpoint, by_text: dict[str, list[_KeptRow]]) -> None:
        self._store, self._endpoint, self._by_text = store, endpoint, by_text
        self.said: list[tuple[str, str]] = []
        self._has_gaps = False

    def begin(self) -> None:
        """Begin a report."""
        self.said, self._has_gaps = [], False

    async def ask(self, questions: list[Question]) -> list[Reply]:
        return [await self._reply(question) for question in questions]

    async def _reply(self, question: Question) -> Reply:
        text = await self._text(question)
        found = None if text is None else checked(text, question)
        if text is not None:
            said = found if isinstance(found, str) else "cut: asked in halves" if isinstance(found, Cut) else "answered"
        else:
            said, like = self._difference(question)
            found = checked(like, question) if like else None
        self.said.append((question.id, said))
        if isinstance(found, Kept):
            return Reply(question, found.answer, found.dropped, model=found.model, step=found.step)
        if isinstance(found, Cut):
            return Reply(question, None, failure=_UNKNOWN, cut_at=found.cut_at)
        self._has_gaps = True
        return Reply(question, None, failure=_UNKNOWN)

    async def _text(self, question: Question) -> str | None:
        try:
            return await self._store.get(answer_key(question, self._endpoint))
        except NoTextError:
            return None

    def _difference(self, question: Question) -> tuple[str, str]:
        """Return which parts differ from the kept answer to the same text that is most like it, and that answer."""
        parts = answer_parts(question, self._endpoint)
        same_text = self._by_text.get(parts["variable"])
        if same_text:
            differing, text = min(((row.differing(parts), row.text) for row in same_text), key=lambda pair: len(pair[0]))
            return f"changed: {', '.join(_MEANINGS.get(name, name) for name in differing)}", text
        if question.name == "overview" and self._has_gaps:
            return "not known yet: it is made of the answers to the questions above", ""
        return "new: the text or its context (heading path, periods); no answer to this text is kept", ""


async def _rows_by_text(store: Store) -> dict[str, list[_KeptRow]]:
    rows = [_KeptRow((_row(text) or {}).get("parts"), text) async for _, text in store.items()]
    found: dict[str, list[_KeptRow]] = {}
    for row in rows:
        if isinstance(row.parts, dict):
            found.setdefault(str(row.parts.get("variable")), []).append(row)
    return found


def _is_gone(row: dict[str, Any] | None, builtin_model: str, model: str) -> bool:
    said = str(row.get("model")) if row else ""
    if model:
        return said == model
    return row is None or (said.startswith(_BUILTIN) and said != builtin_model)


def _row(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and ("answer" in found or "cut_at" in found) else None
