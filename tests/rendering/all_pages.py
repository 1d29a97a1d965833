"""Every record that a page must be proven for: those of the main job and the extreme ones, each with its page."""

from collections.abc import Iterator, Sequence

from summarizer.domain.record import Record
from summarizer.rendering.html.index import IndexRow, stream_index
from summarizer.rendering.results.absence import Unread, find_unread
from summarizer.running.outputs.records import load_record
from tests.conftest import Job
from tests.rendering.extreme_records import extreme_records


def records_with_text(job: Job) -> Iterator[tuple[str, Record, Unread]]:
    """Yield name, record and what its text names without a value."""
    for path in sorted((job.out / "reports").iterdir()):
        record = load_record(path)
        text = (job.out / "documents" / f"{record.source.sha256}.txt").read_bytes().decode("utf-8")
        yield path.name, record, find_unread(record, text)
    for name, record in extreme_records().items():
        yield name, record, {}


def whole_index(rows: Sequence[IndexRow]) -> str:
    """Return the list of a run's reports in one piece."""
    return "".join(stream_index(lambda: iter(rows)))
