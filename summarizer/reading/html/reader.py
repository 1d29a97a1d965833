"""HTML → the lines of the document in it, without the site around it."""

import re
from typing import TYPE_CHECKING

from summarizer.errors import ReadError
from summarizer.reading.extracted import Extracted, Line, join_lines
from summarizer.reading.html.choice import choose_lines, running_text
from summarizer.reading.html.lines import page_lines
from summarizer.reading.html.origin import lacks_title, page_origin, page_title
from summarizer.reading.html.page import Page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})")
_FORMATTING_NAMES = "a b big code em font i nobr s small strike strong tt u"
_FORMATTING = frozenset(_FORMATTING_NAMES.split())
# Elements that end by themselves where the next begins, or hold nothing.
_NO_DEPTH_NAMES = (
    "p li br hr img input meta link td th tr dd dt option tbody thead tfoot col colgroup html head body base area param "
    "embed source track wbr"
)
_NO_DEPTH = frozenset(_NO_DEPTH_NAMES.split())
_DEEPEST = 5_000
_SHOWN_BY_SCRIPT = 3
"""Times as much text as is shown: a print version or a hint that is hidden has no more than the page."""
_WALL_FROM = 2_000
_WALL_LINES = 5
"""A text pasted into a page without a tag: few lines, one of them longer than any paragraph of a report."""
_REOPENED_AT_MOST = 1_000_000


def read_html(text: str, path: str) -> Extracted:
    """Return the document in a page: block elements as lines, tables as rows, the page's title where the body lacks it.

    Raise ReadError for a page that shows no text.
    """
    from selectolax.lexbor import LexborHTMLParser  # only a run that meets HTML pays for it

    tree = LexborHTMLParser(_tamed(text))
    url, retrieved = page_origin(tree, text)
    lines = _lines(tree)
    if not lines:
        raise ReadError(
            f"{path}: a page that shows no text (scripts fetch it?); open it in a browser, copy the text and give that"
        )
    title = page_title(tree)
    if lacks_title("\n".join(line.text for line in lines[:40]), title):
        lines.insert(0, Line(title))
    return join_lines(lines, url=url, retrieved=retrieved)


def _lines(tree: "LexborHTMLParser") -> list[Line]:
    root = tree.body or tree.root
    if root is None:
        return []
    return [Line(line.text, bold=line.bold) for line in choose_lines(_shown_page(root))]


def _shown_page(root: "LexborNode") -> Page:
    """Return what a page shows, after its scripts too: some show the document only then; some rely on line ends."""
    page = page_lines(root)
    shown = max(running_text(page), 1)
    if len(root.text()) > _SHOWN_BY_SCRIPT * shown:
        everything = page_lines(root, hidden=True)
        page = everything if running_text(everything) > _SHOWN_BY_SCRIPT * shown else page
    if max((len(line.text) for line in page.lines), default=0) > _WALL_FROM and len(page.lines) < _WALL_LINES:
        return page_lines(root, pre=True)
    return page


def _tamed(source: str) -> str:
    """Return a page that any parser gets through in linear time.

    Thousands of tags that never close make a tree so deep, or formatting reopened in so many paragraphs, that the standard's
    own algorithm takes quadratic time and room. Such tags carry nothing but style: they go, and block tags become paragraphs.
    """
    depth, formatting, blocks = _deepest(source)
    if depth > _DEEPEST:
        return _TAG.sub(_flat, source)
    if formatting * blocks > _REOPENED_AT_MOST:
        return _TAG.sub(_unformatted, source)
    return source


def _deepest(source: str) -> tuple[int, int, int]:
    """Return how many elements, and how many of formatting, are open at most, and how many begin in all."""
    deepest = most_formatting = depth = formatting = begun = 0
    for match in _TAG.finditer(source):
        name = match[2].lower()
        step = -1 if match[1] else 1
        begun += step == 1
        if name in _FORMATTING:
            formatting = max(formatting + step, 0)
            most_formatting = max(most_formatting, formatting)
        if name not in _NO_DEPTH:
            depth = max(depth + step, 0)
            deepest = max(deepest, depth)
    return deepest, most_formatting, begun


_KEPT = _NO_DEPTH | {"table", "title", "script", "style", "textarea", "select", "template"}


def _flat(match: re.Match[str]) -> str:
    name = match[2].lower()
    if name in _KEPT:
        return match.group()
    return "<wbr" if name in _FORMATTING or name == "span" else "<p"


def _unformatted(match: re.Match[str]) -> str:
    return "<wbr" if match[2].lower() in _FORMATTING else match.group()
