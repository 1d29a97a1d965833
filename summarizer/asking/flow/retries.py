"""When a request is sent again: the endpoint can't serve it at the moment. How long it waits before."""

import random
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, Literal, Protocol

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type

from summarizer.asking.network.endpoint import Endpoint
from summarizer.errors import AskError

Sleep = Callable[[float], Awaitable[None]]
Trouble = Literal["busy", "limited", "unreachable", "elsewhere"]
"""The endpoint failed at this request; it wants fewer requests; the request did not arrive; something else answered."""
_FIRST_WAIT_SECONDS, _LONGEST_WAIT_SECONDS = 0.5, 10.0
_JITTER_SECONDS = 0.25
_MOST_DOUBLINGS = 12


class TransientError(AskError):
    """The endpoint can't serve the request at the moment. Never leaves this stage."""

    def __init__(self, reason: str, wait_seconds: float | None = None, kind: Trouble = "busy") -> None:
        super().__init__(reason)
        self.wait_seconds = wait_seconds
        """How long the endpoint asks to wait; None where it does not say."""
        self.kind = kind


class _Outage(Protocol):
    is_on: bool
    begun: int


class SharedFlow(Protocol):
    """What a request that failed needs of the gate that all requests pass."""

    @property
    def outage(self) -> _Outage:
        """Say whether the endpoint can be reached."""

    async def rest(self, seconds: float) -> None:
        """Wait."""

    def back_off(self, seconds: float) -> None:
        """Let nobody send for a while."""


async def with_retries(send: Callable[[], Awaitable[None]], endpoint: Endpoint, flow: SharedFlow) -> None:
    """Send until the endpoint serves. Raise TransientError when it asks for too long a wait or the attempts are used up.

    Waits for rate limits use up no attempt, nor does anything that happens while the endpoint can't be reached at all: the next
    request then waits at the gate until a probe succeeds.
    """
    tally = _Tally(endpoint, flow)

    async def sleep(seconds: float) -> None:
        if seconds:
            await flow.rest(seconds)

    retrying = AsyncRetrying(
        sleep=sleep, wait=tally.note, stop=tally.is_over, retry=retry_if_exception_type(TransientError), reraise=True
    )
    try:
        await retrying(send)
    except TransientError as error:
        raise TransientError(f"{error}, {tally.end}") from None


class _Tally:
    """What one question's failures come to."""

    def __init__(self, endpoint: Endpoint, flow: SharedFlow) -> None:
        self._endpoint, self._flow = endpoint, flow
        self.sent = 0
        self._used, self._limited = 0, 0
        self._outages = flow.outage.begun
        self._limited_seconds = 0.0
        self._is_over = False
        self._too_long = 0.0

    @property
    def end(self) -> str:
        """Say why the question was given up."""
        if self._too_long:
            longest = self._endpoint.longest_wait_seconds
            return f"and asks to wait {self._too_long:g} s, longer than wait_seconds allows ({longest:g})"
        return f"after {self.sent} attempts"

    def note(self, state: RetryCallState) -> float:
        """Take account of a failure and return the seconds until the next attempt of this question alone."""
        self.sent = state.attempt_number
        error = state.outcome.exception() if state.outcome else None
        assert isinstance(error, TransientError)
        if (error.wait_seconds or 0.0) > self._endpoint.longest_wait_seconds:
            self._is_over, self._too_long = True, error.wait_seconds or 0.0
            return 0.0
        return self._after_limit(error) if error.kind == "limited" else self._after_failure(error)

    def is_over(self, _: Any) -> bool:
        """Say whether to give up."""
        return self._is_over

    def _after_limit(self, error: TransientError) -> float:
        seconds = self._wait(error, self._limited)
        self._limited += 1
        self._limited_seconds += seconds
        self._is_over = self._limited_seconds > self._endpoint.longest_outage_seconds
        self._flow.back_off(seconds)
        return 0.0

    def _after_failure(self, error: TransientError) -> float:
        outage = self._flow.outage
        if outage.is_on or outage.begun != self._outages:  # the failures by which it was found out don't count either
            self._used, self._outages = 0, outage.begun
        if outage.is_on:
            return 0.0
        self._used += 1
        self._is_over = self._used >= self._endpoint.attempts
        return 0.0 if self._is_over else self._wait(error, self._used - 1)

    def _wait(self, error: TransientError, earlier: int) -> float:
        """Never shorter than asked; the jitter keeps those that were told the same from coming back at once."""
        if error.wait_seconds is not None:
            return error.wait_seconds + random.uniform(0, _JITTER_SECONDS)
        grown = _FIRST_WAIT_SECONDS * float(1 << min(earlier, _MOST_DOUBLINGS))
        return random.uniform(0.5, 1.0) * min(grown, _LONGEST_WAIT_SECONDS, self._endpoint.longest_wait_seconds)


def asked_wait(headers: Mapping[str, str], now: Callable[[], float] = time.time) -> float | None:
    """Return how many seconds an endpoint asks to wait: `retry-after-ms: 1500`, `retry-after: 20`, or a date.

    None where it does not say, or says what can't be read. Source: RFC 9110, 10.2.3; the milliseconds are a vendor's.
    """
    if (milliseconds := _number(headers.get("retry-after-ms", ""))) is not None:
        return milliseconds / 1000
    text = headers.get("retry-after", "")
    if not text or (seconds := _number(text)) is not None:
        return seconds if text else None
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - now())


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number < 10**9 else None
