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


class Noted:
    """Hears an interrupt that comes when nobody has taken it on yet, while a run is getting ready."""

    number = 0

    def __call__(self, number: int, frame: object) -> None:  # noqa: ARG002
        """Note it."""
        self.number = number


@contextmanager
def noting_interrupts() -> Iterator[None]:
    """Have interrupts noted for `on_signals`, which comes later: before it a loop would cancel the run half-way."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, Noted())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Have an interrupt wait until the block ends. A terminal sends one to all processes: those started in it hear none."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def on_signals(interrupt: Callable[[int], None]) -> Iterator[None]:
    """Have a function called with the number of a signal that asks the program to end, also of one that was noted before."""
    noted = signal.getsignal(signal.SIGINT)
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGINT, signal.SIGTERM)
    try:
        for number in numbers:
            loop.add_signal_handler(number, interrupt, number)
    except (NotImplementedError, RuntimeError, ValueError):  # no main thread, or a system without them
        yield
        return
    if isinstance(noted, Noted) and noted.number:
        interrupt(noted.number)
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
