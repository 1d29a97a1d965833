"""One run at a time in an output folder."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from summarizer.errors import OutputError

try:
    import fcntl
except ImportError:  # a system without them: the lock is left out
    fcntl = None  # type: ignore[assignment]

LOCK = ".lock"


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder; the system lets go of it when the process ends, however it ends.

    Raise OutputError when another run holds it.
    """
    if fcntl is None:
        yield
        return
    path = folder / LOCK
    try:
        file = path.open("ab", buffering=0)
    except OSError as error:
        raise OutputError(f"{path}: can't be opened ({error.strerror}); name another folder with --output") from error
    with file:
        _take(file.fileno(), folder, holder(folder))
        with contextlib.suppress(OSError):  # on a full disk nobody learns who holds it
            file.truncate(0)
            file.write(f"{os.getpid()}\n".encode())
        yield


def is_locked(folder: Path) -> bool:
    """Say whether a run is going on in a folder."""
    path = folder / LOCK
    if fcntl is None or not path.is_file():
        return False
    with path.open("rb") as file:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def holder(folder: Path) -> str:
    """Return the id of the process that took the folder last, `""` where it isn't known."""
    try:
        found = (folder / LOCK).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return found if found.isascii() and found.isdigit() else ""


def _take(handle: int, folder: Path, other: str) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        who = f" (process {other})" if other else ""
        raise OutputError(
            f"{folder}: another run{who} is writing to this folder; wait for its end (`summarizer status {folder}` shows "
            "how far it is), or name another folder with --output"
        ) from error
