"""How long the program waits before it sends a request again."""

import asyncio

import pytest

from summarizer.asking.asker import Asker
from summarizer.asking.flow.retries import asked_wait
from summarizer.domain.reply import Reply
from tests.asking.made_questions import endpoint, made_question
from tests.asking.made_up import Model, completion, failing, good_answer

NOON = 1_900_000_000.0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "20"}, 20.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after-ms": "1500", "retry-after": "20"}, 1.5),
        ({"retry-after": "Sun, 17 Mar 2030 17:47:10 GMT"}, 30.0),
        ({"retry-after": "Sun, 17 Mar 2030 17:00:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "-3"}, None),
    ],
)
def test_the_wait_is_read_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    assert asked_wait(headers, now=lambda: NOON) == seconds


def waits_of(model: Model, **changed: object) -> tuple[Reply, list[float]]:
    waits: list[float] = []

    async def noted(seconds: float) -> None:
        waits.append(seconds)

    async def asked() -> Reply:
        async with Asker(endpoint(**changed), transport=model.transport(), sleep=noted) as asker:
            return await asker.ask(made_question())

    return asyncio.run(asked()), waits


def test_what_the_endpoint_asks_for_is_waited_with_some_jitter() -> None:
    _, waits = waits_of(Model(failing(429, headers={"retry-after": "7"}), completion(good_answer())))

    assert len(waits) == 1
    assert 7.0 <= waits[0] <= 7.5


def test_a_wait_beyond_the_setting_fails_the_question() -> None:
    model = Model(failing(429, headers={"retry-after": "7200"}))

    reply, waits = waits_of(model, longest_wait_seconds=60.0)

    assert (
        reply.failure
        == "model.test: can't serve at the moment (429), and asks to wait 7200 s, longer than wait_seconds allows (60)"
    )
    assert waits == []


def test_without_a_word_from_the_endpoint_waits_stay_below_the_setting() -> None:
    _, waits = waits_of(Model(failing(503)), attempts=5, longest_wait_seconds=3.0)

    assert len(waits) == 4
    assert all(0 <= wait <= 3.0 for wait in waits)
