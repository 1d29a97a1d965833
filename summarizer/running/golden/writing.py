"""Several files written together: all of them are prepared before the first is put in place."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from summarizer.errors import OutputError

CI = "CI"


def write_together(files: Mapping[Path, str], removed: Iterable[Path] = (), *, lasting: bool = True) -> None:
    """Write files whole and remove others; when a disk fills up nothing has changed. Raise OutputError.

    `lasting` files are on the disk when this returns; what can be made again needn't wait for that.
    """
    prepared: dict[Path, Path] = {}
    try:
        for path, text in files.items():
            prepared[path] = _prepared(path, text, lasting=lasting)
        for path, temporary in prepared.items():
            temporary.replace(path)
        for path in removed:
            path.unlink(missing_ok=True)
    except OSError as error:
        named = ", ".join(map(str, files))
        raise OutputError(
            f"{named}: can't be written ({error.strerror}), nothing was changed; free some space or make the folder writable"
        ) from error
    finally:
        for temporary in prepared.values():
            temporary.unlink(missing_ok=True)


def _prepared(path: Path, text: str, *, lasting: bool) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        Path(name).chmod(0o644)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other processes from writing to a folder meanwhile; where the system has no such locks, do nothing."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    with Path(tempfile.gettempdir(), f"summarizer-{os.getuid()}-{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def in_ci() -> bool:
    """Say whether the variable CI is set: goldens are never written there."""
    return os.environ.get(CI, "").lower() not in ("", "0", "false")


def refuse_in_ci() -> None:
    """Raise OutputError when CI is set."""
    if in_ci():
        raise OutputError("golden files are never written where CI is set; decide on your own machine and commit the result")
