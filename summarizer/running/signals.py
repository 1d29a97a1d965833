"""Signals that ask a run to end."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def on_signals(interrupt: Callable[[int], None]) -> Iterator[None]:
    """Have a function called with the number of a signal that asks the program to end."""
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGINT, signal.SIGTERM)
    try:
        for number in numbers:
            loop.add_signal_handler(number, interrupt, number)
    except (NotImplementedError, RuntimeError, ValueError):  # no main thread, or a system without them
        yield
        return
    try:
        yield
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)
