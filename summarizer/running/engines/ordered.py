"""Many reports by workers elsewhere: whole documents go out, finished reports come back, stored in the order of the inputs.

So records don't depend on how many workers there are, nor on which of them is quicker. Where the workers are is the business of
those that build on this: processes of this machine, or of a cluster.
"""

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import dataclass

from summarizer.errors import SummarizerError
from summarizer.running.engines.going import Given, Going, Rendered
from summarizer.running.engines.work import JobDone
from summarizer.running.inputs.files import Trouble
from summarizer.running.resuming.left import Origin
from summarizer.running.resuming.lines import Line
from summarizer.running.resuming.outstanding import Plan, Planned

# Inputs in a row that need no worker are no reason to look ahead without end.
_LISTED_AHEAD = 1000


@dataclass(slots=True)
class Out:
    """An input on its way."""

    planned: Planned
    needs_worker: bool
    future: "asyncio.Future[JobDone] | None" = None


class OrderedRun(Going):
    """The state of one run."""

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self.out: deque[Out] = deque()
        self._at_workers = 0

    async def over(self, plan: Plan) -> None:
        """Send inputs out, store what comes back in their order."""
        sent = 0
        while not self.result.stopped and (self.out or sent < len(plan.inputs)):
            while sent < len(plan.inputs) and self._at_workers < self.most_out() and len(self.out) < _LISTED_AHEAD:
                self._send(plan.inputs[sent])
                sent += 1
            await self._take_head()
        if self.out:  # stopped
            self._keep_what_came_back()
        self.keep_rest(plan.inputs[sent:])

    def most_out(self) -> int:
        """Return how many documents may be at workers at once."""
        raise NotImplementedError

    def needs_worker(self, planned: Planned) -> bool:
        """Say whether an input has to go out."""
        return planned.needs_worker()

    def submitted(self, planned: Planned) -> "asyncio.Future[JobDone]":
        """Give an input to a worker."""
        raise NotImplementedError

    async def outcome_of(self, out: Out) -> JobDone | None:
        """Wait for what came of an input; None where it has to be waited for again."""
        raise NotImplementedError

    def interrupt(self, number: int) -> None:
        """Stop; what is out is let go of, what came back stays."""
        super().interrupt(number)
        self.let_go()

    def let_go(self) -> None:
        """Wait for nothing that is out."""
        for out in self.out:
            if out.future is not None:
                out.future.cancel()

    def _keep_what_came_back(self) -> None:
        """Store what is finished behind an input that is not, and take over what earlier runs left of the others."""
        for out in self.out:
            if (done := _came_back(out)) is not None:
                with suppress(SummarizerError):  # such as a full disk; why the run ends is known
                    self._store_done(out.planned, done)
            else:
                self.keep_rest([out.planned])

    def _send(self, planned: Planned) -> None:
        out = Out(planned, self.needs_worker(planned))
        if out.needs_worker:
            self._at_workers += 1
            out.future = self.submitted(planned)
        self.out.append(out)

    async def _take_head(self) -> None:
        out = self.out[0]
        if not out.needs_worker:
            await asyncio.sleep(0)  # so that a signal is heard
            self._leave(out, None)
            return
        try:
            done = await self.outcome_of(out)
        except asyncio.CancelledError:
            if not self.result.stopped:
                raise
            return
        if done is not None:
            self._leave(out, done)

    def _leave(self, out: Out, done: JobDone | None) -> None:
        self.out.popleft()
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
            self.stop(done.stopped, is_limit=done.is_limit)

    def _store_reports(self, planned: Planned, done: JobDone, rendered: Rendered) -> None:
        name, steps = planned.found.name, planned.steps()
        origin = Origin(done.sha256, len(done.reports))
        for worked in done.reports:
            if worked.line is None:
                left, step = steps[worked.text_hash]
                self.keep(left, step, name, origin, rendered.get(worked.text_hash))
            elif not self.met(worked.text_hash, name, origin):
                self.store(self.begin(worked.line, origin), worked.line, worked.made)


def _came_back(out: Out) -> JobDone | None:
    future = out.future
    has_result = future is not None and future.done() and not future.cancelled() and future.exception() is None
    return future.result() if future is not None and has_result else None


def died(planned: Planned, times: str) -> JobDone:
    """Return what comes of an input whose worker died so many times."""
    name = planned.found.name
    error = f"{name}: the process that worked on it died {times} (out of memory?); give it more, or split the file"
    return JobDone(trouble=Line("failed", [name], error=error))
