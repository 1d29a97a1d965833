"""What a notebook or a service needs of the program, without its command line. `from summarizer import …` gives the same."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

from summarizer.domain.prepared import Prepared
from summarizer.domain.record import Record
from summarizer.errors import ReadError, SettingsError, SummarizerError
from summarizer.pipeline import ChunkSize, prepare_document
from summarizer.reading import read_document
from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.html.brief import render_html
from summarizer.rendering.markdown import render_markdown
from summarizer.rendering.results.absence import find_unread
from summarizer.reviewing.difference import Difference
from summarizer.reviewing.differences import differences
from summarizer.running.engines.making import all_at_once, record_of
from summarizer.running.inputs.files import InputFile, read_bytes, readable
from summarizer.running.inputs.remote import place_of
from summarizer.running.network.endpoint import open_asker
from summarizer.settings import Settings

Form = Literal["html", "md"]
_LONGEST_NAME = 255
"""In bytes, of a file on any common system."""


def read_reports(source: Path | str | bytes, settings: Settings | None = None, *, name: str = "") -> list[Prepared]:
    """Return the reports in a file (a path or a URL), or in its bytes: read, cut into sections and chunks, nothing asked yet.

    `name` stands for the file in the record's `source.path` and in messages; a path's own name, or `bytes`, where it is left out.
    Raise ReadError when the file can't be read, NoReportError when no report is in it.
    """
    using = settings or Settings()
    if isinstance(source, bytes):
        name, data = name or "bytes", source
    else:
        if isinstance(source, str) and _is_text(source):
            raise ReadError("read_reports: a str names a file or a URL, and this one is a text; give its bytes: text.encode()")
        place = place_of(source) if isinstance(source, str) else source
        name = name or readable(Path(source).name)
        data = read_bytes(InputFile(place, name), using.max_megabytes)
    return prepare_document(read_document(data, name), ChunkSize(using.min_chars, using.max_chars))


def _is_text(source: str) -> bool:
    """Say whether a str can't name a file, as somebody gives who has the text of a report."""
    return "\n" in source or any(len(part.encode("utf-8", "replace")) > _LONGEST_NAME for part in source.split("/"))


def summarize(report: Prepared, settings: Settings | None = None, *, notice: Callable[[str], None] = lambda _: None) -> Record:
    """Return the record of a report. `settings` name model, cache and chunk sizes; without them builtin rules label it.

    A chunk that failed doesn't raise: the record lists it in its audit and says `complete: false`. `notice` is told of kept
    answers that can't be used. Where a loop is running already (a notebook, a service), await `summarize_async` instead.
    Raise SettingsError, CacheError, or StopRunError when no question can be answered at all, TypeError on what is no report.
    """
    _check_report(report, "summarize")
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(summarize_async(report, settings, notice=notice))
    raise SummarizerError("summarize: a loop is running in this thread; write `await summarize_async(…)` instead")


async def summarize_async(
    report: Prepared, settings: Settings | None = None, *, notice: Callable[[str], None] = lambda _: None
) -> Record:
    """Return the record of a report, like `summarize`, without blocking the loop while a model is waited for."""
    _check_report(report, "summarize_async")
    using = settings or Settings()
    async with open_asker(using, os.environ, notice) as asker:
        return (await record_of(report, using, all_at_once(asker))).record


def _check_report(report: object, called: str) -> None:
    if not isinstance(report, Prepared):
        what = type(report).__name__
        raise TypeError(f"{called}: a {what} is no report; give one of those that read_reports returns, such as reports[0]")


def render_brief(record: Record, text: str | None = None, form: Form = "html") -> str:
    """Return the one-page brief of a record.

    `text` is that of its document (`report.report.document.text`): with it the page may say that something is not mentioned,
    without it only that nothing was found. Raise SettingsError on another form.
    """
    if form not in get_args(Form):
        raise SettingsError(f"form is {form!r}; it must be one of {', '.join(get_args(Form))}")
    brief = make_brief(record, None if text is None else find_unread(record, text))
    return render_html(brief) if form == "html" else render_markdown(brief)


def compare(old: Record, new: Record) -> list[Difference]:
    """Return what differs between two records of one report, part by part; nothing for a record and itself."""
    return differences(old, new)
