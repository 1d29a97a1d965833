"""stdout and stderr as a command finds them: closed, full, of a narrow encoding, or with a reader that goes away."""

import io
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from typing_extensions import Buffer


class _Written(io.RawIOBase):
    """The bytes of a stream. What its reader no longer wants (`| head`) is let go of, so that it changes no exit code."""

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
            self.failed(error)
            return memoryview(data).nbytes

    def failed(self, error: OSError) -> None:
        """Do what a stream that can't be written to asks for."""
        raise NotImplementedError


class _Results(_Written):
    """stdout: results that get lost are an error."""

    def failed(self, error: OSError) -> None:
        """Say which stream it was."""
        raise OSError(error.errno, error.strerror, "stdout") from error


class _Notices(_Written):
    """stderr: there is nowhere to tell of its failing, and the work is none the worse for it."""

    def failed(self, error: OSError) -> None:
        """Go on without it."""


def prepare_streams() -> None:
    """Make both streams ones that take any text and never end a command."""
    sys.stdout = _wrapped(sys.stdout, _Results) if sys.stdout is not None else _nowhere()
    sys.stderr = _wrapped(sys.stderr, _Notices, by_line=True) if sys.stderr is not None else _nowhere()


def _wrapped(stream: TextIO, kind: type[_Written], *, by_line: bool = False) -> TextIO:
    raw: Any = getattr(stream.buffer, "raw", stream.buffer)  # itself raw under `python -u`
    at_once = by_line or raw is stream.buffer or raw.isatty()
    return io.TextIOWrapper(io.BufferedWriter(kind(raw)), encoding=stream.encoding, errors="replace", line_buffering=at_once)


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 # lives as long as the process
