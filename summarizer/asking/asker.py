"""Questions in, replies out: kept answers first, then the model. No question vanishes."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from msgspec.structs import replace

from summarizer.asking.kept.cache import AnswerCache, Cut, Kept, answer_key, answer_parts
from summarizer.asking.kept.recorded import NOT_RECORDED, RecordedAnswers
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.outcome import Outcome
from summarizer.asking.questions.prompts import prompt_stamp
from summarizer.domain.reply import Question, Reply, Usage
from summarizer.errors import CacheError, StopRunError

if TYPE_CHECKING:
    import httpx2

    from summarizer.asking.client import ModelClient
    from summarizer.asking.flow.gate import Gate
    from summarizer.asking.flow.retries import Sleep
    from summarizer.asking.sending import Meter

# When to look whether another machine, which asks the same, has an answer
_FIRST_LOOK_SECONDS, _LONGEST_LOOK_SECONDS = 0.05, 1.0
_TOO_LONG = "truncated: an earlier answer was longer than the endpoint allows"


class Asker:
    """Answers questions with one model. An async context manager: leaving it lets go of the cache and the connections.

    `cache` is a folder or the address of a Redis; None keeps no answers. With `recorded` ones nothing is ever asked. `notice` is
    told, in a sentence, of each kept answer that could not be used, of a Redis that is away, and when an outage begins.
    `gate` is the one of a cluster; None for one of its own.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        cache: Path | str | None = None,
        *,
        concurrency: int = 16,
        notice: Callable[[str], None] = lambda _: None,
        transport: "httpx2.AsyncBaseTransport | None" = None,
        sleep: "Sleep" = asyncio.sleep,
        meter: "Meter | None" = None,
        recorded: RecordedAnswers | None = None,
        gate: "Gate | None" = None,
    ) -> None:
        self.endpoint = endpoint
        self._recorded = recorded
        self._cache = None if cache is None else AnswerCache(cache, notice, endpoint.longest_outage_seconds)
        self._concurrency, self._notice, self._transport, self._sleep = concurrency, notice, transport, sleep
        self._meter = meter
        self._flow = gate
        self._places = asyncio.Semaphore(concurrency)
        self._in_flight: dict[str, asyncio.Task[Outcome]] = {}
        self._client: ModelClient | None = None
        self._stopped: StopRunError | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.let_go()
        await self.landed()
        if self._client is not None:
            await self._client.close()
        for kept in (self._cache, self._meter):
            if kept is not None:
                await kept.aclose()

    def in_flight(self) -> int:
        """Return how many questions wait for the model."""
        return len(self._in_flight)

    def limited_seconds(self) -> float:
        """Return how long questions have waited for rate limits so far."""
        return self._flow.limited_seconds() if self._flow is not None else 0.0

    async def ask(self, question: Question) -> Reply:
        """Return the reply to a question: an answer, or the reason why there is none.

        Raise StopRunError when no further question can be answered, or answers can't be kept: they would be paid for twice.
        """
        reply = await self.reply_to(question)
        if reply.stopped is not None:
            raise reply.stopped
        return reply

    async def reply_to(self, question: Question) -> Reply:
        """Return the reply to a question; one that says why the run has to end tells what was spent before all the same."""
        try:
            return await self._reply_to(question)
        except StopRunError as error:
            return Reply(question, None, failure=str(error), stopped=error)

    async def _reply_to(self, question: Question) -> Reply:
        key = answer_key(question, self.endpoint)
        if (kept := await self._kept(question, key)) is not None:
            return _reply(question, kept)
        if (running := self._in_flight.get(key)) is not None:
            outcome = await asyncio.shield(running)
            return _reply(question, replace(outcome, usage=Usage(cache_hits=1 if outcome.answer else 0)))
        return _reply(question, await asyncio.shield(self._started(question, key)))

    def stop(self, error: StopRunError) -> None:
        """Send nothing more; what is in flight may still land and is kept."""
        self._stop(error)

    async def landed(self) -> None:
        """Wait until nothing is in flight any more, also where whoever asked does not wait."""
        await asyncio.gather(*self._in_flight.values(), return_exceptions=True)

    def let_go(self) -> None:
        """Give up what is in flight."""
        for task in self._in_flight.values():
            task.cancel()

    async def _kept(self, question: Question, key: str) -> Outcome | None:
        try:
            store = self._recorded or self._cache
            found = await store.read(question, key) if store is not None else None
        except CacheError as error:
            raise self._stop(StopRunError(str(error))) from error
        if isinstance(found, str):
            self._notice(found)
            found = None
        if found is None:
            return Outcome(None, failure=NOT_RECORDED) if self._recorded is not None else None
        if isinstance(found, Cut):
            return Outcome(None, failure=_TOO_LONG, model=found.model, cut_at=found.cut_at)
        return Outcome(found.answer, found.dropped, model=found.model, step=found.step, usage=Usage(cache_hits=1))

    def _started(self, question: Question, key: str) -> asyncio.Task[Outcome]:
        """Start asking; identical questions wait for the same task, and whoever gives up waiting does not end it."""
        task = asyncio.create_task(self._answered(question, key))
        self._in_flight[key] = task
        task.add_done_callback(lambda done: self._landed(key, done))
        return task

    def _landed(self, key: str, task: asyncio.Task[Outcome]) -> None:
        self._in_flight.pop(key, None)
        if not task.cancelled():
            task.exception()  # looked at, so that asyncio does not print it where nobody waits any more

    async def _answered(self, question: Question, key: str) -> Outcome:
        interval = _FIRST_LOOK_SECONDS
        while (outcome := await self._tried(question, key)) is None:
            await self._sleep(interval)
            interval = min(interval * 1.5, _LONGEST_LOOK_SECONDS)
        return outcome

    async def _tried(self, question: Question, key: str) -> Outcome | None:
        """Ask; None where another machine asks the same just now: whoever waits for that holds no place of others."""
        async with self._places:
            if self._stopped is not None:
                raise self._stopped
            try:
                async with self._claimed(key) as is_ours:
                    return await self._kept_or_asked(question, key) if is_ours else None
            except StopRunError as error:
                self._stop(error)
                raise
            except CacheError as error:
                raise self._stop(StopRunError(str(error))) from error

    async def _kept_or_asked(self, question: Question, key: str) -> Outcome:
        """Ask, unless another process or an earlier task has kept an answer since this one looked first."""
        if self._cache is not None and self._cache.is_shared and (kept := await self._kept(question, key)) is not None:
            return kept
        if self._stopped is not None:
            raise self._stopped
        outcome = await self._opened_client().ask(question)
        if outcome.stopped is not None:
            self._stop(outcome.stopped)
        await self._keep(question, key, outcome)
        return outcome

    def _claimed(self, key: str) -> AbstractAsyncContextManager[bool]:
        return nullcontext(enter_result=True) if self._cache is None else self._cache.claimed(key)

    async def _keep(self, question: Question, key: str, outcome: Outcome) -> None:
        if self._cache is None:
            return
        parts = answer_parts(question, self.endpoint)
        if outcome.cut_at:
            await self._cache.write_cut(question, key, Cut(outcome.cut_at, outcome.model), parts)
        elif outcome.answer is not None:
            kept = Kept(outcome.answer, outcome.dropped, outcome.model, outcome.step)
            await self._cache.write(question, key, kept, prompt_stamp(question.name), parts)

    def _stop(self, error: StopRunError) -> StopRunError:
        self._stopped = self._stopped or error
        if self._flow is not None:
            self._flow.stop(error)
        return error

    def _opened_client(self) -> "ModelClient":
        if self._client is None:
            from summarizer.asking.client import ModelClient  # takes seconds: only when a model is needed
            from summarizer.asking.flow.flow import Flow

            if self._flow is None:
                self._flow = Flow(self.endpoint, self._concurrency, self._sleep, notice=self._notice)
            self._client = ModelClient(self.endpoint, self._concurrency, self._transport, self._flow, self._meter)
        return self._client


def _reply(question: Question, outcome: Outcome) -> Reply:
    # Identical questions share an outcome; what was dropped is named after the question that was asked first.
    dropped = tuple(entry.model_copy(update={"question": question.id}) for entry in outcome.dropped)
    return Reply(
        question,
        outcome.answer,
        dropped,
        outcome.failure,
        outcome.model,
        outcome.step,
        outcome.cut_at,
        outcome.usage,
        outcome.stopped,
    )
