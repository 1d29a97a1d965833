"""Read a PDF in a process of its own: PDFium can be made to run for ever or to fall over, and must not take a run along.

One process serves all PDFs, one after another. It gets a line of JSON and the file's bytes, and answers with a line of JSON.
Each file has its own limit of processor time, so that a busy machine fails none; the wall clock bounds what waits for nothing.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer
from typing import IO, Any

from summarizer.domain.document import Mark
from summarizer.domain.span import Span
from summarizer.errors import ReadError
from summarizer.reading.extracted import Extracted

SECONDS = 60
"""Processor time for a file; a report of 100 pages takes one second."""
_WALL = 10
"""Times as long may pass on a busy machine."""
_PRINT_ANEW = "open it in a viewer, print it to a new PDF and give that"


def read_pdf_apart(data: bytes, path: str, seconds: int = SECONDS) -> Extracted:
    """Return the text of a PDF. Raise ReadError for one that can't be read, takes too long, or brings its reader down."""
    with _LOCK:
        reader = running()
        if reader is not None:
            return reader.answered(data, path, seconds)
    from summarizer.reading.pdf.reader import read_pdf  # where no process can be started

    return read_pdf(data, path)


@dataclass(slots=True)
class Reader:
    """The process, as the one that asks it sees it."""

    process: "subprocess.Popen[bytes]"
    owner: int
    ran_out: bool = False

    def answered(self, data: bytes, path: str, seconds: int) -> Extracted:
        """Return the text of a PDF, as `read_pdf_apart` does."""
        answer = self._ask(data, path, seconds)
        if answer is None:
            said = f"its pages take more than {seconds} seconds to read" if self.ran_out else "it brings the reader of PDFs down"
            raise ReadError(f"{path}: a damaged PDF: {said}; {_PRINT_ANEW}")
        if "error" in answer:
            raise ReadError(answer["error"])
        return Extracted(answer["text"], marks=tuple(Mark(Span(*span), kind, reason) for *span, kind, reason in answer["marks"]))

    def _ask(self, data: bytes, path: str, seconds: int) -> dict[str, Any] | None:
        """Return the answer, None where the process ended over the file."""
        assert self.process.stdin and self.process.stdout
        late = Timer(seconds * _WALL, self._stop)
        late.daemon = True
        late.start()
        try:
            head = json.dumps({"path": path, "length": len(data), "seconds": seconds})
            self.process.stdin.write(head.encode() + b"\n" + data)
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except OSError:  # a broken pipe: the process is gone
            line = b""
        finally:
            late.cancel()
        if line.endswith(b"\n"):
            answer: dict[str, Any] = json.loads(line)
            return answer
        self.close()
        self.ran_out = self.ran_out or -self.process.returncode == getattr(signal, "SIGXCPU", -1)
        return None

    def _stop(self) -> None:
        self.ran_out = True
        self.process.kill()

    def close(self) -> None:
        """End the process; it ends by itself where nothing more can come."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        self.process.wait()


@dataclass(slots=True)
class _Kept:
    reader: Reader | None = None


_LOCK = Lock()
_KEPT = _Kept()


def running() -> Reader | None:
    """Return the running process of this one (a fork has none), started where there is none; None where it can't be."""
    kept = _KEPT.reader
    if kept and kept.owner == os.getpid() and kept.process.poll() is None:
        return kept
    root = str(Path(__file__).parents[3])
    paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "summarizer.reading.pdf.apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
            start_new_session=True,
        )
    except OSError:
        return None
    _KEPT.reader = Reader(process, os.getpid())
    atexit.register(_KEPT.reader.close)
    return _KEPT.reader


def _serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer one file after another until nothing more comes."""
    while line := asked.readline():
        head = json.loads(line)
        data = asked.read(head["length"])
        with _limited(head["seconds"]):
            answer = _answer(data, head["path"])
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _answer(data: bytes, path: str) -> dict[str, Any]:
    from summarizer.reading.pdf.reader import read_pdf

    try:
        found = read_pdf(data, path)
    except ReadError as error:
        return {"error": str(error)}
    marks = [[mark.span.start, mark.span.end, mark.kind, mark.reason] for mark in found.marks]
    return {"text": found.text, "marks": marks}


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    """Let the system end the process when it has used so much more of the processor."""
    try:
        import resource
    except ImportError:  # not on Windows: the wall clock alone bounds it there
        yield
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    yield
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


if __name__ == "__main__":
    # What a library prints must not stand among the answers.
    with os.fdopen(os.dup(1), "wb") as own:
        os.dup2(2, 1)
        _serve(sys.stdin.buffer, own)
