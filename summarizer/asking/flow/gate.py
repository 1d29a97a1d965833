"""What the requests of a run need of the one gate that all of them pass: in this process (flow.py), or for a whole cluster."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from summarizer.asking.flow.retries import SharedFlow
from summarizer.errors import StopRunError


class Gate(SharedFlow, Protocol):
    """Whoever says when a request may be sent."""

    def turn(self, question: str, tokens: int) -> AbstractAsyncContextManager[object]:
        """Return what a request of so many tokens is sent inside of."""

    def limited_seconds(self) -> float:
        """Return how long requests have waited for rate limits so far."""

    def stop(self, error: StopRunError) -> None:
        """Let nothing more be sent."""
