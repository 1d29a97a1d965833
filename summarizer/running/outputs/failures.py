"""What gave no complete report, grouped by cause: `failures.csv`."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from summarizer.rendering.tables.inert import inert

HEAD = ("cause", "of_this_cause", "state", "path", "report_id", "title", "error")
Entry = TypeVar("Entry")
# the numbers of questions: `c12: `, `c3.second, overview: `, `c1, c2, c5 and 9 more: `
_QUESTION = re.compile(r"(?:^|(?<=; ))[a-z][a-z0-9.]{0,20}(?:, [a-z][a-z0-9.]{0,20}){0,2}(?: and \d+ more)?: ")
_NUMBER = re.compile(r"\d[\d.,]*")


def render_failures(failed: Iterable[Entry], line_of: Callable[[Entry], dict[str, Any]]) -> Iterator[str]:
    """Yield the table line by line, the most frequent cause first. It starts with the mark by which table programs know UTF-8.

    `line_of` returns the line of an entry, and is called twice for each, so that the lines never stand in memory together.
    """
    of_cause: dict[str, list[Entry]] = {}
    for entry in failed:
        of_cause.setdefault(cause_of(line_of(entry)), []).append(entry)
    yield "\ufeff" + _written(HEAD)
    for cause, entries in sorted(of_cause.items(), key=lambda item: (-len(item[1]), item[0])):
        for line in map(line_of, entries):
            path = line["paths"][0]
            yield _written((cause, len(entries), line["state"], path, line["report_id"], line["title"], line["error"]))


def cause_of(line: dict[str, Any]) -> str:
    """Return what a failure has in common with others: its reason without names, numbers and questions.

    `c3: HTTP 503 after 6 attempts; c9: HTTP 503 after 6 attempts` and the same of another report are one cause.
    """
    error = line["error"]
    for path in line["paths"]:
        error = error.replace(path, "FILE")
    parts = dict.fromkeys(_NUMBER.sub("N", _QUESTION.sub("", part)).strip() for part in error.split("; "))
    return f"{line['state']}: {'; '.join(parts)}"[:200]


def _written(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([inert(str(cell)) for cell in cells])
    return text.getvalue()
