"""What is sent, what is asked again, and what an endpoint's failures come to."""

import asyncio
import json
import logging

import httpx2
import pytest

from summarizer.asking.asker import Asker
from summarizer.asking.questions.making import request_body
from summarizer.asking.questions.schema import answer_schema
from summarizer.domain.answer import ChunkAnswer
from summarizer.domain.reply import Question, Reply
from summarizer.errors import StopRunError
from tests.asking.made_questions import KEY, endpoint, made_question
from tests.asking.made_up import Model, chunk_answer, completion, failing, good_answer, indicator, no_sleep

UNKNOWN = chunk_answer(indicators=[indicator(99), indicator(1)])


def ask(model: Model, question: Question | None = None, **changed: object) -> Reply:
    async def asked() -> Reply:
        async with Asker(endpoint(**changed), transport=model.transport(), sleep=no_sleep) as asker:
            return await asker.ask(question or made_question())

    return asyncio.run(asked())


def test_the_bytes_that_are_sent_are_those_of_the_request_body() -> None:
    model = Model(completion(good_answer()))

    ask(model)

    assert model.bodies == [request_body(made_question(), endpoint())]
    assert "生产总值".encode() in model.sent[0]


def test_the_key_is_sent_to_its_endpoint_and_nowhere_else() -> None:
    requests: list[httpx2.Request] = []

    def noting(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return completion(good_answer())

    async def asked() -> None:
        async with Asker(endpoint(), transport=httpx2.MockTransport(noting)) as asker:
            await asker.ask(made_question())

    asyncio.run(asked())

    assert [str(request.url) for request in requests] == ["http://model.test/v1/chat/completions"]
    assert requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_strict_is_sent_on_the_wire_with_the_strict_schema() -> None:
    model = Model(completion(good_answer()))

    ask(model)

    sent = model.bodies[0]["response_format"]
    assert sent["type"] == "json_schema"
    assert sent["json_schema"] == {"name": "chunk", "strict": True, "schema": answer_schema("chunk")}


def test_the_same_question_is_sent_as_the_same_bytes() -> None:
    model = Model(completion(good_answer()))

    ask(model)
    ask(model)

    assert model.sent[0] == model.sent[1]


def test_text_that_looks_like_a_template_goes_out_unchanged() -> None:
    question = made_question()
    model = Model(completion(good_answer()))
    templates = Question("c1", "chunk", "{{7*7}} {% x %}", "  {{7*7}} {% x %}\n", question.span, question.limits)

    ask(model, templates)

    assert [message["content"] for message in model.bodies[0]["messages"]] == ["{{7*7}} {% x %}", "  {{7*7}} {% x %}\n"]


def test_characters_that_no_request_can_hold_are_shown_as_others() -> None:
    model = Model(completion(chunk_answer(indicators=[indicator(1)])))

    reply = ask(model, made_question("全县\ud800\x00生产总值147.28亿元。\n"))

    assert reply.failure == ""
    assert "全县\ufffd 生产总值{1:147.28}亿元" in model.bodies[0]["messages"][1]["content"]


def test_an_answer_comes_back_with_its_model_and_its_cost() -> None:
    reply = ask(Model(completion(good_answer())))

    assert type(reply.answer) is ChunkAnswer
    assert [entry.n for entry in reply.answer.indicators] == [1, 2, 3]
    assert (reply.model, reply.step, reply.failure, reply.dropped) == ("replied-model", "strict", "", ())
    assert (reply.usage.calls, reply.usage.prompt_tokens, reply.usage.cached_tokens) == (1, 100, 64)


def test_an_unknown_numeral_is_asked_again_and_named() -> None:
    model = Model(completion(UNKNOWN), completion(good_answer()))

    reply = ask(model)

    assert len(model.sent) == 2
    assert "indicators[0]：没有编号为99的数字" in model.bodies[1]["messages"][-1]["content"]
    assert model.bodies[1]["response_format"] == model.bodies[0]["response_format"]
    assert (reply.dropped, reply.usage.calls, reply.usage.prompt_tokens) == ((), 2, 200)


def test_what_is_still_wrong_after_the_re_ask_is_dropped_and_listed() -> None:
    model = Model(completion(UNKNOWN))

    reply = ask(model)

    assert isinstance(reply.answer, ChunkAnswer)
    assert [entry.n for entry in reply.answer.indicators] == [1]
    assert [(entry.question, entry.reason) for entry in reply.dropped] == [("c1", "没有编号为99的数字")]
    assert len(model.sent) == 2


@pytest.mark.parametrize("second", [completion("no JSON"), completion("", finish_reason="length"), failing(400)])
def test_a_re_ask_that_brings_nothing_leaves_what_passes_of_the_first_answer(second: httpx2.Response) -> None:
    reply = ask(Model(completion(UNKNOWN), second))

    assert isinstance(reply.answer, ChunkAnswer)
    assert [entry.n for entry in reply.answer.indicators] == [1]
    assert len(reply.dropped) == 1


def test_a_re_ask_that_can_not_be_read_is_asked_anew_where_the_endpoint_has_given_good_answers() -> None:
    model = Model(completion(good_answer()), completion(UNKNOWN), completion("no JSON"), completion(good_answer()))

    async def asked() -> list[Reply]:
        async with Asker(endpoint(), transport=model.transport(), sleep=no_sleep) as asker:
            return [
                await asker.ask(made_question()),
                await asker.ask(made_question("全县生产总值147.28亿元，增长5.2%。新增高标准农田3.5万亩。\n")),
            ]

    assert [reply.dropped for reply in asyncio.run(asked())] == [(), ()]
    assert len(model.sent) == 4


def test_a_re_ask_that_can_not_be_served_fails_the_question_so_that_it_is_asked_again_another_time() -> None:
    reply = ask(Model(completion(UNKNOWN), failing(503)), attempts=2)

    assert reply.answer is None
    assert reply.failure.endswith("(503), after 2 attempts")


@pytest.mark.parametrize("usage", [None, {}, {"prompt_tokens": "many"}, "none"])
def test_an_endpoint_may_bill_nothing(usage: object) -> None:
    reply = ask(Model(completion(good_answer(), usage=usage)))

    assert (reply.failure, reply.usage.prompt_tokens, reply.usage.calls) == ("", 0, 1)


def test_an_answer_that_does_not_parse_is_asked_again_and_then_fails() -> None:
    model = Model(completion("no JSON"))

    reply = ask(model)

    assert reply.answer is None
    assert reply.failure.startswith("the answer does not fit the schema: JSON")
    assert len(model.sent) == 2


def test_an_answer_of_the_wrong_form_names_the_field() -> None:
    reply = ask(Model(completion(chunk_answer(indicators=[indicator(1, role="size")]))))

    assert reply.failure.startswith("the answer does not fit the schema: indicators.0.role")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (completion("{", finish_reason="length"), "truncated"),
        (completion("", finish_reason="content_filter"), "content filter"),
        (completion("", message={"role": "assistant", "content": None, "refusal": "I can't\nhelp"}), "refused: I can't help"),
        (failing(400, message="no such thing"), "the request was refused (400): no such thing"),
        (failing(400, "context_length_exceeded"), "too long: the endpoint takes no question of this length (400)"),
        (failing(413), "too long: the endpoint takes no question of this length (413)"),
        (failing(422), "the request was refused (422)"),
    ],
)
def test_an_answer_that_will_not_come_fails_its_question_at_once(reply: httpx2.Response, reason: str) -> None:
    model = Model(reply)

    got = ask(model)

    assert got.answer is None
    assert reason in got.failure
    assert len(model.sent) == 1


@pytest.mark.parametrize(
    "fault",
    [
        *(failing(status) for status in (408, 409, 429, 500, 502, 503, 529)),
        httpx2.ConnectError("refused"),
        httpx2.ReadTimeout("slow"),
        httpx2.RemoteProtocolError("closed"),
        httpx2.Response(200, text="<html>"),
        httpx2.Response(200, content=b'{"choices"', headers={"content-type": "application/json"}),
        completion("", choices=[]),
        completion("", choices=["no choice"]),
        completion("", message="no message"),
        completion("", message=None),
    ],
)
def test_a_fault_that_passes_is_sent_again(fault: httpx2.Response | Exception) -> None:
    model = Model(fault, fault, completion(good_answer()))

    reply = ask(model)

    assert reply.failure == ""
    assert (len(model.sent), reply.usage.calls) == (3, 3)


def test_a_fault_that_stays_fails_the_question_when_the_attempts_are_used_up() -> None:
    model = Model(failing(503))

    reply = ask(model, attempts=4)

    assert reply.failure == "model.test: can't serve at the moment (503), after 4 attempts"
    assert len(model.sent) == 4


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (failing(401, message=f"bad key {KEY}"), "the key was refused (401)"),
        (failing(403, message=KEY), "access was refused (403)"),
        (failing(404), "no such model or address (404)"),
        (failing(429, "insufficient_quota"), "no quota is left"),
    ],
)
def test_what_no_question_can_pass_stops_the_run_with_one_sentence(fault: httpx2.Response, sentence: str) -> None:
    model = Model(fault)

    with pytest.raises(StopRunError) as raised:
        ask(model)

    assert sentence in str(raised.value)
    assert "\n" not in str(raised.value)
    assert len(model.sent) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 500])
def test_the_key_stands_in_no_error_and_no_log(status: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    try:
        said = ask(Model(failing(status, message=f"{'x' * 190} {KEY}")), attempts=2).failure
    except StopRunError as error:
        said = str(error)
        assert error.__cause__ is None

    assert KEY[:8] not in said + caplog.text
    assert KEY not in repr(endpoint())


def test_the_same_answer_is_checked_the_same_way_however_it_is_spaced() -> None:
    assert ask(Model(completion(json.dumps(good_answer(), indent=2)))).failure == ""


def test_marks_that_a_model_copied_along_are_taken_out() -> None:
    task = {"title": "新增高标准农田{3~:3.5}万亩", "owners": [], "deadline": None, "sentences": [3]}
    model = Model(completion(chunk_answer(tasks=[task])))

    reply = ask(model)

    assert isinstance(reply.answer, ChunkAnswer)
    assert reply.answer.tasks[0].title == "新增高标准农田3.5万亩"
    assert len(model.sent) == 1
