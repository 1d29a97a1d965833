"""A finished record as the files that people and programs read."""

from summarizer.domain.record import Record
from summarizer.rendering.absence import find_unread
from summarizer.rendering.brief import make_brief
from summarizer.rendering.html import render_html
from summarizer.rendering.index import IndexRow, index_row
from summarizer.rendering.markdown import render_markdown
from summarizer.running.output import OutputFolder
from summarizer.running.records import RECORD_FILE, dump_record, load_record


def rendered_files(record: Record, text: str) -> dict[str, str]:
    """Return file name → content: the record and its briefs. `text` is the document's."""
    return {RECORD_FILE: dump_record(record), **rendered_briefs(record, text)}


def rendered_briefs(record: Record, text: str) -> dict[str, str]:
    """Return file name → content of the briefs alone, for a record that stays as it is."""
    brief = make_brief(record, find_unread(record, text))
    return {"brief.md": render_markdown(brief), "brief.html": render_html(brief)}


def listed(record: Record) -> IndexRow:
    """Return the report's row in the index, with links to its files."""
    return index_row(record, *links(record.report_id))


def links(report_id: str) -> tuple[str, str]:
    """Return where brief and record of a report stand, relative to the index."""
    return f"reports/{report_id}/brief.html", f"reports/{report_id}/{RECORD_FILE}"


def render_again(output: OutputFolder, report_id: str) -> tuple[dict[str, str], IndexRow]:
    """Return the briefs of a report whose record stays as it is, and its row in the index.

    Raise RecordError or OSError when record or document can't be read.
    """
    record = load_record(output.report_folder(report_id))
    text = output.read_document(record.source.sha256)
    return rendered_briefs(record, text), listed(record)
