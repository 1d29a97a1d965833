"""The page: a report as the outline's rules read it, marked stretches blanked, offsets counted from the report's start."""

import re
from bisect import bisect_right

from msgspec import Struct

from summarizer.domain.grammar.clear_view import ends_line
from summarizer.domain.report import Report
from summarizer.domain.scan import Scan
from summarizer.domain.span import Span
from summarizer.structuring.page.lost_lines import restore_lines

_WIDEST_WRAP = 80
"""Characters; where lines are longer, paragraphs are not wrapped."""
_LINE_END = re.compile(r"\n+")
# What a line holds, from its first sign on; where a stretch is blanked, line ends follow each other by the thousand.
_HELD = re.compile(r"\S.*")
_LEFT_ALONE = {"furniture": " ", "duplicate": "\n", "back_matter": "\n"}


class Line(Struct, frozen=True, gc=False):
    """A line without the space around it."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


class Page(Struct, frozen=True):
    """A report's view with every marked stretch blanked, character for character."""

    text: str
    offset: int
    """Where the page starts in the document."""
    lines: tuple[Line, ...]
    """Those that hold something, in order."""
    rows: frozenset[int]
    """Starts of the lines that are rows of a table."""
    line_starts: tuple[int, ...]
    lost_lines: bool
    """Line ends were lost, so that a heading may run into the next."""
    bold: dict[int, int]
    """Start of a line → where the bold ends that it begins with; empty where bold says nothing."""

    def line_at(self, position: int) -> int:
        """Return the index of the line that holds a position, or of the last one before it."""
        following = bisect_right(self.line_starts, position)
        return following - 1 if following else 0

    def line_end(self, position: int, limit: int) -> int:
        """Return where the line of a position ends, `limit` where that comes first: a line may be as long as the text."""
        end = self.text.find("\n", position, limit)
        return min(limit, len(self.text)) if end < 0 else end


def lay_page(report: Report, scan: Scan) -> Page:
    """Return the page of a report; in a text of short lines, a line end inside a sentence is a wrap and becomes a space."""
    blanked = _blanked(report)
    text = given = _title_apart(report, blanked)
    if _is_wrapped(text):
        text = _unwrapped(text, scan, report.span.start)
        given = text
    else:
        text = restore_lines(text, glued=text != blanked)
    lines = tuple(_stripped(text))
    original = report.document.text
    start = report.span.start
    rows = frozenset(line.start for line in lines if len(line) <= 200 and "\t" in original[start + line.start : start + line.end])
    starts = tuple(line.start for line in lines)
    return Page(text, start, lines, rows, starts, text != given, _bold(report, text, lines))


def _bold(report: Report, text: str, lines: tuple[Line, ...]) -> dict[int, int]:
    """Return what sets lines or their beginnings off in bold; where most of a text is bold, that is how it is set."""
    ends = {line.start: line.end for line in lines} if report.document.hints else {}
    hints = [
        (hint.span.start - report.span.start, hint.span.end - report.span.start, hint.kind) for hint in report.document.hints
    ]
    title = report.title or Span(0, 0)
    # A bold line that a wrap joined with the next is no beginning of a paragraph.
    bold = {
        start: end
        for start, end, kind in hints
        if start in ends
        and (ends[start] == end) == (kind == "heading")
        and not title.start <= start + report.span.start < title.end
    }
    set_off = sum(len(text[max(start, 0) : max(end, 0)].strip()) for start, end, _ in hints)
    return bold if set_off * 2 < sum(map(len, lines)) else {}


def _blanked(report: Report) -> str:
    view, start, end = report.document.view, report.span.start, report.span.end
    pieces: list[str] = []
    at = start
    for mark in sorted(report.marks):
        if mark.span.end <= at or mark.span.start >= end:
            continue
        pieces.append(view[at : max(mark.span.start, at)])
        at, blank = max(mark.span.start, at), min(mark.span.end, end)
        inner = view[at:blank]
        # Litter inside a line must not cut it; a mark of several lines must not join what stands around it.
        filler = "\n" if "\n" in inner or ends_line(inner) else _LEFT_ALONE[mark.kind]
        pieces.append(filler * len(inner))
        at = blank
    pieces.append(view[at:end])
    return "".join(pieces)


def _title_apart(report: Report, text: str) -> str:
    """Return a page's text with the title on a line of its own: its last character, which no rule reads, ends the line."""
    end = report.title.end - report.span.start if report.title else 0
    return f"{text[: end - 1]}\n{text[end:]}" if end > 0 and text[end : end + 1].strip() else text


def _is_wrapped(text: str) -> bool:
    lengths = sorted([len(line) for line in text.split("\n") if line])
    return bool(lengths) and lengths[len(lengths) * 19 // 20] <= _WIDEST_WRAP


def _unwrapped(text: str, scan: Scan, offset: int) -> str:
    spans = [(span, at) for at, sentence in enumerate(scan.sentences) for span in sentence.spans]
    starts = [span.start - offset for span, _ in spans]
    pieces: list[str] = []
    at = 0
    for match in _LINE_END.finditer(text):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and _goes_on(spans, index, match.end() + offset):
            pieces += [text[at : match.start()], " " * len(match.group())]
            at = match.end()
    return "".join([*pieces, text[at:]])


def _goes_on(spans: list[tuple[Span, int]], index: int, position: int) -> bool:
    """Say whether a sentence goes on at a place after one of its spans begins: in it, or over a page number in its next."""
    span, sentence = spans[index]
    return span.end > position or (spans[index + 1 : index + 2] != [] and spans[index + 1][1] == sentence)


def _stripped(text: str) -> list[Line]:
    return [Line(match.start(), match.start() + len(match.group().rstrip())) for match in _HELD.finditer(text)]
