"""The state of an output folder: one JSON line a report, written as it is done, read back one at a time.

.state.jsonl         the lines of the last run that came to its end, in the order of its inputs
.state.jsonl.part    the lines of the run that is going on, or that was killed: in the order in which they were done
"""

import contextlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from summarizer.errors import OutputError
from summarizer.running.inputs.files import OUTPUT_MARK

STATE = OUTPUT_MARK
PART = f"{STATE}.part"

Place = tuple[int, int]
"""Which of the two files, and the offset of the line in it."""
_OLD, _NEW = 0, 1


class Journal:
    """Both files, open. A context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self._old = (folder / STATE).open("a+b")
            self._new = (folder / PART).open("a+b")
        except OSError as error:
            raise _unusable(folder, error) from error
        self._end = self._new.seek(0, 2)
        self._old_lines = 0
        self._close_cut_line()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for file in (self._old, self._new):
            with contextlib.suppress(OSError):  # a full disk, which a line that found no room has told of
                file.close()

    def earlier(self) -> Iterator[tuple[Place, dict[str, Any]]]:
        """Yield what earlier runs left, later lines last. A line that can't be read is passed over: its report is made again."""
        for number, file in ((_OLD, self._old), (_NEW, self._new)):
            file.seek(0)
            offset = 0
            for raw in file:
                self._old_lines += number == _OLD
                with contextlib.suppress(ValueError, RecursionError):
                    row = json.loads(raw)
                    if isinstance(row, dict):
                        yield (number, offset), row
                offset += len(raw)

    def append(self, row: dict[str, Any]) -> Place:
        """Put a line at the end. Raise OutputError when there is no room."""
        data = _line(row)
        place = (_NEW, self._end)
        try:
            self._new.write(data)
            self._new.flush()
        except OSError as error:
            raise _unusable(self.folder, error) from error
        self._end += len(data)
        return place

    def holds_only(self, places: Sequence[Place]) -> bool:
        """Say whether these are all lines there are, in their order, and left by a run that came to its end."""
        return not self._end and len(places) == self._old_lines and all(one < other for one, other in pairwise(places))

    def begin_lists(self) -> None:
        """Note that the lists of the folder are about to be written: until `end`, they may be of another run than its lines."""
        self.append({})

    def read(self, place: Place) -> dict[str, Any]:
        """Return the line at a place."""
        number, offset = place
        file = self._new if number == _NEW else self._old
        file.seek(offset)
        row: dict[str, Any] = json.loads(file.readline())
        return row

    def end(self, rows: Iterable[dict[str, Any]]) -> None:
        """Replace both files by the lines of a run that came to its end."""
        complete = self.folder / f"{STATE}.new"
        try:
            with complete.open("wb") as file:
                file.writelines(_line(row) for row in rows)
            complete.replace(self.folder / STATE)
            (self.folder / PART).unlink()
        except OSError as error:
            raise _unusable(self.folder, error) from error

    def leave(self) -> None:
        """End with the lines of the run before."""
        (self.folder / PART).unlink(missing_ok=True)

    def _close_cut_line(self) -> None:
        """End a line that a killed run left half-written, so that the next one stands alone."""
        if self._end:
            self._new.seek(self._end - 1)
            if self._new.read(1) != b"\n":
                self._new.write(b"\n")
                self._new.flush()
                self._end += 1


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _unusable(folder: Path, error: OSError) -> OutputError:
    return OutputError(f"{folder / STATE}: can't be written ({error.strerror}); free some space or name another folder")
