"""The files that pages are made of, and how the HTML ones are filled in. Report text is a value in them, never a part of them."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup


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
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader(__name__, ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number_in"] = _number_in
    return environment.get_template(name)


def _number_in(source: object, numbers: Mapping[object, int]) -> int:
    return numbers[source]
