"""What a worker process does: one document at a time, from its file to finished reports.

Imported by worker processes. A worker writes nothing but kept answers: its results go back, and the run stores them in the
order of the inputs.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from summarizer.domain.prepared import Prepared
from summarizer.errors import LimitReachedError, NoReportError, ReadError, RecordError, StopRunError, SummarizerError
from summarizer.pipeline import Ask, ChunkSize, prepare_document
from summarizer.rendering.html.index import IndexRow
from summarizer.running.engines.making import Made, all_at_once, as_bug, line_of, make_report
from summarizer.running.inputs.documents import Source, document_of, open_source
from summarizer.running.inputs.files import InputFile
from summarizer.running.network.endpoint import open_asker
from summarizer.running.outputs.folder import Files, OutputFolder
from summarizer.running.outputs.rendered import render_again
from summarizer.running.resuming.lines import Line
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
    source: Source | None = None
    """What is in the file, where the worker can't reach it."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A report as it comes back. `made` None: it failed, its line says why; or it is to be kept."""

    text_hash: str
    line: Line | None
    made: Made | None
    stopped: str = ""
    is_limit: bool = False


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
    is_limit: bool = False
    """It is a limit that the user set."""
    notices: tuple[str, ...] = ()


class Worker:
    """What a process keeps between documents."""

    def __init__(self, settings: Settings, output: OutputFolder, ask: Ask | None = None) -> None:
        """`ask` None: ask in this process."""
        self.settings, self.output = settings, output
        self.notices: list[str] = []
        self.runner = asyncio.Runner()
        self.ask = ask or all_at_once(open_asker(settings, os.environ, self.notices.append))

    def do(self, job: Job) -> JobDone:
        """Do a job. Any error becomes a line."""
        self.notices.clear()
        name = job.file.name
        try:
            return _done(job, self)
        except NoReportError as error:
            return JobDone(trouble=Line("no report", [name], error=str(error)))
        except ReadError as error:
            return JobDone(trouble=Line("unreadable", [name], error=str(error)))
        except Exception as error:  # a bug in us must not cost the other files
            return JobDone(trouble=Line("failed", [name], error=as_bug(name, error)))


_worker: Worker | None = None


def begin(settings: Settings, output: OutputFolder, environment: Mapping[str, str]) -> None:
    """Get a process ready. Signals of the terminal are for the run alone, which then ends its workers.

    The process from which workers part may be older than the run, and know another environment than its.
    """
    global _worker
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    _worker = Worker(settings, output)


def _end_with_the_run() -> None:
    """End this process when the run is gone, even killed: nobody else would."""
    run = multiprocessing.parent_process()
    if run is not None:
        run.join()
        os._exit(1)


def do(job: Job) -> JobDone:
    """Do a job in a process that is ready."""
    assert _worker is not None
    return _worker.do(job)


def _done(job: Job, worker: Worker) -> JobDone:
    rendered = tuple(_rendered(job, worker))
    if not job.reads:
        return JobDone(rendered=rendered)
    settings = worker.settings
    document = document_of(job.source or open_source(job.file, settings))
    reports: dict[str, Worked] = {}
    for prepared in prepare_document(document, ChunkSize(settings.min_chars, settings.max_chars)):
        if prepared.text_hash not in reports:
            needed = job.steps.get(prepared.text_hash, "make") == "make"
            reports[prepared.text_hash] = _made(job, prepared, worker) if needed else Worked(prepared.text_hash, None, None)
    found = tuple(reports.values())
    end = next((worked for worked in found if worked.stopped), Worked("", None, None))
    notices = tuple(worker.notices)
    return JobDone(document.sha256, document.text, found, rendered, stopped=end.stopped, is_limit=end.is_limit, notices=notices)


def _rendered(job: Job, worker: Worker) -> Iterator[tuple[str, Files, IndexRow]]:
    for text_hash, report_id in job.report_ids.items():
        with suppress(RecordError, OSError, ValueError):  # the run meets it again and tells of it
            yield (text_hash, *render_again(worker.output, report_id, worker.settings))


def _made(job: Job, prepared: Prepared, worker: Worker) -> Worked:
    line = line_of(job.file.name, prepared)
    made, stopped, is_limit = None, "", False
    try:
        made = worker.runner.run(make_report(line, prepared, worker.settings, worker.ask))
    except StopRunError as error:
        line.stop()
        stopped = str(error)
        is_limit = isinstance(error, LimitReachedError)
    except SummarizerError as error:
        line.error = str(error)
    except Exception as error:  # a bug in us must not cost the other reports
        line.error = as_bug(job.file.name, error)
    return Worked(prepared.text_hash, line, made, stopped, is_limit)
