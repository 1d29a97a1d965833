"""What a reader takes out of a file that isn't plain text: its words as lines, and what the file says of itself."""

from dataclasses import dataclass

from summarizer.domain.document import Hint, Mark
from summarizer.domain.span import Span


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document; spans count its characters."""

    text: str
    url: str = ""
    retrieved: str = ""
    """ISO date on which the page was saved, where it says so."""
    marks: tuple[Mark, ...] = ()
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a row of a table."""

    text: str
    bold: int = 0
    """Characters at its beginning that are bold."""
    mark: str = ""
    """Why the line is no part of the argument, `""` where it is."""


def join_lines(lines: list[Line], *, url: str = "", retrieved: str = "") -> Extracted:
    """Return the lines as one text, with marks and hints at their places."""
    marks: list[Mark] = []
    hints: list[Hint] = []
    start = 0
    for line in lines:
        end = start + len(line.text)
        if line.mark and line.text:
            marks.append(Mark(Span(start, end), "furniture", line.mark))
        elif 0 < line.bold <= len(line.text):
            hints.append(Hint(Span(start, start + line.bold), "heading" if line.bold == len(line.text) else "run_in"))
        start = end + 1
    text = "".join(line.text + "\n" for line in lines)
    return Extracted(text, url, retrieved, tuple(marks), tuple(hints))
