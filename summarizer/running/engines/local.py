"""Many reports in this process: files in, records and briefs out, one loop."""

import asyncio
import signal
from collections.abc import Iterator

from summarizer.asking.asker import Asker
from summarizer.domain.prepared import Prepared
from summarizer.errors import LimitReachedError, NoReportError, OutputError, ReadError, StopRunError, SummarizerError
from summarizer.pipeline import ChunkSize, prepare_document
from summarizer.running.engines.going import Given, Going, RunResult
from summarizer.running.engines.making import Made, all_at_once, as_bug, line_of, make_report
from summarizer.running.inputs.documents import open_document
from summarizer.running.inputs.files import InputFile, Trouble
from summarizer.running.resuming.left import Origin
from summarizer.running.resuming.lines import Entry, Line
from summarizer.running.resuming.outstanding import Plan, Planned

# Enough to keep the questions of long and short reports mixed; memory holds that many documents at most.
REPORTS_IN_FLIGHT = 8
# Of a report so many are in flight at least, on average: with more concurrency there have to be more reports.
QUESTIONS_A_REPORT = 4


async def run_local(plan: Plan, given: Given, asker: Asker) -> RunResult:
    """Make a record and briefs of every report that the plan asks for; one bad input never stops the others."""
    return await _LocalRun(given, asker).carried_out(plan)


class _LocalRun(Going):
    """The state of one run."""

    def __init__(self, given: Given, asker: Asker) -> None:
        super().__init__(given)
        self.asker = asker
        self._ask = all_at_once(asker)
        self.watcher.asks(asker.in_flight, asker.limited_seconds)
        self._size = ChunkSize(given.settings.min_chars, given.settings.max_chars)
        self._gate = asyncio.Semaphore(_reports_in_flight(given.settings.concurrency, waits=not asker.endpoint.in_process))
        self._tasks: set[asyncio.Task[None]] = set()
        self._begun: list[Entry] = []

    async def over(self, plan: Plan) -> None:
        """Go through all inputs, then wait for what is still in flight."""
        number = 0
        for number, planned in enumerate(plan.inputs):  # noqa: B007 # looked at below
            if self.result.stopped:
                break
            await self._through(planned)
            await asyncio.sleep(0)  # so that a signal is heard where nothing has to be asked
            self.watcher.went_through(planned)
        if self.result.stopped:  # the input before may have been left half-way
            self.keep_rest(plan.inputs[max(0, number - 1) :])
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for entry in self._begun:  # left open by a signal; the next run makes them
            self.leave(entry)
        await self.asker.landed()  # answers that are paid for, though a stop ended the report that asked

    async def _through(self, planned: Planned) -> None:
        if planned.known and not planned.needs_reading():
            self.keep_known(planned)
            return
        for entry, line, prepared in self._opened(planned):
            await self._gate.acquire()
            self._start(entry, line, prepared)

    def interrupt(self, number: int) -> None:
        """Send nothing more; what is in flight lands and is kept. The second time, let go of it: builtin's costs nothing."""
        is_second, costs_nothing = bool(self.result.signal), self.asker.endpoint.in_process
        if not is_second:
            super().interrupt(number)
        if is_second or costs_nothing:
            self.asker.let_go()
            for task in self._tasks:
                task.cancel()
        else:
            name = signal.Signals(number).name
            self.watcher.told(f"{name}: waiting for the answers that are under way; once more ends at once")

    def stop(self, reason: str, *, is_limit: bool = False) -> None:
        """Take no further inputs and send nothing more."""
        super().stop(reason, is_limit=is_limit)
        self.asker.stop(StopRunError(reason))

    def _opened(self, planned: Planned) -> Iterator[tuple[Entry, Line, Prepared]]:
        """Yield the reports of an input that have to be made; note everything else as a line."""
        found = planned.found
        if isinstance(found, Trouble):
            self.note(Line(found.state, [found.name], error=found.error))
            return
        try:
            prepared = self._read(found)
        except NoReportError as error:
            self.note(Line("no report", [found.name], error=str(error)))
        except ReadError as error:
            self.note(Line("unreadable", [found.name], error=str(error)))
        except OutputError as error:  # the folder is full, or gone
            self.stop(str(error))
            self.note(Line("failed", [found.name], error=str(error)))
        except Exception as error:  # a bug in us must not cost the other files
            self.note(Line("failed", [found.name], error=as_bug(found.name, error)))
        else:
            yield from self._unmet(planned, found, prepared)

    def _read(self, file: InputFile) -> list[Prepared]:
        document = open_document(file, self.settings)
        prepared = prepare_document(document, self._size)
        self.output.write_document(document.sha256, document.text)
        return prepared

    def _unmet(self, planned: Planned, file: InputFile, prepared: list[Prepared]) -> Iterator[tuple[Entry, Line, Prepared]]:
        steps = planned.steps()
        origin = Origin(prepared[0].report.document.sha256, len({report.text_hash for report in prepared}))
        for report in prepared:
            if self.result.stopped:
                return
            if self.met(report.text_hash, file.name, origin):
                continue
            left, step = steps.get(report.text_hash, (None, "make"))
            if left is not None and step != "make":
                self.keep(left, step, file.name, origin)
                continue
            line = line_of(file.name, report)
            yield self.begin(line, origin), line, report

    def _start(self, entry: Entry, line: Line, prepared: Prepared) -> None:
        self._begun.append(entry)
        task = asyncio.create_task(self._finish(entry, line, prepared))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _finish(self, entry: Entry, line: Line, prepared: Prepared) -> None:
        made: Made | None = None
        line.stop()  # which holds until the report is made
        is_open = True
        try:
            made = await make_report(line, prepared, self.settings, self._ask)
            is_open = False
        except StopRunError as error:
            self.stop(str(error), is_limit=isinstance(error, LimitReachedError))
        except SummarizerError as error:
            line.state, line.error, is_open = "failed", str(error), False
        except Exception as error:  # a bug in us must not cost the other reports
            line.state, line.error, is_open = "failed", as_bug(line.paths[0], error), False
        finally:
            self._gate.release()
            # what a signal left open is not done; it is listed all the same where its questions may have cost something
            if not (is_open and self.result.signal and self.asker.endpoint.in_process):
                self._begun.remove(entry)
                self._store(entry, line, made)

    def _store(self, entry: Entry, line: Line, made: Made | None) -> None:
        try:
            self.store(entry, line, made)
        except SummarizerError as error:  # the folder is full, or gone
            line.state, line.error = "failed", str(error)
            self.stop(str(error))


def _reports_in_flight(concurrency: int, *, waits: bool) -> int:
    """Return how many reports are made at once: one where nothing is waited for, so that each is finished before the next."""
    return max(REPORTS_IN_FLIGHT, concurrency // QUESTIONS_A_REPORT) if waits else 1
