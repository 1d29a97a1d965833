"""The chat-completions protocol, as the builtin labeller speaks it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.builtin import RequestError, model_id, reply
from summarizer.builtin.response import count_tokens
from summarizer.domain.answer import ChunkAnswer, HeaderAnswer, OverviewAnswer, SecondLookAnswer
from summarizer.domain.marked_text import write_chunk
from summarizer.domain.overview_text import EntryLine, write_entries
from tests.builtin.asked import answer_about, body, content_of, passage_chunk

TEXT = "全县生产总值147.2亿元，同比增长5.2%。"
VARIABLE = write_chunk(passage_chunk(TEXT, "work_report 2020 2021"), TEXT)


def test_the_same_request_gets_the_same_bytes() -> None:
    assert reply(body("chunk", VARIABLE)) == reply(body("chunk", VARIABLE))


def test_the_reply_is_a_complete_chat_completion() -> None:
    read = json.loads(reply(body("chunk", VARIABLE)))
    assert read["object"] == "chat.completion"
    assert read["created"] == 0
    assert read["model"] == model_id()
    assert read["choices"][0]["finish_reason"] == "stop"
    assert read["usage"]["total_tokens"] == read["usage"]["prompt_tokens"] + read["usage"]["completion_tokens"]


def test_chinese_goes_out_unescaped_and_without_spaces() -> None:
    content = content_of(reply(body("chunk", VARIABLE)))
    assert "生产总值" in content
    assert '": ' not in content


def test_every_question_gets_its_own_answer() -> None:
    entry = EntryLine(1, "地区生产总值", "147.2亿元", "level", "actual", "2020", "gdp", "")
    SecondLookAnswer.model_validate_json(content_of(reply(body("second_look", VARIABLE))))
    HeaderAnswer.model_validate_json(content_of(reply(body("header", "类型：other\n正文：\n[1]云汀县2021年政府工作报告\n"))))
    OverviewAnswer.model_validate_json(content_of(reply(body("overview", f"条目：\n{write_entries([entry])}"))))


def test_in_tools_mode_the_answer_is_the_argument_of_the_tool() -> None:
    sent = {
        "messages": [{"role": "user", "content": VARIABLE}],
        "tools": [{"type": "function", "function": {"name": "ChunkAnswer", "parameters": {}}}],
    }
    call = json.loads(reply(json.dumps(sent).encode()))["choices"][0]["message"]["tool_calls"][0]
    assert call["function"]["name"] == "ChunkAnswer"
    ChunkAnswer.model_validate_json(call["function"]["arguments"])


def test_in_json_object_mode_the_stable_part_names_the_question() -> None:
    sent = {
        "messages": [{"role": "system", "content": "question: chunk"}, {"role": "user", "content": VARIABLE}],
        "response_format": {"type": "json_object"},
    }
    ChunkAnswer.model_validate_json(content_of(reply(json.dumps(sent).encode())))


def test_the_variable_part_is_found_among_messages_that_a_client_added() -> None:
    sent = json.loads(body("chunk", VARIABLE))
    sent["messages"].append({"role": "user", "content": "请改正上面的错误"})
    assert content_of(reply(json.dumps(sent).encode())) == content_of(reply(body("chunk", VARIABLE)))


@pytest.mark.parametrize("sent", [b"", b"[]", b"{}", b'{"messages": [{"role": "user", "content": "x"}]}', b'{"messages": 3}'])
def test_a_request_that_is_no_question_is_an_error(sent: bytes) -> None:
    with pytest.raises(RequestError):
        reply(sent)


def test_the_model_id_names_the_rules() -> None:
    assert model_id().startswith("builtin/")
    assert len(model_id()) == len("builtin/") + 12


def test_tokens_are_estimated_by_script() -> None:
    assert count_tokens("生产总值12345") == 4 + 2


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="五年来增长达到分别占比的由提高、，。；：（）“”《》%亿元个户2021.8-—[]{}\n 县企业项目", max_size=120))
def test_no_text_breaks_the_labeller_and_every_numeral_is_accounted_for(text: str) -> None:
    chunk, answer = answer_about("全县" + text)
    entries = [entry.n for entry in answer.indicators] + [entry.n for entry in answer.skipped]
    assert sorted(entries) == list(range(1, len(chunk.numerals) + 1))
