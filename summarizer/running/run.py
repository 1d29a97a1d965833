"""One run from its arguments to its exit code: lock, plan, make, close."""

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from summarizer.asking.kept.opening import check_store
from summarizer.asking.kept.recorded import RecordedAnswers
from summarizer.asking.network.endpoint import BUILTIN
from summarizer.errors import SettingsError
from summarizer.running.closing import Outcome, close_run
from summarizer.running.engines.going import Given, RunResult
from summarizer.running.engines.limits import read_rules
from summarizer.running.engines.local import run_local
from summarizer.running.engines.pooled import run_pooled, workers_for
from summarizer.running.engines.signals import noting_interrupts
from summarizer.running.inputs.documents import read_manifest
from summarizer.running.inputs.sampling import spread_sample
from summarizer.running.network.endpoint import cache_place, find_endpoint, open_asker
from summarizer.running.outputs.folder import OutputFolder
from summarizer.running.outputs.journal import Journal
from summarizer.running.outputs.lock import locked
from summarizer.running.outputs.rendered import read_formats
from summarizer.running.progress.showing import Telling
from summarizer.running.resuming.keys import keys_of
from summarizer.running.resuming.lines import Lines
from summarizer.running.resuming.outstanding import Plan, make_plan
from summarizer.running.resuming.prior import load_prior
from summarizer.running.spending.budget import find_budget
from summarizer.running.spending.prices import load_prices
from summarizer.settings import Settings


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is asked to do."""

    paths: Sequence[Path | str]
    """Of this machine, or URLs."""
    settings: Settings
    environment: Mapping[str, str]
    output: OutputFolder
    prune: bool = False
    only_failed: bool = False
    quiet: bool = False
    """Tell of nothing but troubles."""


def check_settings(run: Run) -> None:
    """Raise SettingsError or CacheError where the run could not be carried out as it is asked for, before it writes anything."""
    settings = run.settings
    root = run.output.root.resolve()
    if any(isinstance(path, Path) and path.resolve() == root for path in run.paths):
        raise SettingsError(f"--output {run.output.root}: the inputs stand there too; name another folder")
    endpoint = find_endpoint(settings, run.environment)
    load_prices(Path())  # a list that can't be read is told of before the work, not after it
    read_formats(settings.format)
    read_rules(settings.stop_when)
    find_budget(settings, cache_place(settings), Path())
    if settings.manifest is not None:
        read_manifest(settings.manifest)
    if settings.engine == "ray":
        from summarizer.running.cluster.connecting import require_ray, require_shared

        require_ray()
        if not endpoint.in_process:
            require_shared(cache_place(settings))
    if settings.answers is not None:
        RecordedAnswers(settings.answers)
    elif settings.engine == "local":
        check_store(cache_place(settings))


def carry_out(run: Run, telling: Telling) -> Outcome:
    """Do it. Raise OutputError when another run holds the folder, or it can't be written to."""
    begun = time.perf_counter()
    run.output.prepare()
    with locked(run.output.root), run.output.in_place(), Journal(run.output.root) as journal:
        prices = load_prices(Path())
        if run.settings.model != BUILTIN:
            telling.charged(prices.of(run.settings.model), prices.currency)
        keys = keys_of(run.settings, find_endpoint(run.settings, run.environment))
        prior = load_prior(journal)
        plan = make_plan(run.paths, run.settings, keys, run.output, prior, only_failed=run.only_failed)
        if run.settings.sample:
            chosen = spread_sample(plan.inputs, run.settings.sample, run.settings.seed)
            plan = replace(plan, inputs=chosen, sampled_from=len(plan.inputs), sampled_bytes=plan.size())
        for line in [] if run.quiet else plan.lines():
            telling.told(line)
        telling.planned(plan)
        given = Given(run.settings, run.output, prior, Lines(journal, keys), telling)
        with telling.giving_up(), _engine(run, plan) as is_cluster, noting_interrupts():
            result = asyncio.run(_made(run, plan, given, telling, is_cluster=is_cluster))
        if result.stopped:  # told before the lists are written, for which a full disk may have no room
            telling.told(f"stopped: {result.stopped}")
        outcome = close_run(result, plan, run.settings, run.output, prune=run.prune, seconds=time.perf_counter() - begun)
        telling.ended(outcome.summary)
        return outcome


@contextmanager
def _engine(run: Run, plan: Plan) -> Iterator[bool]:
    """Get the engine ready; say whether it is a cluster, which starts only where there is something to do."""
    if run.settings.engine != "ray" or not any(planned.needs_worker() for planned in plan.inputs):
        yield False
        return
    from summarizer.running.cluster.connecting import connected

    with connected(run.settings.address, run.settings.workers):
        yield True


async def _made(run: Run, plan: Plan, given: Given, telling: Telling, *, is_cluster: bool) -> RunResult:
    workers = workers_for(plan, run.settings)
    async with telling.ticking():
        if is_cluster:
            from summarizer.running.cluster.engine import run_cluster

            return await run_cluster(plan, given, run.environment)
        if workers > 1:
            return await run_pooled(plan, given, workers)
        async with open_asker(run.settings, run.environment, telling.told) as asker:
            return await run_local(plan, given, asker)
