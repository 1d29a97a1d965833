"""Many reports in several processes: whole documents go out, finished reports come back in the order of the inputs.

For the model that lives in the process alone: its labelling is most of the work. A model behind a network is waited for, not
computed, and one loop waits for all of it.
"""

import asyncio
import multiprocessing
import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from summarizer.asking.endpoint import BUILTIN
from summarizer.errors import SummarizerError
from summarizer.running import work
from summarizer.running.going import Going, Rendered, RunResult, Watcher
from summarizer.running.inputs import Trouble
from summarizer.running.lines import Line, Lines, Origin
from summarizer.running.output import OutputFolder
from summarizer.running.outstanding import Plan, Planned
from summarizer.running.prior import Prior
from summarizer.running.signals import at_time, on_signals
from summarizer.running.work import Job, JobDone
from summarizer.settings import Settings

# Documents out per worker: a long one at the head must not leave the others idle, and memory holds all that is out.
_AHEAD = 4
# Below this many bytes per worker its start (an import of a second) costs more than it saves.
_BYTES_PER_WORKER = 300_000
# Inputs in a row that need no worker are no reason to look ahead without end.
_LISTED_AHEAD = 1000
# Imported once, before the workers part from each other.
_HEAVY = ("summarizer.asking.client",)


def workers_for(plan: Plan, settings: Settings) -> int:
    """Return how many processes a run is worth; 1 for this one alone."""
    todo = [planned for planned in plan.inputs if planned.needs_worker()]
    if settings.model != BUILTIN or len(todo) < 2:
        return 1
    if settings.workers:
        return min(settings.workers, len(todo))
    size = sum(planned.size for planned in todo)
    return max(1, min(_cores(), len(todo), size // _BYTES_PER_WORKER))


async def run_pooled(
    plan: Plan,
    settings: Settings,
    workers: int,
    output: OutputFolder,
    prior: Prior,
    lines: Lines,
    watcher: Watcher,
) -> RunResult:
    """Make a record and briefs of every report that the plan asks for; one bad input never stops the others."""
    run = _PooledRun(settings, output, prior, lines, watcher, workers)
    with on_signals(run.interrupt), at_time(settings.until, run.end_in_time):
        await run.over(plan)
    return run.result


@dataclass(slots=True)
class _Out:
    """An input on its way."""

    planned: Planned
    needs_worker: bool
    future: "asyncio.Future[JobDone] | None" = None


class _PooledRun(Going):
    """The state of one run."""

    def __init__(
        self,
        settings: Settings,
        output: OutputFolder,
        prior: Prior,
        lines: Lines,
        watcher: Watcher,
        workers: int,
    ) -> None:
        super().__init__(settings, output, prior, lines, watcher)
        self._workers = workers
        self._others = set(multiprocessing.active_children())
        self._pool = self._new_pool()
        self._out: deque[_Out] = deque()
        self._at_workers = 0

    async def over(self, plan: Plan) -> None:
        """Send inputs out, store what comes back in their order."""
        sent = 0
        try:
            while not self.result.stopped and (self._out or sent < len(plan.inputs)):
                while sent < len(plan.inputs) and self._at_workers < self._workers * _AHEAD and len(self._out) < _LISTED_AHEAD:
                    self._send(plan.inputs[sent])
                    sent += 1
                await self._take_head()
            self.keep_rest(plan, sent - len(self._out))
        finally:
            self._end_workers()

    def interrupt(self, number: int) -> None:
        """Stop; what is out is let go of, what came back stays."""
        super().interrupt(number)
        self._let_go()

    def _let_go(self) -> None:
        for out in self._out:
            if out.future is not None:
                out.future.cancel()

    def _send(self, planned: Planned) -> None:
        out = _Out(planned, planned.needs_worker())
        if out.needs_worker:
            self._at_workers += 1
            out.future = self._submitted(planned)
        self._out.append(out)

    def _submitted(self, planned: Planned) -> "asyncio.Future[JobDone]":
        try:
            return asyncio.wrap_future(self._pool.submit(work.do, _job(planned)))
        except BrokenProcessPool as error:
            broken: asyncio.Future[JobDone] = asyncio.get_running_loop().create_future()
            broken.set_exception(error)
            return broken

    async def _take_head(self) -> None:
        out = self._out[0]
        if not out.needs_worker:
            await asyncio.sleep(0)  # so that a signal is heard
            self._leave(out, None)
            return
        alone = out.future is None
        out.future = out.future or self._submitted(out.planned)
        try:
            done = await out.future
        except asyncio.CancelledError:
            if not self.result.stopped:
                raise
        except BrokenProcessPool:
            self._mend()
            if alone:
                name = out.planned.found.name
                error = f"{name}: the process that worked on it died twice (out of memory?); give it more, or split the file"
                self._leave(out, JobDone(trouble=Line("failed", [name], error=error)))
        else:
            self._leave(out, done)

    def _mend(self) -> None:
        """Start new workers after one has died. What was out goes out again one by one, so that the guilty one is found."""
        self._end_processes()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._new_pool()
        for out in self._out:
            if out.future is not None and not (out.future.done() and not out.future.cancelled() and not out.future.exception()):
                out.future.cancel()
                out.future = None

    def _leave(self, out: _Out, done: JobDone | None) -> None:
        self._out.popleft()
        self._at_workers -= out.needs_worker
        try:
            if done is None:
                self._store_without_work(out.planned)
            else:
                self._store_done(out.planned, done)
        except SummarizerError as error:  # the folder is full, or gone
            self.stop(str(error))
        self.watcher.went_through(out.planned)

    def _store_without_work(self, planned: Planned) -> None:
        if isinstance(planned.found, Trouble):
            self.note(Line(planned.found.state, [planned.found.name], error=planned.found.error))
        else:
            self.keep_known(planned)

    def _store_done(self, planned: Planned, done: JobDone) -> None:
        for notice in done.notices:
            self.watcher.told(notice)
        rendered = {text: (files, index) for text, files, index in done.rendered}
        if done.trouble is not None:
            self.note(done.trouble)
        elif not done.sha256:
            self.keep_known(planned, rendered)
        else:
            self.output.write_document(done.sha256, done.text)
            self._store_reports(planned, done, rendered)
        if done.stopped:
            self.stop(done.stopped)

    def _store_reports(self, planned: Planned, done: JobDone, rendered: Rendered) -> None:
        name, steps = planned.found.name, planned.steps()
        origin = Origin(done.sha256, len(done.reports))
        for worked in done.reports:
            if worked.line is None:
                left, step = steps[worked.text_hash]
                self.keep(left, step, name, origin, rendered.get(worked.text_hash))
            elif not self.met(worked.text_hash, name, origin):
                self.store(self.begin(worked.line, origin), worked.line, worked.made)

    def _new_pool(self) -> ProcessPoolExecutor:
        # not by fork: this process has threads and a loop
        context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
        if os.name == "posix":
            context.set_forkserver_preload([work.__name__, *_HEAVY])
        return ProcessPoolExecutor(self._workers, context, work.begin, (self.settings, OutputFolder(self.output.root)))

    def _end_workers(self) -> None:
        if self._out:  # stopped: nobody waits for what they are doing
            self._let_go()
            self._end_processes()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _end_processes(self) -> None:
        """End all workers. A broken pool waits for each of its processes, also for one that it began while it broke."""
        for process in set(multiprocessing.active_children()) - self._others:
            process.kill()


def _job(planned: Planned) -> Job:
    assert not isinstance(planned.found, Trouble)
    return Job(
        planned.found,
        {left.text_hash: step for left, step in planned.known},
        {left.text_hash: left.report_id for left, step in planned.known if step == "render"},
        planned.needs_reading(),
    )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
