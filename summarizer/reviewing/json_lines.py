"""On which line of a golden's file a difference stands."""

import re
from collections.abc import Mapping

from summarizer.reviewing.difference import NOWHERE, Difference

# a string, a bracket, a comma, a line end
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\],\n]')


Lines = Mapping[tuple[str | int, ...], int]


def line_of(lines: Lines, difference: Difference) -> int:
    """Return the line, from 1, of the field or entry that differs; 1 where the old record doesn't hold it."""
    path: list[str | int] = [step for step in difference.at.split(".") if step]
    if difference.old_at != NOWHERE:
        path.append(difference.old_at)
    if difference.field and difference.field != "order":
        path += difference.field.split(".")
    while path and tuple(path) not in lines:
        path.pop()
    return lines.get(tuple(path), 1)


def lines_of(data: bytes) -> dict[tuple[str | int, ...], int]:
    """Return path → line of every key and entry of a JSON text that is known to be valid."""
    lines: dict[tuple[str | int, ...], int] = {(): 1}
    path: list[str | int] = []
    line, awaits_key = 1, False
    for match in _TOKEN.finditer(data):
        token = match[0]
        if token == b"\n":
            line += 1
        elif token in (b"{", b"["):
            path.append("" if token == b"{" else 0)
            awaits_key = token == b"{"
            if token == b"[":
                lines[tuple(path)] = line + (data[match.end() : match.end() + 1] == b"\n")
        elif token in (b"}", b"]"):
            path.pop()
            awaits_key = False
        elif token == b",":
            top = path[-1]
            awaits_key = isinstance(top, str)
            if isinstance(top, int):
                path[-1] = top + 1
                lines[tuple(path)] = line + (data[match.end() : match.end() + 1] == b"\n")
        elif awaits_key:
            path[-1] = token[1:-1].decode()
            lines[tuple(path)] = line
            awaits_key = False
    return lines
