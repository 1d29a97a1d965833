"""What the rules did not find is asked for: copied from the lines about the report, and nothing else follows from it."""

import asyncio
import json
from typing import Any

import pytest

from summarizer.asking.answers.checks import flaws
from summarizer.asking.answers.received import read_reply
from summarizer.asking.network.endpoint import builtin_endpoint
from summarizer.asking.questions.making import header_question, request_body
from summarizer.builtin import reply as builtin_reply
from summarizer.domain.answer import ChunkAnswer, HeaderAnswer
from summarizer.domain.document import Document
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.prepared import Prepared
from summarizer.domain.record import Record
from summarizer.domain.reply import Question, Reply
from summarizer.pipeline import ChunkSize, prepare_document, summarize
from summarizer.running.resuming.provenance import make_provenance
from summarizer.settings import Settings
from summarizer.structuring.metadata.unsure import find_head

TEXT = (
    "岭桥县2031年政府工作报告\n县长手记：陆 川整理\n各位代表：\n现在是二〇三一年一月九日，我代表县人民政府报告工作。\n"
    "一、2030年工作回顾\n"
    + "全县生产总值147.28亿元，同比增长5.2%。新增高标准农田3.5万亩。完成投资87.04亿元，增长11%。\n" * 3
    + "二、2031年工作安排\n生产总值增长6%以上。新建改建农村公路120公里。粮食产量稳定在30万吨以上。\n"
)
NOTHING: dict[str, Any] = dict.fromkeys(("title", "issuer", "doc_number", "date", "speaker", "meeting"))


def prepared(text: str = TEXT) -> Prepared:
    document = Document(text, same_length_view(text), "a.txt", "0" * 64, "text/plain", "utf-8")
    (found,) = prepare_document(document, ChunkSize(600, 1800))
    return found


def summarized(report: Prepared, answer: HeaderAnswer | None, asked: list[Question] | None = None) -> Record:
    async def ask(questions: list[Question]) -> list[Reply]:
        (asked if asked is not None else []).extend(questions)
        return [replied(question) for question in questions]

    def replied(question: Question) -> Reply:
        if question.name == "header":
            return Reply(question, answer, failure="" if answer else "refused")
        if question.name == "chunk":
            return Reply(question, ChunkAnswer(**{field: [] for field in ChunkAnswer.model_fields}))
        return Reply(question, None, failure="not asked")

    made = summarize(report, ask, text_language="zh", provenance=lambda replies: make_provenance(Settings(), replies))
    return asyncio.run(made).record


def test_it_is_asked_where_rules_found_nothing_and_names_what_is_wanted() -> None:
    asked: list[Question] = []
    summarized(prepared(), None, asked)

    (header,) = [question for question in asked if question.name == "header"]
    assert "待补：date、speaker、meeting\n" in header.variable
    assert "[2]县长手记：陆 川整理\n" in header.variable
    assert prepared().meta.title == "岭桥县2031年政府工作报告"


def test_a_report_that_says_all_is_not_asked_about() -> None:
    whole = TEXT.replace("县长手记：陆 川整理", "——2031年1月9日在岭桥县第九届人民代表大会第二次会议上\n县长 陆川")
    asked: list[Question] = []
    summarized(prepared(whole), None, asked)

    assert [question.name for question in asked if question.name == "header"] == []


def test_what_is_copied_stands_in_the_record_with_its_span_and_changes_no_id() -> None:
    answer = HeaderAnswer(
        **{**NOTHING, "date": "二〇三一年一月九日", "speaker": "陆 川"}, doc_type="work_report", sentences=[2, 4]
    )
    report = prepared()

    record = summarized(report, answer)

    assert (record.meta.date, record.meta.speaker, record.meta.meeting) == ("2031-01-09", "陆川", "")
    for field, text in (("date", "二〇三一年一月九日"), ("speaker", "陆 川")):
        spans = record.meta_evidence[field]
        assert not isinstance(spans, str)
        (span,) = spans
        assert (span.text, TEXT[span.start : span.end]) == (text, text)
    assert (record.report_id, record.work_key) == (report.report_id, report.work_key)
    assert record.audit.dropped == []


def test_what_a_rule_found_is_not_changed_by_an_answer() -> None:
    answer = HeaderAnswer(**{**NOTHING, "title": "2030年工作回顾", "issuer": "县人民政府"}, doc_type="bulletin", sentences=[1, 6])

    assert summarized(prepared(), answer).meta == prepared().meta


@pytest.mark.parametrize(("field", "copied"), [("date", "现在"), ("speaker", "陆川川")])
def test_what_is_no_date_or_stands_nowhere_is_dropped_and_listed(field: str, copied: str) -> None:
    answer = HeaderAnswer(**{**NOTHING, field: copied}, doc_type="work_report", sentences=[2, 4])

    record = summarized(prepared(), answer)

    assert getattr(record.meta, field) == ""
    assert [(dropped.question, dropped.entry) for dropped in record.audit.dropped] == [("header", f"{field} {copied}")]


def test_a_header_without_answer_leaves_the_report_incomplete() -> None:
    failed = summarized(prepared(), None).audit.questions.failed

    assert ("header", "refused") in [(one.id, one.reason) for one in failed]


def test_builtin_copies_what_stands_on_lines_of_its_own() -> None:
    report = prepared(TEXT.replace("县长手记：陆 川整理", "岭政发〔2031〕5号\n县长：陆 川"))
    lines = report.head or find_head(report.report, report.sections)
    question = header_question(report.meta, ("doc_number", "speaker", "date"), lines, report.report.document.text)

    received = read_reply(builtin_reply(json.dumps(request_body(question, builtin_endpoint()), ensure_ascii=False).encode()))

    assert received is not None
    answer = HeaderAnswer.model_validate_json(received.content)
    assert flaws(answer, question.limits) == []
    assert (answer.title, answer.doc_number, answer.speaker, answer.date) == (None, "岭政发〔2031〕5号", "陆 川", None)
    assert answer.doc_type == "work_report"
