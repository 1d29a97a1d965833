"""Litter longer than a character: what an export left in the text in place of white space and signs.

Single characters are dealt with by the same-length view; these stretches are marked and skipped instead.
"""

import html
import re
from collections import Counter

from summarizer.domain.document import Mark
from summarizer.domain.span import Span

_LITTER = re.compile(
    r"(?P<entity>&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});)"  # &nbsp; &amp; &ldquo; &#160;
    r"|(?P<code><U\+[0-9A-Fa-f]{4,6}>)"  # <U+00A0>
    r"|(?P<line_end>\\r\\n|(?:\\n|\\r)(?![a-zA-Z]))"  # \r\n as four characters
    r"|(?P<tab>\\t(?![a-zA-Z]))"
    r"|(?P<tag></?(?:br|p|div|span|strong|b|font|o:p|center|section|em|i|u)(?:\s[^<>\n]{0,300})?/?>)",  # <br/>, </p>
    re.IGNORECASE,
)
# 各位代表:8tQ: a few letters and figures that a site puts behind the lines of a text
_BEHIND_LINE = re.compile(r"(?<=[\u4e00-\u9fff，。：；、！？）”,:;)])(?P<stamp>[A-Za-z0-9]{2,4})[^\S\n]*$", re.MULTILINE)
_LEAST_STAMPED = 5
_LEAST_SHARE = 0.25
_STAMP = "stamp behind the lines"
_REASONS = {
    "entity": "HTML entity",
    "code": "character code in place of a character",
    "line_end": "literal line end",
    "tab": "literal tab",
    "tag": "HTML tag",
}


def find_litter(text: str) -> tuple[Mark, ...]:
    """Return the litter of a text as furniture marks, in order."""
    stamps = _stamps(text)
    if "&" not in text and "<" not in text and "\\" not in text:
        return stamps
    litter = [mark for match in _LITTER.finditer(text) if (mark := _mark(match)) is not None]
    return tuple(sorted((*litter, *stamps)))


def _stamps(text: str) -> tuple[Mark, ...]:
    """Return the one stamp that stands behind many lines, at each place; a word or a figure ends no such share of them."""
    counts = Counter(match["stamp"] for match in _BEHIND_LINE.finditer(text))
    stamp, times = max(counts.items(), key=lambda each: (each[1], each[0]), default=("", 0))
    lines = sum(1 for line in text.split("\n") if line.strip())
    if times < max(_LEAST_STAMPED, _LEAST_SHARE * lines) or stamp.isdigit():
        return ()
    places = (match for match in _BEHIND_LINE.finditer(text) if match["stamp"] == stamp)
    return tuple(Mark(Span(*match.span("stamp")), "furniture", _STAMP) for match in places)


def _mark(match: re.Match[str]) -> Mark | None:
    kind = match.lastgroup or ""
    start = match.start()
    if kind == "entity":
        meaning = html.unescape(match.group())
        if meaning == match.group() or meaning.isalnum():
            return None
        # The sign itself stands there already: what follows it is the litter.
        start += 1 if meaning == "&" else 0
    return Mark(Span(start, match.end()), "furniture", _REASONS[kind])
