"""One stretch of lines: its argument, the copies in it, its back matter, and the page's lines in between."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct

from summarizer.domain.document import Document, Mark
from summarizer.domain.span import Span
from summarizer.splitting.back_matter import closing_reason, find_back_matter
from summarizer.splitting.boxes import find_boxes
from summarizer.splitting.furniture import ends_article
from summarizer.splitting.lines import Line
from summarizer.splitting.repeats import Piece, find_copies, find_pieces, pieces_until
from summarizer.splitting.stretch import Stretch
from summarizer.splitting.titles import is_letterhead, title_kind

COPY = "copy of the report"
_WORD = re.compile(r"\w")
_LEAST_ARTICLE = 120
_MOST_AFTER_ARTICLE = 0.5
_MOST_LISTED = 16
"""Lines of a list of annexes with the signature below it."""


class Argument(Struct, frozen=True):
    """A report as found in its stretch."""

    first: int
    stop: int
    """Index of the line after its last one; the page's and the next report's lines follow."""
    span: Span
    """From its title to its last sentence, annex or copy."""
    marks: tuple[Mark, ...]
    title: Span | None
    pieces: Sequence[Piece]


def find_argument(
    document: Document, lines: Sequence[Line], furniture: Mapping[int, str], stretch: Stretch, head: frozenset[str]
) -> Argument:
    """Return the argument of a stretch with the marks that lie inside.

    `head` are the lines above the document's first report: a page title that comes again begins the next copy.
    """
    furniture = {**furniture, **_running_titles(lines, stretch)}
    stop = _end_of_article(lines, furniture, stretch)
    pieces = find_pieces(document.view, Span(stretch.start, lines[stop - 1].end))
    copies = find_copies(document.view, pieces)
    own = [index for index in range(stretch.first, stop) if index not in furniture and not _in(lines[index], copies)]
    place, reason = find_back_matter([lines[index] for index in own])
    body = _without_closing(lines, own[:place], head)
    signed = _signed_under_list(lines, own[place:])
    boxes = [body[first:stop] for first, stop in find_boxes([lines[index] for index in body])]
    annex = runs(lines, [index for index in own[place:] if index not in signed])
    end = max(lines[index].end for index in [*body, *own[place:]]) if body or own[place:] else stretch.start
    end = max(end, *(span.end for span in copies), stretch.start)
    last = max(index for index in range(stretch.first, stop) if lines[index].start <= end)
    taken = {*body, *own[place:]}
    between = [index for index in range(stretch.first, last + 1) if index not in taken and not _in(lines[index], copies)]
    marks = [
        *(Mark(copy, "duplicate", COPY) for copy in copies),
        *(Mark(span, "back_matter", reason) for span in annex),
        *(mark for index in signed for mark in mark_line(lines[index], "")),
        *(Mark(span, "back_matter", "box") for box in boxes for span in runs(lines, box)),
        *(mark for index in between for mark in mark_line(lines[index], furniture.get(index, ""))),
    ]
    return Argument(
        stretch.first,
        last + 1,
        Span(stretch.start, end),
        tuple(marks),
        stretch.title.span if stretch.title else None,
        pieces_until(document.view, pieces, end),
    )


def _signed_under_list(lines: Sequence[Line], annex: Sequence[int]) -> list[int]:
    """Return the lines of signature and date under a letter's list of its annexes, the first text of an annex below them."""
    first = next((place for place, index in enumerate(annex) if lines[index].prose), len(annex))
    return [index for index in annex[: min(first, _MOST_LISTED)] if closing_reason(lines[index].text)]


def _running_titles(lines: Sequence[Line], stretch: Stretch) -> dict[int, str]:
    """The title again at the head of every printed page, where no copy begins with it."""
    if stretch.title is None:
        return {}
    below = range(stretch.title.last + 1, stretch.stop)
    again = [index for index in below if lines[index].text == stretch.title.text]
    return dict.fromkeys(again, "running head")


def mark_line(line: Line, furniture: str) -> list[Mark]:
    """Return the mark of a line that is furniture or closes a report; none where it is neither."""
    if furniture:
        return [Mark(line.span, "furniture", furniture)]
    reason = closing_reason(line.text)
    return [Mark(line.span, "back_matter", reason)] if reason else []


def runs(lines: Sequence[Line], indices: Sequence[int]) -> list[Span]:
    """Return the stretches that neighbouring lines make."""
    found: list[Span] = []
    previous = -2
    for index in indices:
        if index == previous + 1:
            found[-1] = Span(found[-1].start, lines[index].end)
        else:
            found.append(lines[index].span)
        previous = index
    return found


def _in(line: Line, copies: Sequence[Span]) -> bool:
    """Say whether a line is (nearly) wholly a copy; a line in whose middle a copy begins is the report's own."""
    last = bisect_right(copies, line.start, key=lambda copy: copy.start) - 1
    return last >= 0 and copies[last].overlaps(line.span)


def _end_of_article(lines: Sequence[Line], furniture: Mapping[int, str], stretch: Stretch) -> int:
    """Return the line at which the page goes on without the report: a link to the next page, the site's imprint."""
    prose = [0 if index in furniture else lines[index].prose for index in range(stretch.first, stretch.stop)]
    whole, before = sum(prose), 0
    for index, amount in enumerate(prose, stretch.first):
        ending = index in furniture and ends_article(lines[index].text, furniture[index])
        if ending and before >= _LEAST_ARTICLE and whole - before <= _MOST_AFTER_ARTICLE * before:
            return index
        before += amount
    return stretch.stop


def _without_closing(lines: Sequence[Line], body: Sequence[int], head: frozenset[str]) -> list[int]:
    """Leave out what stands under the last sentence: signature, imprint, and what begins the next report's page."""
    kept = list(body)
    while len(kept) > 1 and _closes(lines[kept[-1]].text, head):
        kept.pop()
    return kept


def _closes(text: str, head: frozenset[str]) -> bool:
    return (
        not _WORD.search(text)
        or bool(closing_reason(text))
        or text in head
        or title_kind(text) == "notice"
        or is_letterhead(text)
    )
