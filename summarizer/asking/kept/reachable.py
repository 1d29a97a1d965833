"""A Redis that may be away for a while: whoever needs it waits for the one probe that finds it again."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from redis import exceptions as trouble
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from summarizer.asking.kept.store import Told, shown_address
from summarizer.errors import CacheError, SettingsError

Result = TypeVar("Result")
Sleep = Callable[[float], Awaitable[None]]

# It is not there, it is starting and reads its file, or another is taking its place.
AWAY = (
    trouble.ConnectionError,
    trouble.TimeoutError,
    trouble.BusyLoadingError,
    trouble.ClusterDownError,
    trouble.TryAgainError,
    trouble.ReadOnlyError,
    OSError,
)
# A call takes a fifth of a millisecond, so few connections serve many questions, and a thousand processes stay below the
# 10,000 connections that a Redis takes by default.
_CONNECTIONS = 4
_SECONDS = 10.0
# To connect and to answer. A clock that goes further meanwhile is that of a machine that slept.
_LONGEST_PROBE_SECONDS = 2 * _SECONDS
_FIRST_INTERVAL_SECONDS, _LONGEST_INTERVAL_SECONDS = 0.25, 10.0


class Reachable:
    """A connection to a Redis. Every error is a CacheError that names the server, and never its password."""

    def __init__(
        self,
        url: str,
        told: Told,
        longest_away_seconds: float,
        sleep: Sleep = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.place = shown_address(url)
        self._told, self._longest, self._sleep, self._clock = told, longest_away_seconds, sleep, clock
        self._probing: asyncio.Task[None] | None = None
        scheme, _, rest = url.partition("://")
        address = f"{scheme.replace('valkey', 'redis')}://{rest}"
        try:
            pool = BlockingConnectionPool.from_url(
                address,
                max_connections=_CONNECTIONS,
                timeout=None,
                socket_timeout=_SECONDS,
                socket_connect_timeout=_SECONDS,
                retry=Retry(NoBackoff(), 0),
            )
        except ValueError as error:
            raise SettingsError(f"--cache {self.place} is no address of a Redis; write redis://HOST:PORT/NUMBER") from error
        self.redis = Redis(connection_pool=pool)

    async def done(self, act: Callable[[], Awaitable[Result]]) -> Result:
        """Do something that may be done twice, and do it again as often as the server was away meanwhile."""
        while True:
            if self._probing is not None:
                await asyncio.shield(self._probing)
            try:
                return await act()
            except trouble.AuthenticationError as error:
                raise CacheError(f"{self.place}: refuses the user or password of the address ({error}); check --cache") from error
            except AWAY as error:
                self._begin_probing(error)
            except trouble.RedisError as error:
                raise CacheError(f"{self.place}: can't be used ({error}); look at its settings, or name another cache") from error

    async def aclose(self) -> None:
        """Close the connections."""
        if self._probing is not None:
            self._probing.cancel()
            await asyncio.gather(self._probing, return_exceptions=True)
        await self.redis.aclose()
        await self.redis.connection_pool.disconnect()

    def _begin_probing(self, error: BaseException) -> None:
        if self._probing is None:
            self._probing = asyncio.create_task(self._probe(str(error)))
            # looked at, so that asyncio does not print it where nobody waits any more
            self._probing.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def _probe(self, reason: str) -> None:
        self._told(f"{self.place}: away ({reason}); the run waits for it, nothing is lost")
        waited, interval = 0.0, _FIRST_INTERVAL_SECONDS
        while waited < self._longest:
            await self._sleep(interval)
            waited, interval = waited + interval, min(interval * 2, _LONGEST_INTERVAL_SECONDS)
            begun = self._clock()
            try:
                await self.redis.ping()
            except AWAY as error:
                reason = str(error)
                waited += min(self._clock() - begun, _LONGEST_PROBE_SECONDS)
                continue
            except trouble.RedisError:
                pass  # it answers; whoever asked meets the same and tells of it
            self._told(f"{self.place}: is back")
            self._probing = None
            return
        raise CacheError(f"{self.place}: away for {self._longest / 60:g} minutes ({reason}); run the same command later")
