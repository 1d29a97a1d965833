"""Answers in a Redis: keys and promises of a folder, one who asks on all machines, and nothing lost when it is away."""

import asyncio
import json
import pickle
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx2
import pytest
import redis

from summarizer.asking.asker import Asker
from summarizer.asking.kept import store as stores
from summarizer.asking.kept.cache import answer_key
from summarizer.asking.kept.opening import open_store
from summarizer.asking.kept.reachable import Reachable
from summarizer.asking.kept.redis_store import ANSWER, LEASE, RedisStore
from summarizer.asking.kept.store import shown_address
from summarizer.cli.app import run_app
from summarizer.domain.reply import Reply
from summarizer.errors import CacheError, SettingsError, StopRunError
from summarizer.running.spending.ledger import open_ledger
from tests.asking.made_questions import TEXTS, endpoint, made_question
from tests.asking.made_up import Model, completion, good_answer, no_sleep
from tests.cluster.redis_server import PASSWORD, RedisServer

QUESTION = made_question()
KEY = answer_key(QUESTION, endpoint())
Notices = list[str]


def ask(server: RedisServer, model: Model) -> tuple[Reply, Notices]:
    notices: Notices = []

    async def asked() -> Reply:
        made = Asker(endpoint(), server.url, transport=model.transport(), sleep=no_sleep, notice=notices.append)
        async with made as asker:
            return await asker.ask(QUESTION)

    return asyncio.run(asked()), notices


def client(server: RedisServer) -> "redis.Redis":
    return redis.Redis.from_url(server.url)


def with_store(server: RedisServer, act: Callable[[RedisStore], Awaitable[Any]], **changed: Any) -> Any:
    async def acted() -> Any:
        async with aclosing(RedisStore(server.url, lambda _: None, 60.0, **changed)) as store:
            return await act(store)

    return asyncio.run(acted())


def test_an_answer_is_asked_for_once_and_stands_under_the_key_of_every_store(server: RedisServer, tmp_path: Path) -> None:
    model = Model(completion(good_answer()))

    first, _ = ask(server, model)
    again, _ = ask(server, model)

    assert len(model.sent) == 1
    assert again.answer == first.answer
    assert (again.usage.calls, again.usage.cache_hits) == (0, 1)
    with client(server) as rows:
        assert rows.keys() == [(ANSWER + KEY).encode()]
    assert run_app(["cache", "export", str(tmp_path / "a"), "--cache", server.url]) == 0
    assert run_app(["cache", "import", str(tmp_path / "a"), "--cache", str(tmp_path / "folder")]) == 0
    assert run_app(["cache", "export", str(tmp_path / "b"), "--cache", str(tmp_path / "folder")]) == 0
    (one,) = (tmp_path / "a").iterdir()
    assert one.read_bytes() == (tmp_path / "b" / one.name).read_bytes()


class Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return (pytest.fail, ("a pickle was executed",))


@pytest.mark.parametrize("planted", [pickle.dumps(Bomb()), b"", b"[]", b'{"answer": {}}', b"{" * 100_000, b"\xff\xfe"])
def test_what_somebody_planted_is_told_and_asked_for_again(server: RedisServer, planted: bytes) -> None:
    with client(server) as rows:
        rows.set(ANSWER + KEY, planted)

    reply, notices = ask(server, Model(completion(good_answer())))

    assert (reply.failure, reply.usage.calls) == ("", 1)
    assert set(notices) <= {
        "c1: the kept answer is damaged and is asked for again",
        "c1: the kept answer is left aside (a value is no text)",
    }
    assert notices


def test_a_key_of_another_kind_is_left_aside(server: RedisServer) -> None:
    with client(server) as rows:
        rows.lpush(ANSWER + KEY, "x")

    reply, notices = ask(server, Model(completion(good_answer())))

    assert (reply.failure, reply.usage.calls) == ("", 1)
    assert "a value is no text" in notices[0]


def test_a_question_is_asked_once_by_all_machines_together(server: RedisServer) -> None:
    asked: list[str] = []
    everybody = asyncio.Event()

    async def slow(request: httpx2.Request) -> httpx2.Response:
        asked.append(json.loads(request.content)["messages"][1]["content"])
        await everybody.wait()
        return completion(good_answer())

    async def machine() -> list[Reply]:
        async with Asker(endpoint(), server.url, transport=httpx2.MockTransport(slow)) as asker:
            return await asyncio.gather(*(asker.ask(made_question(text)) for text in TEXTS))

    async def machines() -> list[list[Reply]]:
        running = [asyncio.create_task(machine()) for _ in range(4)]
        while len(asked) < len(TEXTS):
            await asyncio.sleep(0.01)
        everybody.set()
        return await asyncio.gather(*running)

    replies = asyncio.run(machines())

    assert len(asked) == len(set(asked)) == len(TEXTS)
    assert all(reply.answer for of_one in replies for reply in of_one)
    assert sum(reply.usage.calls for of_one in replies for reply in of_one) == len(TEXTS)


def test_a_lease_of_another_machine_holds_up_no_other_question(server: RedisServer) -> None:
    with client(server) as rows:
        rows.set(LEASE + KEY, b"another")

    async def asked() -> Reply:
        async with Asker(endpoint(), server.url, transport=Model(completion(good_answer())).transport(), concurrency=1) as asker:
            held = asyncio.create_task(asker.ask(QUESTION))
            while not asker.in_flight():
                await asyncio.sleep(0)
            other = await asyncio.wait_for(asker.ask(made_question(TEXTS[0])), 30)
            assert not held.done()
            asker.stop(StopRunError("enough"))
            with pytest.raises(StopRunError, match="enough"):
                await held
            return other

    assert asyncio.run(asked()).answer


def test_the_lease_of_one_who_was_killed_expires(server: RedisServer) -> None:
    with client(server) as rows:
        rows.set(LEASE + KEY, b"killed", px=300)

    reply, _ = ask(server, Model(completion(good_answer())))

    assert reply.usage.calls == 1


def test_a_lease_is_held_as_long_as_it_takes_and_then_freed(server: RedisServer) -> None:
    async def hold(store: RedisStore) -> list[int]:
        with client(server) as rows:
            async with store.claimed("k"):
                left = []
                for _ in range(3):
                    await asyncio.sleep(0.3)  # beyond the lease's own length
                    left.append(int(rows.pttl(f"{LEASE}k")))
            return [*left, rows.exists(f"{LEASE}k")]

    *left, exists = with_store(server, hold, lease_seconds=0.6)

    assert all(0 < one <= 600 for one in left)
    assert exists == 0


def test_only_the_holder_ends_a_lease(server: RedisServer) -> None:
    async def overtaken(store: RedisStore) -> None:
        async with store.claimed("k"):
            with client(server) as rows:
                rows.set(f"{LEASE}k", b"another")

    with_store(server, overtaken)

    with client(server) as rows:
        assert rows.get(f"{LEASE}k") == b"another"


def test_a_server_that_is_killed_is_waited_for_and_nothing_is_lost(server: RedisServer) -> None:
    notices: Notices = []

    async def asked() -> list[Reply]:
        async def answer(request: httpx2.Request) -> httpx2.Response:
            if server.process is not None and not notices:
                server.kill()  # after the question was looked for, before its answer is kept
            return completion(good_answer())

        def told(notice: str) -> None:
            notices.append(notice)
            if "away" in notice:
                server.start()

        made = Asker(endpoint(), server.url, transport=httpx2.MockTransport(answer), notice=told)
        async with made as asker:
            return list(await asyncio.gather(*(asker.ask(made_question(text)) for text in TEXTS)))

    replies = asyncio.run(asked())
    said = [notice.partition(": ")[2][:4] for notice in notices]
    again = asyncio.run(asked())

    assert all(reply.answer for reply in replies)
    assert said == ["away", "is b"]
    assert [reply.usage.cache_hits for reply in again] == [1] * len(TEXTS)


def test_what_was_kept_before_a_kill_is_there_after_it(server: RedisServer) -> None:
    ask(server, Model(completion(good_answer())))

    server.kill()
    server.start()
    again, _ = ask(server, Model())

    assert again.usage.cache_hits == 1


def test_a_server_that_stays_away_ends_the_run_with_its_name_and_without_its_password(server: RedisServer) -> None:
    server.kill()
    notices: Notices = []

    async def asked() -> None:
        async with Asker(endpoint(longest_outage_seconds=0.5), server.url, notice=notices.append) as asker:
            await asker.ask(QUESTION)

    with pytest.raises(StopRunError, match=f"127.0.0.1:{server.port}/0: away for 0.0.* minutes") as caught:
        asyncio.run(asked())
    assert PASSWORD not in f"{caught.value} {notices}"


def test_a_wrong_password_is_said_at_once(server: RedisServer) -> None:
    url = server.url.replace(PASSWORD, "wrong-one")

    async def look() -> None:
        async with aclosing(open_store(url)) as store:
            await store.get("k")

    with pytest.raises(CacheError, match="refuses the user or password") as caught:
        asyncio.run(look())
    assert "wrong-one" not in str(caught.value)


def test_a_full_server_stops_the_run_and_says_why(server: RedisServer) -> None:
    with client(server) as rows:
        rows.config_set("maxmemory", "1")
        try:
            with pytest.raises(StopRunError, match="maxmemory"):
                ask(server, Model(completion(good_answer())))
        finally:
            rows.config_set("maxmemory", "0")


def test_the_password_is_shown_nowhere(server: RedisServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = Path(__file__).parents[2] / "fixtures" / "cases" / "nothing.txt"
    commands = [
        ["doctor", "--cache", server.url],
        ["cache", "info", "--cache", server.url],
        ["run", str(report), "-o", str(tmp_path / "out"), "--cache", server.url],
        ["budget", "--cache", server.url],
        ["doctor", "--cache", server.url.replace("redis:", "mysql:")],
    ]
    for command in commands:
        run_app(command)

    shown = capsys.readouterr()
    assert f"127.0.0.1:{server.port}/0" in shown.out
    assert PASSWORD not in shown.out + shown.err
    assert all(PASSWORD.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_doctor_tells_of_settings_that_lose_answers(server: RedisServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["doctor", "--cache", server.url]) == 0
    with client(server) as rows:
        rows.config_set("appendonly", "no")
        rows.config_set("maxmemory", "100mb")
        rows.config_set("maxmemory-policy", "allkeys-lru")
        try:
            assert run_app(["doctor", "--cache", server.url]) == 1
        finally:
            for name, value in (("appendonly", "yes"), ("maxmemory", "0"), ("maxmemory-policy", "noeviction")):
                rows.config_set(name, value)

    shown = capsys.readouterr().out
    assert "appendonly is off" in shown
    assert "allkeys-lru" in shown


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("redis://user:secret@host:6379/1", "redis://host:6379/1"),
        ("rediss://host/0?password=secret", "rediss://host/0"),
        ("valkey://:secret@[::1]:6379", "valkey://[::1]:6379"),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, seen: str) -> None:
    assert shown_address(url) == seen


def test_an_address_that_cant_be_right_is_named() -> None:
    with pytest.raises(SettingsError, match="redis://HOST:PORT"):
        Reachable("redis://host:port/0", lambda _: None, 0.0)


def test_the_time_that_looking_for_a_server_takes_counts_as_waiting() -> None:
    """Also where nothing refuses the connection, and each look takes as long as the limits of the connection allow."""
    now, looked = 0.0, 0

    def clock() -> float:
        nonlocal now
        now += 5.0  # each look reads it twice
        return now

    async def noted(seconds: float) -> None:
        nonlocal looked
        looked += 1

    async def asked() -> None:
        async with aclosing(Reachable("redis://127.0.0.1:9/0", lambda _: None, 21.0, noted, clock)) as server:
            await server.done(server.redis.ping)

    with pytest.raises(CacheError, match=r"away for 0\.35 minutes"):
        asyncio.run(asked())
    assert looked == 4  # pauses alone: 0.25, 0.5, 1, 2, 4, 8, 10 seconds


def test_an_address_of_another_kind_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["cache", "info", "--cache", "mysql://user:secret@host/0"]) == 2
    said = capsys.readouterr().err
    assert "mysql://host/0" in said
    assert "secret" not in said


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(stores, "find_spec", lambda _: None)

    assert run_app(["cache", "info", "--cache", "redis://127.0.0.1/0"]) == 2
    assert "pip install 'summarizer[cluster]'" in capsys.readouterr().err


def test_a_budget_in_a_redis_is_one_for_all_machines(server: RedisServer, capsys: pytest.CaptureFixture[str]) -> None:
    async def spend() -> None:
        async with aclosing(open_ledger(server.url)) as here, aclosing(open_ledger(server.url)) as there:
            assert await here.reserve("spring", 1, Decimal("0.6"), Decimal(1))
            assert await there.reserve("spring", 1, Decimal("0.6"), Decimal(1))  # as a restarted authority does
            assert (await here.balance("spring")).open == Decimal("0.6")
            assert not await there.reserve("spring", 2, Decimal("0.6"), Decimal(1))
            await there.settle("spring", 1, Decimal("0.1"))
            await there.settle("spring", 1, Decimal("0.1"))
            assert await there.reserve("spring", 3, Decimal("0.6"), Decimal(1))
            balance = await here.balance("spring")
            assert (balance.billed, balance.open) == (Decimal("0.1"), Decimal("0.6"))
            assert await here.names() == ["spring"]
            assert await here.reserve("other", 4, Decimal(1), Decimal(1))

    asyncio.run(spend())

    assert run_app(["budget", "spring", "--reconcile", "--cache", server.url]) == 0
    shown = capsys.readouterr()
    assert "freed 0.6000" in shown.err
    assert shown.out.startswith("0.1000\tbilled\t0.0000\treserved\tspring")
