"""When a request is sent again: the endpoint can't serve it at the moment. How long it waits before."""

import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TypeVar

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exception,
    wait_random_exponential,
)

from summarizer.asking.endpoint import Endpoint
from summarizer.errors import AskError

Result = TypeVar("Result")
Sleep = Callable[[float], Awaitable[None]]
_FIRST_WAIT_SECONDS = 0.5
_JITTER_SECONDS = 0.25


class TransientError(AskError):
    """The endpoint can't serve the request at the moment. Never leaves this stage."""

    def __init__(self, reason: str, wait_seconds: float | None = None) -> None:
        super().__init__(reason)
        self.wait_seconds = wait_seconds
        """How long the endpoint asks to wait; None where it does not say."""


async def with_retries(send: Callable[[], Awaitable[Result]], endpoint: Endpoint, sleep: Sleep) -> Result:
    """Send until the endpoint serves. Raise TransientError when it asks for too long a wait or the attempts are used up."""
    retrying = AsyncRetrying(
        sleep=sleep,
        stop=_giving_up(endpoint),
        wait=_waiting(endpoint.longest_wait_seconds),
        retry=retry_if_exception_type(TransientError),
        reraise=True,
    )
    try:
        return await retrying(send)
    except TransientError as error:
        raise TransientError(f"{error}, after {retrying.statistics.get('attempt_number', 1)} attempts") from None


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


def _wait_of(error: BaseException) -> float | None:
    return error.wait_seconds if isinstance(error, TransientError) else None


def _waiting(longest_seconds: float) -> Callable[[RetryCallState], float]:
    growing = wait_random_exponential(multiplier=_FIRST_WAIT_SECONDS, max=longest_seconds)
    asked = wait_exception(lambda error: _wait_of(error) or 0.0)
    jitter = wait_random_exponential(multiplier=_JITTER_SECONDS, max=_JITTER_SECONDS)

    def wait(state: RetryCallState) -> float:
        # Never shorter than asked; the jitter keeps those that were told the same from coming back at once.
        said = _wait_of(_failure(state)) is not None
        return asked(state) + jitter(state) if said else growing(state)

    return wait


def _giving_up(endpoint: Endpoint) -> Callable[[RetryCallState], bool]:
    used_up = stop_after_attempt(endpoint.attempts)
    return lambda state: used_up(state) or (_wait_of(_failure(state)) or 0.0) > endpoint.longest_wait_seconds


def _failure(state: RetryCallState) -> BaseException:
    error = state.outcome.exception() if state.outcome else None
    return error or RuntimeError("no failure")
