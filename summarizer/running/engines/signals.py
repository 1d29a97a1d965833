"""Signals that ask a run to end."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from summarizer.running.engines.limits import seconds_until


@contextmanager
def at_time(time_of_day: str, act: Callable[[], None], now: Callable[[], datetime] = datetime.now) -> Iterator[None]:
    """Have a function called at a time of day, `""` for never."""
    timer = None
    if time_of_day:
        timer = asyncio.get_running_loop().call_later(seconds_until(time_of_day, now()), act)
    try:
        yield
    finally:
        if timer:
            timer.cancel()


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


@contextmanager
def shown_on_request(show: Callable[[], None]) -> Iterator[None]:
    """Have a function called on SIGUSR1, which would end the program otherwise."""
    number = getattr(signal, "SIGUSR1", None)
    if number is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(number, lambda *_: show())
    try:
        yield
    finally:
        signal.signal(number, before)
