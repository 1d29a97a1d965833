"""What is asked of endpoints that can't do the strict step, and how their answers are read."""

import asyncio
import json

import httpx2
import pytest

from summarizer.asking.asker import Asker
from summarizer.asking.schema import answer_schema
from summarizer.asking.steps import bare_json
from summarizer.domain.reply import Reply
from tests.asking.made_questions import TEXTS, endpoint, made_question
from tests.asking.made_up import Model, completion, failing, good_answer, no_sleep

NO_STRICT = failing(400, message="Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.")
NO_TOOLS = failing(400, message="tool_choice is not supported by this model")


def called(answer: object) -> httpx2.Response:
    call = {"id": "1", "type": "function", "function": {"name": "chunk", "arguments": json.dumps(answer)}}
    return completion("", message={"role": "assistant", "content": None, "tool_calls": [call]}, finish_reason="tool_calls")


def asked(model: Model, texts: list[str], **changed: object) -> list[Reply]:
    async def all_of() -> list[Reply]:
        async with Asker(endpoint(**changed), transport=model.transport(), sleep=no_sleep) as asker:
            return [await asker.ask(made_question(text)) for text in texts]

    return asyncio.run(all_of())


def test_a_400_that_speaks_of_the_schema_steps_down_for_all_later_questions() -> None:
    model = Model(NO_STRICT, called(good_answer()))

    replies = asked(model, TEXTS[:2])

    assert [reply.failure for reply in replies] == ["", ""]
    assert [reply.step for reply in replies] == ["tools", "tools"]
    assert ["tools" in body for body in model.bodies] == [False, True, True]
    assert model.bodies[1]["tools"][0]["function"]["parameters"] == answer_schema("chunk")
    assert "response_format" not in model.bodies[1]


def test_the_last_step_asks_for_any_json_and_shows_the_schema() -> None:
    model = Model(
        NO_STRICT, NO_TOOLS, completion("好的，结果如下：\n```json\n" + json.dumps(good_answer()) + "\n```\n希望有用。")
    )

    (reply,) = asked(model, TEXTS[:1])

    assert (reply.failure, reply.step, reply.dropped) == ("", "json_object", ())
    assert model.bodies[2]["response_format"] == {"type": "json_object"}
    assert (
        json.dumps(answer_schema("chunk"), ensure_ascii=False, separators=(",", ":")) in model.bodies[2]["messages"][0]["content"]
    )


@pytest.mark.parametrize("step", ["tools", "json_object"])
def test_a_step_can_be_set(step: str) -> None:
    model = Model(called(good_answer()) if step == "tools" else completion(good_answer()))

    (reply,) = asked(model, TEXTS[:1], step=step)

    assert (reply.failure, reply.step, len(model.sent)) == ("", step, 1)


def test_a_400_about_something_else_steps_nowhere() -> None:
    model = Model(failing(400, message="maximum context length is 4096 tokens"))

    (reply,) = asked(model, TEXTS[:1])

    assert "maximum context length" in reply.failure
    assert len(model.sent) == 1


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('{"a": 1}', '{"a": 1}'),
        ('Sure! {"a": {"b": 2}} Done.', '{"a": {"b": 2}}'),
        ('```json\n{"a": 1}\n```', '{"a": 1}'),
        ('用{n}表示。{"a": 1}', '{"a": 1}'),
        ("no JSON", "no JSON"),
        ("{" * 3000, "{" * 3000),
        ('{"cut": ', '{"cut": '),
    ],
)
def test_json_is_found_among_words(content: str, found: str) -> None:
    assert bare_json(content) == found
