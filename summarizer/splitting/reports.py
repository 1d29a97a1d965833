"""The reports of a document, and the marks of all that belongs to none of their arguments."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from summarizer.domain.document import Document, Mark
from summarizer.domain.report import Report
from summarizer.domain.span import Span
from summarizer.errors import NoReportError
from summarizer.splitting.argument import COPY, Argument, find_argument, mark_line
from summarizer.splitting.furniture import find_furniture
from summarizer.splitting.glued_titles import split_glued_titles
from summarizer.splitting.lines import Line, read_lines
from summarizer.splitting.repeats import Piece, is_copy
from summarizer.splitting.starts import find_stretches
from summarizer.splitting.surroundings import mark_after, mark_before


def split(document: Document) -> list[Report]:
    """Return the reports of a document in order, each with its marks. Raise NoReportError where there is none."""
    lines = split_glued_titles(read_lines(document))
    furniture = find_furniture(lines)
    stretches = find_stretches(lines, furniture)
    if not stretches:
        raise NoReportError(f"{document.path}: no report in it (no title with a body under it, no text that reads like a report)")
    head = frozenset(line.text for line in lines[: stretches[0].first])
    arguments = [find_argument(document, lines, furniture, stretch, head) for stretch in stretches]
    merged = _with_copies(lines, furniture, arguments)
    return _with_surroundings(document, lines, furniture, merged)


def _with_copies(lines: Sequence[Line], furniture: Mapping[int, str], arguments: Sequence[Argument]) -> list[Argument]:
    """Leave out the arguments that are copies of one before, and mark them in the report that they follow."""
    known = _Known()
    kept: list[Argument] = []
    for argument in arguments:
        original = known.original_of(argument.pieces)
        if original is None:
            known.add(len(kept), argument.pieces)
            kept.append(argument)
        else:
            kept[-1] = _followed_by_copy(lines, furniture, kept[-1], argument, adjacent=original == len(kept) - 1)
    return kept


class _Known:
    """The sentences of the reports found so far."""

    def __init__(self) -> None:
        self._holder: dict[str, int] = {}
        self._words: dict[int, frozenset[str]] = {}

    def add(self, number: int, pieces: Sequence[Piece]) -> None:
        """Remember a report's sentences."""
        self._words[number] = frozenset(piece.words for piece in pieces)
        for words in self._words[number]:
            self._holder.setdefault(words, number)

    def original_of(self, pieces: Sequence[Piece]) -> int | None:
        """Return which report these sentences are a copy of."""
        votes = Counter(self._holder[piece.words] for piece in pieces if piece.words in self._holder)
        for number, _ in votes.most_common(1):
            if is_copy(pieces, self._words[number]):
                return number
        return None


def _followed_by_copy(
    lines: Sequence[Line], furniture: Mapping[int, str], argument: Argument, copy: Argument, *, adjacent: bool
) -> Argument:
    """Return an argument with the copy after it; the copy begins with its own page title or notice."""
    gap = range(argument.stop, copy.first)
    own = next((index for index in gap if not mark_line(lines[index], furniture.get(index, ""))), copy.first)
    start = min(lines[own].start, copy.span.start)
    closing = [mark for index in gap if index < own for mark in mark_line(lines[index], furniture.get(index, ""))]
    marks = (*argument.marks, *closing, Mark(Span(start, copy.span.end), "duplicate", COPY))
    span = Span(argument.span.start, copy.span.end) if adjacent else argument.span
    return replace(argument, stop=copy.stop, span=span, marks=marks)


def _with_surroundings(
    document: Document, lines: Sequence[Line], furniture: Mapping[int, str], arguments: Sequence[Argument]
) -> list[Report]:
    """Mark what stands before and after each report, so that marks and bodies cover every line."""
    reports: list[Report] = []
    begin = start = 0
    for argument, following in zip(arguments, [*arguments[1:], None], strict=True):
        stop = following.first if following else len(lines)
        after, at = mark_after(lines, furniture, range(argument.stop, stop), whole=following is None)
        end = lines[at].start if following and at < len(lines) else len(document.text)
        litter = document.marks[_place(document, start) : _place(document, end)]
        before = mark_before(lines, furniture, range(begin, argument.first))
        marks = sorted([*before, *argument.marks, *after, *litter])
        reports.append(Report(document, argument.span, tuple(marks), argument.title))
        begin, start = at, end
    return reports


def _place(document: Document, at: int) -> int:
    """Return how many of the document's marks begin before a character."""
    return bisect_left(document.marks, at, key=lambda mark: mark.span.start)
