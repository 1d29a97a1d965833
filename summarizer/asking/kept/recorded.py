"""Answers as files, one each, named by their keys: how a cache is exported, imported, and played without any model."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from summarizer.asking.kept.cache import Cut, Kept, checked
from summarizer.asking.kept.store import Store
from summarizer.domain.reply import Question
from summarizer.errors import CacheError, SettingsError

# `3f0c…` with 64 hexadecimal digits
_FILE_NAME = re.compile(r"([0-9a-f]{64})\.json")
NOT_RECORDED = "no recorded answer; record it with a run and `summarizer cache export`"


class RecordedAnswers:
    """A folder of recorded answers. Read only; every answer is checked as if the model had just given it."""

    def __init__(self, folder: Path) -> None:
        """Raise SettingsError where there is no such folder."""
        self._folder = folder
        if not folder.is_dir():
            raise SettingsError(f"--answers {folder}: no such folder of answers; name one that `summarizer cache export` made")

    async def read(self, question: Question, key: str) -> Kept | Cut | str | None:
        """Return the answer under a key, None where there is none, or why the one that is there can't be used."""
        path = self._folder / f"{key}.json"
        try:
            return checked(path.read_text(encoding="utf-8"), question) if path.is_file() else None
        except (OSError, UnicodeDecodeError) as error:
            return f"{question.id}: the recorded answer can't be read ({error})"

    async def aclose(self) -> None:
        """Do nothing: no file is kept open."""


async def export_answers(store: Store, folder: Path) -> int:
    """Write every kept answer into a folder and return how many there are."""
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        async for key, text in store.items():
            name = f"{key}.json"
            if _FILE_NAME.fullmatch(name):
                (folder / name).write_text(_indented(text), encoding="utf-8", newline="\n")
                count += 1
    except OSError as error:
        raise CacheError(f"{folder}: can't be written to ({error.strerror}); name another folder") from error
    return count


async def import_answers(store: Store, folder: Path) -> tuple[int, list[str]]:
    """Keep the answers of a folder, those that are kept already excepted; return how many, and the files that hold none.

    What is imported is checked when it is read, as everything that is kept.
    """
    count, refused = 0, list[str]()
    for path in _files(folder):
        match = _FILE_NAME.fullmatch(path.name)
        text = _json_text(path)
        if match is None or text is None:
            refused.append(path.name)
        elif await store.get(match[1]) is None:
            await store.set(match[1], text)
            count += 1
    return count, refused


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise CacheError(f"{folder}: no such folder; name one that `summarizer cache export` made")
    yield from sorted(path for path in folder.iterdir() if path.is_file())


def _json_text(path: Path) -> str | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return json.dumps(found, ensure_ascii=False) if isinstance(found, dict) else None


def _indented(text: str) -> str:
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    except (ValueError, RecursionError):
        return text
