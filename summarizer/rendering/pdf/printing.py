"""The brief on one sheet, proven: typst lays it out, and what does not fit is given up, then the size of the letters."""

from summarizer.domain.record import Record
from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.page.parts import Brief
from summarizer.rendering.pdf.typesetting import Printed, render_pdf
from summarizer.rendering.results.absence import Unread

# points; smaller letters are no longer easy to read
_SIZES = (9.0, 8.5)


def print_brief(record: Record, unread: Unread | None = None) -> tuple[Brief, Printed]:
    """Return the page as it was fitted to one sheet, and the sheet. Raise SettingsError where typst is not installed."""
    for size in _SIZES:
        brief, printed = _in_size(size, record, unread)
        if printed.pages == 1:
            break
    return brief, printed


def _in_size(size: float, record: Record, unread: Unread | None) -> tuple[Brief, Printed]:
    laid_out: dict[Brief, Printed] = {}

    def fits(brief: Brief) -> bool:
        laid_out[brief] = render_pdf(brief, size)
        return laid_out[brief].pages == 1

    brief = make_brief(record, unread, fits)
    return brief, laid_out.get(brief) or render_pdf(brief, size)
