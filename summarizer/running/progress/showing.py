"""How far a run is: on the terminal, in a log for machines, in a file for `summarizer status`."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from summarizer.errors import OutputError, SummarizerError
from summarizer.running.outputs.folder import write_whole
from summarizer.running.progress.tally import Tally, in_short, in_words
from summarizer.running.resuming.lines import Line
from summarizer.running.resuming.outstanding import Plan, Planned
from summarizer.running.spending.prices import Price

PROGRESS = ".progress.json"
_COLOURS = {"complete": "green", "incomplete": "yellow"}
# How often a bar, the file for `status` and the log are brought up to date, and how often the log is.
_TICK_SECONDS = 1.0
_TICKS_A_LOG_LINE = 30
# and how often a stderr that is no terminal gets a line
_TICKS_A_TOLD_LINE = 60


class Telling:
    """Watches a run and tells of it. A context manager.

    `quiet`: of troubles alone. Else a terminal has a bar, and whatever else stderr is gets a line a minute.
    """

    def __init__(self, console: Console, folder: Path, *, quiet: bool = False, log: Path | None = None) -> None:
        self.tally = Tally()
        self._console, self._folder = console, folder
        self._bar = _bar(console) if console.file.isatty() and not quiet else None
        self._is_quiet = quiet
        self._log = _opened(log) if log else None
        self._ticks = 0
        self._is_asked = False
        self._stopped = ""

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()
        if self._log is not None:
            self._log.close()

    def planned(self, plan: Plan) -> None:
        """Tell what there is to do."""
        self.tally.plan(plan, time.monotonic())
        self.log("planned", inputs=plan.reasons(), removed=len(plan.removed))
        self.show()

    def asks(self, in_flight: Callable[[], int], limited_seconds: Callable[[], float]) -> None:
        """Take note of where to see how many questions are in flight, and how long they have waited for rate limits."""
        self.tally.in_flight, self.tally.limited_seconds = in_flight, limited_seconds

    def charged(self, price: Price | None, currency: str) -> None:
        """Take note of what tokens cost; None where nobody knows, or nothing does."""
        self.tally.price, self.tally.currency = price, currency

    def told(self, sentence: str) -> None:
        """Tell of something that is no line."""
        self._console.print(sentence, markup=False, highlight=False, soft_wrap=True)
        self.log("told", text=sentence)

    def finished(self, line: Line) -> None:
        """Tell of a line that is done."""
        self.tally.finished(line)
        if line.error and line.state != "stopped":  # why the run ended is told once
            style, name = _COLOURS.get(line.state, "red"), line.paths[0]
            said = line.error if name in line.error else f"{name}: {line.error}"
            self._console.print(f"{line.state}: {said}", style=style, markup=False, highlight=False, soft_wrap=True)
        self.log("finished", **line.as_row())

    def went_through(self, planned: Planned) -> None:
        """Tell of an input that is done with."""
        self.tally.went_through(planned)

    def ended(self, summary: dict[str, Any]) -> None:
        """Tell of the end, and of all reports: also of those that were finished before."""
        self.tally.reports = Counter({state: count for state, count in summary["states"].items() if count})
        self.log("ended", **summary)
        self._stopped = summary["stopped"]
        self.show(state="stopped" if self._stopped else "ended")

    @contextmanager
    def giving_up(self) -> Iterator[None]:
        """Note why a run ends that can't be carried out: it stopped, and was not cut off."""
        try:
            yield
        except SummarizerError as error:
            self._stopped = str(error)
            self.show(state="stopped")
            raise

    def ask(self) -> None:
        """Have the next tick tell how far the run is. Safe in a signal handler, which may come in the middle of a write."""
        self._is_asked = True

    def snapshot(self) -> dict[str, Any]:
        """Return how far the run is."""
        return self.tally.snapshot(time.monotonic())

    def show(self, state: str = "running") -> None:
        """Bring the bar and the file for `status` up to date."""
        counts = self.snapshot()
        if self._is_asked:
            self._is_asked = False
            self.told(in_words(counts))
        if self._bar is not None:
            done, whole = self.tally.bytes_done, self.tally.bytes_to_do
            self._bar.update(self._bar.task_ids[0], total=whole or 1, completed=done, description=in_short(counts))
        with suppress(OutputError):  # a full disk is told of where a report is lost
            write_whole(
                self._folder / PROGRESS, json.dumps({"state": state, "stopped": self._stopped, "at": _now(), **counts}) + "\n"
            )

    @asynccontextmanager
    async def ticking(self) -> AsyncIterator[None]:
        """Keep bar, file and log up to date, also while nothing comes back."""
        task = asyncio.create_task(self._tick())
        try:
            yield
        finally:
            task.cancel()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            self.tick()

    def tick(self) -> None:
        """Tell what is due after one more second."""
        self._ticks += 1
        if self._bar is None and not self._is_quiet and self._ticks % _TICKS_A_TOLD_LINE == 0:
            self._is_asked = True
        self.show()
        if self._ticks % _TICKS_A_LOG_LINE == 0:
            self.log("progress", **self.snapshot())

    def log(self, event: str, **values: object) -> None:
        """Write a line into the log for machines, where there is one."""
        if self._log is not None:
            try:
                self._log.write(json.dumps({"at": _now(), "event": event, **values}, ensure_ascii=False) + "\n")
                self._log.flush()
            except OSError as error:
                self._end_log(error)

    def _end_log(self, error: OSError) -> None:
        """Go on without the log when its disk is full: the reports are worth more."""
        log, self._log = self._log, None
        if log is not None:
            self.told(f"{log.name}: can't be written to ({error.strerror}); the log ends here, the run goes on")
            with suppress(OSError):
                log.close()


def _bar(console: Console) -> Progress:
    progress = Progress(BarColumn(bar_width=20), TextColumn("{task.description}"), console=console, transient=True)
    progress.add_task("", total=None)
    return progress


def _opened(path: Path) -> IO[str]:
    try:
        return path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise OutputError(f"{path}: can't be written to ({error.strerror}); name another file with --log-json") from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
