"""A run by a provider's batch: what has no answer goes out as lines, what comes back goes into the cache, `run` does the rest.

The folder of a batch holds its requests and `batch.json`: which inputs and settings it was made from, and the provider's ids.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarizer.asking.batches.lines import MOST_BYTES, MOST_LINES, batch_key, judged, read_result, request_line
from summarizer.asking.kept.cache import AnswerCache, Cut, Kept, answer_parts
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.questions.prompts import prompt_stamp
from summarizer.domain.reply import Question
from summarizer.errors import RecordError
from summarizer.running.inputs.remote import place_of
from summarizer.running.network.planning import find_unanswered
from summarizer.running.outputs.folder import make_folder, write_whole
from summarizer.settings import Settings

STATE_FILE = "batch.json"
_KEPT = ("model", "base_url", "step", "min_chars", "max_chars", "text_language")
# Batches of earlier versions always asked strictly
_EARLIER = {"step": "strict"}


@dataclass(slots=True)
class BatchFolder:
    """A batch on disk."""

    folder: Path
    paths: list[str]
    settings: dict[str, Any]
    batch_ids: list[str] = field(default_factory=list)
    collected: list[str] = field(default_factory=list)
    """Those of the batches whose results are kept."""

    @property
    def awaited(self) -> list[str]:
        """Return the batches whose results are still to come."""
        return [one for one in self.batch_ids if one not in self.collected]

    def save(self) -> None:
        """Write the state."""
        state = {"paths": self.paths, "settings": self.settings, "batch_ids": self.batch_ids, "collected": self.collected}
        write_whole(self.folder / STATE_FILE, json.dumps(state, ensure_ascii=False, indent=1) + "\n")

    def discard(self) -> None:
        """Remove what was written, and the folder where nothing else stands in it."""
        for path in (*self.requests(), self.folder / STATE_FILE):
            path.unlink(missing_ok=True)
        if not any(self.folder.iterdir()):
            self.folder.rmdir()

    def requests(self) -> list[Path]:
        """Return the files of requests, in order."""
        return sorted(self.folder.glob("requests-*.jsonl"))


@dataclass(slots=True)
class Collected:
    """What came back."""

    kept: int = 0
    cut: int = 0
    """Too long: `run` asks them in halves."""
    open: int = 0
    """Questions that are left for a live run, those whose line never came included."""
    reasons: list[str] = field(default_factory=list)
    """Why lines gave no answer."""


def has_batch(folder: Path) -> bool:
    """Say whether a folder holds a batch."""
    return (folder / STATE_FILE).exists()


def open_batch(folder: Path) -> BatchFolder:
    """Return the batch of a folder. Raise RecordError when there is none."""
    path = folder / STATE_FILE
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
        settings = {**_EARLIER, **state["settings"]}
        known = {name: settings[name] for name in _KEPT}
        return BatchFolder(folder, list(state["paths"]), known, list(state["batch_ids"]), list(state.get("collected", ())))
    except (OSError, ValueError, LookupError, TypeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise RecordError(f"{path}: no batch ({why}); make one with `summarizer batch export` or `submit`") from error


async def write_batch(
    folder: Path, arguments: Sequence[Path | str], settings: Settings, endpoint: Endpoint, cache: AnswerCache
) -> tuple[BatchFolder, int]:
    """Write the questions that have no answer as files of lines; return the batch and how many there are.

    Raise RecordError where the folder holds a batch that was not collected: its questions would be paid for twice.
    """
    if has_batch(folder) and (awaited := open_batch(folder).awaited):
        raise RecordError(
            f"{folder}: {', '.join(awaited[:5])} not collected yet; `summarizer batch collect` first, or name another --folder"
        )
    questions = await _unanswered(arguments, settings, endpoint, cache)
    make_folder(folder)
    made = BatchFolder(
        folder,
        [str(path.absolute()) if isinstance(path, Path) else path for path in arguments],
        {name: getattr(settings, name) for name in _KEPT},
    )
    for old in made.requests():
        old.unlink()
    for number, part in enumerate(_parts(request_line(question, endpoint) for question in questions.values()), 1):
        write_whole(folder / f"requests-{number:03}.jsonl", part)
    made.save()
    return made, len(questions)


async def keep_results(lines: Iterable[str], batch: BatchFolder, endpoint: Endpoint, cache: AnswerCache) -> Collected:
    """Check result lines and keep what passes; order and file make no difference, and a line may come twice."""
    settings = Settings(**batch.settings)
    questions = await _unanswered([place_of(path) for path in batch.paths], settings, endpoint, cache)
    collected = Collected()
    asked = len(questions)
    for line in lines:
        if line.strip():
            await _keep(line, questions, endpoint, cache, collected)
    collected.open = asked - collected.kept - collected.cut
    return collected


async def _keep(line: str, questions: dict[str, Question], endpoint: Endpoint, cache: AnswerCache, collected: Collected) -> None:
    """Keep what a line holds; its question is taken off those that wait, so that a second line of it changes nothing."""
    key, body, reason = read_result(line)
    question = questions.get(key)
    if question is None and key:
        return  # answered already, or not asked
    if body is None or question is None:
        collected.reasons.append(f"{question.id if question else 'a line'}: {reason}")
        return
    found = judged(question, body, endpoint)
    parts = answer_parts(question, endpoint)
    if isinstance(found, Kept):
        await cache.write(question, key, found, prompt_stamp(question.name), parts)
        collected.kept += 1
        del questions[key]
    elif isinstance(found, Cut):
        await cache.write_cut(question, key, found, parts)
        collected.cut += 1
        del questions[key]
    else:
        collected.reasons.append(f"{question.id}: {found}")


async def _unanswered(
    arguments: Sequence[Path | str], settings: Settings, endpoint: Endpoint, cache: AnswerCache
) -> dict[str, Question]:
    found = await find_unanswered(arguments, settings, endpoint, cache)
    return {batch_key(question, endpoint): question for question in found}


def _parts(lines: Iterable[str]) -> Iterator[str]:
    """Yield files of lines, each within the provider's limits."""
    part: list[str] = []
    size = 0
    for line in lines:
        length = len(line.encode())
        if part and (len(part) == MOST_LINES or size + length > MOST_BYTES):
            yield "".join(part)
            part, size = [], 0
        part.append(line)
        size += length
    if part:
        yield "".join(part)
