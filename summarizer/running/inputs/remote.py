"""Files behind URLs, such as `s3://bucket/reports`: found, read and written through fsspec.

Anything that fsspec knows will do; `s3fs` for `s3://` comes with the extra `cluster`, other libraries are named where they miss.
Addresses and keys of a store come from its own variables, such as AWS_ENDPOINT_URL and AWS_ACCESS_KEY_ID.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from summarizer.asking.kept.store import shown_address
from summarizer.errors import OutputError, ReadError, SettingsError

_LONGEST_REASON = 300
_OBJECT_STORES = {"s3", "gs", "az", "memory", "oss"}


def is_url(place: Path | str) -> bool:
    """Say whether a place is behind a URL, and no path of this machine."""
    return isinstance(place, str) and "://" in place


def place_of(argument: str) -> Path | str:
    """Return what an argument names: a path of this machine, or a URL as it is."""
    if argument.startswith("file://"):
        return Path(unquote(urlsplit(argument).path))
    return argument if is_url(argument) else Path(argument)


@dataclass(frozen=True, slots=True)
class RemoteFolder:
    """A file or folder behind a URL."""

    url: str
    files: Any
    """The file system, untyped by its library."""
    root: str
    """The folder in it."""

    def path(self, name: str) -> str:
        """Return the path of a file in the folder."""
        return f"{self.root.rstrip('/')}/{name}"

    def sizes(self) -> dict[str, int]:
        """Return name → size of all files below the folder; of a file its own name, `{}` where there is nothing."""
        self.files.invalidate_cache()  # others write there too
        found: dict[str, dict[str, Any]] = self.files.find(self.root, detail=True)
        start = self.root.rstrip("/")
        names = {path: path.removeprefix(start).lstrip("/") or path.rpartition("/")[2] for path in found}
        return {names[path]: int(info.get("size") or 0) for path, info in found.items() if info.get("type") == "file"}

    def read(self, name: str) -> bytes:
        """Return the bytes of a file in the folder. Raise what the file system raises."""
        content: bytes = self.files.cat_file(self.path(name))
        return content

    def write(self, name: str, content: bytes) -> None:
        """Write a file in the folder; a store of objects shows it whole or not at all."""
        self.files.pipe_file(self._with_folders(name), content)

    def version(self, name: str) -> str:
        """Return what the store calls the state of a file, `""` where it has no name for it. Raise FileNotFoundError."""
        path = self.path(name)
        self.files.invalidate_cache(path.rpartition("/")[0])  # others write there too
        return str(self.files.info(path).get("ETag") or "")

    def changed_at(self, name: str) -> float | None:
        """Return when a file was last written, in seconds since 1970; None where the store does not say."""
        try:
            changed: datetime = self.files.modified(self.path(name))
        except (FileNotFoundError, NotImplementedError):
            return None
        return changed.timestamp()

    def put_after(self, name: str, content: bytes, version: str | None) -> None:
        """Write a file where it is still in a certain state; None: where there is none. Raise what the file system raises.

        A store without conditional writes overwrites whatever is there.
        """
        if version is None:
            self.files.pipe_file(self._with_folders(name), content, mode="create")
        elif version and "s3" in self._protocols():
            self.files.pipe_file(self.path(name), content, IfMatch=version)
        else:
            self.write(name, content)

    def _with_folders(self, name: str) -> str:
        """Return the path of a file that is to be written; the folders that it needs are there."""
        path = self.path(name)
        if self._has_folders():
            self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
        return path

    def _protocols(self) -> tuple[str, ...]:
        named = self.files.protocol
        return (named,) if isinstance(named, str) else tuple(named)

    def _has_folders(self) -> bool:
        """Say whether a folder has to be made before a file in it: not in a store of objects, where that would make a bucket."""
        return not _OBJECT_STORES.intersection(self._protocols())

    def remove(self, name: str) -> None:
        """Remove a file of the folder, if it is there."""
        path = self.path(name)
        if self.files.exists(path):
            self.files.rm_file(path)


def open_remote(url: str) -> RemoteFolder:
    """Return what is behind a URL. Nothing is looked at yet. Raise SettingsError where no library here reaches it."""
    if find_spec("fsspec") is None:
        raise SettingsError(f"{shown_address(url)} needs an extra: pip install 'summarizer[cluster]'")
    import fsspec

    if ":" in urlsplit(url).netloc.rpartition("@")[0]:  # libraries show the whole URL in their errors
        raise SettingsError(f"{shown_address(url)}: leave the key out of the URL; stores read it from their own variables")
    if "::" in url:  # a chain of file systems, some of which unpack what they find
        raise SettingsError(f"{shown_address(url)}: name one place, not a chain of them")
    try:
        files, root = fsspec.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise SettingsError(
            f"{shown_address(url)} can't be reached ({_reason(error)}); install its library or check the URL"
        ) from error
    return RemoteFolder(url, files, str(root))


@contextmanager
def reading(url: str) -> Iterator[None]:
    """Turn what a file system raises into a ReadError; libraries of stores have errors of their own."""
    try:
        yield
    except (ReadError, SettingsError):
        raise
    except Exception as error:
        raise ReadError(f"{shown_address(url)}: can't be read ({_reason(error)}); check the URL and its keys") from error


@contextmanager
def writing(url: str) -> Iterator[None]:
    """Turn what a file system raises into an OutputError."""
    try:
        yield
    except (OutputError, SettingsError):
        raise
    except Exception as error:
        raise OutputError(f"{shown_address(url)}: can't be written to ({_reason(error)}); check the URL and its keys") from error


def _reason(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:_LONGEST_REASON]}"
