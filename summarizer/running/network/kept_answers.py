"""What a cache holds, and why a question has no answer in it."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from summarizer.asking.cache import answer_key, answer_parts
from summarizer.asking.endpoint import Endpoint
from summarizer.asking.questions import chunk_question
from summarizer.asking.store import Store
from summarizer.domain.prepared import Prepared

_BUILTIN = "builtin/"
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


async def explain(store: Store, prepared: Iterable[Prepared], endpoint: Endpoint) -> list[tuple[str, str, str]]:
    """Return for each chunk its report, its id, and whether it is answered or else which part of its key is new."""
    kept = [row async for _, text in store.items() if (row := _row(text)) and isinstance(row.get("parts"), dict)]
    by_text: dict[str, list[dict[str, Any]]] = {}
    for row in kept:
        by_text.setdefault(str(row["parts"].get("variable")), []).append(row)
    found: list[tuple[str, str, str]] = []
    for report in prepared:
        for chunk in report.chunks:
            question = chunk_question(chunk, report.report.document.text)
            is_kept = await store.get(answer_key(question, endpoint)) is not None
            said = "answered" if is_kept else _difference(answer_parts(question, endpoint), by_text)
            found.append((report.report_id, chunk.id, said))
    return found


def _difference(parts: dict[str, str], by_text: dict[str, list[dict[str, Any]]]) -> str:
    """Return which parts differ from the kept answer to the same text that is most like it."""
    same_text = by_text.get(parts["variable"])
    if not same_text:
        return "new: the text or its context (heading path, periods); no answer to this text is kept"
    differing = min(([name for name in parts if row["parts"].get(name) != parts[name]] for row in same_text), key=len)
    return f"changed: {', '.join(_MEANINGS.get(name, name) for name in differing)}"


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
