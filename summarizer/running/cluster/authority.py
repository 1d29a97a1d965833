"""The one who says, for all machines of a cluster, when a request may be sent and whether it can be paid for.

It is the flow and the budget of a run on one machine, asked from afar. Who asks has a name and a life: when its process dies, the
next one of that name takes its place, and what the dead one held is free again.

The authority may die as well. The next one knows nothing of what was in flight, so lives and tickets have names that are never
given twice: what an asker says of an old one frees nobody else's place.
"""

import asyncio
import secrets
from dataclasses import dataclass, field

from summarizer.asking.flow.flow import Flow
from summarizer.asking.flow.retries import TransientError, Trouble
from summarizer.asking.network.endpoint import Endpoint
from summarizer.domain.reply import Usage
from summarizer.errors import AskError, LimitReachedError, StopRunError
from summarizer.running.spending.budget import Budget

Ticket = str
Life = str


@dataclass(frozen=True, slots=True)
class Ended:
    """How a request ended. `kind` None and no reason: with an answer."""

    reason: str = ""
    kind: Trouble | None = None
    """The endpoint's trouble, None where the question itself failed."""
    is_given_up: bool = False
    """Nobody waited for its end: it says nothing about the endpoint."""

    @classmethod
    def by(cls, error: BaseException | None) -> "Ended":
        """Return how a request ended that raised this."""
        if error is None:
            return cls()
        if isinstance(error, AskError):
            return cls(str(error), error.kind if isinstance(error, TransientError) else None)
        return cls(is_given_up=True)

    def as_error(self) -> BaseException | None:
        """Return what a flow learns from."""
        if self.is_given_up:
            return asyncio.CancelledError()
        if self.kind is not None:
            return TransientError(self.reason, kind=self.kind)
        return AskError(self.reason) if self.reason else None


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why nothing more is sent."""

    reason: str
    is_limit: bool = False

    @classmethod
    def by(cls, error: StopRunError) -> "Stopped":
        """Return it for an error."""
        return cls(str(error), isinstance(error, LimitReachedError))

    def as_error(self) -> StopRunError:
        """Return what askers raise."""
        return LimitReachedError(self.reason) if self.is_limit else StopRunError(self.reason)


@dataclass(slots=True)
class _Held:
    owner: str
    question: str
    entry: tuple[int, bool]


@dataclass(frozen=True, slots=True)
class News:
    """What there is to tell since the last time."""

    in_flight: int
    limited_seconds: float
    """How long requests have waited for rate limits so far."""
    notices: list[str] = field(default_factory=list)


class Authority:
    """The state of one run. Its methods return what can be sent over a wire, and raise nothing that is foreseen."""

    def __init__(self, endpoint: Endpoint, concurrency: int, budget: Budget | None = None) -> None:
        self._notices: list[str] = []
        self._flow = Flow(endpoint, concurrency, notice=self._notices.append)
        self._meter = budget.opened(self._notices.append) if budget else None
        self._lives: dict[str, Life] = {}
        self._held: dict[Ticket, _Held] = {}

    async def begin(self, owner: str) -> Life:
        """Begin a life under a name; what an earlier one held is free."""
        life = self._lives[owner] = _new_name()
        for ticket in [ticket for ticket, held in self._held.items() if held.owner == owner]:
            await self.leave(ticket, Ended(is_given_up=True))
        return life

    async def enter(self, owner: str, life: Life, question: str, tokens: int) -> Ticket | Stopped:
        """Wait until a request may be sent."""
        self._lives.setdefault(owner, life)  # it began before this authority did
        try:
            entry = await self._flow.enter(tokens)
        except StopRunError as error:
            return Stopped.by(error)
        ticket = _new_name()
        self._held[ticket] = _Held(owner, question, entry)
        if life != self._lives[owner]:  # it died while it waited
            await self.leave(ticket, Ended(is_given_up=True))
        return ticket

    async def leave(self, ticket: Ticket, ended: Ended) -> bool:
        """Learn from what came of a request; return whether the endpoint is out of reach."""
        if (held := self._held.pop(ticket, None)) is not None:
            self._flow.leave(held.entry, held.question, ended.as_error())
        return self._flow.outage.is_on

    async def back_off(self, seconds: float) -> None:
        """Let nobody send for a while."""
        self._flow.back_off(seconds)

    async def stop(self, stopped: Stopped) -> None:
        """Let nobody send any more."""
        self._flow.stop(stopped.as_error())

    async def reserve(self, number: int, asked: int, most_answered: int) -> Stopped | None:
        """Set aside what a request of so many tokens may cost, once, however often the same number comes."""
        try:
            if self._meter:
                await self._meter.reserve_tokens(number, asked, most_answered)
        except StopRunError as error:
            return Stopped.by(error)
        return None

    async def settle(self, reservation: int, usage: Usage) -> None:
        """Replace a reservation by what was billed."""
        if self._meter:
            await self._meter.settle(reservation, usage)

    async def tell(self, notice: str) -> None:
        """Take note of something that the user has to know."""
        if notice not in self._notices:  # of a server that is away all askers tell the same
            self._notices.append(notice)

    async def news(self) -> News:
        """Return what there is to tell, once."""
        told, self._notices[:] = list(self._notices), []
        return News(len(self._held), self._flow.limited_seconds(), told)


def _new_name() -> str:
    return secrets.token_hex(8)
