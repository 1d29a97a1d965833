"""The brief as one self-contained HTML file: no script, no outside resource, report text only as data."""

from functools import partial
from itertools import count

from summarizer.rendering.page.layout import PAGE_WIDTH, SIZE, column_widths
from summarizer.rendering.page.parts import (
    Brief,
    Run,
    Source,
    Table,
    last_of_source,
    plain,
    reference_numbers,
    row_references,
    stands_alone,
)
from summarizer.rendering.page.pictures import marks_of
from summarizer.rendering.templates import fill_template
from summarizer.rendering.wording.language import current_language, label
from summarizer.rendering.wording.printable import printable


def render_html(brief: Brief, source_view: str = "") -> str:
    """Return the page in HTML. Every figure shows its sentence on hover, tap and keyboard focus, by style sheet alone.

    `source_view` is a link to the report's source view; each sentence then links to its place there.
    """
    numbers = reference_numbers(brief)
    return fill_template(
        "brief.html",
        "brief.css",
        brief=brief,
        numbers=numbers,
        pieces=_pieces,
        plain=plain,
        runs=last_of_source,
        cited=partial(row_references, numbers=numbers),
        place=partial(_place, source_view),
        shares=partial(_shares, numbers),
        marks=marks_of(brief.table) if brief.table else {},
        label=label,
        language=current_language(),
        alone=stands_alone(brief),
        next_tip=map("t{}".format, count(1)).__next__,
    )


def _shares(numbers: dict[Source, int], table: Table) -> list[float]:
    """Return the widths of the columns in percent."""
    widths = column_widths(table, [row_references(row, numbers) for row in table.rows], SIZE)
    return [round(100 * width / PAGE_WIDTH, 2) for width in widths]


def _place(source_view: str, run: Run, source: Source) -> str:
    """Return the link to a figure in the source view, or to the sentence where the run has no figure in it."""
    inside = [start for start, _ in run.spots if source.start <= start < source.end]
    return f"{source_view}#c{(inside or [source.start])[0]}" if source_view else ""


def _pieces(run: Run, source: Source) -> list[tuple[str, bool]]:
    """Cut a sentence so that the run's own figure can be marked in it."""
    text = source.text
    for start, end in run.spots:
        low, high = start - source.start, end - source.start
        if 0 <= low < high <= len(text):
            parts = [(text[:low], False), (text[low:high], True), (text[high:], False)]
            return [(printable(part), is_marked) for part, is_marked in parts]
    return [(printable(text), False)]
