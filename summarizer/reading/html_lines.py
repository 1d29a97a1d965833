"""A parsed page → its lines, and the blocks that they lie in. Nothing is chosen or dropped here but what no reader sees."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.reading.tables import Cell, is_layout, table_lines

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Elements whose content is never shown, or is no text.
_UNSEEN_NAMES = "script style template head noscript iframe object embed svg canvas audio video select option textarea button map"
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr input img"
)
_INLINE = frozenset(_INLINE_NAMES.split())
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
# `display:none`, `visibility: hidden`, `font-size:0px`: words against copying are hidden so
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)", re.I
)
# `font-weight:bold`, `font-weight: 700`
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LEAD = re.compile(r"[\s\u200b\ufeff]+")
# A line end between two wide characters is no space (CSS Text 3, segment break transformation).
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’—…]")
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page; `links` counts its characters that lie in links, `bold` those in bold at its beginning."""

    text: str
    links: int = 0
    bold: int = 0


@dataclass(slots=True)
class Block:
    """A block element: the lines from `start` to `end` (exclusive) and the index of the block around it."""

    tag: str
    parent: int
    start: int
    end: int = 0


@dataclass(slots=True)
class Page:
    """What a page shows, in order."""

    lines: list[PageLine] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    pieces: list[str] = field(default_factory=list)
    links: int = 0
    bold: int = 0
    plain: bool = False

    def add(self, text: str, *, link: bool, bold: bool) -> None:
        self.pieces.append(text)
        length = len(_LEAD.sub("", text))
        self.links += length if link else 0
        self.plain = self.plain or (length > 0 and not bold)
        self.bold += length if not self.plain else 0

    def finish(self) -> PageLine | None:
        raw = "".join(self.pieces)
        text = _SPACES.sub(_space, raw).translate(_ZERO_WIDTH).strip()
        return PageLine(text, min(self.links, len(text)), _span_of(text, self.bold)) if text else None


@dataclass(slots=True)
class _Walk:
    """Where the walk through the page is. `open` holds what the elements around change."""

    page: Page
    line: _Line = field(default_factory=_Line)
    block: int = -1
    links: int = 0
    bold: int = 0
    pre: int = 0

    def end_line(self) -> None:
        if (line := self.line.finish()) is not None:
            self.page.lines.append(line)
        self.line = _Line()

    def enter(self, tag: str) -> None:
        if _is_inline(tag):
            return
        self.end_line()
        self.page.blocks.append(Block(tag, self.block, len(self.page.lines)))
        self.block = len(self.page.blocks) - 1

    def leave(self, tag: str) -> None:
        if _is_inline(tag):
            return
        self.end_line()
        block = self.page.blocks[self.block]
        block.end = len(self.page.lines)
        self.block = block.parent

    def turn(self, node: "LexborNode", by: int) -> None:
        """Count in (+1) or out (-1) what an element does to the words in it."""
        tag = node.tag or ""
        attributes = node.attributes
        self.links += by if tag == "a" and attributes.get("href") is not None else 0
        self.bold += by if tag in _BOLD or _BOLD_STYLE.search(attributes.get("style") or "") else 0
        self.pre += by if tag == "pre" else 0

    def write(self, text: str) -> None:
        if not self.pre:
            self.line.add(text, link=self.links > 0, bold=self.bold > 0)
            return
        for number, part in enumerate(text.split("\n")):
            if number:
                self.end_line()
            self.line.add(part, link=self.links > 0, bold=self.bold > 0)


def page_lines(root: "LexborNode") -> Page:
    """Return the lines and blocks of a page, tables as rows."""
    walk = _Walk(Page())
    _walk_through(root, walk)
    walk.end_line()
    return walk.page


def _walk_through(root: "LexborNode", walk: _Walk) -> None:
    """Walk an element without recursion: pages nest thousands of levels deep where tags were never closed."""
    stack: list[tuple[LexborNode, bool]] = [(root, True)]
    while stack:
        node, entering = stack.pop()
        if not entering:
            walk.turn(node, -1)
            walk.leave(node.tag or "")
        elif node.is_text_node:
            walk.write(node.text_content or "")
        elif node.tag == "br":
            walk.end_line()
        elif node.tag == "table" and (rows := _data_rows(node)) is not None:
            _write_table(rows, walk)
        elif not _is_unseen(node):
            walk.enter(node.tag or "")
            walk.turn(node, 1)
            stack.append((node, False))
            stack.extend((child, True) for child in reversed(_children(node)))


def _is_inline(tag: str) -> bool:
    """Tell whether an element stands in a line; those with a colon are what Word leaves: `o:p`, `st1:chsdate`."""
    return tag in _INLINE or ":" in tag


def _children(node: "LexborNode") -> list["LexborNode"]:
    return list(node.iter(include_text=True))


def _is_unseen(node: "LexborNode") -> bool:
    if node.tag in _UNSEEN or not node.is_element_node:
        return True
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _data_rows(table: "LexborNode") -> list[list["LexborNode"]] | None:
    """Return the cells of a table that holds data, None for one that only lays out the page."""
    rows: list[list[LexborNode]] = []
    for node in _elements(table):
        if node.tag == "table":
            return None
        if node.tag == "tr":
            rows.append([])
        elif node.tag in ("td", "th") and rows:
            rows[-1].append(node)
    if max(map(len, rows), default=0) < 2:
        return None
    sizes = [len(cell.text()) for row in rows for cell in row]
    return None if is_layout(sizes) else rows


def _elements(root: "LexborNode") -> Iterator["LexborNode"]:
    """Yield the elements below one, in order; none below a nested table."""
    stack = [child for child in reversed(_children(root)) if child.is_element_node]
    while stack:
        node = stack.pop()
        yield node
        if node.tag != "table":
            stack.extend(child for child in reversed(_children(node)) if child.is_element_node)


def _write_table(rows: list[list["LexborNode"]], walk: _Walk) -> None:
    walk.enter("table")
    cells = [[_cell(node) for node in row if not _is_unseen(node)] for row in rows]
    links = sum(links for row in cells for _, links in row)
    chars = sum(len(cell.text) for row in cells for cell, _ in row) or 1
    for text in table_lines([cell for cell, _ in row] for row in cells):
        walk.page.lines.append(PageLine(text, len(text) * links // chars))
    walk.leave("table")


def _cell(node: "LexborNode") -> tuple[Cell, int]:
    """Return a cell with its words on one line, and how many of its characters lie in links."""
    page = page_lines(node)
    text = " ".join(line.text for line in page.lines).replace("\t", " ")
    attributes = node.attributes
    cell = Cell(text, _span(attributes.get("rowspan")), _span(attributes.get("colspan")))
    return cell, sum(line.links for line in page.lines)


def _span(value: str | None) -> int:
    digits = (value or "").strip()[:5]
    return int(digits) if digits.isascii() and digits.isdigit() else 1


def _space(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    if "\n" in match.group() and start and end < len(text) and _WIDE.match(text[start - 1]) and _WIDE.match(text[end]):
        return ""
    return " "


def _span_of(text: str, letters: int) -> int:
    """Return how far the first `letters` characters reach that are no white space."""
    for place, character in enumerate(text):
        if letters <= 0:
            return place
        letters -= not character.isspace()
    return len(text) if letters <= 0 else 0
