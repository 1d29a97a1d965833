"""One run at a time behind a URL: a file there says who writes, and says so anew every so often.

Its token tells whose it is. A holder that finds another token, or no lock at all, has lost the place and writes nothing more.
Stores with conditional writes (S3) let one win where two runs take over the lock of a dead one; elsewhere both may believe that
they have it until one of them looks again.
"""

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from pydantic import BaseModel, FiniteFloat, ValidationError

from summarizer.asking.kept.store import shown_address
from summarizer.errors import OutputError
from summarizer.running.inputs.remote import RemoteFolder, writing

LOCK = ".lock.json"
# The holder of a lock says so every so often; one who has not for so long is gone.
_BEAT_SECONDS, GONE_SECONDS = 20.0, 120.0
# Who could not say so for so long, as a machine that slept, looks first whether the lock is still its own.
_DOUBT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a lock says it belongs to."""

    host: str
    process: int
    token: str
    at: float | None
    """When it was last said, by the clock of the store where it tells; None where that can't be known."""
    version: str
    """What the store calls this state of the file; `""` where it has no name for it."""

    def is_gone(self, now: float) -> bool:
        """Say whether it has said nothing for too long."""
        return self.at is not None and now - self.at >= GONE_SECONDS


class _Said(BaseModel):
    """What stands in the file, which anybody may have written."""

    host: str
    process: int
    token: str = ""
    at: FiniteFloat


class RemoteLock:
    """The lock of one folder as one run sees it."""

    def __init__(self, remote: RemoteFolder, clock: Callable[[], float] = time.time) -> None:
        self._remote, self._clock = remote, clock
        self._token = secrets.token_hex(16)
        self._confirmed, self._is_lost = 0.0, False
        self._looking, self._over = threading.Lock(), threading.Event()

    @contextmanager
    def held(self, on_beat: Callable[[], None]) -> Iterator[None]:
        """Hold it, with a function called whenever that was said anew. Raise OutputError when another run does."""
        with writing(self._remote.url):
            self.take()
        beating = threading.Thread(target=self._keep_beating, args=(on_beat,), daemon=True)
        beating.start()
        try:
            yield
        finally:
            self._over.set()
            beating.join()
            with writing(self._remote.url):
                self.release()

    def take(self) -> None:
        """Take it, from a holder that is gone too. Raise OutputError when another run has it."""
        other = holder_of(self._remote)
        if other is not None and not other.is_gone(self._clock()):
            raise self._busy(other)
        if not self._said(other):
            raise self._busy(holder_of(self._remote))

    def beat(self) -> None:
        """Say anew whose it is, or find out that it is lost. Raise what the store raises."""
        with self._looking:
            found = holder_of(self._remote)
            is_own = found is not None and found.token == self._token
            self._is_lost = self._is_lost or not (is_own and self._said(found))

    def check(self) -> None:
        """Raise OutputError when another run has taken the place."""
        if not self._is_lost and self._clock() - self._confirmed >= _DOUBT_SECONDS:
            with writing(self._remote.url):
                self.beat()
        if self._is_lost:
            raise OutputError(
                f"{shown_address(self._remote.url)}: another run has taken the place over, since this one could not be heard for "
                f"{GONE_SECONDS:.0f} seconds; run the same command again when it has ended"
            )

    def release(self) -> None:
        """Let go of it, where it is still held."""
        found = holder_of(self._remote)
        if found is not None and found.token == self._token:
            self._remote.remove(LOCK)

    def _said(self, before: Holder | None) -> bool:
        """Put the lock where another or none was before; say whether it stands there. Raise what the store raises."""
        now = self._clock()
        said = _Said(host=socket.gethostname(), process=os.getpid(), token=self._token, at=now)
        try:
            self._remote.put_after(LOCK, said.model_dump_json().encode(), before.version if before else None)
        except Exception:
            if holder_of(self._remote) == before:
                raise
            return False  # another was quicker
        found = holder_of(self._remote)
        if found is None or found.token != self._token:
            return False
        self._confirmed = now
        return True

    def _busy(self, other: Holder | None) -> OutputError:
        who = f" ({other.host}, process {other.process})" if other and other.host else ""
        wait = f"wait for its end, or for {GONE_SECONDS:.0f} seconds where it was killed"
        if other is not None and other.at is None:
            wait = f"its lock can't be read: remove {LOCK} there when no run is going on"
        return OutputError(f"{shown_address(self._remote.url)}: another run{who} is writing there; {wait}")

    def _keep_beating(self, on_beat: Callable[[], None]) -> None:
        while not self._is_lost and not self._over.wait(_BEAT_SECONDS):
            with suppress(Exception):  # the store is away: whoever writes a report meets it and tells of it
                self.beat()
                if not self._is_lost:
                    on_beat()


def holder_of(remote: RemoteFolder) -> Holder | None:
    """Return who holds a folder, None where nobody does; of a damaged lock no more than when it was written."""
    try:
        version, changed_at = remote.version(LOCK), remote.changed_at(LOCK)
        content = remote.read(LOCK)
    except FileNotFoundError:
        return None
    try:
        said = _Said.model_validate_json(content)
    except ValidationError:
        return Holder("", 0, "", changed_at, version)
    return Holder(said.host, said.process, said.token, said.at if changed_at is None else changed_at, version)


def running_behind(remote: RemoteFolder, now: float) -> str | None:
    """Return which process on which machine writes there, None where none does. Raise what the store raises."""
    other = holder_of(remote)
    return f"{other.process} on {other.host}" if other and other.host and not other.is_gone(now) else None
