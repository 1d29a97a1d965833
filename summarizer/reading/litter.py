"""Litter longer than a character: what an export left in the text in place of white space and signs.

Single characters are dealt with by the same-length view; these stretches are marked and skipped instead.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator

from summarizer.domain.document import Mark
from summarizer.domain.span import Span

_LITTER = re.compile(
    r"(?P<entity>&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});)"  # &nbsp; &amp; &ldquo; &#160;
    r"|(?P<code><U\+[0-9A-Fa-f]{4,6}>)"  # <U+00A0>
    r"|(?P<line_end>\\r\\n|(?:\\n|\\r)(?![a-zA-Z]))"  # \r\n as four characters
    r"|(?P<tab>\\t(?![a-zA-Z]))"
    r"|(?P<lost>(?m:^)\?{2,}(?=\w))"  # ??经济综合实力: the spaces of an indent, lost to a wrong encoding
    r"|(?P<tag></?(?:br|p|div|span|strong|b|font|o:p|center|section|em|i|u)(?:\s[^<>\n]{0,300})?/?>)",  # <br/>, </p>
    re.IGNORECASE,
)
# 主要做了以下工作。Xq7|: a site marks what is copied from it with one token behind each paragraph
_COPY_MARK = re.compile(r"(?<=[\u4e00-\u9fff。,，;；:：!！?？)）”])(?=\d{0,5}[A-Za-z])[A-Za-z\d]{2,6}\Z")
_LONGEST_COPY_MARK = 7
_LEAST_COPY_MARKS = 4
_SIGNS_OF_LITTER = ("&", "<", "\\", "??")
_REASONS = {
    "entity": "HTML entity",
    "code": "character code in place of a character",
    "line_end": "literal line end",
    "tab": "literal tab",
    "lost": "characters lost to an encoding",
    "tag": "HTML tag",
}


def find_litter(text: str) -> tuple[Mark, ...]:
    """Return the litter of a text as furniture marks, in order."""
    marks = _copy_marks(text)
    if any(sign in text for sign in _SIGNS_OF_LITTER):
        marks += [mark for match in _LITTER.finditer(text) if (mark := _mark(match)) is not None]
    return tuple(sorted(marks))


def _copy_marks(text: str) -> list[Mark]:
    """Return the token that ends paragraphs and stands nowhere else: GDP or 5G at a line's end is a word of the text."""
    found = [match for end in _ends_in_letters(text) if (match := _COPY_MARK.search(text, max(end - _LONGEST_COPY_MARK, 0), end))]
    token, count = next(iter(Counter(match.group() for match in found).most_common(1)), ("", 0))
    if count < _LEAST_COPY_MARKS or text.count(token) != count:
        return []
    return [Mark(Span(*match.span()), "furniture", "copy mark") for match in found if match.group() == token]


def _ends_in_letters(text: str) -> Iterator[int]:
    """Yield where the lines end whose last sign may be one of a token: most end in a sign or a Chinese character."""
    at = 0
    for line in text.split("\n"):
        line_end = at + len(line) - line.endswith("\r")
        last = text[max(line_end - 1, 0) : line_end]
        if last.isdecimal() or (last.isascii() and last.isalpha()):
            yield line_end
        at += len(line) + 1


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
