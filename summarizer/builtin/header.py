"""Metadata copied from the first sentences of a report, null where unsure."""

import re

from summarizer.domain.answer import HeaderAnswer
from summarizer.domain.grammar.dates import find_dates
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk
from summarizer.domain.record import DocType
from summarizer.domain.span import Span

# 云汀县2021年政府工作报告 · …国民经济和社会发展计划
_TITLE = re.compile(
    r"[^\s,。;:!?]{0,40}(?:政府工作报告|(?:国民经济和社会)?发展计划(?:执行情况)?[^\s,。;:!?]{0,30}|统计公报|(?:工作|实施|行动)方案|行动计划|要点)(?:的报告|的通知)?"
)
# 云政字〔2024〕11号
_DOC_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,10}[〔\[(]\d{4}[〕\])]\s?\d{1,4}\s?号")
# 云汀县第十七届人民代表大会第五次会议
_MEETING = re.compile(
    r"[\u4e00-\u9fff]{0,16}第[一二三四五六七八九十\d]{1,3}届人民代表大会(?:常务委员会)?第[一二三四五六七八九十\d]{1,3}次会议"
)
_SPEAKER = re.compile(
    r"(?:代?(?:省|市|州|盟|县|区|镇|乡)长|主席|旗长)\s*[:,;]?\s*"
    r"(?P<name>[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff] [\u4e00-\u9fff])(?=\s*(?:各位|$|[)\s]))"
)
_TYPES: tuple[tuple[str, DocType], ...] = (
    ("政府工作报告", "work_report"),
    ("发展计划", "development_plan"),
    ("统计公报", "bulletin"),
    ("公报", "bulletin"),
    ("方案", "action_plan"),
    ("行动计划", "action_plan"),
)


def answer_header(chunk: ShownChunk) -> HeaderAnswer:
    """Return what the first sentences say of the report."""
    view = same_length_view(chunk.text)
    title = _TITLE.search(view)
    meeting, number = _MEETING.search(view), _DOC_NUMBER.search(view)
    speaker = _SPEAKER.search(view)
    dates = find_dates(view)
    spans = {
        "title": Span(*title.span()) if title else None,
        "doc_number": Span(*number.span()) if number else None,
        "meeting": Span(*meeting.span()) if meeting else None,
        "speaker": Span(*speaker.span("name")) if speaker else None,
        "date": dates[0][0] if dates else None,
    }
    kept = {field: span for field, span in spans.items() if span and _sentence_of(chunk, span)}
    copied = {field: span.of(chunk.text) for field, span in kept.items()}
    pointed = sorted({_sentence_of(chunk, span) for span in kept.values()}) or ([1] if chunk.sentences else [])
    return HeaderAnswer(
        title=copied.get("title"),
        doc_type=_doc_type(view),
        issuer=None,
        doc_number=copied.get("doc_number"),
        date=copied.get("date"),
        speaker=copied.get("speaker"),
        meeting=copied.get("meeting"),
        sentences=pointed,
    )


def _sentence_of(chunk: ShownChunk, span: Span) -> int:
    return next((n for n, sentence in enumerate(chunk.sentences, 1) if sentence.covers(span)), 0)


def _doc_type(view: str) -> DocType:
    return next((kind for word, kind in _TYPES if word in view), "other")
