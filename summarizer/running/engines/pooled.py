"""Many reports in several processes of this machine.

For the model that lives in the process alone: its labelling is most of the work. A model behind a network is waited for, not
computed, and one loop waits for all of it.
"""

import asyncio
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver, resource_tracker

from summarizer.asking.network.endpoint import BUILTIN
from summarizer.running.engines import work
from summarizer.running.engines.going import Given, RunResult
from summarizer.running.engines.ordered import OrderedRun, Out, died
from summarizer.running.engines.signals import interrupts_held_back
from summarizer.running.engines.work import Job, JobDone
from summarizer.running.inputs.files import Trouble
from summarizer.running.outputs.folder import OutputFolder
from summarizer.running.resuming.outstanding import Plan, Planned
from summarizer.settings import Settings

# Documents out per worker: a long one at the head must not leave the others idle, and memory holds all that is out.
_AHEAD = 4
# Below this many bytes per worker its start (an import of a second) costs more than it saves.
_BYTES_PER_WORKER = 300_000
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


async def run_pooled(plan: Plan, given: Given, workers: int) -> RunResult:
    """Make a record and briefs of every report that the plan asks for; one bad input never stops the others."""
    return await _PooledRun(given, workers).carried_out(plan)


class _PooledRun(OrderedRun):
    """The state of one run."""

    def __init__(self, given: Given, workers: int) -> None:
        super().__init__(given)
        self._workers = workers
        self._others = set(multiprocessing.active_children())
        self._pool = self._new_pool()

    async def over(self, plan: Plan) -> None:
        """Send inputs out, store what comes back in their order; then end the workers."""
        try:
            await super().over(plan)
        finally:
            self._end_workers()

    def most_out(self) -> int:
        """Return how many documents may be at workers at once."""
        return self._workers * _AHEAD

    def submitted(self, planned: Planned) -> "asyncio.Future[JobDone]":
        """Give an input to the pool."""
        try:
            return asyncio.wrap_future(self._pool.submit(work.do, _job(planned)))
        except BrokenProcessPool as error:
            broken: asyncio.Future[JobDone] = asyncio.get_running_loop().create_future()
            broken.set_exception(error)
            return broken

    async def outcome_of(self, out: Out) -> JobDone | None:
        """Wait for what came of an input. One whose worker died goes out again, alone."""
        alone = out.future is None
        out.future = out.future or self.submitted(out.planned)
        try:
            return await out.future
        except BrokenProcessPool:
            self._mend()
            return died(out.planned, "twice") if alone else None

    def _mend(self) -> None:
        """Start new workers after one has died. What was out goes out again one by one, so that the guilty one is found."""
        self._end_processes()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._new_pool()
        for out in self.out:
            if out.future is not None and not (out.future.done() and not out.future.cancelled() and not out.future.exception()):
                out.future.cancel()
                out.future = None

    def _new_pool(self) -> ProcessPoolExecutor:
        # not by fork: this process has threads and a loop
        context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
        if os.name == "posix":
            context.set_forkserver_preload([work.__name__, *_HEAVY])
            resource_tracker.ensure_running()  # which would let interrupts through again
            with interrupts_held_back():
                forkserver.ensure_running()
        given = (self.settings, OutputFolder(self.output.root), dict(os.environ))
        return ProcessPoolExecutor(self._workers, context, work.begin, given)

    def _end_workers(self) -> None:
        if self.out:  # stopped: nobody waits for what they are doing
            self.let_go()
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
