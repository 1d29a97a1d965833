"""What a worker process does: one document at a time, from its file to finished reports.

Imported by worker processes. A worker writes nothing but kept answers: its results go back, and the run stores them in the
order of the inputs.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from summarizer.asking.asker import Asker
from summarizer.domain.prepared import Prepared
from summarizer.errors import NoReportError, ReadError, RecordError, StopRunError, SummarizerError
from summarizer.pipeline import ChunkSize, prepare_document
from summarizer.rendering.index import IndexRow
from summarizer.running.documents import open_document
from summarizer.running.endpoint import open_asker
from summarizer.running.inputs import InputFile
from summarizer.running.lines import Line
from summarizer.running.making import Made, as_bug, line_of, make_report
from summarizer.running.output import Files, OutputFolder
from summarizer.running.rendered import render_again
from summarizer.settings import Settings


@dataclass(frozen=True, slots=True)
class Job:
    """One document for a worker."""

    file: InputFile
    steps: dict[str, str]
    """Text hash → keep, render or make; reports that are not in it are made."""
    report_ids: dict[str, str]
    """Text hash → id, of the reports to be rendered again."""
    reads: bool
    """Whether the file has to be opened: nothing has to be made otherwise."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A report as it comes back. `made` None: it failed, its line says why; or it is to be kept."""

    text_hash: str
    line: Line | None
    made: Made | None
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class JobDone:
    """What came of a document."""

    sha256: str = ""
    text: str = ""
    reports: tuple[Worked, ...] = ()
    rendered: tuple[tuple[str, Files, IndexRow], ...] = ()
    """Text hash, briefs and row of the index."""
    trouble: Line | None = None
    stopped: str = ""
    """Why no further document can be done."""
    notices: tuple[str, ...] = ()


class _Worker:
    """What a process keeps between documents."""

    def __init__(self, settings: Settings, output: OutputFolder) -> None:
        self.settings, self.output = settings, output
        self.notices: list[str] = []
        self.runner = asyncio.Runner()
        self.asker: Asker = open_asker(settings, os.environ, self.notices.append)


_worker: _Worker | None = None


def begin(settings: Settings, output: OutputFolder) -> None:
    """Get a process ready. Signals of the terminal are for the run alone, which then ends its workers."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    _worker = _Worker(settings, output)


def _end_with_the_run() -> None:
    """End this process when the run is gone, even killed: nobody else would."""
    run = multiprocessing.parent_process()
    if run is not None:
        run.join()
        os._exit(1)


def do(job: Job) -> JobDone:
    """Do a job. Any error becomes a line."""
    assert _worker is not None
    _worker.notices.clear()
    name = job.file.name
    try:
        return _done(job, _worker)
    except NoReportError as error:
        return JobDone(trouble=Line("no report", [name], error=str(error)))
    except ReadError as error:
        return JobDone(trouble=Line("unreadable", [name], error=str(error)))
    except Exception as error:  # a bug in us must not cost the other files
        return JobDone(trouble=Line("failed", [name], error=as_bug(name, error)))


def _done(job: Job, worker: _Worker) -> JobDone:
    rendered = tuple(_rendered(job, worker))
    if not job.reads:
        return JobDone(rendered=rendered)
    settings = worker.settings
    document = open_document(job.file, settings)
    reports: dict[str, Worked] = {}
    for prepared in prepare_document(document, ChunkSize(settings.min_chars, settings.max_chars)):
        if prepared.text_hash not in reports:
            needed = job.steps.get(prepared.text_hash, "make") == "make"
            reports[prepared.text_hash] = _made(job, prepared, worker) if needed else Worked(prepared.text_hash, None, None)
    found = tuple(reports.values())
    stopped = next((worked.stopped for worked in found if worked.stopped), "")
    return JobDone(document.sha256, document.text, found, rendered, stopped=stopped, notices=tuple(worker.notices))


def _rendered(job: Job, worker: _Worker) -> Iterator[tuple[str, Files, IndexRow]]:
    for text_hash, report_id in job.report_ids.items():
        with suppress(RecordError, OSError, ValueError):  # the run meets it again and tells of it
            yield (text_hash, *render_again(worker.output, report_id, worker.settings))


def _made(job: Job, prepared: Prepared, worker: _Worker) -> Worked:
    line = line_of(job.file.name, prepared)
    made, stopped = None, ""
    try:
        made = worker.runner.run(make_report(line, prepared, worker.settings, worker.asker))
    except StopRunError as error:
        line.error = stopped = str(error)
    except SummarizerError as error:
        line.error = str(error)
    except Exception as error:  # a bug in us must not cost the other reports
        line.error = as_bug(job.file.name, error)
    return Worked(prepared.text_hash, line, made, stopped)
