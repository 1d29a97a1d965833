"""What is asked of endpoints that can't do the strict step, and how their answers are read."""

import asyncio
import json

import httpx2
import pytest

from summarizer.asking.asker import Asker
from summarizer.asking.batches.lines import request_line
from summarizer.asking.kept.cache import answer_key
from summarizer.asking.network.endpoint import network_endpoint
from summarizer.asking.questions.schema import answer_schema
from summarizer.asking.steps import bare_json
from summarizer.domain.reply import Reply
from tests.asking.made_questions import KEY, TEXTS, endpoint, made_question
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


def test_a_sampling_setting_that_the_model_refuses_is_left_out() -> None:
    refused = failing(400, message="Unsupported value: 'temperature' does not support 0 with this model.")
    model = Model(refused, completion(good_answer()))

    replies = asked(model, TEXTS[:2])

    assert [(reply.failure, reply.step) for reply in replies] == [("", "strict"), ("", "strict")]
    assert ["temperature" in body for body in model.bodies] == [True, False, False]


def test_an_endpoint_that_knows_no_response_format_at_all_is_asked_without() -> None:
    refused = failing(400, message="Unrecognized request argument supplied: response_format")
    model = Model(refused, NO_TOOLS, refused, completion(good_answer()))

    (reply,) = asked(model, TEXTS[:1])

    assert (reply.failure, reply.step) == ("", "json_object")
    assert "response_format" not in model.bodies[3]


def test_the_parameter_that_a_400_names_counts_as_its_words() -> None:
    refused = httpx2.Response(400, json={"error": {"message": "Invalid value.", "param": "response_format.json_schema"}})

    (reply,) = asked(Model(refused, called(good_answer())), TEXTS[:1])

    assert (reply.failure, reply.step) == ("", "tools")


def test_a_question_that_is_too_long_steps_nowhere_whatever_else_the_message_names() -> None:
    message = "This model's maximum context length is 100 tokens (120 in the messages, 30 in the functions)."
    model = Model(failing(400, "context_length_exceeded", message))

    (reply,) = asked(model, TEXTS[:1], step="tools")

    assert (reply.cut_at > 0, len(model.sent)) == (True, 1)


@pytest.mark.parametrize(
    ("model", "url", "marks"),
    [
        ("gpt-5.6-luna", "", True),
        ("gpt-6-sol", "", True),
        ("gpt-5.4-mini", "", False),
        ("gpt-4o", "", False),
        ("gpt-oss-120b", "", False),
        ("gpt-5.6-luna", "http://gateway.test/v1", False),
    ],
)
def test_models_that_keep_what_is_marked_are_told_where_the_stable_part_ends(model: str, url: str, marks: bool) -> None:
    assert network_endpoint(model, url, KEY).marks_prefix is marks


def test_the_mark_stands_at_the_end_of_the_stable_part_in_live_requests_and_in_batches_alike() -> None:
    model = Model(completion(good_answer()))
    question = made_question(TEXTS[0])

    (reply,) = asked(model, TEXTS[:1], marks_prefix=True)

    (part,) = model.bodies[0]["messages"][0]["content"]
    assert (reply.failure, part["text"], part["prompt_cache_breakpoint"]) == ("", question.stable, {"mode": "explicit"})
    assert model.bodies[0]["prompt_cache_options"] == {"mode": "explicit"}
    assert model.bodies[0]["messages"][1] == {"role": "user", "content": question.variable}
    assert json.loads(request_line(question, endpoint(marks_prefix=True)))["body"] == model.bodies[0]
    assert answer_key(question, endpoint(marks_prefix=True)) == answer_key(question, endpoint())


def test_an_endpoint_that_does_not_know_the_mark_is_asked_without() -> None:
    model = Model(failing(400, message="Unknown parameter: 'prompt_cache_options'."), completion(good_answer()))

    (reply,) = asked(model, TEXTS[:1], marks_prefix=True)

    assert (reply.failure, reply.step) == ("", "strict")
    assert "prompt_cache_options" not in model.bodies[1]
    assert model.bodies[1]["messages"][0]["content"] == made_question(TEXTS[0]).stable
