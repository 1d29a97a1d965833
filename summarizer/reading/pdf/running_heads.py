"""What is printed on every page of a document and is none of its text: page numbers, running heads and feet."""

import re
from collections import Counter
from collections.abc import Iterator
from statistics import median

from summarizer.reading.pdf.lines import PrintedLine, PrintedPage

_MARGIN = 0.13
"""Share of the page's height, above and below, in which heads and feet stand."""
_AT_THE_EDGE = 3
_PAGES_AT_LEAST = 3
_SHARE_AT_LEAST = 0.2
_PLACE = 6
"""Points: a head stands at the same height on each page, but for rounding."""
_SMALL = 0.8
_SENTENCE_END = re.compile(r"[。！？；：，]$")
_DIGITS = re.compile(r"\d+")
# — 5 — / -12- / 第5页 / 第 5 页 共 20 页 / 5/20 / Page 5 / iv
_PAGE_NUMBER = re.compile(
    r"[-—–―─·~\s]*+(?:第\s*\d{1,4}\s*页(?:[\s，,/]*共\s*\d{1,4}\s*页)?|(?:Page|P\.?)?\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|[ivxlIVXL]{1,7})[-—–―─·~\s]*"
)


def without_running_heads(pages: list[PrintedPage]) -> list[PrintedPage]:
    """Return the pages without their numbers and without lines that stand at the same place on many of them."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _edge_lines(page)})
    needed = max(_PAGES_AT_LEAST, _SHARE_AT_LEAST * len(pages))
    repeated = {key for key, count in counts.items() if count >= needed}
    if len(pages) < _PAGES_AT_LEAST:
        repeated |= _small_heads(pages)
    return [_without(page, repeated) for page in pages]


def _small_heads(pages: list[PrintedPage]) -> set[tuple[str, int]]:
    """Return what stands above the text of a page or two in a far smaller size: too few pages to repeat it."""
    sizes = [line.size for page in pages for line in page.lines]
    limit = _SMALL * median(sizes) if sizes else 0.0
    heads = [page.lines[0] for page in pages if page.lines and page.lines[0].bottom > (1 - _MARGIN) * page.height]
    return {_key(line) for line in heads if line.size < limit and not _SENTENCE_END.search(line.text)}


def _without(page: PrintedPage, repeated: set[tuple[str, int]]) -> PrintedPage:
    heads = {id(line) for line in _edge_lines(page) if _key(line) in repeated or _PAGE_NUMBER.fullmatch(line.text.strip())}
    return PrintedPage(tuple(line for line in page.lines if id(line) not in heads), page.height, page.number)


def _edge_lines(page: PrintedPage) -> Iterator[PrintedLine]:
    """Yield the first and last lines of a page that stand in its margins."""
    edges = {*range(min(_AT_THE_EDGE, len(page.lines))), *range(max(0, len(page.lines) - _AT_THE_EDGE), len(page.lines))}
    for index in sorted(edges):
        line = page.lines[index]
        if line.bottom > (1 - _MARGIN) * page.height or line.top < _MARGIN * page.height:
            yield line


def _key(line: PrintedLine) -> tuple[str, int]:
    return _DIGITS.sub("#", "".join(line.text.split())), round(line.bottom / _PLACE)
