"""Requests and tokens a minute: those that the settings allow, and what the endpoint says is left."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_SECONDS_A_MINUTE = 60.0
# `6m0s`, `1.5s`, `20ms`, `1h2m3s`: how OpenAI and those like it say when a limit is full again
_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(ms|s|m|h|d)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_LONGEST_HEADER = 40


@dataclass(slots=True)
class Bucket:
    """What may still be spent of an amount a minute; it fills again evenly."""

    per_minute: float
    """0: without limit."""
    level: float = 0.0
    at: float = 0.0

    def start(self, now: float) -> None:
        """Fill it for a tenth of a minute, so that a run begins evenly, too."""
        self.level, self.at = self.per_minute / 10, now

    def wait_for(self, amount: float, now: float) -> float:
        """Return how many seconds to wait until the amount may be spent; an amount above the limit waits for a full bucket."""
        if not self.per_minute:
            return 0.0
        speed = self.per_minute / _SECONDS_A_MINUTE
        self.level = min(self.per_minute, self.level + (now - self.at) * speed)
        self.at = now
        return max(0.0, (min(amount, self.per_minute) - self.level) / speed)

    def spend(self, amount: float) -> None:
        """Take an amount out."""
        self.level -= min(amount, self.per_minute)


class Rates:
    """The two limits of an endpoint that all requests of a run share."""

    def __init__(self, requests: int, tokens: int, clock: Callable[[], float]) -> None:
        self._requests, self._tokens, self._clock = Bucket(requests), Bucket(tokens), clock
        for bucket in (self._requests, self._tokens):
            bucket.start(clock())

    def wait_for(self, tokens: int) -> float:
        """Spend one request of so many tokens and return 0, or return how many seconds to wait before."""
        if not (self._requests.per_minute or self._tokens.per_minute):
            return 0.0
        now = self._clock()
        wait = max(self._requests.wait_for(1, now), self._tokens.wait_for(tokens, now))
        if not wait:
            self._requests.spend(1)
            self._tokens.spend(tokens)
        return wait


def wait_until_reset(headers: Mapping[str, str], tokens: int = 1) -> float:
    """Return how many seconds an endpoint wants nothing sent: what its headers leave is too little for so many tokens."""
    return max(_wait_of(headers, "requests", 1), _wait_of(headers, "tokens", tokens))


def _wait_of(headers: Mapping[str, str], what: str, needed: int) -> float:
    left = read_amount(headers.get(f"x-ratelimit-remaining-{what}", ""))
    if left is None or left >= needed:
        return 0.0
    return read_duration(headers.get(f"x-ratelimit-reset-{what}", ""))


def read_amount(text: str) -> float | None:
    """Return the amount that a header names; None where it can't be one."""
    try:
        amount = float(text.strip()[:_LONGEST_HEADER])
    except ValueError:
        return None
    return amount if 0 <= amount < float("inf") else None


def read_duration(text: str) -> float:
    """Return the seconds of `6m0s`, `20ms` or a bare number; 0 where it can't be read."""
    said = text.strip()[:_LONGEST_HEADER]
    try:
        seconds = float(said)
    except ValueError:
        return sum(float(number) * _SECONDS[unit] for number, unit in _DURATION.findall(said))
    return seconds if 0 <= seconds < _SECONDS["d"] else 0.0
