"""An output folder behind a URL: written on this machine, and put there file by file as the run goes on.

What stands behind the URL is the truth: when a run begins, its copy here is brought to the same state, so any machine can go on.
A lock there keeps two machines apart. Stores of objects can't append, so the journal of a run that is going on stays here; a run
that is cut off and goes on elsewhere makes what it had made since the last end again, from answers that are kept.
"""

import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from summarizer.asking.kept.store import shown_address
from summarizer.running.inputs.remote import RemoteFolder, is_url, open_remote, writing
from summarizer.running.outputs.folder import BRIEF_FILES, FAILURES, INDEX, RECORD, REPORTS_LIST, RUN_SUMMARY, Files, OutputFolder
from summarizer.running.outputs.journal import PART, STATE
from summarizer.running.outputs.remote_lock import RemoteLock, running_behind

_LISTS = (REPORTS_LIST, RUN_SUMMARY, INDEX, FAILURES, "indicators.csv", "indicators.xlsx", "indicators.parquet", STATE)
_PROGRESS = ".progress.json"
# Nothing else that lies behind the URL is taken: `reports/yicheng-2021-4fa819b0/record.json`, `documents/1f….txt`
_OURS = re.compile(
    rf"reports/[0-9A-Za-z][0-9A-Za-z_-]*/(?:{'|'.join(map(re.escape, (RECORD, *sorted(BRIEF_FILES))))})"
    rf"|documents/[0-9a-f]{{1,64}}\.txt|{'|'.join(map(re.escape, (*_LISTS, _PROGRESS)))}"
)
_AT_ONCE, _WAITING = 16, 128


@dataclass(frozen=True, slots=True)
class PublishedFolder(OutputFolder):
    """A folder behind a URL and its copy here."""

    remote: RemoteFolder = field(kw_only=True)
    _sending: "_Sending" = field(kw_only=True)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Hold the folder behind the URL; bring the copy here up to date before, and what is behind the URL after."""
        lock = RemoteLock(self.remote)
        with lock.held(self._publish_progress):
            with writing(self.remote.url):
                pull(self.remote, self.root)
            self._sending.begin(lock.check)
            try:
                yield
            finally:
                self._sending.finish()
                lock.check()
                with writing(self.remote.url):
                    self._publish_lists()

    def shown_folder(self, report_id: str) -> str:
        """Return where people find the files of a report."""
        return f"{shown_address(self.remote.url).rstrip('/')}/reports/{report_id}"

    def write_document(self, sha256: str, text: str) -> None:
        """Store the text of a document once."""
        name = f"documents/{sha256}.txt"
        is_new = not (self.root / name).exists()
        OutputFolder.write_document(self, sha256, text)
        if is_new:
            self._send(name)

    def write_report(self, report_id: str, files: Files) -> None:
        """Store the files of a report."""
        folder = self.report_folder(report_id)
        before = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
        OutputFolder.write_report(self, report_id, files)
        for name in sorted(files, key=lambda name: name == RECORD):
            self._send(f"reports/{report_id}/{name}")
        for name in sorted(before & BRIEF_FILES - set(files)):
            self._sending.submit(self.remote.remove, f"reports/{report_id}/{name}")

    def remove_reports(self, report_ids: Iterable[str]) -> None:
        """Remove reports that are no part of the current set."""
        for report_id in report_ids:
            names = [f"reports/{report_id}/{path.name}" for path in self.report_folder(report_id).iterdir()]
            OutputFolder.remove_reports(self, [report_id])
            for name in names:
                self._sending.submit(self.remote.remove, name)

    def remove_documents(self, kept: set[str]) -> None:
        """Remove the documents that none of the current reports came from."""
        before = {path.name for path in self.root.glob("documents/*.txt")}
        OutputFolder.remove_documents(self, kept)
        for name in sorted(before - {path.name for path in self.root.glob("documents/*.txt")}):
            self._sending.submit(self.remote.remove, f"documents/{name}")

    def _send(self, name: str) -> None:
        self._sending.submit(_put, self.remote, self.root, name)

    def _publish_progress(self) -> None:
        if (self.root / _PROGRESS).is_file():
            _put(self.remote, self.root, _PROGRESS)

    def _publish_lists(self) -> None:
        for name in (*_LISTS, _PROGRESS):
            if (self.root / name).is_file():
                _put(self.remote, self.root, name)


class _Sending:
    """Files on their way, several at once; whoever is too far ahead waits."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._check: Callable[[], None] = lambda: None
        self._threads: ThreadPoolExecutor | None = None
        self._under_way: set[Future[None]] = set()

    def begin(self, check: Callable[[], None]) -> None:
        """Send only what passes a check, which raises OutputError."""
        self._check = check

    def submit(self, act: Any, *arguments: Any) -> None:
        """Have something done. Raise OutputError when something before it went wrong."""
        self._check()
        self._look(self._url)
        self._threads = self._threads or ThreadPoolExecutor(_AT_ONCE)
        self._under_way.add(self._threads.submit(act, *arguments))
        if len(self._under_way) >= _WAITING:
            next(iter(self._under_way)).exception()

    def finish(self) -> None:
        """Wait for everything. Raise OutputError when something went wrong."""
        if self._threads is not None:
            self._threads.shutdown(wait=True)
            self._threads = None
        self._look(self._url)

    def _look(self, url: str) -> None:
        done = {one for one in self._under_way if one.done()}
        self._under_way -= done
        with writing(url):
            for one in done:
                one.result()


def open_output(place: Path | str) -> OutputFolder:
    """Return an output folder of this machine, or one behind a URL. Raise SettingsError where it can't be reached."""
    if isinstance(place, Path) or not is_url(place):
        return OutputFolder(Path(place))
    return PublishedFolder(copy_of(place), remote=open_remote(place), _sending=_Sending(place))


def copy_of(url: str) -> Path:
    """Return where the copy of an output folder behind a URL stands on this machine."""
    name = hashlib.sha256(url.rstrip("/").encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return platformdirs.user_cache_path("summarizer") / "outputs" / name


def fetched_output(place: Path | str) -> Path:
    """Return an output folder to read from: the folder itself, or an up-to-date copy of one behind a URL. Raise OutputError."""
    if isinstance(place, Path):
        return place
    folder, remote = copy_of(place), open_remote(place)
    with writing(place):
        pull(remote, folder)
    return folder


def remote_holder(url: str) -> str | None:
    """Return which process on which machine writes behind a URL, None where none does. Raise OutputError."""
    with writing(url):
        return running_behind(open_remote(url), time.time())


def pull(remote: RemoteFolder, folder: Path) -> None:
    """Bring a copy to the state behind the URL: what is missing or of another size is fetched, what is gone there goes here."""
    there = {name: size for name, size in remote.sizes().items() if _OURS.fullmatch(name)}
    if STATE in there and not ((folder / STATE).is_file() and (folder / STATE).read_bytes() == remote.read(STATE)):
        (folder / PART).unlink(missing_ok=True)  # it goes on from a state that another machine has replaced
    here = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name, path in here.items():
        if _OURS.fullmatch(name) and there.get(name) != path.stat().st_size:
            path.unlink()
    for report in (folder / "reports").glob("*/"):
        if not any(report.iterdir()):
            report.rmdir()
    # lists may change without changing their size
    wanted = [name for name in there if name in _LISTS or name not in here or not here[name].is_file()]
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        list(threads.map(lambda name: _get(remote, folder, name), wanted))


def _get(remote: RemoteFolder, folder: Path, name: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(remote.read(name))


def _put(remote: RemoteFolder, folder: Path, name: str) -> None:
    remote.write(name, (folder / name).read_bytes())
