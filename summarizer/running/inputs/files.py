"""Which files a run reads: of this machine, or behind URLs."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from summarizer.asking.kept.store import shown_address
from summarizer.errors import ReadError
from summarizer.running.inputs.remote import is_url, open_remote, reading

OUTPUT_MARK = ".state.jsonl"
"""What every run leaves in its output folder."""
_STDIN = "standard input is not read; put the report in a file and name that"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read."""

    path: Path | str
    """On this machine, or its URL."""
    name: str
    """Its path relative to the argument that named it, with `/`, readable as UTF-8."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """An input that can't be opened, and why."""

    name: str
    state: Literal["missing", "unreadable"]
    error: str


def find_inputs(arguments: Sequence[Path | str], output: Path | str) -> Iterator[InputFile | Trouble]:
    """Yield the files that the arguments name, in their order, folders walked in the order of names.

    Inside folders hidden files are passed over, and output folders of runs, which may lie in one: briefs are no reports. A
    missing path, a folder without files and one that can't be opened yield a Trouble.
    """
    for argument in arguments:
        if isinstance(argument, str):
            yield from _files_behind(argument, str(output))
        else:
            yield from _files_at(argument, output)


def readable(path: Path | str) -> str:
    """Return a path as text that UTF-8 can hold: the bytes of a name in another encoding stand as `\\xb9`.

    Names are bytes on most systems, and archives unpacked elsewhere have names in GBK. The same name reads the same under every
    locale.
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def read_bytes(file: InputFile, max_megabytes: int) -> bytes:
    """Return the bytes of an input. Raise ReadError when it can't be read or is too large."""
    if isinstance(file.path, str):
        return _fetched(file.path, max_megabytes)
    name = readable(file.path)
    try:
        about = file.path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise ReadError(f"{name}: not a regular file; name a file")
        _check_size(name, about.st_size, max_megabytes)
        return file.path.read_bytes()
    except OSError as error:
        why = _STDIN if name == "-" else f"can't be read ({error.strerror}); check the path and its permissions"
        raise ReadError(f"{name}: {why}") from error


def _fetched(url: str, max_megabytes: int) -> bytes:
    remote = open_remote(url)
    with reading(url):
        _check_size(shown_address(url), int(remote.files.info(remote.root).get("size") or 0), max_megabytes)
        content: bytes = remote.files.cat_file(remote.root)
        return content


def _check_size(name: str, size: int, max_megabytes: int) -> None:
    if size > max_megabytes * 2**20:
        raise ReadError(
            f"{name}: {size / 2**20:.0f} MB, more than the {max_megabytes} MB that are read; "
            "split the file or raise --max-megabytes"
        )


def _files_at(argument: Path, output: Path | str) -> Iterator[InputFile | Trouble]:
    name = readable(argument)
    try:
        is_folder = stat.S_ISDIR(argument.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        yield Trouble(name, "missing", f"{name}: {_STDIN if name == '-' else 'no such file or folder; check the path'}")
    except OSError as error:
        yield Trouble(name, "unreadable", f"{name}: can't be read ({error.strerror}); check the path and its permissions")
    else:
        yield from _files_in(argument, Path(output).resolve()) if is_folder else [InputFile(argument, readable(argument.name))]


def _files_in(folder: Path, output: Path) -> Iterator[InputFile | Trouble]:
    if _is_output(folder):
        name = readable(folder)
        yield Trouble(name, "unreadable", f"{name}: the output folder of a run; name the reports that it was made from")
        return
    found = False
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_output(Path(root, name), output))
        for name in sorted(name for name in names if not name.startswith(".")):
            found = True
            path = Path(root, name)
            yield InputFile(path, readable(path.relative_to(folder).as_posix()))
    for error in closed:
        name = readable(error.filename)
        yield Trouble(name, "unreadable", f"{name}: a folder that can't be opened ({error.strerror}); check its permissions")
    if not found and not closed:
        name = readable(folder)
        yield Trouble(name, "missing", f"{name}: a folder without files; name one that holds reports")


def _is_output(folder: Path, own: Path | None = None) -> bool:
    """Say whether a folder is that of this run, or was written by another."""
    return folder.resolve() == own or (folder / OUTPUT_MARK).is_file()


def _files_behind(url: str, output: str) -> Iterator[InputFile | Trouble]:
    name = shown_address(url)
    try:
        with reading(url):
            remote = open_remote(url)
            names = [one for one in _without_outputs(remote.sizes()) if not any(part.startswith(".") for part in one.split("/"))]
            is_file = names == [remote.root.rpartition("/")[2]] and remote.files.isfile(remote.root)
    except ReadError as error:
        yield Trouble(name, "missing", str(error))
        return
    if is_file:
        yield InputFile(url, names[0])
        return
    own = output.removeprefix(f"{url.rstrip('/')}/") if is_url(output) else output
    names = [one for one in names if not one.startswith(f"{own.rstrip('/')}/")]
    if not names:
        yield Trouble(name, "missing", f"{name}: no such file, or a folder without files; name one that holds reports")
    for one in sorted(names, key=_walked):
        yield InputFile(f"{url.rstrip('/')}/{one}", one)


def _without_outputs(names: Iterable[str]) -> list[str]:
    outputs = tuple(one.removesuffix(OUTPUT_MARK) for one in names if one.endswith(f"/{OUTPUT_MARK}"))
    return [one for one in names if not one.startswith(outputs)]


def _walked(name: str) -> list[tuple[bool, str]]:
    """Return what sorts names as a walk through folders meets them: the files of a folder before those of folders in it."""
    *folders, file = name.split("/")
    return [*((True, folder) for folder in folders), (False, file)]
