"""Chunks, heads of reports and merged records in, questions out. Pure: the same report gives the same bytes."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.questions.prompts import load_prompts
from summarizer.asking.questions.schema import response_format
from summarizer.domain.answer import QuestionName
from summarizer.domain.chunk import Chunk
from summarizer.domain.marked_text import chunk_limits, folded, shown, write_chunk
from summarizer.domain.overview_text import EntryLine, write_entries
from summarizer.domain.record import Meta
from summarizer.domain.reply import Limits, Question
from summarizer.domain.scan import Sentence
from summarizer.domain.span import Span

_TINY = "岭桥县{year}年政府工作报告"
_FIRST_YEAR = 2031
_LANGUAGES = {"zh": "中文", "en": "English"}


def chunk_question(chunk: Chunk, document_text: str) -> Question:
    """Return the question that asks for all that a chunk says."""
    return about_chunk(chunk.id, "chunk", chunk, document_text)


def second_look_question(chunk: Chunk, numerals: Sequence[int], document_text: str) -> Question:
    """Return the question that asks once more for numerals (numbers of the chunk) that the first answer left out."""
    return about_chunk(f"{chunk.id}.second", "second_look", _reduced(chunk, numerals), document_text)


def header_question(meta: Meta, unsure: Sequence[str], sentences: Sequence[Sentence], document_text: str) -> Question:
    """Return the question that asks the lines about a report for the metadata that rules were unsure of."""
    texts = tuple(shown(sentence.of(document_text)) for sentence in sentences)
    known = ((name, value) for name, value in meta.model_dump().items() if isinstance(value, str) and value)
    variable = "".join(f"{name}：{folded(value)}\n" for name, value in known) + f"待补：{'、'.join(unsure)}\n正文：\n"
    variable += "".join(f"[{number}]{text}\n" for number, text in enumerate(texts, 1))
    span = Span(sentences[0].start, sentences[-1].end) if sentences else Span(0, 0)
    return Question("header", "header", _stable("header"), variable, span, Limits(texts, (), "".join(texts)))


def tiny_question(number: int = 0) -> Question:
    """Return a question about next to nothing, to see how an endpoint answers; another one for each number."""
    text = _TINY.format(year=_FIRST_YEAR + number)
    return header_question(Meta(doc_type="work_report"), ("title",), [Sentence((Span(0, len(text)),))], text)


def overview_question(meta: Meta, entries: Sequence[EntryLine], text_language: str) -> Question:
    """Return the question that asks what the page says first, chosen from the merged record."""
    lines = {
        "报告": meta.title,
        "类型": meta.doc_type,
        "回顾期": meta.review_period,
        "计划年": meta.plan_year,
        "语言": _LANGUAGES.get(text_language, text_language),
    }
    head = "".join(f"{label}：{folded(value)}\n" for label, value in lines.items())
    variable = f"{head}条目：\n{write_entries(list(entries))}"
    return Question("overview", "overview", _stable("overview"), variable, Span(0, 0), _entry_limits(entries))


def request_body(question: Question, endpoint: Endpoint) -> dict[str, Any]:
    """Return the body of the request: the one that is sent live, stands in a batch, and is replayed."""
    return {
        "model": endpoint.model,
        "messages": messages(question),
        **endpoint.sampling(),
        "response_format": response_format(question.name),
    }


def messages(question: Question) -> list[dict[str, str]]:
    """Return the messages, the stable part first so that providers can keep it."""
    return [{"role": "system", "content": question.stable}, {"role": "user", "content": question.variable}]


def _stable(name: QuestionName) -> str:
    return load_prompts()[name].text


def about_chunk(question_id: str, name: QuestionName, chunk: Chunk, text: str) -> Question:
    """Return the question of this name about a chunk or a part of one."""
    span = Span(chunk.sentences[0].start, chunk.sentences[-1].end) if chunk.sentences else _hull(chunk.spans)
    return Question(question_id, name, _stable(name), write_chunk(chunk, text), span, chunk_limits(chunk, text), chunk)


def _hull(spans: Sequence[Span]) -> Span:
    return Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)


def _reduced(chunk: Chunk, numerals: Iterable[int]) -> Chunk:
    """Keep the sentences that hold these numerals; all other numerals are shown as plain text."""
    wanted = tuple(chunk.numerals[n - 1] for n in sorted(set(numerals)))
    kept = tuple(s for s in chunk.sentences if any(span.covers(numeral.span) for numeral in wanted for span in s.spans))
    starts = {sentence.start for sentence in kept}
    return replace(
        chunk,
        spans=tuple(span for sentence in kept for span in sentence.spans),
        sentences=kept,
        numerals=wanted,
        headings=tuple(heading for heading in chunk.headings if heading[0].start in starts),
    )


def _entry_limits(entries: Sequence[EntryLine]) -> Limits:
    """Entry n stands as sentence n (what may be copied) and as numeral n (what a placeholder stands for)."""
    by_number = {entry.n: entry for entry in entries}
    ordered = [by_number.get(n) for n in range(1, max(by_number, default=0) + 1)]
    words = tuple(shown("\n".join([e.name, e.text, *_years(e.period)])) if e else "" for e in ordered)
    return Limits(words, tuple(shown(entry.value) if entry else "" for entry in ordered), "\n".join(words))


def _years(period: str) -> list[str]:
    """Return what may be written of a period: `2016-2020`, `2016年`, `2020年`."""
    return [period, *(f"{year}年" for year in period.split("-"))] if period else []
