"""What every kind of run does with its inputs, in their order: note, keep, render again, meet, store."""

import signal
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from summarizer.errors import RecordError
from summarizer.rendering.html.index import IndexRow
from summarizer.running.engines.limits import read_rules
from summarizer.running.engines.making import Made
from summarizer.running.engines.signals import at_time, on_signals
from summarizer.running.outputs.folder import Files, OutputFolder
from summarizer.running.outputs.rendered import render_again
from summarizer.running.resuming.left import Left, Origin
from summarizer.running.resuming.lines import Entry, Line, Lines
from summarizer.running.resuming.outstanding import Plan, Planned
from summarizer.running.resuming.prior import Prior
from summarizer.settings import Settings

Briefs = tuple[Files, IndexRow]
"""The briefs of a report by file name, and its row in the index."""
Rendered = Mapping[str, Briefs]
"""Text hash → briefs."""


class Watcher(Protocol):
    """Whoever wants to see how far a run is."""

    def told(self, sentence: str) -> None:
        """Tell of something that is no line."""

    def asks(self, in_flight: Callable[[], int], limited_seconds: Callable[[], float]) -> None:
        """Tell where to see how many questions are in flight, and how long they have waited for rate limits."""

    def finished(self, line: Line) -> None:
        """Tell of a line that is done."""

    def went_through(self, planned: Planned) -> None:
        """Tell of an input that is done with."""


@dataclass(slots=True)
class RunResult:
    """What came of a run."""

    lines: Lines
    stopped: str = ""
    """Why the run ended before its inputs did; `""` when it didn't."""
    has_reached_limit: bool = False
    """A budget or stop rule of the user ended it."""
    signal: int = 0
    """Number of the signal that ended the run, 0 for none."""


@dataclass(frozen=True, slots=True)
class Given:
    """What every kind of run is given beside its plan."""

    settings: Settings
    output: OutputFolder
    prior: Prior
    lines: Lines
    watcher: Watcher


class Going:
    """The state of one run; those that make the reports build on it."""

    def __init__(self, given: Given) -> None:
        self.settings, self.output, self.prior, self.watcher = given.settings, given.output, given.prior, given.watcher
        self.lines = given.lines
        self.result = RunResult(given.lines)
        self._rules = read_rules(given.settings.stop_when)

    async def carried_out(self, plan: Plan) -> RunResult:
        """Go through the plan, unless a signal or the clock ends the run before."""
        with on_signals(self.interrupt), at_time(self.settings.until, self.end_in_time):
            await self.over(plan)
        return self.result

    async def over(self, plan: Plan) -> None:
        """Go through all inputs."""
        raise NotImplementedError

    def stop(self, reason: str, *, is_limit: bool = False) -> None:
        """Take no further inputs. The first reason is the one that is told; `is_limit`: it is one that the user set."""
        if not self.result.stopped:
            self.result.stopped, self.result.has_reached_limit = reason, is_limit

    def end_in_time(self) -> None:
        """Stop because it is time."""
        self.stop(f"--until {self.settings.until} is reached; run the same command again to go on", is_limit=True)

    def interrupt(self, number: int) -> None:
        """Stop because of a signal."""
        self.result.signal = number
        self.stop(f"interrupted by {signal.Signals(number).name}; run the same command again to go on")

    def note(self, line: Line) -> None:
        """Tell of an input that gave no report."""
        self.lines.finish(self.lines.add(line), line)
        self.watcher.finished(line)

    def met(self, text_hash: str, name: str, origin: Origin) -> bool:
        """Say whether the run has met a report, and note the further input that holds it."""
        entry = self.lines.with_text(text_hash)
        if entry is not None:
            entry.is_in(name, origin)
        return entry is not None

    def begin(self, line: Line, origin: Origin) -> Entry:
        """Take the place of a report that is to be made."""
        return self.lines.add(line, origin)

    def store(self, entry: Entry, line: Line, made: Made | None) -> None:
        """Put a report and its line on disk."""
        record_bytes = 0
        if made is not None:
            self.output.write_report(line.report_id, made.files)
            record_bytes = made.record_bytes
        self.lines.finish(entry, line, made.index if made else None, record_bytes)
        for broken in filter(None, (rule.broken_by(self.lines) for rule in self._rules)):
            self.stop(broken, is_limit=True)
        self.watcher.finished(line)

    def keep_known(self, planned: Planned, rendered: Rendered | None = None) -> None:
        """Take over the reports of an input that need no asking; render again what the layout of today asks for."""
        for left, step in planned.known:
            fresh = (rendered or {}).get(left.text_hash)
            self.keep(left, step, planned.found.name, origin_of(left, planned.sha256), fresh)

    def keep(self, left: Left, step: str, name: str, origin: Origin, fresh: Briefs | None = None) -> None:
        """Take over one report of an earlier run; `fresh` are its briefs where they were rendered already."""
        if self.met(left.text_hash, name, origin):
            return
        entry = self.lines.add(Line("failed", [name], left.report_id, text_hash=left.text_hash), origin)
        if step != "render":
            self.lines.keep(entry, left)
            return
        row = self.prior.row(left)
        line = Line(**row["line"])
        try:
            files, index = fresh or render_again(self.output, left.report_id, self.settings)
        except (RecordError, OSError, ValueError) as error:
            line.state, line.error, line.paths = "failed", f"{name}: can't be rendered ({error}); run it again", [name]
            self.store(entry, line, None)
            return
        self.output.write_report(left.report_id, files)
        self.lines.render(entry, row, index)
        line.done = "rendered"
        self.watcher.finished(line)

    def leave(self, entry: Entry) -> None:
        """Give up a report that was begun: what an earlier run left of it stays, else it is listed nowhere and is not done."""
        for left in (left for origin in entry.origins for left in self.prior.of_document(origin.sha256)):
            if left.text_hash == entry.text_hash:
                self.lines.keep(entry, left)
                return

    def keep_rest(self, inputs: Iterable[Planned]) -> None:
        """Take over what earlier runs left of the inputs that a stopped run did not come to."""
        for planned in inputs:
            for left in self.prior.of_document(planned.sha256):
                self.keep(left, "keep", planned.found.name, origin_of(left, planned.sha256))


def origin_of(left: Left, sha256: str) -> Origin:
    """Return what an earlier run knew of a document."""
    return next((origin for origin in left.origins if origin.sha256 == sha256), Origin(sha256, 0))
