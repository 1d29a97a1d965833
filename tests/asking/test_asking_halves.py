"""A question whose answer is too long is asked in two halves, and never as a whole again."""

import asyncio
import json
from pathlib import Path

import httpx2

from summarizer.asking.asker import Asker
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.questions.halves import cut_point, halves
from summarizer.builtin import reply as builtin_reply
from summarizer.domain.document import Document
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import read_chunk
from summarizer.domain.reply import Question, Reply
from summarizer.pipeline import ChunkSize, Summary, prepare_document, summarize
from summarizer.running.resuming.provenance import make_provenance
from summarizer.settings import Settings
from tests.asking.made_questions import TEXT, endpoint, made_question
from tests.asking.made_up import Model, chunk_answer, completion, no_sleep

REPORT = (
    "岭桥县2031年政府工作报告\n一、2030年工作回顾\n"
    + "全县生产总值147.28亿元，同比增长5.2%。新增高标准农田3.5万亩。完成投资87.04亿元，增长11%。\n" * 3
    + "二、2031年工作安排\n生产总值增长6%以上。新建改建农村公路120公里。粮食产量稳定在30万吨以上。\n"
)
TOO_LONG = completion('{"indicators":[', finish_reason="length")


def test_halves_hold_every_sentence_and_numeral_once() -> None:
    question = made_question()
    at = cut_point(question)

    first, second = halves(question, at, TEXT)

    assert first.chunk and second.chunk and question.chunk
    assert first.chunk.sentences + second.chunk.sentences == question.chunk.sentences
    assert first.chunk.numerals + second.chunk.numerals == question.chunk.numerals
    assert (first.id, second.id) == ("c1.1", "c1.2")
    assert [numeral.n for numeral in read_chunk(second.variable).numerals] == list(range(1, len(second.chunk.numerals) + 1))


def test_a_single_sentence_can_not_be_cut() -> None:
    assert cut_point(made_question("全县生产总值147.28亿元。\n")) == 0


def test_what_is_too_long_is_cut_and_never_asked_as_a_whole_again(tmp_path: Path) -> None:
    model = Model(TOO_LONG, completion(chunk_answer()))

    async def asked() -> list[Reply]:
        async with Asker(endpoint(), tmp_path, transport=model.transport(), sleep=no_sleep) as asker:
            return [await asker.ask(made_question()), await asker.ask(made_question())]

    first, again = asyncio.run(asked())

    assert first.cut_at == again.cut_at == cut_point(made_question())
    assert (first.usage.calls, again.usage.calls, len(model.sent)) == (1, 0, 1)
    assert first.answer is again.answer is None


class ShortWinded:
    """A model that can label so many numerals and no more."""

    def __init__(self, most: int) -> None:
        self.most, self.asked = most, list[bytes]()

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request.content)
        sent = json.loads(request.content)
        is_about_text = sent["response_format"]["json_schema"]["name"] != "overview"
        body = json.loads(builtin_reply(request.content))
        if is_about_text and len(read_chunk(sent["messages"][1]["content"]).numerals) > self.most:
            body["choices"][0] |= {"finish_reason": "length"}
            body["choices"][0]["message"]["content"] = '{"indicators":['
        return httpx2.Response(200, json=body)


def summary(model: ShortWinded, cache: Path, used: Endpoint) -> Summary:
    document = Document(REPORT, same_length_view(REPORT), "a.txt", "0" * 64, "text/plain", "utf-8")
    (prepared,) = prepare_document(document, ChunkSize(600, 1800))

    async def made() -> Summary:
        async with Asker(used, cache, transport=httpx2.MockTransport(model), sleep=no_sleep) as asker:

            async def ask(questions: list[Question]) -> list[Reply]:
                return [await asker.ask(question) for question in questions]

            return await summarize(prepared, ask, text_language="zh", provenance=lambda found: make_provenance(Settings(), found))

    return asyncio.run(made())


def test_a_report_asked_in_halves_says_the_same_as_one_asked_at_once(tmp_path: Path) -> None:
    whole = summary(ShortWinded(999), tmp_path / "a", endpoint()).record
    short = ShortWinded(4)

    cut = summary(short, tmp_path / "b", endpoint()).record

    assert len(set(short.asked)) == len(short.asked) > 4
    assert cut.audit.complete
    assert [one.numeral.start for one in cut.indicators] == [one.numeral.start for one in whole.indicators]
    assert cut.audit.unaccounted == whole.audit.unaccounted


def test_a_resume_goes_straight_to_the_halves(tmp_path: Path) -> None:
    first, again = ShortWinded(4), ShortWinded(4)
    record = summary(first, tmp_path, endpoint()).record

    assert summary(again, tmp_path, endpoint()).record == record
    assert again.asked == []


def test_what_can_not_be_cut_any_more_is_failed_with_the_reason(tmp_path: Path) -> None:
    record = summary(ShortWinded(0), tmp_path, endpoint()).record

    assert not record.audit.complete
    assert {failed.reason for failed in record.audit.questions.failed} == {
        "truncated: the answer was longer than the endpoint allows"
    }
