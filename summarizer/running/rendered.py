"""A finished record as the files that people and programs read."""

from summarizer.domain.record import Record
from summarizer.domain.report import Report
from summarizer.rendering.absence import find_unread
from summarizer.rendering.brief import make_brief
from summarizer.rendering.html import render_html
from summarizer.rendering.index import IndexRow, index_row
from summarizer.rendering.markdown import render_markdown
from summarizer.rendering.source_view import SOURCE_VIEW, linked_places, render_source_view
from summarizer.running.records import RECORD_FILE, dump_record


def rendered_files(record: Record, report: Report) -> dict[str, str]:
    """Return file name → content: the record and its briefs."""
    text = report.document.text
    brief = make_brief(record, find_unread(record, text))
    return {
        RECORD_FILE: dump_record(record),
        "brief.md": render_markdown(brief),
        "brief.html": render_html(brief, SOURCE_VIEW),
        SOURCE_VIEW: render_source_view(record, text, linked_places(brief), "brief.html"),
    }


def listed(record: Record) -> IndexRow:
    """Return the report's row in the index, with links to its files."""
    folder = f"reports/{record.report_id}"
    return index_row(record, f"{folder}/brief.html", f"{folder}/{RECORD_FILE}")
