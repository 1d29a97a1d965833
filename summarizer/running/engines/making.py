"""One report made whole: its record, its briefs, its line."""

import asyncio
import time
from dataclasses import dataclass

from summarizer.asking.asker import Asker
from summarizer.domain.prepared import Prepared
from summarizer.domain.reply import Question, Reply
from summarizer.pipeline import Ask, Summary, summarize
from summarizer.rendering.html.index import IndexRow
from summarizer.running.outputs.folder import Files
from summarizer.running.outputs.records import RECORD_FILE, dump_record
from summarizer.running.outputs.rendered import listed, read_formats, rendered_files
from summarizer.running.resuming.lines import Line
from summarizer.running.resuming.provenance import make_provenance
from summarizer.settings import Settings


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a report, and its row in the index."""

    files: Files
    index: IndexRow
    record_bytes: int


def line_of(path: str, prepared: Prepared) -> Line:
    """Return the line of a report that is not made yet."""
    return Line("failed", [path], prepared.report_id, prepared.work_key, prepared.meta.title, prepared.text_hash)


async def record_of(prepared: Prepared, settings: Settings, ask: Ask) -> Summary:
    """Ask about a report and return its record with the replies that it was made of. Raise what asking raises."""
    return await summarize(
        prepared,
        ask,
        text_language=settings.text_language,
        provenance=lambda replies: make_provenance(settings, replies),
    )


async def make_report(line: Line, prepared: Prepared, settings: Settings, ask: Ask) -> Made:
    """Make a report's record and briefs, and tell of it in its line. Raise what asking raises."""
    begun = time.perf_counter()
    replies: list[Reply] = []

    async def noted(questions: list[Question]) -> list[Reply]:
        replies.extend(found := await ask(questions))
        return found

    try:
        summary = await record_of(prepared, settings, noted)
        record = summary.record
        stored = dump_record(record).encode("utf-8")
        formats = read_formats(settings.format)
        rendered = rendered_files(record, prepared.report.document.text, formats, settings.language)
        made = Made({RECORD_FILE: stored, **rendered.files}, listed(record, rendered, settings), len(stored))
    finally:
        # Also of a report that a stop ended: what it asked is paid for, and its answers are kept.
        line.seconds = round(time.perf_counter() - begun, 3)
        line.count(replies)
    line.judge(record.audit)
    return made


def all_at_once(asker: Asker) -> Ask:
    """Return what asks all questions of a list at once, and waits for all that is under way also when the run has to end."""

    async def ask(questions: list[Question]) -> list[Reply]:
        return list(await asyncio.gather(*(asker.reply_to(question) for question in questions)))

    return ask


def as_bug(name: str, error: Exception) -> str:
    """Return how a line tells of an error that nobody foresaw."""
    return f"{name}: {type(error).__name__}: {error} (a bug in the program, please report it; the other inputs went on)"
