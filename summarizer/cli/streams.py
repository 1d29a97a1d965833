"""stdout and stderr as a command finds them: closed, full, of a narrow encoding, or with a reader that goes away."""

import io
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from typing_extensions import Buffer


class _Results(io.RawIOBase):
    """The bytes of stdout. What its reader no longer wants (`| head`) is let go of, so that it changes no exit code."""

    def __init__(self, raw: io.RawIOBase) -> None:
        self._raw, self._has_failed = raw, False

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def fileno(self) -> int:
        """Return the number of the stream."""
        return self._raw.fileno()

    def isatty(self) -> bool:
        """Say whether somebody looks at it."""
        return self._raw.isatty()

    def write(self, data: "Buffer", /) -> int | None:
        """Write; a stream that has failed once is told of once."""
        if self._has_failed:
            return memoryview(data).nbytes
        try:
            return self._raw.write(data)
        except BrokenPipeError:
            self._has_failed = True
            return memoryview(data).nbytes
        except OSError as error:
            self._has_failed = True
            raise OSError(error.errno, error.strerror, "stdout") from error


def prepare_streams() -> None:
    """Make both streams ones that take any text and never end a command."""
    sys.stdout = _results(sys.stdout) if sys.stdout is not None else _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    else:
        sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr] # at the start of a process it is a TextIOWrapper


def _results(stream: TextIO) -> TextIO:
    raw: Any = getattr(stream.buffer, "raw", stream.buffer)  # itself raw under `python -u`
    at_once = raw is stream.buffer or raw.isatty()
    return io.TextIOWrapper(io.BufferedWriter(_Results(raw)), encoding=stream.encoding, errors="replace", line_buffering=at_once)


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 # lives as long as the process
