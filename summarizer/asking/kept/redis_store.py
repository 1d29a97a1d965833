"""The answers in a Redis or Valkey that many machines share: text in, text out, as in a folder.

    summarizer:answer:<key>    the text of an answer
    summarizer:asking:<key>    the lease of whoever asks for it just now; it expires, so one who was killed stops nobody

Only commands that Redis and Valkey both have; nothing that is read is ever executed.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from redis.exceptions import RedisError, ResponseError

from summarizer.asking.kept.reachable import Reachable
from summarizer.asking.kept.store import NoTextError, Told
from summarizer.errors import CacheError

ANSWER, LEASE = "summarizer:answer:", "summarizer:asking:"
# Long enough for a process that is busy or swapped out, short enough to wait for after one was killed
LEASE_SECONDS = 10.0
_RENEWALS = 4
_KEYS_AT_ONCE = 500
# Only the holder may end or prolong a lease: another may have it by now. ARGV: the holder, milliseconds
_RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"
_RENEW = (
    "for _, key in ipairs(KEYS) do if redis.call('get', key) == ARGV[1] then redis.call('pexpire', key, ARGV[2]) end end return 0"
)


class RedisStore:
    """Texts in a Redis."""

    def __init__(self, url: str, told: Told, longest_away_seconds: float, *, lease_seconds: float = LEASE_SECONDS) -> None:
        self._server = Reachable(url, told, longest_away_seconds)
        self.place = self._server.place
        self._redis = self._server.redis
        self._holder = secrets.token_hex(16).encode()
        self._milliseconds = int(lease_seconds * 1000)
        self._held: set[str] = set()
        self._renewing: asyncio.Task[None] | None = None

    async def get(self, key: str) -> str | None:
        """Return the text under a key, None where there is none. Raise NoTextError on a row that holds something else."""
        return _text(await self._server.done(lambda: _answer_or_error(self._redis.get(ANSWER + key))))

    async def set(self, key: str, text: str) -> None:
        """Keep a text."""
        await self._server.done(lambda: self._redis.set(ANSWER + key, text.encode("utf-8", "surrogatepass")))

    @asynccontextmanager
    async def claimed(self, key: str) -> AsyncIterator[bool]:
        """Hold the lease of a key, or learn that another holds it."""
        lease = LEASE + key
        if not await self._server.done(lambda: self._takes(lease)):
            yield False
            return
        self._held.add(lease)
        self._renewing = self._renewing or asyncio.create_task(self._renew())
        try:
            yield True
        finally:
            self._held.discard(lease)
            with suppress(RedisError, OSError):  # away: the lease expires by itself
                await self._redis.eval(_RELEASE, 1, lease, self._holder)

    async def items(self) -> AsyncIterator[tuple[str, str]]:
        """Yield all keys with their texts; rows that hold no text are passed over."""
        async for raw in self._keys():
            try:
                key = raw.decode()
                text = await self.get(key.removeprefix(ANSWER))
            except (NoTextError, UnicodeDecodeError):
                continue
            if text is not None:
                yield key.removeprefix(ANSWER), text

    async def remove(self, key: str) -> None:
        """Remove the text under a key."""
        await self._server.done(lambda: self._redis.delete(ANSWER + key))

    async def damages(self) -> list[str]:
        """Return which of its settings can lose answers that were paid for."""
        try:
            settings = {name: str(value) for name, value in (await self._server.done(self._redis.config_get)).items()}
        except CacheError:
            return ["its settings can't be seen (CONFIG is not allowed)"]
        found = []
        if settings.get("appendonly") != "yes":
            found.append("appendonly is off: what came since its last snapshot is lost when it ends")
        if settings.get("maxmemory", "0") != "0" and settings.get("maxmemory-policy") != "noeviction":
            found.append(
                f"maxmemory-policy is {settings.get('maxmemory-policy')}: answers vanish when it is full; set noeviction"
            )
        return found

    async def bytes_used(self) -> int:
        """Return how much memory the answers take."""
        used = 0
        async for key in self._keys():
            size: int | None = await self._server.done(lambda: self._redis.memory_usage(key))  # noqa: B023
            used += size or 0
        return used

    async def aclose(self) -> None:
        """Let go of the server."""
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)
        await self._server.aclose()

    async def _keys(self) -> AsyncIterator[bytes]:
        cursor = -1
        while cursor:
            at = max(cursor, 0)
            cursor, keys = await self._server.done(lambda: self._redis.scan(at, f"{ANSWER}*", _KEYS_AT_ONCE))  # noqa: B023
            for key in keys:
                yield _bytes(key)

    async def _takes(self, lease: str) -> bool:
        """Take a lease where it is free and say whether it is ours, also by an earlier try whose reply was lost."""
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.set(lease, self._holder, nx=True, px=self._milliseconds)
            pipe.get(lease)
            _, holder = await pipe.execute()
        return bool(holder == self._holder)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(self._milliseconds / 1000 / _RENEWALS)
            if self._held:
                with suppress(RedisError, OSError):  # away: so is everybody else's way to the lease
                    await self._redis.eval(_RENEW, len(self._held), *self._held, self._holder, self._milliseconds)


def _bytes(key: bytes | str) -> bytes:
    """Return a key as it came: the client decodes nothing, whatever its types say."""
    return key.encode() if isinstance(key, str) else key


async def _answer_or_error(reading: Any) -> Any:
    try:
        return await reading
    except ResponseError as error:
        if str(error).startswith("WRONGTYPE"):
            return error
        raise


def _text(found: object) -> str | None:
    if found is None:
        return None
    if isinstance(found, bytes):
        try:
            return found.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            pass
    raise NoTextError("a value is no text")
