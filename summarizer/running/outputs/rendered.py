"""A finished record as the files that people and programs read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from summarizer.domain.record import Record
from summarizer.errors import SettingsError
from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.html.brief import render_html
from summarizer.rendering.html.index import IndexRow, index_row
from summarizer.rendering.markdown import render_markdown
from summarizer.rendering.office.spreadsheet import spreadsheet
from summarizer.rendering.page.layout import SIZE
from summarizer.rendering.page.parts import Brief
from summarizer.rendering.results.absence import find_unread
from summarizer.rendering.source.view import linked_places, render_source_view
from summarizer.rendering.tables.evidence import evidence_rows, evidence_titles
from summarizer.rendering.wording.language import label, labels_in
from summarizer.rendering.wording.places import SOURCE_VIEW
from summarizer.running.outputs.folder import Files, OutputFolder
from summarizer.running.outputs.records import RECORD_FILE, load_record
from summarizer.settings import Language, Settings

EVIDENCE = "evidence.xlsx"
_SHOWN = 5
_WIDTHS = (7, 26, 70, 26, 40, 7, 7, 9, 9, 30, 26, 26, 12, 20, 70)
FORMATS = ("record", "md", "html", "pdf", "docx")
# what the index links to, where it is there
_BEST = ("html", "pdf", "md", "docx")


def read_formats(named: str) -> tuple[str, ...]:
    """Return the formats of a list such as `md,html,pdf`. Raise SettingsError for one that can't be made."""
    formats = tuple(dict.fromkeys(part.strip() for part in named.split(",") if part.strip()))
    if unknown := [each for each in formats if each not in FORMATS]:
        raise SettingsError(f"format is {named!r}: unknown {', '.join(unknown)}; known are {', '.join(FORMATS)}")
    if not formats:
        raise SettingsError(f"format is empty; name some of {', '.join(FORMATS)}")
    if "pdf" in formats:
        from summarizer.rendering.pdf.typesetting import require_typst

        require_typst()
    return formats


@dataclass(frozen=True, slots=True)
class Rendered:
    """The briefs of a record, and the source view where the text of the document is known."""

    files: Files
    borrowed: str = ""
    """Characters of the printed page that a font of this machine has drawn, not the program's own."""
    undrawn: str = ""
    """Characters that no font has drawn."""


def rendered_files(record: Record, text: str | None, formats: Iterable[str], language: Language = "zh") -> Rendered:
    """Return the briefs of a record; `text` is the document's."""
    wanted = set(formats) - {FORMATS[0]}
    if not wanted:
        return Rendered({})
    with labels_in(language):
        return _briefs(record, text, wanted)


def _briefs(record: Record, text: str | None, wanted: set[str]) -> Rendered:
    unread = None if text is None else find_unread(record, text)
    files: Files = {}
    size, borrowed, undrawn = SIZE, "", ""
    if "pdf" in wanted:
        from summarizer.rendering.pdf.printing import print_brief

        brief, sheet = print_brief(record, unread)
        files["brief.pdf"], size, borrowed, undrawn = sheet.pdf, sheet.size, sheet.borrowed, sheet.undrawn
    else:
        brief = make_brief(record, unread)
    if "md" in wanted:
        files["brief.md"] = render_markdown(brief)
    if "docx" in wanted:
        from summarizer.rendering.office.docx import render_docx

        files["brief.docx"] = render_docx(brief, size)
    if "html" in wanted:
        files |= _pages(record, brief, text)
    files[EVIDENCE] = spreadsheet(label("出处"), evidence_titles(), evidence_rows(brief, record, text), _WIDTHS)
    return Rendered(files, borrowed, undrawn)


def _pages(record: Record, brief: Brief, text: str | None) -> Files:
    page = render_html(brief, SOURCE_VIEW if text is not None else "")
    if text is None:
        return {"brief.html": page}
    return {"brief.html": page, SOURCE_VIEW: render_source_view(record, text, linked_places(brief), "brief.html")}


def brief_files(formats: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the files that stand beside a record."""
    names = [f"brief.{each}" for each in formats if each != FORMATS[0]]
    pages = [SOURCE_VIEW] if "html" in formats else []
    return (*names, *pages, EVIDENCE) if names else ()


def listed(record: Record, rendered: Rendered, settings: Settings) -> IndexRow:
    """Return the report's row in the index; its links are set when the index is written."""
    with labels_in(settings.language):
        return replace(index_row(record, "", ""), borrowed=rendered.borrowed, undrawn=rendered.undrawn)


def told_characters(borrowed: Mapping[str, str], undrawn: Mapping[str, str]) -> Iterator[str]:
    """Yield what to tell of printed pages whose characters the program's own fonts lack; both map a report's id to them."""
    if any(undrawn.values()):
        yield f"No font of this machine has {_characters(undrawn)}: 〓 stands there in brief.pdf; install a font that has them"
    if any(borrowed.values()):
        yield f"Fonts of this machine drew {_characters(borrowed)} in brief.pdf, which may look different on another machine"


def _characters(by_report: Mapping[str, str]) -> str:
    shown = [
        f"{' '.join(f'{c} (U+{ord(c):04X})' for c in text[:_SHOWN])} in {report}" for report, text in by_report.items() if text
    ]
    more = f" and characters of {len(shown) - _SHOWN} more reports" if len(shown) > _SHOWN else ""
    return ", ".join(shown[:_SHOWN]) + more


def links(output: OutputFolder, report_id: str) -> tuple[str, str, str]:
    """Return where brief, record and source view of a report stand, relative to the index; `""` for a file that isn't there."""
    folder, link = output.report_folder(report_id), f"reports/{report_id}"
    brief = next((name for each in _BEST if (folder / (name := f"brief.{each}")).is_file()), "")
    source = f"{link}/{SOURCE_VIEW}" if (folder / SOURCE_VIEW).is_file() else ""
    return f"{link}/{brief}" if brief else "", f"{link}/{RECORD_FILE}", source


def render_again(output: OutputFolder, report_id: str, settings: Settings) -> tuple[Files, IndexRow]:
    """Return the briefs of a report whose record stays as it is, and its row in the index.

    Raise RecordError or OSError when record or document can't be read.
    """
    record = load_record(output.report_folder(report_id))
    text = output.read_document(record.source.sha256)
    rendered = rendered_files(record, text, read_formats(settings.format), settings.language)
    return rendered.files, listed(record, rendered, settings)
