"""A paragraph of a Word document → its words, with what is bold at its beginning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.reading.extracted import Line

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = W + "txbxContent"
# What a reader of the page doesn't see: deletions, field codes, properties, the double of a drawing for older programs.
_UNSEEN = frozenset(
    [W + name for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "rt", "object")] + [_FALLBACK]
)
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t"}
# A number that was typed and followed by a tab: 一、<tab>总体要求 / （二）<tab> / 3.<tab> / 第四条<tab>
_NUMBER_TAB = re.compile(
    r"((?:[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,3}[.．、]|第[一二三四五六七八九十百]+[章节条]))\t+\s*"
)
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class Runs:
    """The words of a paragraph, in pieces with their weight, and the text boxes that hang on it."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    boxes: "list[_Element]" = field(default_factory=list)
    is_contents: bool = False
    """It is an entry of a table of contents: its page number is a field."""

    @property
    def text(self) -> str:
        """All words of the paragraph."""
        return "".join(text for text, _ in self.pieces)

    def lines(self, number: str) -> list[Line]:
        """Return the lines of the paragraph, the first with its automatic number before it."""
        bold = _leading_bold(self.pieces)
        lines: list[Line] = []
        start = 0
        for part in self.text.split("\n"):
            lead = len(part) - len(part.lstrip())
            text = part.strip()
            covered = min(max(bold - start - lead, 0), len(text))
            if number_tab := _NUMBER_TAB.match(text):
                dropped = number_tab.end() - number_tab.end(1)
                text, covered = number_tab[1] + text[number_tab.end() :], max(covered - dropped, 0)
            prefix = number if not lines else ""
            lines.append(Line(prefix + text, covered + len(prefix) if covered else 0))
            start += len(part) + 1
        return lines


def read_runs(paragraph: "_Element") -> Runs:
    """Return the words of a paragraph through links, smart tags, content controls and tracked insertions."""
    runs = Runs()
    stack: list[tuple[_Element, bool]] = [(child, False) for child in reversed(paragraph)]
    while stack:
        element, bold = stack.pop()
        if element.tag == W + "instrText" and "PAGEREF" in (element.text or ""):
            runs.is_contents = True
        if element.tag in _UNSEEN or not isinstance(element.tag, str):
            continue
        if element.tag == _BOX:
            runs.boxes.append(element)
            continue
        if element.tag == W + "r":
            if _is_hidden(element):
                continue
            bold = _is_bold(element.find(W + "rPr"))
        if words := _words(element):
            runs.pieces.append((words, bold))
        stack.extend((child, bold) for child in reversed(element))
    return runs


def attribute(properties: "_Element", name: str) -> str | None:
    """Return the value of a property, None where it isn't set."""
    found = properties.find(W + name)
    return None if found is None else found.get(W + "val")


def _words(element: "_Element") -> str:
    if element.tag == W + "t":
        return (element.text or "").replace("\n", " ")
    if element.tag == W + "br" and element.get(W + "type") in ("page", "column"):
        return "\n"
    if element.tag == W + "sym":
        return _symbol(element.get(W + "char") or "")
    return _SIGNS.get(str(element.tag), "")


def _symbol(code: str) -> str:
    """Return a character given by its code; those of symbol fonts (F0xx) have no meaning of their own."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return chr(value) if 0x20 <= value < 0xD800 else ""


def _is_hidden(run: "_Element") -> bool:
    properties = run.find(W + "rPr")
    return properties is not None and _is_on(properties.find(W + "vanish"))


def _is_bold(properties: "_Element | None") -> bool:
    return properties is not None and _is_on(properties.find(W + "b"))


def _is_on(switch: "_Element | None") -> bool:
    return switch is not None and switch.get(W + "val") not in _OFF


def _leading_bold(pieces: list[tuple[str, bool]]) -> int:
    length = 0
    for text, bold in _spoken(pieces):
        if not bold:
            break
        length += len(text)
    return length


def _spoken(pieces: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Yield the pieces; white space takes the weight of what goes on, so that it never ends a bold stretch."""
    for text, bold in pieces:
        yield text, bold or not text.strip()
