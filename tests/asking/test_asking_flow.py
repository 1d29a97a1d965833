"""How many requests are in flight, when everybody waits, and what an outage costs: nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import httpx2
import pytest

from summarizer.asking.asker import Asker
from summarizer.asking.flow.flow import Flow
from summarizer.asking.flow.rates import Rates, read_duration, wait_until_reset
from summarizer.asking.flow.retries import TransientError
from summarizer.domain.reply import Reply
from summarizer.errors import StopRunError
from tests.asking.made_questions import TEXTS, endpoint, made_question
from tests.asking.made_up import Model, completion, failing, good_answer, no_sleep

GOOD = completion(good_answer())


def ask_all(
    answer: Callable[[httpx2.Request], Any],
    texts: list[str],
    sleep: Callable[[float], Awaitable[None]] = no_sleep,
    **changed: object,
) -> list[Reply]:
    async def asked() -> list[Reply]:
        transport = httpx2.MockTransport(answer)
        async with Asker(endpoint(**changed), transport=transport, sleep=sleep, concurrency=4) as asker:
            return list(await asyncio.gather(*(asker.ask(made_question(text)) for text in texts)))

    return asyncio.run(asked())


def test_rate_limits_use_up_no_attempt() -> None:
    model = Model(*[failing(429, headers={"retry-after": "1"})] * 20, completion(good_answer()))

    (reply,) = ask_all(model, TEXTS[:1], attempts=2)

    assert (reply.failure, reply.usage.calls) == ("", 21)


def test_time_that_rate_limits_take_is_counted_once_however_many_wait() -> None:
    now = 0.0

    async def passes(seconds: float) -> None:
        nonlocal now
        await asyncio.sleep(0)
        now += seconds

    async def waits() -> list[float]:
        flow = Flow(endpoint(), 4, sleep=passes, clock=lambda: now)
        found = [flow.limited_seconds()]
        flow.back_off(30)
        await asyncio.gather(*(flow.enter(0) for _ in range(3)))
        found.append(flow.limited_seconds())
        slow = Flow(endpoint(requests_per_minute=10), 4, sleep=passes, clock=lambda: now)
        for _ in range(2):
            await slow.enter(0)
        return [*found, slow.limited_seconds()]

    assert asyncio.run(waits()) == pytest.approx([0, 30, 6])


def test_while_nothing_answers_the_run_waits_with_growing_intervals_and_fails_nothing() -> None:
    waits: list[float] = []
    requests = 0

    async def noted(seconds: float) -> None:
        waits.append(seconds)

    async def dead_for_long(request: httpx2.Request) -> httpx2.Response:
        nonlocal requests
        await asyncio.sleep(0)
        requests += 1
        if requests <= 60:
            return failing(503)
        return completion(good_answer())

    replies = ask_all(dead_for_long, TEXTS, noted, attempts=3, longest_outage_seconds=10**6)

    probes = waits[-30:]
    assert [reply.failure for reply in replies] == [""] * 5
    assert probes == sorted(probes)
    assert max(probes) == 60.0


def test_a_network_that_is_gone_is_waited_for_and_then_stops_the_run() -> None:
    def gone(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("no route")

    with pytest.raises(StopRunError, match=r"can't be reached .*nothing answered for 1 minute,"):
        ask_all(gone, TEXTS[:1], attempts=1, longest_outage_seconds=60.0)


def test_who_wants_no_waiting_is_not_told_of_zero_minutes() -> None:
    with pytest.raises(StopRunError, match="run the same command later") as raised:
        ask_all(Model(*[httpx2.ConnectError("no route")] * 3), TEXTS[:1], attempts=1, longest_outage_seconds=0.0)

    assert "minutes" not in str(raised.value)


@pytest.mark.parametrize(
    "page", [httpx2.Response(200, text="<html>log in</html>"), httpx2.Response(301, headers={"location": "http://other.test/"})]
)
def test_an_address_at_which_something_else_answers_stops_the_run_at_once(page: httpx2.Response) -> None:
    requests: list[httpx2.Request] = []

    def elsewhere(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return httpx2.Response(page.status_code, headers=page.headers, content=page.content)

    with pytest.raises(StopRunError, match="check --base-url"):
        ask_all(elsewhere, TEXTS)

    assert {request.url.host for request in requests} == {"model.test"}
    assert len(requests) < 12


def test_one_page_among_answers_is_a_fault_that_passes() -> None:
    model = Model(httpx2.Response(302, headers={"location": "http://other.test/"}), completion(good_answer()))

    assert [reply.failure for reply in ask_all(model, TEXTS)] == [""] * 5


def test_the_time_that_probes_take_counts_as_waiting() -> None:
    now, sent = 0.0, 0

    async def asked() -> None:
        flow = Flow(endpoint(longest_outage_seconds=60.0), 4, no_sleep, clock=lambda: now)
        for _ in range(9):
            await slow_probe(flow)

    async def slow_probe(flow: Flow) -> None:
        nonlocal now, sent
        with suppress(TransientError):
            async with flow.turn("c1", 0):
                sent += 1
                now += 30.0
                raise TransientError("no way", kind="unreachable")

    with pytest.raises(StopRunError, match="nothing answered for 1 minute,"):
        asyncio.run(asked())
    assert sent == 3


def test_a_night_that_the_machine_slept_through_does_not_count_as_waiting() -> None:
    now, sent = 0.0, 0

    async def slept(seconds: float) -> None:
        nonlocal now
        now += 8 * 3600

    def gone_until_morning(request: httpx2.Request) -> httpx2.Response:
        nonlocal now, sent
        sent += 1
        now += 3600
        if sent < 9:
            raise httpx2.ConnectError("no route")
        return completion(good_answer())

    async def asked() -> list[Reply]:
        limits = endpoint(longest_outage_seconds=600.0, timeout_seconds=2.0, attempts=1)
        flow = Flow(limits, 4, slept, clock=lambda: now)
        async with Asker(limits, transport=httpx2.MockTransport(gone_until_morning), sleep=slept, gate=flow) as asker:
            return [await asker.ask(made_question(text)) for text in TEXTS]

    assert [reply.failure for reply in asyncio.run(asked())] == [""] * 5


def test_an_outage_is_told_of_once() -> None:
    told: list[str] = []
    model = Model(*[httpx2.ConnectError("no route")] * 9, completion(good_answer()))

    async def asked() -> Reply:
        async with Asker(endpoint(), transport=model.transport(), sleep=no_sleep, notice=told.append) as asker:
            return await asker.ask(made_question())

    assert asyncio.run(asked()).failure == ""
    assert len(told) == 1
    assert "waiting until it answers" in told[0]


@pytest.mark.parametrize("bad", [1, 2, 5])
@pytest.mark.parametrize("fault", [failing(500), httpx2.Response(200, text="<html>")])
def test_bad_questions_that_are_all_that_is_left_are_told_from_an_outage(bad: int, fault: httpx2.Response) -> None:
    """The tiny question is answered, and not sent again; what it costs is told of."""
    sent: list[bytes] = []

    def poisoned(request: httpx2.Request) -> httpx2.Response:
        sent.append(request.content)
        return httpx2.Response(fault.status_code, content=fault.content) if "坏".encode() in request.content else GOOD

    async def asked() -> tuple[Reply, list[Reply]]:
        transport = httpx2.MockTransport(poisoned)
        async with Asker(endpoint(longest_outage_seconds=600.0), transport=transport, sleep=no_sleep, concurrency=4) as asker:
            good = await asker.ask(made_question(TEXTS[0]))
            return good, await asyncio.gather(*(asker.ask(made_question(f"坏{text}")) for text in TEXTS[:bad]))

    good, replies = asyncio.run(asked())
    tiny = [body for body in sent if "岭桥县203" in body.decode() and b"question: header" in body]

    assert good.failure == ""
    assert all("can't serve at the moment (500), after" in r.failure or "no answer" in r.failure for r in replies)
    assert len(replies) == bad
    assert 1 <= len(tiny) == len(set(tiny)) < 6
    assert len(sent) == good.usage.calls + sum(reply.usage.calls for reply in replies)


def test_one_question_alone_waits_for_an_endpoint_that_fails_at_everything() -> None:
    """As it has to with one at a time, or at the end of a run; the failures before the outage was found out don't count."""
    model = Model(*[failing(503)] * 5, completion(good_answer()), *[failing(503)] * 30, completion(good_answer()))

    async def asked() -> list[Reply]:
        async with Asker(endpoint(attempts=7), transport=model.transport(), sleep=no_sleep, concurrency=1) as asker:
            return [await asker.ask(made_question(text)) for text in TEXTS[:3]]

    assert [reply.failure for reply in asyncio.run(asked())] == [""] * 3


def test_one_bad_question_is_no_outage() -> None:
    bad = made_question(TEXTS[0]).variable.encode()[-20:]

    def poisoned(request: httpx2.Request) -> httpx2.Response:
        return failing(500) if "第0段".encode() in request.content else completion(good_answer())

    replies = ask_all(poisoned, TEXTS, attempts=3)

    assert bad
    assert [bool(reply.failure) for reply in replies] == [True, False, False, False, False]


def test_questions_that_fail_while_others_are_answered_are_no_outage_when_they_are_all_that_is_left() -> None:
    waits: list[float] = []

    async def slow_to_retry(seconds: float) -> None:
        waits.append(seconds)
        for _ in range(40):  # so that others are answered meanwhile
            await asyncio.sleep(0)

    def poisoned(request: httpx2.Request) -> httpx2.Response:
        return (
            failing(500)
            if "第1段".encode() in request.content or "第2段".encode() in request.content
            else completion(good_answer())
        )

    replies = ask_all(poisoned, [*TEXTS[1:3], *(f"{TEXTS[0]}{n}。\n" for n in range(60))], slow_to_retry, attempts=8)

    assert [bool(reply.failure) for reply in replies] == [True, True] + [False] * 60
    assert all(reply.failure.startswith("model.test: can't serve at the moment (500), after") for reply in replies[:2])
    assert max(waits) <= 10.0


def turn_once(flow: Flow, error: Exception | None = None) -> None:
    async def taken() -> None:
        try:
            async with flow.turn("c1", 0):
                if error:
                    raise error
        except TransientError:
            pass

    asyncio.run(taken())


def test_concurrency_grows_with_answers_and_is_halved_once_for_all_that_were_told_together() -> None:
    flow = Flow(endpoint(), 64, no_sleep)
    for _ in range(100):
        turn_once(flow)
    assert flow.limit == 64

    async def told_together() -> None:
        entries = [await flow.enter(0) for _ in range(8)]
        for entry in entries:
            flow.leave(entry, "c1", TransientError("no", kind="limited"))

    asyncio.run(told_together())
    assert flow.limit == 32
    turn_once(flow)
    assert 32 < flow.limit < 33


def test_requests_a_minute_are_kept_evenly() -> None:
    now = 0.0
    sent: list[float] = []

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    async def taken() -> None:
        flow = Flow(endpoint(requests_per_minute=60), 8, sleep, lambda: now)
        for _ in range(66):
            async with flow.turn("c1", 0):
                sent.append(now)

    asyncio.run(taken())

    assert sent[-1] == pytest.approx(60.0)


def test_tokens_a_minute_hold_back_large_questions() -> None:
    now = 0.0
    rates = Rates(0, 6000, lambda: now)

    assert rates.wait_for(500) == 0
    assert rates.wait_for(600) == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("text", "seconds"), [("6m0s", 360.0), ("1.5s", 1.5), ("20ms", 0.02), ("7", 7.0), ("", 0.0), ("soon", 0.0), ("-4", 0.0)]
)
def test_a_reset_is_read_in_every_form(text: str, seconds: float) -> None:
    assert read_duration(text) == seconds


def test_a_limit_that_is_used_up_is_waited_for() -> None:
    headers = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "2s", "x-ratelimit-remaining-tokens": "9"}

    assert wait_until_reset(headers) == 2.0
    assert wait_until_reset({**headers, "x-ratelimit-remaining-requests": "1"}) == 0.0
    few = {"x-ratelimit-remaining-tokens": "900", "x-ratelimit-reset-tokens": "6s"}
    assert (wait_until_reset(few, 800), wait_until_reset(few, 1000)) == (0.0, 6.0)


@pytest.mark.parametrize(
    ("left", "reset"), [("NaN", "1s"), ("-1", "1s"), ("", ""), ("9" * 99, "9" * 99), ("inf", "1"), ("0", "NaN")]
)
def test_limits_that_make_no_sense_hold_nobody_back(left: str, reset: str) -> None:
    headers = {"x-ratelimit-remaining-requests": left, "x-ratelimit-reset-requests": reset}

    assert wait_until_reset(headers, 10) == 0.0


def test_the_endpoints_headers_hold_back_the_whole_run() -> None:
    waits: list[float] = []

    async def noted(seconds: float) -> None:
        waits.append(seconds)

    headers = {"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "3s"}
    first = completion(good_answer())
    first.headers.update(headers)
    ask_all(Model(first, completion(good_answer())), TEXTS, noted)

    assert waits == [3.0]


def test_a_stop_ends_waiting_at_once_and_lets_what_is_in_flight_land() -> None:
    release = asyncio.Event()

    async def forever(seconds: float) -> None:
        await asyncio.Event().wait()

    async def answer(request: httpx2.Request) -> httpx2.Response:
        if "第0段".encode() in request.content:
            await release.wait()
            return completion(good_answer())
        return failing(429, headers={"retry-after": "100"})

    async def asked() -> list[Reply | BaseException]:
        async with Asker(endpoint(), transport=httpx2.MockTransport(answer), sleep=forever, concurrency=3) as asker:
            tasks = [asyncio.create_task(asker.ask(made_question(text))) for text in TEXTS]
            await asyncio.sleep(0.05)
            asker.stop(StopRunError("enough"))
            release.set()
            return await asyncio.gather(*tasks, return_exceptions=True)

    first, *others = asyncio.run(asked())

    assert isinstance(first, Reply)
    assert first.answer is not None
    assert [str(other) for other in others] == ["enough"] * 4
