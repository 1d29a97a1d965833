"""The brief as one self-contained HTML file: no script, no outside resource, report text only as data."""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache, partial
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from summarizer.rendering.page import Brief, Cell, Run, Source, last_of_source, plain, reference_numbers
from summarizer.rendering.printable import printable


def render_html(brief: Brief) -> str:
    """Return the page in HTML. Every figure shows its sentence on hover, tap and keyboard focus, by style sheet alone."""
    numbers = reference_numbers(brief)
    return fill_template(
        "brief.html",
        "brief.css",
        brief=brief,
        numbers=numbers,
        pieces=_pieces,
        plain=plain,
        runs=last_of_source,
        cited=partial(_cited, numbers),
    )


def fill_template(name: str, style: str, **values: object) -> str:
    """Return a template of the package filled in; the page may use its own style sheet and nothing else.

    Values are escaped; a value that the template misses is an error. The style sheet is allowed by its hash, so that markup that
    came from a report could not even bring a style of its own.
    """
    return "".join(stream_template(name, style, **values))


def stream_template(name: str, style: str, **values: object) -> Iterator[str]:
    """Yield the same in parts, for a page that lists more than memory should hold."""
    sheet = _style(style)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    return _template(name).generate(style=Markup(sheet), style_hash=digest, **values)


@cache
def _style(name: str) -> str:
    return resources.files("summarizer.rendering").joinpath("templates", name).read_text(encoding="utf-8")


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


def _cited(numbers: dict[Source, int], row: tuple[Cell, ...]) -> list[int]:
    return sorted({numbers[source] for cell in row for run in cell.words for source in run.sources})


def _pieces(run: Run, source: Source) -> list[tuple[str, bool]]:
    """Cut a sentence so that the run's own figure can be marked in it."""
    text = source.text
    for start, end in run.spots:
        low, high = start - source.start, end - source.start
        if 0 <= low < high <= len(text):
            parts = [(text[:low], False), (text[low:high], True), (text[high:], False)]
            return [(printable(part), is_marked) for part, is_marked in parts]
    return [(printable(text), False)]
