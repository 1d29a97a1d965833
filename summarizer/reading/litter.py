"""Litter longer than a character: what an export left in the text in place of white space and signs.

Single characters are dealt with by the same-length view; these stretches are marked and skipped instead.
"""

import html
import re

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
_REASONS = {
    "entity": "HTML entity",
    "code": "character code in place of a character",
    "line_end": "literal line end",
    "tab": "literal tab",
    "tag": "HTML tag",
}


def find_litter(text: str) -> tuple[Mark, ...]:
    """Return the litter of a text as furniture marks, in order."""
    if "&" not in text and "<" not in text and "\\" not in text:
        return ()
    return tuple(mark for match in _LITTER.finditer(text) if (mark := _mark(match)) is not None)


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
