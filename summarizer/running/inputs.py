"""Which files a run reads."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import ReadError


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read; `name` is its path relative to the argument that named it, with `/`."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """An input that gave no report, and why. `state` is missing, unreadable or no report."""

    name: str
    state: str
    error: str


def find_inputs(arguments: Sequence[Path], output: Path) -> Iterator[InputFile | Trouble]:
    """Yield the files that the arguments name, in their order, folders walked in the order of names.

    Inside folders hidden files are passed over, and the output folder, which may lie in one. A missing path and a folder without
    files yield a Trouble.
    """
    for argument in arguments:
        if argument.is_dir():
            yield from _files_in(argument, output.resolve())
        elif argument.exists():
            yield InputFile(argument, argument.name)
        else:
            yield Trouble(str(argument), "missing", f"{argument}: no such file or folder; check the path")


def read_bytes(file: InputFile, max_megabytes: int) -> bytes:
    """Return the bytes of an input. Raise ReadError when it can't be read or is too large."""
    try:
        if not file.path.is_file():
            raise ReadError(f"{file.path}: not a regular file; give a file or a folder")
        size = file.path.stat().st_size
        if size > max_megabytes * 2**20:
            raise ReadError(
                f"{file.path}: {size / 2**20:.0f} MB, more than the {max_megabytes} MB that are read; "
                "split the file or raise --max-megabytes"
            )
        return file.path.read_bytes()
    except OSError as error:
        raise ReadError(f"{file.path}: can't be read ({error.strerror}); check the path and its permissions") from error


def _files_in(folder: Path, output: Path) -> Iterator[InputFile | Trouble]:
    found = False
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and Path(root, name).resolve() != output)
        for name in sorted(name for name in names if not name.startswith(".")):
            found = True
            path = Path(root, name)
            yield InputFile(path, path.relative_to(folder).as_posix())
    if not found:
        yield Trouble(str(folder), "missing", f"{folder}: a folder without files; name one that holds reports")
