"""Small reports of places that don't exist, ready to be asked about, and replies about them."""

import re

from msgspec.structs import replace

from summarizer.domain.answer import (
    ChunkAnswer,
    IndicatorEntry,
    PointEntry,
    ProblemEntry,
    ProjectEntry,
    SecondLookAnswer,
    SkippedEntry,
    StatementEntry,
    TaskEntry,
)
from summarizer.domain.chunk import Chunk, Context
from summarizer.domain.document import Document, Mark
from summarizer.domain.grammar.numerals import find_numerals
from summarizer.domain.grammar.sentences import split_sentences
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.prepared import Prepared
from summarizer.domain.record import Kind, Meta, Role, SpanText
from summarizer.domain.reply import Answer, Limits, Question, Reply
from summarizer.domain.report import Report
from summarizer.domain.scan import Bound, Numeral, Scan
from summarizer.domain.section import Section
from summarizer.domain.span import Span

# `一、经济运行` at the start of a line
_HEADING = re.compile(r"^(?P<number>[一二三四五六七八九])、(?P<title>[^\n]+)$", re.MULTILINE)
_CONTEXT = Context("柳河县工作报告", "work_report", "2020", "2021", (), (), "")


def made_up(text: str, meta: Meta | None = None) -> Prepared:
    """Return a report with one chunk for each section that begins with a line like `一、经济运行`."""
    view = same_length_view(text)
    document = Document(text, view, "柳河.txt", "00", "text/plain", "utf-8")
    whole = Span(0, len(text))
    scan = Scan(tuple(split_sentences(view, [whole])), tuple(find_numerals(view)))
    sections = _sections(text)
    chunks = tuple(_chunk(f"c{n}", span, scan) for n, span in enumerate(_stretches(sections, len(text)), 1))
    report = Report(document, whole, (Mark(Span(0, 0), "furniture", "nothing"),))
    known = meta or Meta(title="柳河县工作报告", doc_type="work_report", review_period="2020", plan_year="2021")
    return Prepared(report, scan, sections, known, {"title": (Span(0, 1),)}, "liuhe-2020", "liuhe|2020", "00", chunks)


def labelled(
    numeral: int,
    name: str,
    role: Role = "level",
    kind: Kind = "actual",
    period: str = "2020",
    bound: Bound | None = None,
    unit: str | None = None,
) -> IndicatorEntry:
    """Return the label of numeral n."""
    return IndicatorEntry(n=numeral, name=name, role=role, kind=kind, period=period, bound=bound, sign=None, unit=unit)


def answer(
    *indicators: IndicatorEntry,
    statements: list[StatementEntry] | None = None,
    tasks: list[TaskEntry] | None = None,
    projects: list[ProjectEntry] | None = None,
    problems: list[ProblemEntry] | None = None,
    points: list[PointEntry] | None = None,
    skipped: list[SkippedEntry] | None = None,
    unmarked: list[int] | None = None,
) -> ChunkAnswer:
    """Return the answer to a chunk's question."""
    return ChunkAnswer(
        indicators=list(indicators),
        statements=statements or [],
        tasks=tasks or [],
        projects=projects or [],
        problems=problems or [],
        points=points or [],
        skipped=skipped or [],
        unmarked=unmarked or [],
    )


def reply(chunk: Chunk, answered: Answer | None) -> Reply:
    """Return a reply to a chunk's question; without an answer, a failed one."""
    span = Span(chunk.spans[0].start, chunk.spans[-1].end)
    question = Question(chunk.id, "chunk", "", "", span, Limits((), (), ""), chunk)
    return Reply(question, answered, failure="" if answered else "no connection")


def second_look(chunk: Chunk, numerals: list[int], answered: SecondLookAnswer | None) -> Reply:
    """Return a reply to a second look at some numerals of a chunk, numbered anew."""
    wanted = tuple(chunk.numerals[n - 1] for n in numerals)
    kept = tuple(s for s in chunk.sentences if any(span.covers(n.span) for n in wanted for span in s.spans))
    part = replace(chunk, sentences=kept, numerals=wanted)
    first = reply(chunk, answered)
    return replace(first, question=replace(first.question, id=f"{chunk.id}.second", name="second_look", chunk=part))


def number_of(chunk: Chunk, text: str, value: str) -> int:
    """Return the number of the first numeral with these characters."""
    return next(n for n, numeral in enumerate(chunk.numerals, 1) if numeral.span.of(text) == value)


def with_numerals(prepared: Prepared, **changes: object) -> Prepared:
    """Return the report with the same change made to every numeral."""
    numerals = tuple(_changed(numeral, changes) for numeral in prepared.scan.numerals)
    scan = replace(prepared.scan, numerals=numerals)
    chunks = tuple(_chunk(chunk.id, chunk.spans[0], scan) for chunk in prepared.chunks)
    return replace(prepared, scan=scan, chunks=chunks)


def span_texts(value: object) -> list[SpanText]:
    """Return every span with text in a part of a record."""
    if isinstance(value, SpanText):
        return [value]
    fields = vars(value).values() if hasattr(value, "model_fields_set") else value
    if isinstance(fields, dict):
        fields = fields.values()
    if isinstance(fields, str) or not hasattr(fields, "__iter__"):
        return []
    return [span for one in fields for span in span_texts(one)]


def _changed(numeral: Numeral, changes: dict[str, object]) -> Numeral:
    return replace(numeral, **changes)


def _sections(text: str) -> tuple[Section, ...]:
    found = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in found[1:]] + [len(text)][: len(found)]
    return tuple(
        Section(f"s{n}", 1, h["number"], h["title"], Span(*h.span()), Span(h.start(), end), run_in=False, damaged=False)
        for n, (h, end) in enumerate(zip(found, ends, strict=True), 1)
    )


def _stretches(sections: tuple[Section, ...], end: int) -> list[Span]:
    first = sections[0].extent.start if sections else end
    return [*([Span(0, first)] if first else []), *(section.extent for section in sections)]


def _chunk(chunk_id: str, span: Span, scan: Scan) -> Chunk:
    sentences = tuple(s for s in scan.sentences if span.start <= s.start < span.end)
    numerals = tuple(n for n in scan.numerals if span.covers(n.span) and not n.dismissed)
    return Chunk(chunk_id, (span,), sentences, numerals, (), _CONTEXT)
