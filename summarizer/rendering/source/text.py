"""A report's text cut into stretches, each with the entries of the record that rest on it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from summarizer.domain.record import Heading
from summarizer.rendering.source.entries import Entry
from summarizer.rendering.wording.places import place_id
from summarizer.rendering.wording.printable import shown_character_by_character

# kinds whose span is a figure, drawn over the sentences around it
FIGURES = frozenset({"actual", "target", "baseline", "unaccounted", "dismissed"})
_PAGE_BREAK = "\f"
_LINES = re.compile(r"[^\n]*\n?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters on which the same entries rest."""

    start: int
    text: str
    entries: tuple[Entry, ...]
    """The shortest spans first: a figure before its sentence."""
    heading: bool
    is_place: bool
    """Something points to its first character."""

    @property
    def place(self) -> str:
        """Return the fragment of its first character."""
        return place_id(self.start)

    @property
    def kinds(self) -> str:
        """Return what rests on it, as class names."""
        return " ".join(dict.fromkeys(entry.kind for entry in self.entries))

    @property
    def ids(self) -> str:
        """Return the ids of the entries that rest on it."""
        return " ".join(dict.fromkeys(entry.id for entry in self.entries))

    @property
    def figure(self) -> str:
        """Return the id of the entry whose figure this is, `""` for none."""
        return next((entry.id for entry in self.entries if entry.kind in FIGURES), "")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text; `level` is that of the heading it consists of, 0 for none."""

    stretches: tuple[Stretch, ...]
    level: int
    page: int = 0
    """Of the file, where a page begins in the line; 0 where none does."""

    @property
    def blank(self) -> bool:
        """Say whether the line holds nothing to see."""
        return not any(stretch.text.strip() for stretch in self.stretches)


def paragraphs(
    text: str, span: tuple[int, int], outline: Iterable[Heading], entries: Iterable[Entry], places: Iterable[int]
) -> Iterator[Paragraph]:
    """Yield the lines of a report. `text` is the document's; `places` are offsets that a page links to."""
    start, end = span[0], min(span[1], len(text))
    headings = sorted(outline, key=lambda heading: heading.start)
    begins = [heading.start for heading in headings]
    marks = [(*place, entry) for entry in entries for place in entry.spans]
    marks = sorted((mark for mark in marks if start <= mark[0] < mark[1] <= end), key=lambda mark: (mark[0], mark[1]))
    linked = {*places, *(heading.start for heading in headings), *(low for low, _, _ in marks)}
    in_order = sorted(linked)
    upcoming = 0
    open_marks: list[tuple[int, int, Entry]] = []
    for line in _LINES.finditer(text, start, end):
        low, high = line.start(), line.end()
        if low == high:
            break
        while upcoming < len(marks) and marks[upcoming][0] < high:
            open_marks.append(marks[upcoming])
            upcoming += 1
        open_marks = [mark for mark in open_marks if mark[1] > low]
        inside = headings[bisect_left(begins, low) : bisect_left(begins, high)]
        pointed_to = in_order[bisect_left(in_order, low) : bisect_left(in_order, high)]
        bounds = _bounds(low, high, open_marks, inside, pointed_to)
        page = text.count(_PAGE_BREAK, 0, high) + 1 if _PAGE_BREAK in text[low:high] else 0
        yield Paragraph(tuple(_stretches(text, bounds, open_marks, inside, linked)), _level(inside, text[low:high], low), page)


def _bounds(low: int, high: int, marks: list[tuple[int, int, Entry]], inside: list[Heading], places: list[int]) -> list[int]:
    edges = {edge for mark in marks for edge in mark[:2]} | {edge for heading in inside for edge in (heading.start, heading.end)}
    return sorted({low, high, *places, *(edge for edge in edges if low < edge < high)})


def _stretches(
    text: str, bounds: list[int], marks: list[tuple[int, int, Entry]], inside: list[Heading], linked: set[int]
) -> Iterator[Stretch]:
    upcoming, open_marks = 0, list[tuple[int, int, Entry]]()
    titles = [(heading.start, heading.end) for heading in inside]
    for low, high in pairwise(bounds):
        while titles and titles[0][1] <= low:
            titles.pop(0)
        while upcoming < len(marks) and marks[upcoming][0] <= low:
            open_marks.append(marks[upcoming])
            upcoming += 1
        open_marks = [mark for mark in open_marks if mark[1] > low]
        covering = sorted(open_marks, key=lambda mark: (mark[1] - mark[0], mark[0]))
        is_heading = bool(titles) and titles[0][0] <= low
        shown = shown_character_by_character(text[low:high])
        yield Stretch(low, shown, tuple(mark[2] for mark in covering), is_heading, low in linked)


def _level(inside: list[Heading], line: str, low: int) -> int:
    """Return the level of a line that is one heading and nothing else."""
    for heading in inside:
        if not line[: heading.start - low].strip() and not line[heading.end - low :].strip():
            return heading.level
    return 0
