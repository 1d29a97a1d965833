"""The brief as one self-contained HTML file: no script, no outside resource, report text only as data."""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache, partial
from importlib import resources
from itertools import count

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from summarizer.rendering.language import current_language, label
from summarizer.rendering.layout import PAGE_WIDTH, SIZE, column_widths
from summarizer.rendering.page import (
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
from summarizer.rendering.pictures import marks_of
from summarizer.rendering.printable import printable


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


def fill_template(name: str, style: str, script: str = "", **values: object) -> str:
    """Return a template of the package filled in; the page may use its own style sheet and nothing else.

    Values are escaped; a value that the template misses is an error. The style sheet, and the script where the page has one, are
    allowed by their hash, so that markup that came from a report could bring neither.
    """
    return "".join(stream_template(name, style, script, **values))


def stream_template(name: str, style: str, script: str = "", **values: object) -> Iterator[str]:
    """Yield the same in parts, for a page that lists more than memory should hold."""
    parts = {"style": packaged_template(style), "script": packaged_template(script) if script else ""}
    given = {what: Markup(text) for what, text in parts.items()}
    hashes = {f"{what}_hash": _hash(text) for what, text in parts.items()}
    return _template(name).generate(**given, **hashes, **values)


@cache
def packaged_template(name: str) -> str:
    """Return a file that travels with the package."""
    return resources.files("summarizer.rendering").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("summarizer.rendering", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number_in"] = _number_in
    return environment.get_template(name)


def _number_in(source: Source, numbers: dict[Source, int]) -> int:
    return numbers[source]


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
