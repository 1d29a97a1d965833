"""Measure the parts of one report's way, in seconds of one core: what the simulation of a cluster reckons with."""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent))

from make_reports import reports
from network import endpoint_at, make_replies, measure

from summarizer.domain.prepared import Prepared
from summarizer.domain.reply import Question, Reply
from summarizer.pipeline import ChunkSize, prepare_document
from summarizer.reading import read_document
from summarizer.running.engines.making import Made, all_at_once, line_of, make_report
from summarizer.running.network.endpoint import open_asker
from summarizer.running.outputs.folder import OutputFolder
from summarizer.running.outputs.journal import Journal
from summarizer.running.resuming.keys import keys_of
from summarizer.running.resuming.lines import Lines
from summarizer.settings import Settings

REPORTS = 24


def parts_of_a_run() -> dict[str, float]:
    """Return seconds a report before and after asking and for storing, seconds a question for asking, and questions a report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(cache=folder / "cache")
        before, prepared = _prepared(settings)
        after, made, questions = asyncio.run(_made(prepared, settings))
        store = _stored(prepared, made, settings, folder / "out")
        replies = folder / "replies"
        replies.mkdir()
        make_replies(replies)
        with endpoint_at(replies, 50) as url:
            asked = measure("ours", url, 1600, 64, folder / "asked")
    figures = {
        "questions_a_report": questions / len(prepared),
        "before_seconds": before / len(prepared),
        "after_seconds": after / len(prepared),
        "ask_seconds": asked["cpu_ms"] / 1000,
        "store_seconds": store / len(prepared),
        "kilobytes_a_report": sum(len(_bytes(content)) for one in made for content in one.files.values()) / 1024 / len(made),
    }
    return {name: round(value, 5) for name, value in figures.items()}


def _prepared(settings: Settings) -> tuple[float, list[Prepared]]:
    documents = [(name, text.encode()) for name, text in reports(REPORTS)]
    begun = time.process_time()
    size = ChunkSize(settings.min_chars, settings.max_chars)
    found = [one for name, data in documents for one in prepare_document(read_document(data, name), size)]
    return time.process_time() - begun, found


async def _made(prepared: list[Prepared], settings: Settings) -> tuple[float, list[Made], int]:
    """Make all reports twice: with a model, and then timed with the replies that were given."""
    given: dict[tuple[str, str], Reply] = {}

    async def replay(questions: list[Question]) -> list[Reply]:
        return [replace(given[one.stable, one.variable], question=one) for one in questions]

    async with open_asker(settings, os.environ, print) as asker:
        ask = all_at_once(asker)

        async def remember(questions: list[Question]) -> list[Reply]:
            replies = await ask(questions)
            given.update({(one.question.stable, one.question.variable): one for one in replies})
            return replies

        for one in prepared:
            await make_report(line_of("a", one), one, settings, remember)
    begun = time.process_time()
    made = [await make_report(line_of("a", one), one, settings, replay) for one in prepared]
    return time.process_time() - begun, made, len(given)


def _stored(prepared: list[Prepared], made: list[Made], settings: Settings, out: Path) -> float:
    output = OutputFolder(out)
    output.prepare()
    with Journal(out) as journal, open_lines(journal, settings) as lines:
        begun = time.process_time()
        for report, one in zip(prepared, made, strict=True):
            output.write_document(report.report.document.sha256, report.report.document.text)
            output.write_report(report.report_id, one.files)
            line = line_of("a", report)
            lines.finish(lines.add(line), line, one.index, one.record_bytes)
        return time.process_time() - begun


def open_lines(journal: Journal, settings: Settings) -> Any:
    """Return the lines of a run as a context."""
    from contextlib import nullcontext

    from summarizer.running.network.endpoint import find_endpoint

    return nullcontext(Lines(journal, keys_of(settings, find_endpoint(settings, os.environ))))


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


if __name__ == "__main__":
    for key, value in parts_of_a_run().items():
        print(f"{key:20} {value:10.5f}")
