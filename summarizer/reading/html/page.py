"""What a page shows: its lines, and the blocks that they lie in."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_SPACES = re.compile(r"[ \t\r\n\f]+")
_ANY_SPACES = re.compile(r"[\s\u200b\ufeff]+")
# A line end between two wide characters is no space (CSS Text 3, segment break transformation).
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’—…]")
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


class Look(NamedTuple):
    """How words are shown, by the elements around them."""

    link: bool = False
    bold: bool = False
    pre: bool = False
    """Line ends in the source are shown."""


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
class _OpenLine:
    pieces: list[str] = field(default_factory=list)
    links: int = 0
    bold: int = 0
    plain: bool = False

    def add(self, text: str, look: Look) -> None:
        self.pieces.append(text)
        length = len(_ANY_SPACES.sub("", text))
        self.links += length if look.link else 0
        self.plain = self.plain or (length > 0 and not look.bold)
        self.bold += length if not self.plain else 0

    def finish(self) -> PageLine | None:
        text = _SPACES.sub(_space, "".join(self.pieces)).translate(_ZERO_WIDTH).strip()
        return PageLine(text, min(self.links, len(text)), _reach(text, self.bold)) if text else None


@dataclass(slots=True)
class Page:
    """The lines of a page and its blocks in the order of their beginnings, growing while the page is walked through."""

    lines: list[PageLine] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    _line: _OpenLine = field(default_factory=_OpenLine)
    _block: int = -1

    def write(self, text: str, look: Look) -> None:
        """Add words to the open line; where line ends are shown, each ends a line."""
        if not look.pre:
            self._line.add(text, look)
            return
        for number, part in enumerate(text.split("\n")):
            if number:
                self.end_line()
            self._line.add(part, look)

    def end_line(self) -> None:
        """Close the open line; one without words leaves nothing."""
        if self._line.pieces:
            if (line := self._line.finish()) is not None:
                self.lines.append(line)
            self._line = _OpenLine()

    def open_block(self, tag: str) -> None:
        """Begin a block element."""
        self.end_line()
        self.blocks.append(Block(tag, self._block, len(self.lines)))
        self._block = len(self.blocks) - 1

    def close_block(self) -> None:
        """End the innermost block element."""
        self.end_line()
        block = self.blocks[self._block]
        block.end = len(self.lines)
        self._block = block.parent


def _space(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    if "\n" in match.group() and start and end < len(text) and _WIDE.match(text[start - 1]) and _WIDE.match(text[end]):
        return ""
    return " "


def _reach(text: str, letters: int) -> int:
    """Return how far the first `letters` characters reach that are no white space."""
    if not letters:
        return 0
    for place, character in enumerate(text):
        if letters <= 0:
            return place
        letters -= not character.isspace()
    return len(text) if letters <= 0 else 0
