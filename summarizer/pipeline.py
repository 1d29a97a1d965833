"""The way through one report: the only place that knows the order of the stages."""

from collections.abc import Awaitable, Callable

from msgspec import Struct

from summarizer.asking.questions.halves import halves
from summarizer.asking.questions.making import chunk_question, header_question, overview_question, second_look_question
from summarizer.auditing import audit, unlabelled, with_provenance
from summarizer.domain.document import Document
from summarizer.domain.prepared import Prepared
from summarizer.domain.record import Provenance, Record
from summarizer.domain.reply import Question, Reply
from summarizer.domain.report import Report
from summarizer.merging import merge, overview_entries, with_highlights
from summarizer.scanning import scan
from summarizer.splitting import split
from summarizer.structuring.chunks.cutting import cut_chunks
from summarizer.structuring.identity import report_id, text_hash, work_key
from summarizer.structuring.metadata.fields import describe
from summarizer.structuring.metadata.unsure import find_head, find_unsure
from summarizer.structuring.outline.sections import find_sections

Ask = Callable[[list[Question]], Awaitable[list[Reply]]]
"""Questions in, replies out, in the same order; one may say that the run has to end. The only thing that leaves the process."""


class ChunkSize(Struct, frozen=True):
    """Lower and upper size of a chunk, in characters."""

    lower: int
    upper: int


class Summary(Struct, frozen=True):
    """A finished record and the replies that it was made of."""

    record: Record
    replies: tuple[Reply, ...]


def prepare_document(document: Document, size: ChunkSize) -> list[Prepared]:
    """Return all that rules alone can know of each report in a document. Raise NoReportError where there is none."""
    return [prepare(report, size) for report in split(document)]


def prepare(report: Report, size: ChunkSize) -> Prepared:
    """Return all that rules alone can know of a report: fixed before any question is asked."""
    found = scan(report)
    sections = tuple(find_sections(report, found))
    meta, evidence = describe(report, found, sections)
    chunks = tuple(cut_chunks(report, found, sections, meta, lower=size.lower, upper=size.upper))
    digest = text_hash(report)
    unsure = find_unsure(meta)
    head = find_head(report, sections) if unsure else ()
    return Prepared(
        report, found, sections, meta, evidence, report_id(meta, digest), work_key(meta), digest, chunks, unsure, head
    )


async def summarize(
    prepared: Prepared, ask: Ask, *, text_language: str, provenance: Callable[[tuple[Reply, ...]], Provenance]
) -> Summary:
    """Turn one prepared report into its record. Only `ask` leaves the process. Raise what a reply says has to end the run."""
    text = prepared.report.document.text
    first = await _ask_all([*_header(prepared), *(chunk_question(chunk, text) for chunk in prepared.chunks)], ask, text)
    second = await _ask_all(_second_looks(first, text), ask, text)
    replies = (*first, *second)
    record = audit(merge(prepared, replies), prepared, replies)
    entries = overview_entries(record)
    overview = _going_on(await ask([overview_question(prepared.meta, entries, text_language)]))
    replies = (*replies, *overview)
    record = audit(with_highlights(record, entries, overview[0]), prepared, replies)
    return Summary(with_provenance(record, provenance(replies)), replies)


def _header(prepared: Prepared) -> list[Question]:
    """Ask for the metadata that the rules were unsure of. No other question and no id waits for the answer."""
    if not (prepared.unsure and prepared.head):
        return []
    return [header_question(prepared.meta, prepared.unsure, prepared.head, prepared.report.document.text)]


async def _ask_all(questions: list[Question], ask: Ask, text: str) -> list[Reply]:
    """Ask, and ask the halves of what is too long to be answered at once, down to what can't be cut."""
    replies = _going_on(await ask(questions))
    too_long = [reply for reply in replies if reply.cut_at]
    if not too_long:
        return replies
    parts = await _ask_all([half for reply in too_long for half in halves(reply.question, reply.cut_at, text)], ask, text)
    return [*(reply for reply in replies if not reply.cut_at), *parts]


def _going_on(replies: list[Reply]) -> list[Reply]:
    for stopped in filter(None, (reply.stopped for reply in replies)):
        raise stopped
    return replies


def _second_looks(replies: list[Reply], text: str) -> list[Question]:
    looked_at = ((reply.question.chunk, reply) for reply in replies)
    left_out = [(chunk, unlabelled(chunk, reply)) for chunk, reply in looked_at if chunk]
    return [second_look_question(chunk, numerals, text) for chunk, numerals in left_out if numerals]
