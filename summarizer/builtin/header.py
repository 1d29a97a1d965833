"""Metadata copied from the lines about a report, null where unsure."""

import re
from collections.abc import Callable

from summarizer.domain.answer import HeaderAnswer
from summarizer.domain.grammar.dates import find_dates
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk
from summarizer.domain.record import DocType
from summarizer.domain.span import Span

# 云汀县2021年政府工作报告 · …国民经济和社会发展计划: the whole line, no sentence that names a report, no numbered heading
_TITLE = re.compile(
    r"^(?![(第]?[一二三四五六七八九十\d]{1,3}[、.)章节篇])[^\s,。;:!?]{0,40}(?:政府工作报告|(?:国民经济和社会)?发展计划(?:执行情况)?[^\s,。;:!?]{0,30}|统计公报|(?:工作|实施|行动)方案|行动计划|要点)(?:的报告|的通知)?(?=$|\s|[(—-])"
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
_TEXT_FOLLOWS = "正文："
_TYPES: tuple[tuple[str, DocType], ...] = (
    ("政府工作报告(?!.{0,40}(?:任务|分解|分工|落实|通知))", "work_report"),
    ("发展计划", "development_plan"),
    ("统计公报", "bulletin"),
    ("公报", "bulletin"),
    ("方案", "action_plan"),
    ("行动计划", "action_plan"),
)


# 待补：date、speaker
_WANTED = re.compile(r"^待补：(.*)$", re.MULTILINE)
# What a report says of itself stands in lines of its own; a sentence of its body is longer.
_LONGEST_LINE = 60


def answer_header(chunk: ShownChunk, variable: str) -> HeaderAnswer:
    """Return what the lines about a report say of the fields that are wanted."""
    wanted = _WANTED.search(variable)
    fields = set(wanted[1].split("、")) if wanted else set(_FINDERS)
    found: dict[str, tuple[int, str]] = {}
    for number, sentence in enumerate(chunk.sentences, 1):
        line = sentence.of(chunk.text)
        if len(line) > _LONGEST_LINE:
            continue
        view = same_length_view(line)
        for field in (field for field in fields - found.keys() if field in _FINDERS):
            if span := _FINDERS[field](view):
                found[field] = number, span.of(line)
    copied = {field: text for field, (_, text) in found.items()}
    return HeaderAnswer(
        title=copied.get("title"),
        doc_type=_doc_type(same_length_view(copied.get("title", "") + variable.partition(_TEXT_FOLLOWS)[0])),
        issuer=None,
        doc_number=copied.get("doc_number"),
        date=copied.get("date"),
        speaker=copied.get("speaker"),
        meeting=copied.get("meeting"),
        sentences=sorted({number for number, _ in found.values()}),
    )


def _matched(pattern: re.Pattern[str], group: str | int = 0) -> Callable[[str], Span | None]:
    def find(view: str) -> Span | None:
        found = pattern.search(view)
        return Span(*found.span(group)) if found else None

    return find


def _date(view: str) -> Span | None:
    """Return a date that stands alone on its line, or before the meeting: 2021年1月11日在县第五次会议上."""
    dates = find_dates(view)
    if not dates:
        return None
    span, rest = dates[0][0], view.replace(dates[0][0].of(view), "").strip(" ()（）-—:")
    return span if not rest or _MEETING.search(rest) else None


_FINDERS: dict[str, Callable[[str], Span | None]] = {
    "title": _matched(_TITLE),
    "doc_number": _matched(_DOC_NUMBER),
    "meeting": _matched(_MEETING),
    "speaker": _matched(_SPEAKER, "name"),
    "date": _date,
}


def _doc_type(view: str) -> DocType:
    return next((kind for form, kind in _TYPES if re.search(form, view)), "other")
