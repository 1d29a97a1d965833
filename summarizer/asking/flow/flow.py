"""The one gate that all requests of a run pass: how many are in flight, when nobody sends, and when nobody sends any more.

Concurrency grows with every answer and is halved by a 429 (additive increase, multiplicative decrease).
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Self

from summarizer.asking.flow.limited import LimitedTime
from summarizer.asking.flow.outage import Outage
from summarizer.asking.flow.rates import Rates
from summarizer.asking.flow.retries import Sleep, TransientError
from summarizer.asking.network.endpoint import Endpoint
from summarizer.errors import AskError, StopRunError

# So many at first; the first 429 ends the fast growth. An endpoint in the process needs no such care.
_FIRST_IN_FLIGHT = 16
# A further pause is worth it only when it is clearly longer than the one that everybody is in already
_CLEARLY_LONGER = 1.5


class Flow:
    """What the requests of a run share."""

    def __init__(
        self,
        endpoint: Endpoint,
        most: int,
        sleep: Sleep = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        notice: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._notice = notice
        self.outage = Outage()
        self.limit = float(most if endpoint.in_process else min(most, _FIRST_IN_FLIGHT))
        self._most, self._longest_outage, self._sleep = most, endpoint.longest_outage_seconds, sleep
        self._longest_probe = endpoint.longest_answer_seconds
        self._clock, self._probe_sent = clock, 0.0
        self._limited = LimitedTime(clock)
        self._rates = Rates(endpoint.requests_per_minute, endpoint.tokens_per_minute, clock)
        self._in_flight, self._generation = 0, 0
        self._is_growing_fast, self._is_probing = True, False
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._pause: asyncio.Task[None] | None = None
        self._pause_seconds = self._more_seconds = 0.0
        self._stopped: StopRunError | None = None
        self._stop_told: asyncio.Event | None = None

    def turn(self, question: str, tokens: int) -> "Turn":
        """Return what a request of so many tokens is sent inside of."""
        return Turn(self, question, tokens)

    def stop(self, error: StopRunError) -> None:
        """Let nothing more be sent; what is in flight may still land."""
        self._stopped = self._stopped or error
        if self._stop_told:
            self._stop_told.set()
        self._wake_all()

    def limited_seconds(self) -> float:
        """Return how long requests have waited for rate limits so far."""
        return self._limited.seconds()

    async def rest(self, seconds: float) -> None:
        """Wait, but not beyond a stop. Raise StopRunError when there is one."""
        self.check()
        self._stop_told = self._stop_told or asyncio.Event()
        tasks = [asyncio.ensure_future(self._sleep(seconds)), asyncio.ensure_future(self._stop_told.wait())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
        self.check()

    def back_off(self, seconds: float) -> None:
        """Let nobody send for a while: the limit that was met is everybody's."""
        if self._pause is not None:
            if seconds > self._pause_seconds * _CLEARLY_LONGER:
                self._more_seconds = max(self._more_seconds, seconds - self._pause_seconds)
            return
        self._more_seconds = seconds
        self._pause = asyncio.create_task(self._pausing())

    def check(self) -> None:
        """Raise what stopped the run, if something did."""
        if self._stopped is not None:
            raise self._stopped

    async def enter(self, tokens: int) -> tuple[int, bool]:
        """Wait until a request may be sent; return what `leave` wants to know of it. Raise StopRunError after a stop."""
        is_probe = False
        while not is_probe:
            self.check()
            if self._pause is not None:
                with self._limited.counted():
                    await asyncio.shield(self._pause)
            elif self.outage.is_on and not self._is_probing:
                is_probe = await self._may_probe()
            elif self.outage.is_on or self._in_flight >= int(self.limit):
                await self._next_turn()
            elif wait := self._rates.wait_for(tokens):
                with self._limited.counted():
                    await self.rest(wait)
            else:
                break
        self._in_flight += 1
        if is_probe:
            self._probe_sent = self._clock()
        return self._generation, is_probe

    def leave(self, entry: tuple[int, bool], question: str, error: BaseException | None) -> None:
        """Learn from what came of a request."""
        generation, is_probe = entry
        self._in_flight -= 1
        if is_probe:
            self._is_probing = False
            # No probe takes longer: a clock that goes further is that of a machine that slept.
            self.outage.waited(min(self._clock() - self._probe_sent, self._longest_probe))
        self._learn(generation, question, error)
        self._wake_all() if is_probe else self._wake()

    def _learn(self, generation: int, question: str, error: BaseException | None) -> None:
        match error:
            case TransientError(kind="limited"):
                self.outage.answered(question)
                self._shrink(generation)
            case TransientError():
                self._learn_failure(question, error)
            case None:
                self.outage.answered(question)
                self._grow()
            case AskError():
                self.outage.answered(question)

    def _learn_failure(self, question: str, error: TransientError) -> None:
        was_on = self.outage.is_on
        self.outage.failed(question, str(error), error.kind)
        if self.outage.is_wrong_address:
            self.stop(StopRunError(str(error)))
        elif self.outage.is_on and not was_on:
            self._notice(f"{error}; waiting until it answers")

    def _grow(self) -> None:
        self.limit = min(float(self._most), self.limit + (1 if self._is_growing_fast else 1 / self.limit))

    def _shrink(self, generation: int) -> None:
        """Halve the limit, once for all requests that were sent under it."""
        if generation == self._generation:
            self.limit = max(1.0, self.limit / 2)
            self._generation += 1
            self._is_growing_fast = False

    async def _may_probe(self) -> bool:
        """Wait for the next probe; say whether there is still an outage to probe."""
        if self.outage.waited_seconds >= self._longest_outage:
            raise StopRunError(f"{self.outage.reason}; {_for_so_long(self._longest_outage / 60)}run the same command later")
        self._is_probing = True
        is_still_on = False
        try:
            await self.rest(self.outage.next_interval())
            is_still_on = self.outage.is_on
        finally:
            self._is_probing = is_still_on
            if not is_still_on:
                self._wake_all()
        return is_still_on

    async def _pausing(self) -> None:
        try:
            while self._more_seconds:
                self._pause_seconds, self._more_seconds = self._more_seconds, 0.0
                await self.rest(self._pause_seconds)
        except StopRunError:
            pass  # whoever waits finds out
        finally:
            self._pause = None

    async def _next_turn(self) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        try:
            await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled():
                self._wake()  # the turn was given to one who left
            raise

    def _wake(self) -> None:
        free = int(self.limit) - self._in_flight
        while free > 0 and self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(None)
                free -= 1

    def _wake_all(self) -> None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(None)


class Turn:
    """An async context manager around one request."""

    def __init__(self, flow: Flow, question: str, tokens: int) -> None:
        self._flow, self._question, self._tokens = flow, question, tokens
        self._entry = (0, False)

    async def __aenter__(self) -> Self:
        self._entry = await self._flow.enter(self._tokens)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._flow.leave(self._entry, self._question, error)


def _for_so_long(minutes: float) -> str:
    """Return for how long nothing answered; `""` where the user wants no waiting."""
    return f"nothing answered for {minutes:g} minute{'' if minutes == 1 else 's'}, " if minutes else ""
