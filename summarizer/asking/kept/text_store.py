"""A folder of texts under keys, that anybody may have written to: text in, text out, nothing executed."""

import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import diskcache

from summarizer.asking.kept.store import NoTextError
from summarizer.errors import CacheError

_TEXT_ONLY = 1
"""diskcache's mode for a value that stands in the row itself; all other modes are files and pickles."""
# Larger values would go to files, whose names are read from the database: none ever does.
_ALWAYS_INLINE = 2**40
_SIZE_LIMIT = 2**62
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
            raise NoTextError("a key is pickled")
        return _as_text(key)

    def store(self, value: object, read: bool, key: object = None) -> tuple[int, int, None, str]:  # noqa: ARG002
        """Return a value as it is stored: size, mode, file, text."""
        return 0, _TEXT_ONLY, None, _as_text(value)

    def fetch(self, mode: int, filename: object, value: object, read: bool) -> str:  # noqa: ARG002
        """Return a stored value. Raise NoTextError on a pickled or filed one, unread."""
        if mode != _TEXT_ONLY or filename is not None:
            raise NoTextError("a value is no text")
        return _as_text(value)

    def remove(self, file_path: object) -> None:
        """Remove nothing: no row of ours has a file, so one that names a file was planted."""


def _as_text(value: object) -> str:
    if not isinstance(value, str):
        raise NoTextError(f"text wanted, found {type(value).__name__}")
    return value


class TextStore:
    """A folder of texts. Every error is a CacheError that names it.

    Calls are direct, not in threads: measured, a read takes 10 microseconds and a write a quarter of a millisecond, a tenth of
    what the request before it costs. They never wait, so that between two awaits of them nothing else runs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self.place = folder, str(folder)
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

    async def get(self, key: str) -> str | None:
        """Return the text under a key, None where there is none. Raise NoTextError on a row that holds something else."""
        try:
            found: str | None = self._rows.get(key)
        except NoTextError:
            raise
        except _BROKEN as error:
            raise self._unusable(error) from error
        return found

    async def set(self, key: str, text: str) -> None:
        """Keep a text."""
        try:
            self._rows.set(key, text)
        except _BROKEN as error:
            raise self._unusable(error) from error

    async def items(self) -> AsyncIterator[tuple[str, str]]:
        """Yield all keys with their texts; rows that hold no text are passed over."""
        try:
            for key in self._rows:
                try:
                    text = self._rows.get(key)
                except NoTextError:
                    continue
                if text is not None:
                    yield key, text
        except _BROKEN as error:
            raise self._unusable(error) from error

    @asynccontextmanager
    async def claimed(self, key: str) -> AsyncIterator[bool]:  # noqa: ARG002
        """Say that one is: nobody on another machine asks, and a process knows what it asks itself."""
        yield True

    async def remove(self, key: str) -> None:
        """Remove the text under a key."""
        try:
            self._rows.delete(key)
        except _BROKEN as error:
            raise self._unusable(error) from error

    async def damages(self) -> list[str]:
        """Return what is wrong with the database and with its rows."""
        found = [str(warning.message) for warning in self._rows.check()]
        return [one for one in found if not one.startswith("unknown file")]  # such as the ledger: what isn't ours isn't damaged

    async def bytes_used(self) -> int:
        """Return how large the folder is."""
        return sum(path.stat().st_size for path in self._folder.iterdir() if path.is_file())

    async def aclose(self) -> None:
        """Let go of the folder."""
        self._rows.close()

    def _unusable(self, error: Exception) -> CacheError:
        why: object = error
        if self._folder.is_file():
            why = "it is a file"
        elif isinstance(error, OSError) and error.errno:  # the library's own words repeat the place
            why = os.strerror(error.errno)
        return CacheError(
            f"{self.place}: the folder of answers can't be used ({why}); see that it is writable and has room, or name another "
            "with --cache"
        )
