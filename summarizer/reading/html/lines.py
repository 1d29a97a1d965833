"""A parsed page → its lines and blocks. Nothing is chosen or dropped here but what no reader of the page sees."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarizer.reading.html.page import Look, Page, PageLine
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
# `white-space: pre-wrap`
_PRE_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)


def page_lines(root: "LexborNode", *, hidden: bool = False, pre: bool = False) -> Page:
    """Return the lines and blocks of a page, tables as rows; with what is hidden, or with the line ends of its source."""
    page = Page()
    _walk_through(root, page, Look(pre=pre), hidden=hidden)
    page.end_line()
    return page


def _walk_through(root: "LexborNode", page: Page, look: Look, *, hidden: bool) -> None:
    """Walk an element without recursion: pages nest thousands of levels deep where tags were never closed."""
    stack: list[tuple[LexborNode | None, Look]] = [(root, look)]
    while stack:
        node, look = stack.pop()
        if node is None:
            page.close_block()
        elif node.is_text_node:
            page.write(node.text_content or "", look)
        elif node.is_element_node:
            stack.extend(_enter(node, page, look, hidden=hidden))


def _enter(node: "LexborNode", page: Page, look: Look, *, hidden: bool) -> "list[tuple[LexborNode | None, Look]]":
    """Begin an element; return what is left to do with it, the last thing first."""
    tag = node.tag or ""
    if tag == "br":
        page.end_line()
        return []
    attributes = node.attributes
    if tag in _UNSEEN or (not hidden and _is_hidden(attributes)):
        return []
    if tag == "table" and (rows := _data_rows(node)) is not None:
        _write_table(node, rows, page)
        return []
    look = _changed(look, tag, attributes)
    left: list[tuple[LexborNode | None, Look]] = []
    if not _is_inline(tag):
        page.open_block(tag)
        left.append((None, look))
    left.extend((child, look) for child in reversed(list(node.iter(include_text=True))))
    return left


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _changed(look: Look, tag: str, attributes: dict[str, str | None]) -> Look:
    style = attributes.get("style") or ""
    link = tag == "a" and attributes.get("href") is not None
    bold = tag in _BOLD or bool(style and _BOLD_STYLE.search(style))
    pre = tag == "pre" or bool(style and _PRE_STYLE.search(style))
    if link or bold or pre:
        return Look(look.link or link, look.bold or bold, look.pre or pre)
    return look


def _is_inline(tag: str) -> bool:
    """Tell whether an element stands in a line; those with a colon are what Word leaves: `o:p`, `st1:chsdate`."""
    return tag in _INLINE or ":" in tag


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
    stack = list(root.iter())[::-1]
    while stack:
        node = stack.pop()
        yield node
        if node.tag != "table":
            stack.extend(reversed(list(node.iter())))


def _write_table(table: "LexborNode", rows: list[list["LexborNode"]], page: Page) -> None:
    page.open_block("table")
    for caption in table.iter():
        if caption.tag == "caption":
            page.lines.extend(page_lines(caption).lines)
    cells = [[_cell(node) for node in row if not _is_hidden(node.attributes)] for row in rows]
    links = sum(links for row in cells for _, links in row)
    chars = sum(len(cell.text) for row in cells for cell, _ in row) or 1
    for text in table_lines([cell for cell, _ in row] for row in cells):
        page.lines.append(PageLine(text, len(text) * links // chars))
    page.close_block()


def _cell(node: "LexborNode") -> tuple[Cell, int]:
    """Return a cell with its words on one line, and how many of its characters lie in links."""
    lines = page_lines(node).lines
    text = " ".join(line.text for line in lines).replace("\t", " ")
    attributes = node.attributes
    return Cell(text, _span(attributes.get("rowspan")), _span(attributes.get("colspan"))), sum(line.links for line in lines)


def _span(value: str | None) -> int:
    digits = (value or "").strip()[:5]
    return int(digits) if digits.isascii() and digits.isdigit() else 1
