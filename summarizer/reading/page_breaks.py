"""Where the pages of a printed document begin in its text: a form feed, as `pdftotext` writes it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.reading.extracted import Line

BREAK = "\f"
_SENTENCE_END = re.compile(r"[。！？][”’）】]*")


def with_page_breaks(paragraphs: Sequence[tuple[Sequence[tuple[int, int]], Sequence[Line]]]) -> Iterator[Line]:
    """Yield the lines of paragraphs with a break for each page after the first.

    Each paragraph comes with the pages that it stands on, as (characters of it before the page, number). A break never cuts a
    sentence or a number: it stands before the first sentence, or the first line, that begins on its page.
    """
    page = 1
    for starts, lines in paragraphs:
        for line in lines:
            text = line.text
            # Only a paragraph that is one line knows where in it a page begins.
            inside = starts[1:] if len(lines) == 1 else []
            first = max(starts[0][1] - page, 0) if starts else 0
            page += first
            for place, number in reversed(inside):
                end = _SENTENCE_END.search(text, place)
                if end and end.end() < len(text):
                    before = max((earlier for _, earlier in starts if earlier < number), default=page)
                    text = text[: end.end()] + BREAK * (number - before) + text[end.end() :]
                    page = max(page, number)
            yield replace(line, text=BREAK * first + text, bold=line.bold and line.bold + first)
