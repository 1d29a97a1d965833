"""How long a run was held up by rate limits: the time in which at least one request waited for one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class LimitedTime:
    """The sum so far. Waits that overlap count once."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._waiting, self._began, self._over = 0, 0.0, 0.0

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count what the block takes."""
        if not self._waiting:
            self._began = self._clock()
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._over += self._clock() - self._began

    def seconds(self) -> float:
        """Return the sum, with a wait that is still going on."""
        return self._over + (self._clock() - self._began if self._waiting else 0.0)
