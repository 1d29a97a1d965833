"""One process of a cluster that asks: the asker of a run on one machine, with the gate and the meter of the cluster."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from msgspec.structs import replace

from summarizer.asking.asker import Asker
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.questions.tokens import most_answer_tokens, prompt_tokens
from summarizer.domain.reply import Question, Reply, Usage
from summarizer.errors import StopRunError
from summarizer.running.cluster.authority import Ended, Life, Stopped, Ticket
from summarizer.running.spending.account import new_number

Call = Callable[..., Awaitable[Any]]
"""Name of a method of the authority and its arguments in, what it returns out."""


class _Sent:
    """Calls that nobody waits for, each kept until it is over: a loop alone keeps nothing alive."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._under_way: set[asyncio.Future[Any]] = set()

    def send(self, name: str, *arguments: object) -> None:
        """Make a call."""
        sent = asyncio.ensure_future(self._call(name, *arguments))
        self._under_way.add(sent)
        sent.add_done_callback(self._over)

    def _over(self, sent: "asyncio.Future[Any]") -> None:
        self._under_way.discard(sent)
        if not sent.cancelled():
            sent.exception()  # looked at, so that asyncio does not print it


@dataclass(slots=True)
class _Outage:
    is_on: bool = False
    begun: int = 0

    def note(self, *, is_on: bool) -> None:
        """Take note of what the authority says."""
        self.begun += is_on and not self.is_on
        self.is_on = is_on


class RemoteGate:
    """The gate of the cluster as one of its processes sees it."""

    def __init__(self, call: Call, owner: str, life: Life) -> None:
        self.outage = _Outage()
        self._call, self._owner, self._life = call, owner, life
        self._stopped: Stopped | None = None
        self._stop_told = asyncio.Event()
        self._send = _Sent(call).send

    def turn(self, question: str, tokens: int) -> "_Turn":
        """Return what a request of so many tokens is sent inside of."""
        return _Turn(self, sha256(question.encode("utf-8", "surrogatepass")).hexdigest()[:16], tokens)

    def limited_seconds(self) -> float:
        """Return 0: the authority counts for all, and tells the run."""
        return 0.0

    async def rest(self, seconds: float) -> None:
        """Wait, but not beyond a stop. Raise StopRunError when there is one."""
        self._check()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stop_told.wait(), seconds)
        self._check()

    def back_off(self, seconds: float) -> None:
        """Let nobody of the cluster send for a while."""
        self._send("back_off", seconds)

    def stop(self, error: StopRunError) -> None:
        """Let nobody of the cluster send any more."""
        if self._stopped is None:
            self._stopped = Stopped.by(error)
            self._stop_told.set()
            self._send("stop", self._stopped)

    async def enter(self, question: str, tokens: int) -> Ticket:
        """Wait until a request may be sent and return its ticket. Raise StopRunError after a stop."""
        self._check()
        entering = asyncio.ensure_future(self._call("enter", self._owner, self._life, question, tokens))
        try:
            ticket = await asyncio.shield(entering)
        except asyncio.CancelledError:
            entering.add_done_callback(self._give_back)
            raise
        if isinstance(ticket, Stopped):
            raise ticket.as_error()
        return str(ticket)

    async def leave(self, ticket: Ticket, error: BaseException | None) -> None:
        """Tell what came of a request."""
        ended = Ended.by(error)
        if ended.is_given_up:  # whoever is cancelled waits for nothing
            self._send("leave", ticket, ended)
        else:
            self.outage.note(is_on=bool(await self._call("leave", ticket, ended)))

    def _check(self) -> None:
        if self._stopped is not None:
            raise self._stopped.as_error()

    def _give_back(self, entered: "asyncio.Future[Any]") -> None:
        """Let go of a place that came when nobody waited for it any more."""
        if not entered.cancelled() and entered.exception() is None and not isinstance(entered.result(), Stopped):
            self._send("leave", entered.result(), Ended(is_given_up=True))


class _Turn:
    """An async context manager around one request."""

    def __init__(self, gate: RemoteGate, question: str, tokens: int) -> None:
        self._gate, self._question, self._tokens = gate, question, tokens
        self._ticket: Ticket = ""

    async def __aenter__(self) -> Self:
        self._ticket = await self._gate.enter(self._question, self._tokens)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._gate.leave(self._ticket, error)


class RemoteMeter:
    """The budget of the cluster as one of its processes sees it."""

    def __init__(self, call: Call) -> None:
        self._call = call

    async def reserve(self, question: Question) -> int:
        """Set aside what a request may cost and return the reservation. Raise StopRunError when it is more than is left."""
        number = new_number()  # from here, so that an authority that begins anew sets nothing aside twice
        stopped = await self._call("reserve", number, prompt_tokens(question), most_answer_tokens(question))
        if isinstance(stopped, Stopped):
            raise stopped.as_error()
        return number

    async def settle(self, reservation: int, usage: Usage) -> None:
        """Replace a reservation by what was billed."""
        await self._call("settle", reservation, usage)

    async def aclose(self) -> None:
        """Do nothing: the authority keeps the accounts."""


class AskingProcess:
    """What a process that asks keeps. Questions come in and replies go out, without the question, which whoever asks has."""

    def __init__(
        self, owner: str, endpoint: Endpoint, cache: Path | str, concurrency: int, call: Call, *, has_budget: bool
    ) -> None:
        self._owner, self._endpoint, self._cache, self._concurrency = owner, endpoint, cache, concurrency
        self._call, self._has_budget = call, has_budget
        self._sent = _Sent(call)
        self._opening: asyncio.Task[Asker] | None = None

    async def ask(self, question: Question) -> Reply:
        """Return the reply to a question."""
        return replace(await (await self._opened()).reply_to(question), question=None)

    async def stop(self, stopped: Stopped) -> None:
        """Send nothing more, and wait until what is in flight has landed and is kept."""
        asker = await self._opened()
        asker.stop(stopped.as_error())
        await asker.landed()

    async def _opened(self) -> Asker:
        self._opening = self._opening or asyncio.create_task(self._open())
        return await asyncio.shield(self._opening)

    async def _open(self) -> Asker:
        life = str(await self._call("begin", self._owner))
        return Asker(
            self._endpoint,
            self._cache,
            concurrency=self._concurrency,
            notice=partial(self._sent.send, "tell"),
            gate=RemoteGate(self._call, self._owner, life),
            meter=RemoteMeter(self._call) if self._has_budget else None,
        )
