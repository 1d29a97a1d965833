"""Questions that are asked together, stopped, or answered without any model."""

import asyncio
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import httpx2
import pytest

from summarizer.asking.asker import Asker
from summarizer.asking.network.endpoint import builtin_endpoint, host_of, network_endpoint
from summarizer.domain.reply import Reply
from summarizer.errors import SettingsError, StopRunError
from tests.asking.made_questions import TEXTS, asked_of, endpoint, made_question
from tests.asking.made_up import Model, completion, failing, good_answer, no_sleep

ROOT = Path(__file__).parents[2]
_IMPORT = re.compile(r"^(import|from) (openai|instructor|httpx2|tenacity|aiohttp)\b", re.MULTILINE)


def test_identical_questions_in_flight_are_asked_once() -> None:
    model = Model(completion(good_answer()))

    async def asked() -> list[Reply]:
        async with Asker(endpoint(), transport=model.transport(), sleep=no_sleep) as asker:
            return await asyncio.gather(*(asker.ask(made_question()) for _ in range(10)))

    replies = asyncio.run(asked())

    assert len(model.sent) == 1
    assert len({id(reply.answer) for reply in replies}) == 1
    assert sum(reply.usage.calls for reply in replies) == 1
    assert sum(reply.usage.cache_hits for reply in replies) == 9


def test_no_more_questions_are_in_flight_than_allowed() -> None:
    at_once: list[int] = []
    running = 0
    full = asyncio.Event()

    async def slow(request: httpx2.Request) -> httpx2.Response:
        nonlocal running
        running += 1
        at_once.append(running)
        if running == 2:
            full.set()
        await full.wait()
        running -= 1
        return completion(good_answer())

    async def asked() -> list[Reply]:
        async with Asker(endpoint(), concurrency=2, transport=httpx2.MockTransport(slow)) as asker:
            return await asyncio.gather(*(asker.ask(made_question(text)) for text in TEXTS * 3))

    replies = asyncio.run(asked())

    assert all(reply.answer for reply in replies)
    assert max(at_once) == 2


def test_after_a_stop_nothing_more_is_sent() -> None:
    model = Model(failing(401))

    async def asked() -> list[Reply | BaseException]:
        async with Asker(endpoint(), concurrency=1, transport=model.transport()) as asker:
            return await asyncio.gather(*(asker.ask(made_question(text)) for text in TEXTS), return_exceptions=True)

    replies = asyncio.run(asked())

    assert all(isinstance(reply, StopRunError) for reply in replies)
    assert len(model.sent) == 1


def test_whoever_gives_up_waiting_does_not_end_the_question_for_others() -> None:
    release = asyncio.Event()

    async def held(request: httpx2.Request) -> httpx2.Response:
        await release.wait()
        return completion(good_answer())

    async def asked() -> Reply:
        async with Asker(endpoint(), transport=httpx2.MockTransport(held)) as asker:
            impatient = asyncio.create_task(asker.ask(made_question()))
            patient = asyncio.create_task(asker.ask(made_question()))
            await asyncio.sleep(0)
            impatient.cancel()
            release.set()
            return await patient

    assert asyncio.run(asked()).answer is not None


def test_leaving_lets_go_of_what_is_in_flight() -> None:
    async def never(request: httpx2.Request) -> httpx2.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async def asked() -> None:
        async with Asker(endpoint(), transport=httpx2.MockTransport(never)) as asker:
            waiting = asyncio.create_task(asker.ask(made_question()))
            await asyncio.sleep(0)
            waiting.cancel()

    asyncio.run(asked())


def test_the_model_in_the_process_is_reached_through_the_same_path(tmp_path: Path) -> None:
    async def asked() -> list[Reply]:
        async with Asker(builtin_endpoint(), tmp_path) as asker:
            return [await asker.ask(made_question()), await asker.ask(made_question())]

    first, again = asyncio.run(asked())

    assert first.failure == ""
    assert first.answer == again.answer
    assert (first.usage.calls, again.usage.cache_hits) == (1, 1)


def test_a_fault_in_the_model_in_the_process_fails_its_question_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(body: bytes) -> bytes:
        raise ValueError("no such rule")

    monkeypatch.setattr("summarizer.builtin.reply", broken)

    async def asked() -> Reply:
        async with Asker(builtin_endpoint()) as asker:
            return await asker.ask(made_question())

    assert asyncio.run(asked()).failure == "builtin: the request was refused (400): ValueError: no such rule"


def test_answers_that_are_all_kept_need_no_client(tmp_path: Path) -> None:
    """openai, instructor and httpx2 take seconds to import: a run from the cache never pays for them."""
    asyncio.run(asked_of(TEXTS, tmp_path, transport=Model(completion(good_answer())).transport()))
    program = textwrap.dedent(
        """
        import asyncio, sys
        from pathlib import Path
        from tests.asking.made_questions import asked_of, TEXTS, asked_of

        replies = asyncio.run(asked_of(TEXTS, Path(sys.argv[1])))
        print(sum(reply.usage.cache_hits for reply in replies))
        print(*sorted({"openai", "instructor", "httpx2", "tenacity"} & set(sys.modules)))
        """
    )

    run = [sys.executable, "-c", program, str(tmp_path)]
    said = subprocess.run(run, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout

    assert said.splitlines() == ["5", ""]


def test_an_address_or_key_that_can_not_be_right_is_named_without_showing_the_key() -> None:
    with pytest.raises(SettingsError, match="--base-url"):
        network_endpoint("some-model", "localhost:8000", "key")
    with pytest.raises(SettingsError) as raised:
        network_endpoint("some-model", "", "sk-secret\n")

    assert "secret" not in str(raised.value)


def test_the_name_of_an_endpoint_holds_no_password() -> None:
    assert host_of("https://user:password@host.test:8080/v1") == "host.test:8080"
    assert network_endpoint("m", "", "k").name == "api.openai.com"


def test_only_the_client_and_what_it_needs_import_the_libraries_of_the_network() -> None:
    importing = {
        path.relative_to(ROOT / "summarizer" / "asking").with_suffix("").as_posix()
        for path in (ROOT / "summarizer").rglob("*.py")
        if path.parent.name != "serving" and _IMPORT.search(path.read_text(encoding="utf-8"))
    }

    assert importing <= {
        "batches/service",
        "client",
        "flow/retries",
        "network/in_process",
        "network/wire",
        "sending",
        "translation",
    }
