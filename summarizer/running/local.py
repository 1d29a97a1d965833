"""Many reports on one machine: files in, records and briefs out, one loop."""

import asyncio
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from summarizer.asking.asker import Asker
from summarizer.domain.prepared import Prepared
from summarizer.domain.reply import Question, Reply
from summarizer.errors import LimitReachedError, NoReportError, ReadError, StopRunError, SummarizerError
from summarizer.pipeline import ChunkSize, prepare_document, summarize
from summarizer.reading import read_document
from summarizer.rendering.index import IndexRow
from summarizer.running.inputs import InputFile, Trouble, find_inputs, read_bytes
from summarizer.running.limits import read_rules, seconds_until
from summarizer.running.lines import Line, Lines
from summarizer.running.output import OutputFolder
from summarizer.running.provenance import make_provenance
from summarizer.running.rendered import listed, rendered_files
from summarizer.running.sampling import spread_sample
from summarizer.settings import Settings

# Enough to keep the questions of long and short reports mixed; memory holds that many documents at most.
REPORTS_IN_FLIGHT = 8
# Of a report so many are in flight at least, on average: with more concurrency there have to be more reports.
QUESTIONS_A_REPORT = 4

_NOT_FINISHED = "not finished when the run ended; run the same command again"


class Watcher(Protocol):
    """Whoever wants to see how far a run is."""

    def found(self, reports: int) -> None:
        """Tell of further reports to be made."""

    def finished(self, line: Line) -> None:
        """Tell of a line that is done."""

    def told(self, sentence: str) -> None:
        """Tell of something that is no line."""


@dataclass(slots=True)
class RunResult:
    """What came of a run."""

    lines: Lines = field(default_factory=Lines)
    index_rows: dict[str, IndexRow] = field(default_factory=dict)
    """By report id."""
    stopped: str = ""
    """Why the run ended before its inputs did; `""` when it didn't."""
    inputs_found: int = 0
    """Of which a sample was taken; 0 without one."""
    inputs_read: int = 0
    has_reached_limit: bool = False
    """A budget or stop rule ended it."""
    signal: int = 0
    """Number of the signal that ended the run, 0 for none."""


async def run_local(
    arguments: Sequence[Path], settings: Settings, asker: Asker, output: OutputFolder, watcher: Watcher
) -> RunResult:
    """Make a record and briefs of every report in the arguments; one bad input never stops the others."""
    run = _LocalRun(settings, asker, output, watcher)
    with _signals(run.interrupt), run.until(settings.until):
        await run.over(arguments)
    return run.result


class _LocalRun:
    """The state of one run."""

    def __init__(self, settings: Settings, asker: Asker, output: OutputFolder, watcher: Watcher) -> None:
        self.settings, self.asker, self.output, self.watcher = settings, asker, output, watcher
        self.result = RunResult()
        self._size = ChunkSize(settings.min_chars, settings.max_chars)
        self._rules = read_rules(settings.stop_when)
        self._gate = asyncio.Semaphore(max(REPORTS_IN_FLIGHT, settings.concurrency // QUESTIONS_A_REPORT))
        self._tasks: set[asyncio.Task[None]] = set()
        self._documents: dict[str, list[Line]] = {}

    async def over(self, arguments: Sequence[Path]) -> None:
        """Go through all inputs, then wait for what is still in flight."""
        inputs: Iterable[InputFile | Trouble] = find_inputs(arguments, self.output.root)
        if self.settings.sample:
            every = list(inputs)
            inputs = spread_sample(every, self.settings.sample, self.settings.seed)
            self.result.inputs_found = len(every)
        for found in inputs:
            self.result.inputs_read += 1
            if self.result.stopped:
                break
            for line, prepared in self._opened(found):
                await self._gate.acquire()
                if self.result.stopped:
                    self._gate.release()
                    break
                self._start(line, prepared)
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.asker.landed()  # answers that are paid for, though a stop ended the report that asked

    @contextmanager
    def until(self, time_of_day: str) -> Iterator[None]:
        """End the run at a time of day, `""` for never."""
        timer = None
        if time_of_day:
            seconds = seconds_until(time_of_day, datetime.now())
            timer = asyncio.get_running_loop().call_later(seconds, self._end_at, time_of_day)
        try:
            yield
        finally:
            if timer:
                timer.cancel()

    def interrupt(self, number: int) -> None:
        """Take no further inputs and send nothing more; what is in flight lands and is kept. The second time, let go of it."""
        if self.result.signal:
            self.asker.let_go()
            for task in self._tasks:
                task.cancel()
            return
        self.result.signal = number
        name = signal.Signals(number).name
        self.watcher.told(f"{name}: waiting for the answers that are under way; once more ends at once")
        self._end(StopRunError(f"interrupted by {name}; run the same command again to go on"))

    def _end(self, error: StopRunError) -> None:
        """Let nothing more be sent."""
        self.result.stopped = self.result.stopped or str(error)
        self.result.has_reached_limit = self.result.has_reached_limit or isinstance(error, LimitReachedError)
        self.asker.stop(error)

    def _end_at(self, time_of_day: str) -> None:
        self._end(LimitReachedError(f"--until {time_of_day} is reached; run the same command again to go on"))

    def _opened(self, found: InputFile | Trouble) -> Iterator[tuple[Line, Prepared]]:
        """Yield the reports of an input that the run has not met; note everything else as a line."""
        if isinstance(found, Trouble):
            self._note(Line("missing", [found.name], error=found.error))
            return
        try:
            prepared = self._read(found)
        except NoReportError as error:
            self._note(Line("no report", [found.name], error=str(error)))
        except ReadError as error:
            self._note(Line("unreadable", [found.name], error=str(error)))
        except Exception as error:  # a bug in us must not cost the other files
            self._note(Line("failed", [found.name], error=_as_bug(found.name, error)))
        else:
            yield from self._unmet(found, prepared)

    def _read(self, file: InputFile) -> list[Prepared]:
        document = read_document(read_bytes(file, self.settings.max_megabytes), file.name)
        if (known := self._documents.get(document.sha256)) is not None:
            for line in known:
                line.paths.append(file.name)
            return []
        prepared = prepare_document(document, self._size)
        self.output.write_document(document.sha256, document.text)
        self._documents[document.sha256] = []
        return prepared

    def _unmet(self, file: InputFile, prepared: list[Prepared]) -> Iterator[tuple[Line, Prepared]]:
        for report in prepared:
            line = self.result.lines.with_text(report.text_hash)
            if line is None:
                identity = (report.report_id, report.work_key, report.meta.title, report.text_hash)
                line = Line("failed", [file.name], *identity, error=_NOT_FINISHED)
                self.result.lines.add(line)
                self.watcher.found(1)
                yield line, report
            elif file.name not in line.paths:
                line.paths.append(file.name)
            self._documents[report.report.document.sha256].append(line)

    def _note(self, line: Line) -> None:
        self.result.lines.add(line)
        self.watcher.finished(line)

    def _start(self, line: Line, prepared: Prepared) -> None:
        task = asyncio.create_task(self._finish(line, prepared))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _finish(self, line: Line, prepared: Prepared) -> None:
        begun = time.perf_counter()
        line.error = _NOT_FINISHED
        try:
            await self._summarize(line, prepared)
        except StopRunError as error:
            line.error = str(error)
            self._end(error)
        except SummarizerError as error:
            line.error = str(error)
        except Exception as error:  # a bug in us must not cost the other reports
            line.error = _as_bug(line.paths[0], error)
        finally:
            line.seconds = round(time.perf_counter() - begun, 3)
            self._gate.release()
            self.watcher.finished(line)

    async def _summarize(self, line: Line, prepared: Prepared) -> None:
        summary = await summarize(
            prepared,
            self._ask,
            text_language=self.settings.text_language,
            provenance=lambda replies: make_provenance(self.settings, replies),
        )
        record = summary.record
        self.output.write_report(record.report_id, rendered_files(record, prepared.report))
        self.result.index_rows[record.report_id] = listed(record)
        line.count(summary.replies)
        line.judge(record.audit)
        for rule in self._rules:
            if broken := rule.broken_by(self.result.lines.rows):
                self._end(LimitReachedError(broken))

    async def _ask(self, questions: list[Question]) -> list[Reply]:
        return list(await asyncio.gather(*(self.asker.ask(question) for question in questions)))


def _as_bug(name: str, error: Exception) -> str:
    return f"{name}: {type(error).__name__}: {error} (a bug in the program, please report it; the other inputs went on)"


@contextmanager
def _signals(interrupt: Callable[[int], None]) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGINT, signal.SIGTERM)
    try:
        for number in numbers:
            loop.add_signal_handler(number, interrupt, number)
    except (NotImplementedError, RuntimeError, ValueError):  # no main thread, or a system without them
        yield
        return
    try:
        yield
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)
