"""Where answers are kept: what every such place does, and which of the two kinds an address names."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from summarizer.errors import CacheError, SettingsError

SHARED_SCHEMES = ("redis://", "rediss://", "valkey://", "valkeys://")
Told = Callable[[str], None]


class NoTextError(CacheError):
    """A row holds something that this program never wrote."""


class Store(Protocol):
    """Texts under keys, which anybody may have written: text in, text out, nothing executed. Every error is a CacheError."""

    place: str
    """Where it is, as people may see it: without a password."""

    async def get(self, key: str) -> str | None:
        """Return the text under a key, None where there is none. Raise NoTextError on a row that holds something else."""

    async def set(self, key: str, text: str) -> None:
        """Keep a text."""

    def claimed(self, key: str) -> AbstractAsyncContextManager[bool]:
        """Be the only one who makes the text of a key, or learn that another does. Who is it looks first whether it was made."""

    def items(self) -> AsyncIterator[tuple[str, str]]:
        """Yield all keys with their texts; rows that hold no text are passed over."""

    async def remove(self, key: str) -> None:
        """Remove the text under a key."""

    async def damages(self) -> list[str]:
        """Return what is wrong with the place."""

    async def bytes_used(self) -> int:
        """Return how large it is."""

    async def aclose(self) -> None:
        """Let go of it."""


def is_shared(place: Path | str) -> bool:
    """Say whether a place is a server that many machines share."""
    return str(place).startswith(SHARED_SCHEMES)


def shown_address(url: str) -> str:
    """Return an address without the user, password and options that may stand in it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def require_redis() -> None:
    """Raise SettingsError where the library for Redis is missing."""
    if find_spec("redis") is None:
        raise SettingsError("--cache names a Redis, which needs an extra: pip install 'summarizer[cluster]'")
