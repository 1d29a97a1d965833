"""Many reports by a cluster: documents go out as tasks, reports come back and are stored here, in the order of the inputs.

Files are read and written by the process that runs, so that machines need neither a shared disk nor a way to the inputs.
"""

import asyncio
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import ray
from ray.exceptions import LocalRayletDiedError, NodeDiedError, OutOfMemoryError, RayError, RayTaskError, WorkerCrashedError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from summarizer.asking.network.endpoint import Endpoint
from summarizer.errors import ReadError
from summarizer.running.cluster.authority import News, Stopped
from summarizer.running.cluster.ray_parts import (
    NAMESPACE,
    RETRIES,
    AskingActor,
    AuthorityActor,
    Instructions,
    make_document,
    own_keys,
    wait_for,
)
from summarizer.running.engines import work
from summarizer.running.engines.going import Given, RunResult
from summarizer.running.engines.making import as_bug
from summarizer.running.engines.ordered import OrderedRun, Out, died
from summarizer.running.engines.work import JobDone
from summarizer.running.inputs.documents import open_source
from summarizer.running.inputs.files import Trouble
from summarizer.running.network.endpoint import cache_place, find_endpoint
from summarizer.running.resuming.lines import Line
from summarizer.running.resuming.outstanding import Plan, Planned
from summarizer.running.spending.budget import find_budget
from summarizer.settings import Settings

# Documents out per core, and per question that may be in flight: a document waits for its questions, which it asks all at once.
_AHEAD, _QUESTIONS_A_DOCUMENT = 4, 8
# A process that asks is busy with so many questions in flight at once.
_QUESTIONS_AN_ASKER = 64
_NEWS_SECONDS = 1.0
# How a task ends whose process or machine ended each time
_DIED = (WorkerCrashedError, OutOfMemoryError, NodeDiedError, LocalRayletDiedError)


async def run_cluster(plan: Plan, given: Given, environment: Mapping[str, str]) -> RunResult:
    """Make a record and briefs of every report that the plan asks for."""
    return await _ClusterRun(given, find_endpoint(given.settings, environment)).carried_out(plan)


class _ClusterRun(OrderedRun):
    """The state of one run."""

    def __init__(self, given: Given, endpoint: Endpoint) -> None:
        super().__init__(given)
        self._authority: Any = None
        self._askers: tuple[Any, ...] = ()
        if not endpoint.in_process:
            self._authority, self._askers = _start(given.settings, endpoint)
        keys = own_keys(given.settings, endpoint)
        apart = replace(given.settings, manifest=None)
        self._instructions = ray.put(Instructions(secrets.token_hex(8), apart, endpoint, keys, self._askers))
        self._news = News(0, 0.0)
        self._landing: list[asyncio.Future[None]] = []
        self.watcher.asks(lambda: self._news.in_flight, lambda: self._news.limited_seconds)

    async def over(self, plan: Plan) -> None:
        """Send inputs out, store what comes back; after a stop let the answers that are under way land."""
        news = asyncio.create_task(self._tell_news())
        try:
            await super().over(plan)
            # answers that are paid for are kept, though nobody waits for them
            await asyncio.gather(*self._landing, return_exceptions=True)
        finally:
            news.cancel()
            self.let_go()
            for actor in (*self._askers, *filter(None, [self._authority])):
                ray.kill(actor)

    def most_out(self) -> int:
        """Return how many documents may be out at once; machines may come and go meanwhile."""
        cores = self.settings.workers or int(ray.cluster_resources().get("CPU", 1))
        waiting = self.settings.concurrency // _QUESTIONS_A_DOCUMENT if self._askers else 0
        return max(2, cores * _AHEAD, waiting)

    def needs_worker(self, planned: Planned) -> bool:
        """Say whether an input has to go out; briefs alone are rendered here, where their records are."""
        return planned.needs_worker() and planned.needs_reading()

    def submitted(self, planned: Planned) -> "asyncio.Future[JobDone]":
        """Give an input to the cluster."""
        assert not isinstance(planned.found, Trouble)
        try:
            source = open_source(planned.found, self.settings)
        except ReadError as error:
            unread: asyncio.Future[JobDone] = asyncio.get_running_loop().create_future()
            unread.set_result(JobDone(trouble=Line("unreadable", [planned.found.name], error=str(error))))
            return unread
        steps: dict[str, str] = {left.text_hash: step for left, step in planned.known}
        job = work.Job(planned.found, steps, {}, reads=True, source=source)
        return wait_for(make_document.remote(job, self._instructions))

    async def outcome_of(self, out: Out) -> JobDone | None:
        """Wait for what came of an input."""
        assert out.future is not None
        try:
            return await out.future
        except RayError as error:
            if not ray.is_initialized():
                self.stop(f"the cluster can't be reached any more ({type(error).__name__}); run the same command again to go on")
            return failed_by(out.planned, error)

    def stop(self, reason: str, *, is_limit: bool = False) -> None:
        """Take no further inputs and send nothing more."""
        if not self.result.stopped:
            self._landing = [wait_for(asker.stop.remote(Stopped(reason, is_limit))) for asker in self._askers]
        super().stop(reason, is_limit=is_limit)

    def interrupt(self, number: int) -> None:
        """Send nothing more; what is in flight lands and is kept. The second time, let go of it."""
        if self.result.signal:
            for landing in self._landing:
                landing.cancel()
        super().interrupt(number)

    async def _tell_news(self) -> None:
        while self._authority is not None:
            await asyncio.sleep(_NEWS_SECONDS)
            with suppress(RayError):
                self._news = await wait_for(self._authority.news.remote())
                for notice in self._news.notices:
                    self.watcher.told(notice)


def failed_by(planned: Planned, error: RayError) -> JobDone:
    """Return what comes of an input that the cluster could not do."""
    if isinstance(error, _DIED):
        return died(planned, f"{RETRIES + 1} times")
    name = planned.found.name
    cause = error.cause if isinstance(error, RayTaskError) else error
    if isinstance(cause, RayError):
        reason = next(iter(str(cause).splitlines()), "")
        said = f"{name}: the cluster could not do it ({type(cause).__name__}: {reason}); run the same command again"
    else:
        said = as_bug(name, cause)
    return JobDone(trouble=Line("failed", [name], error=said))


def _start(settings: Settings, endpoint: Endpoint) -> tuple[Any, tuple[Any, ...]]:
    cache = cache_place(settings)
    # where the run is: it ends with the run, and finds the prices and accounts of this machine
    here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
    budget = find_budget(settings, cache, Path())
    name = f"authority {secrets.token_hex(8)}"
    options = {"name": name, "namespace": NAMESPACE, "scheduling_strategy": here}
    authority = AuthorityActor.options(**options).remote(endpoint, settings.concurrency, budget)
    machines = sum(node["Alive"] for node in ray.nodes())
    count = max(machines, -(-settings.concurrency // _QUESTIONS_AN_ASKER))
    askers = tuple(
        AskingActor.options(scheduling_strategy="SPREAD").remote(
            f"asker {number}", endpoint, cache, settings.concurrency, name, has_budget=budget is not None
        )
        for number in range(count)
    )
    return authority, askers
