"""Whatever stands in a reply: an answer that is there is read, and what is no answer is no bug."""

import asyncio
import json
from typing import Any

import httpx2
import pytest

from summarizer.asking.answers.received import read_complaint, read_reply
from summarizer.asking.asker import Asker
from summarizer.domain.reply import Reply
from summarizer.errors import StopRunError
from tests.asking.made_questions import KEY, TEXTS, endpoint, made_question
from tests.asking.made_up import Model, completion, failing, good_answer, no_sleep

GOOD = json.dumps(good_answer(), ensure_ascii=False)
JSON = {"content-type": "application/json"}
NO_CHOICES: list[object] = [None, 5, "abc", {"a": 1}, [None], [[]], [{}], [{"message": [1]}]]


def ask(model: Model, texts: list[str] = TEXTS[:1], **changed: Any) -> list[Reply]:
    async def asked() -> list[Reply]:
        async with Asker(endpoint(**changed), transport=model.transport(), sleep=no_sleep) as asker:
            return [await asker.ask(made_question(text)) for text in texts]

    return asyncio.run(asked())


def spoken(message: object, **changed: object) -> httpx2.Response:
    return completion("", message=message, **changed)


def raw(content: bytes, **headers: str) -> httpx2.Response:
    return httpx2.Response(
        200, content=content, headers={**JSON, **{name.replace("_", "-"): value for name, value in headers.items()}}
    )


def body(**changed: object) -> bytes:
    return json.dumps({**json.loads(completion(GOOD).content), **changed}, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "reply",
    [
        raw(b"\xef\xbb\xbf" + body()),
        raw(json.dumps(json.loads(body())).encode("utf-16")),
        raw(b'{"choices": null, ' + body()[1:]),
        raw(body(), content_type="text/html"),
        raw(body(), content_type="application/json; charset=gbk"),
        raw(body(error=None)),
        spoken({"content": [{"type": "text", "text": GOOD[:30]}, GOOD[30:50], {"type": "text", "text": GOOD[50:]}]}),
        spoken({"content": good_answer()}),
        spoken({"content": GOOD, "tool_calls": 5, "refusal": ""}),
        spoken({"content": GOOD, "tool_calls": [None, 5, {"function": None}, {"function": {"arguments": None}}]}),
        spoken({"content": None, "tool_calls": [{"function": {"arguments": good_answer()}}]}),
        spoken({"content": None, "function_call": {"name": "chunk", "arguments": GOOD}}),
        spoken({"content": f'<think>先看 {{"n": 1}} 再说</think>\n\n{GOOD}'}),
        spoken({"content": f"\ufeff\n{GOOD}\n"}),
        completion(GOOD, finish_reason=None),
        completion(GOOD, finish_reason=["stop"]),
        completion(GOOD, finish_reason="eos_token"),
    ],
)
def test_an_answer_in_an_odd_reply_is_read_and_not_asked_for_again(reply: httpx2.Response) -> None:
    model = Model(reply)

    (got,) = ask(model)

    assert (got.failure, got.dropped, len(model.sent)) == ("", (), 1)
    assert got.answer == ask(Model(completion(GOOD)))[0].answer


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b'"text"',
        b"[1]",
        b"{}",
        b"[" * 200_000,
        b'{"choices": ' + b"9" * 6000 + b"}",
        b'{"choices"\xff\xfe',
        b"\xff\xfe\x00\x00\x01",
        *(body(choices=choices) for choices in NO_CHOICES),
    ],
)
def test_what_is_no_reply_is_sent_again(content: bytes) -> None:
    model = Model(raw(content), completion(GOOD))

    (got,) = ask(model)

    assert read_reply(content) is None
    assert (got.failure, len(model.sent)) == ("", 2)


@pytest.mark.parametrize(
    ("error", "sent"),
    [
        ("upstream broke", 2),
        ({"message": "upstream broke", "code": 502}, 2),
        ({"message": "slow down", "type": "rate_limit_error"}, 2),
        ({"message": "no", "code": "content_filter"}, 1),
        ({"message": "no", "type": "invalid_request_error"}, 1),
        ({"message": "maximum context length is 100 tokens"}, 1),
    ],
)
@pytest.mark.parametrize("place", ["reply", "choice"])
def test_an_error_under_status_200_counts_as_one(error: object, sent: int, place: str) -> None:
    reply = body(error=error, choices=None) if place == "reply" else body(choices=[{"error": error, "message": {"content": ""}}])
    model = Model(raw(reply), completion(GOOD))

    (got,) = ask(model)

    assert len(model.sent) == sent
    assert bool(got.failure) == (sent == 1)


@pytest.mark.parametrize("status", [200, 429, 403])
@pytest.mark.parametrize("code", ["insufficient_quota", "exceeded_current_quota_error"])
def test_an_account_without_money_stops_the_run(status: int, code: str) -> None:
    with pytest.raises(StopRunError, match="no quota is left"):
        ask(Model(httpx2.Response(status, json={"error": {"message": "no", "type": code}})))
    with pytest.raises(StopRunError, match="no money is left"):
        ask(Model(failing(402)))


@pytest.mark.parametrize(
    ("usage", "counted"),
    [
        ({"prompt_tokens": -10, "completion_tokens": -3}, (0, 0, 0)),
        ({"prompt_tokens": 10**40, "completion_tokens": "many"}, (10**9, 0, 0)),
        ({"prompt_tokens": 7, "completion_tokens": 2, "prompt_tokens_details": 5}, (7, 0, 2)),
        ({"prompt_tokens": 7, "completion_tokens": 2, "prompt_tokens_details": {"cached_tokens": 99}}, (7, 7, 2)),
        ({"prompt_tokens": 7, "completion_tokens": 2, "prompt_cache_hit_tokens": 5}, (7, 5, 2)),
        ([1], (0, 0, 0)),
        (None, (0, 0, 0)),
    ],
)
def test_what_is_billed_is_read_as_far_as_it_can_be(usage: object, counted: tuple[int, int, int]) -> None:
    (got,) = ask(Model(completion(GOOD, usage=usage)))

    assert (got.failure, got.usage.calls) == ("", 1)
    assert (got.usage.prompt_tokens, got.usage.cached_tokens, got.usage.completion_tokens) == counted


@pytest.mark.parametrize(
    ("model", "name"),
    [("gpt\x1b[31m\n x", "gpt [31m x"), ("m" * 10**6, "m" * 100), (["a"], ""), (None, ""), (f"a {KEY}", "a …")],
)
def test_the_name_that_a_reply_gives_can_stand_in_a_record(model: object, name: str) -> None:
    assert ask(Model(completion(GOOD, model=model)))[0].model == name
    assert ask(Model(raw(body().replace(b'"replied-model"', b'"\\ud800a"'))))[0].model == "\ufffda"


def test_a_refusal_that_repeats_the_key_is_told_without_it() -> None:
    (got,) = ask(Model(spoken({"content": None, "refusal": f"no\x1b[31m {KEY}"})))

    assert got.failure == "refused: no [31m …"


@pytest.mark.parametrize("spoilt", ["\ud800" + GOOD, GOOD.replace("生产总值", "生产\ud800总值"), "{" * 10**6, "\x00" + GOOD[5:]])
def test_an_answer_that_can_not_be_encoded_is_asked_for_again(spoilt: str) -> None:
    # as JSON escapes, which is how they arrive
    content = json.dumps({"choices": [{"message": {"content": spoilt}}]}).encode()
    model = Model(raw(content), completion(GOOD))

    (got,) = ask(model)

    assert got.failure == ""
    assert all(len(sent) < 10**6 for sent in model.sent)


def test_a_re_ask_repeats_the_answer_and_nothing_else_of_the_reply() -> None:
    call = {"id": "1", "type": "function", "function": {"name": "chunk", "arguments": '{"indicators": []}'}}
    model = Model(spoken({"content": "", "tool_calls": [call], "reasoning_content": "hm"}), completion(GOOD))

    ask(model, step="tools")

    assert model.bodies[1]["messages"][2] == {"role": "assistant", "content": '{"indicators": []}'}


@pytest.mark.parametrize(
    ("found", "message", "codes"),
    [
        ({"error": {"message": "a", "code": "b", "type": "c"}}, "a", ("b", "c")),
        ([{"error": {"message": "a", "code": 5, "status": "x"}}], "a", ("5",)),
        ({"detail": [{"msg": "a"}]}, '[{"msg": "a"}]', ()),
        ({"message": ["a"], "code": None}, "", ()),
        ("<html>", "<html>", ()),
        (None, "", ()),
    ],
)
def test_complaints_are_read_in_the_forms_of_all_vendors(found: object, message: str, codes: tuple[str, ...]) -> None:
    complaint = read_complaint(found)

    assert (complaint.message, complaint.codes) == (message, codes)


@pytest.mark.parametrize(
    "usage",
    [
        {"prompt_tokens_details": {"cached_tokens": 10, "cache_write_tokens": 60}},
        {"prompt_tokens_details": {"cached_tokens": 10}, "cache_creation_input_tokens": 60},
        {"cache_read_input_tokens": 10, "cache_creation_input_tokens": 60},
    ],
)
def test_what_a_provider_bills_for_keeping_is_read_wherever_it_stands(usage: dict[str, object]) -> None:
    got = read_reply(body(usage={"prompt_tokens": 100, **usage}))

    assert got is not None
    assert (got.usage.prompt_tokens, got.usage.cached_tokens, got.usage.written_tokens) == (100, 10, 60)
