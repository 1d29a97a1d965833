"""The authority of a cluster without any cluster: one gate and one budget, and what the dead held is free again."""

import asyncio
import gc
import pickle
import weakref
from collections.abc import Callable, Coroutine
from contextlib import aclosing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx2
import pytest

from summarizer.asking.asker import Asker
from summarizer.asking.flow.retries import TransientError
from summarizer.domain.reply import Usage
from summarizer.errors import AskError, LimitReachedError, StopRunError
from summarizer.running.cluster.asking import AskingProcess, Call, RemoteGate, RemoteMeter
from summarizer.running.cluster.authority import Authority, Ended, Stopped
from summarizer.running.spending.budget import Budget
from summarizer.running.spending.ledger_file import LedgerFile
from summarizer.running.spending.prices import Price
from tests.asking.made_questions import TEXTS, endpoint, made_question
from tests.asking.made_up import completion, failing, good_answer


def run(act: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    return asyncio.run(act())


def line_to(authority: Authority) -> Call:
    async def call(name: str, *arguments: object) -> Any:
        await asyncio.sleep(0)
        return await getattr(authority, name)(*arguments)

    return call


async def everything_else() -> None:
    """Let everything go as far as it can without time passing."""
    for _ in range(20):
        await asyncio.sleep(0)


class MadeUpAsker:
    def stop(self, error: StopRunError) -> None:
        pass

    async def landed(self) -> None:
        pass


def test_askers_share_one_limit() -> None:
    at_once: list[int] = []
    running = 0

    async def answer(request: httpx2.Request) -> httpx2.Response:
        nonlocal running
        running += 1
        at_once.append(running)
        await asyncio.sleep(0.01)
        running -= 1
        return completion(good_answer())

    async def machines() -> int:
        call = line_to(authority := Authority(endpoint(), 2))

        async def machine(name: str) -> list[bool]:
            gate = RemoteGate(call, name, await authority.begin(name))
            async with Asker(endpoint(), transport=httpx2.MockTransport(answer), gate=gate, concurrency=16) as asker:
                return [bool((await asker.ask(made_question(f"{name}{text}"))).answer) for text in TEXTS]

        found = await asyncio.gather(*(machine(name) for name in "abcd"))
        assert all(all(one) for one in found)
        return (await authority.news()).in_flight

    assert run(machines) == 0
    assert max(at_once) == 2


def test_what_a_dead_asker_held_is_free_again() -> None:
    async def dies() -> None:
        authority = Authority(endpoint(), 1)
        first = await authority.begin("a")
        held = await authority.enter("a", first, "q", 0)
        waiting = asyncio.create_task(authority.enter("a", first, "q", 0))
        await asyncio.sleep(0)

        second = await authority.begin("a")  # its next life
        await waiting
        ticket = await asyncio.wait_for(authority.enter("a", second, "q", 0), 5)
        assert ticket not in (held, waiting.result())
        assert (await authority.news()).in_flight == 1

    run(dies)


def test_a_ticket_of_a_dead_authority_frees_nobodys_place() -> None:
    async def dies() -> None:
        before, after = Authority(endpoint(), 1), Authority(endpoint(), 1)
        life = await before.begin("a")
        old = await before.enter("a", life, "q", 0)
        assert not isinstance(old, Stopped)

        new = await after.enter("b", await after.begin("b"), "q", 0)
        waiting = asyncio.create_task(after.enter("a", life, "q", 0))  # an asker outlives an authority
        await after.leave(old, Ended())
        await asyncio.sleep(0)
        assert not waiting.done()
        assert (await after.news()).in_flight == 1

        assert not isinstance(new, Stopped)
        await after.leave(new, Ended())
        await asyncio.wait_for(waiting, 5)
        assert (await after.news()).in_flight == 1

    run(dies)


def test_an_asker_that_dies_after_the_authority_did_leaves_no_place_taken() -> None:
    async def dies() -> None:
        before, after = Authority(endpoint(), 1), Authority(endpoint(), 1)
        await before.begin("a")
        life = await before.begin("a")
        await after.enter("a", life, "q", 0)
        waiting = asyncio.create_task(after.enter("a", life, "q", 0))
        await asyncio.sleep(0)

        await after.begin("a")
        await waiting
        assert (await after.news()).in_flight == 0

    run(dies)


def test_a_place_that_comes_when_nobody_waits_any_more_is_given_back() -> None:
    async def gives_up() -> None:
        call = line_to(authority := Authority(endpoint(), 1))

        async def goes_on(name: str, *arguments: object) -> Any:
            """Call as Ray does: whoever gives up waiting does not end it."""
            return await asyncio.shield(asyncio.ensure_future(call(name, *arguments)))

        gate = RemoteGate(goes_on, "a", await authority.begin("a"))
        async with gate.turn("q", 0):
            waiting = asyncio.create_task(gate.enter("q", 0))
            await everything_else()
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        await asyncio.wait_for(gate.enter("q", 0), 5)
        assert (await authority.news()).in_flight == 1

    run(gives_up)


def test_what_was_told_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tell: list[Callable[[str], None]] = []
    told: list[weakref.ref[Any]] = []

    def made_up(*_: object, notice: Callable[[str], None], **__: object) -> MadeUpAsker:
        tell.append(notice)
        return MadeUpAsker()

    monkeypatch.setattr("summarizer.running.cluster.asking.Asker", made_up)

    async def tells() -> None:
        call = line_to(Authority(endpoint(), 1))

        async def watched(name: str, *arguments: object) -> Any:
            told.extend([weakref.ref(asyncio.current_task())] if name == "tell" else [])
            return await call(name, *arguments)

        await AskingProcess("a", endpoint(), tmp_path, 1, watched, has_budget=False).stop(Stopped("over"))
        tell[0]("redis is away")
        await everything_else()
        gc.collect()
        assert [task() for task in told] == [None]

    run(tells)


def test_a_stop_anywhere_stops_everybody() -> None:
    async def stops() -> None:
        call = line_to(authority := Authority(endpoint(), 1))
        here, there = RemoteGate(call, "a", "1"), RemoteGate(call, "b", "1")
        async with here.turn("q", 0):
            waiting = asyncio.create_task(there.enter("q", 0))
            await asyncio.sleep(0.01)
            here.stop(LimitReachedError("enough"))
            with pytest.raises(LimitReachedError, match="enough"):
                await waiting
        with pytest.raises(StopRunError):
            await here.rest(60)
        assert isinstance(await authority.enter("c", "1", "q", 0), Stopped)

    run(stops)


def test_an_outage_is_everybodys_and_told_once() -> None:
    async def fails() -> None:
        call = line_to(authority := Authority(endpoint(), 4))
        here, there = RemoteGate(call, "a", "1"), RemoteGate(call, "b", "1")
        with pytest.raises(TransientError):
            async with here.turn("q", 0):
                raise TransientError("gone", kind="unreachable")
        assert here.outage.is_on
        async with there.turn("q", 0):  # the probe
            pass
        assert not there.outage.is_on
        await authority.tell("redis is away")
        await authority.tell("redis is away")
        told = (await authority.news()).notices
        assert told.count("redis is away") == 1
        assert (await authority.news()).notices == []

    run(fails)


@pytest.mark.parametrize(
    ("error", "ended"),
    [
        (None, Ended()),
        (AskError("refused"), Ended("refused")),
        (TransientError("slow", kind="limited"), Ended("slow", "limited")),
        (asyncio.CancelledError(), Ended(is_given_up=True)),
        (StopRunError("no quota"), Ended("no quota")),
    ],
)
def test_an_end_means_the_same_on_both_sides(error: BaseException | None, ended: Ended) -> None:
    assert Ended.by(error) == ended
    assert Ended.by(ended.as_error()) == ended


def test_a_budget_is_one_for_all_askers(tmp_path: Path) -> None:
    budget = Budget(tmp_path, "spring", Decimal("0.000001"), Price(input=Decimal(1), output=Decimal(1)), 0.0)

    async def spend() -> None:
        authority = Authority(endpoint(), 4, budget)
        meter = RemoteMeter(line_to(authority))
        with pytest.raises(LimitReachedError, match="--budget"):
            await meter.reserve(made_question())
        rich = RemoteMeter(line_to(Authority(endpoint(), 4, replace(budget, most=Decimal(9)))))
        number = await rich.reserve(made_question())
        await rich.settle(number, Usage(prompt_tokens=10))
        async with aclosing(LedgerFile(tmp_path)) as ledger:
            balance = await ledger.balance("spring")
        assert (balance.billed, balance.open) == (Decimal("0.00001"), Decimal(0))

    run(spend)


def test_a_process_that_asks_gives_replies_or_why_there_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from summarizer.asking import client

    answers = iter([completion(good_answer())])

    async def answer(request: httpx2.Request) -> httpx2.Response:
        return next(answers, failing(401))

    monkeypatch.setattr(client, "_way_to", lambda *_: httpx2.MockTransport(answer))

    async def asked() -> None:
        process = AskingProcess("a", endpoint(), tmp_path, 4, line_to(Authority(endpoint(), 4)), has_budget=False)
        reply = await process.ask(made_question())
        assert reply.answer is not None
        stopped = await process.ask(made_question(TEXTS[0]))
        assert isinstance(pickle.loads(pickle.dumps(stopped)).stopped, StopRunError)
        assert stopped.usage.calls == 1
        await process.stop(Stopped("over"))

    run(asked)
