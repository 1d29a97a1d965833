"""Where sentences begin and end."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.domain.scan import Sentence
from summarizer.domain.span import Span

_CLOSING = "”’\"'）)】》」』\\]"
_STOPS = "。!?"
# A quotation or bracket short enough to stand inside a sentence, an end mark with what closes behind it, a line end. Each
# alternative begins with a character of its own: a search for one of several characters is fast, and it tells them apart.
_TOKEN = re.compile(
    r"“[^“”\n]{0,60}+”|‘[^‘’\n]{0,60}+’|《[^《》\n]{0,60}+》|\([^()\n]{0,60}+\)|「[^「」\n]{0,60}+」|\"[^\"。!?\n]{0,60}+[。!?]\""
    r"|\?\?+|" + "|".join(rf"{re.escape(stop)}[{_STOPS}]*[{_CLOSING}]*" for stop in _STOPS) + r"|\n\s*"
)
_ASIDE = "??"
_ENDED = re.compile(rf"[。!?][{_CLOSING}]+$")
# What a paragraph or an item begins with: 一、 (一) 1. 第一章 —— · 附件
_OPENER = re.compile(
    r" |[(\[]?[一二三四五六七八九十]{1,3}[)\]、.:]|[一二三四五六七八九十]是|\(?\d{1,3}[)、.:](?!\d)"
    r"|第[一二三四五六七八九十\d]{1,3}[章节条部,、]"
    r"|[-—─–·●■◆▲★※①-⑳]|附[件表录:]|专栏|【|#"
)
_RUNS_ON = re.compile(r"[\w,、“”()%‰《》·/+-]$")
_IN_PROSE = re.compile(r"。|,(?!\d)")
# 完成投资|⏎|10.07亿元 · 预计8|⏎|月投产: no line begins with the unit of a value, or with the value of a name
_TORN = re.compile(r"\d ?(?:[年月日%亿万]|个百分点)|[\u4e00-\u9fff]\d[\d,]*(?:\.\d+)? ?(?:[万亿]?元|[万亿]|%|个百分点)")
# 由“十五”末的 · 预计达到
_LEADS_OVER = re.compile(r"[的到达至为约超过长降]$")
_LITERAL_LINE_ENDS = ("\n", "\\n", "\\r")
_WRAPPED_AT_LEAST = 18
_WRAPPED_AT_MOST = 80
_RAGGED = 3
# 产销率 % 97.6 -0.8 100.7: below a head that leaves out what names the rows
_VALUES_ROW = re.compile(r"\S+(?: \S+)?(?: [-+]?\d[\d.,]*){2,}")
_LEAST_CELLS = 3


def split_sentences(view: str, spans: Sequence[Span]) -> list[Sentence]:
    """Return the sentences over the given stretches of a view; what lies between the stretches interrupts no sentence."""
    joined = _Joined(view, spans)
    found: list[Sentence] = []
    start = 0
    for end in _ends(joined.text):
        piece = joined.text[start:end].lstrip()
        if piece:
            first = end - len(piece)
            found.append(Sentence(joined.spans(first, first + len(piece.rstrip()))))
        start = end
    return found


class _Joined:
    """The stretches as one text, and the way back from it.

    A gap that holds a line end or takes up lines of its own becomes a single line end, whatever blank lines surround it: a page
    number in mid-sentence must look like a wrapped line.
    """

    def __init__(self, view: str, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._pieces: list[Span] = []
        parts: list[str] = []
        length = 0
        for piece, broken in _pieces(view, spans):
            if broken:
                parts.append("\n")
                length += 1
            self._starts.append(length)
            self._pieces.append(piece)
            parts.append(piece.of(view))
            length += len(piece)
        self.text = "".join(parts)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the stretches of the view that hold these characters of the joined text."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        at, piece = self._starts[first], self._pieces[first]
        if end - at <= len(piece):
            return (Span(start - at + piece.start, end - at + piece.start),)
        found: list[Span] = []
        for index in range(first, len(self._starts)):
            at, piece = self._starts[index], self._pieces[index]
            if at >= end:
                break
            left, right = max(start - at, 0) + piece.start, min(end - at + piece.start, piece.end)
            if left < right:
                found.append(Span(left, right))
        return tuple(found)


def _pieces(view: str, spans: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """Yield the stretches, each with whether a line end stands for the gap before it; white space at such a gap is left out."""
    if not spans:
        return
    broken = [_breaks_line(view, left, right) for left, right in pairwise(spans)]
    for span, before, after in zip(spans, [False, *broken], [*broken, False], strict=True):
        text = span.of(view)
        lead = len(text) - len(text.lstrip()) if before else 0
        trail = len(text) - len(text.rstrip()) if after else 0
        if lead < len(text) or not text:
            yield Span(span.start + lead, span.end - trail), before


def _breaks_line(view: str, left: Span, right: Span) -> bool:
    """Say whether a gap holds a line end, or takes up lines of its own."""
    gap = view[left.end : right.start]
    if any(sign in gap for sign in _LITERAL_LINE_ENDS):
        return True
    return view[left.start : left.end].rstrip(" ").endswith("\n") and view[right.start : right.end].lstrip(" ").startswith("\n")


def _ends(text: str) -> Iterator[int]:
    """Yield where sentences end, the text's own end last."""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if text[start] == "\n":
            blank = "\n" in text[start + 1 : end]
            if not (_is_torn_apart(text, start, end) if blank else _continues(text, start, end)):
                yield start
        elif text[start] in _STOPS:
            if not text.startswith(_ASIDE, start):
                yield end
        elif text[end : end + 1] in ("", "\n", " ") and _ENDED.search(match.group()):
            yield end
    yield len(text)


def _continues(text: str, at: int, following: int) -> bool:
    """Say whether a line is wrapped: it ends in mid-word or mid-clause, is as wide as its neighbour, and no item begins."""
    line = text[max(text.rfind("\n", 0, at) + 1, at - 200) : at].strip()
    if not _RUNS_ON.search(line) or _OPENER.match(text, at + 1) or _OPENER.match(text, following):
        return False
    if _is_row(text, line, following):
        return False
    width = len(line)
    if not _WRAPPED_AT_LEAST <= width <= _WRAPPED_AT_MOST:
        return line.endswith((",", "、"))
    if line.endswith((",", "、")) or _TORN.match(text[at - 1] + text[following : following + 12]):
        return True
    return _is_as_wide(text, at, following, width)


def _is_torn_apart(text: str, at: int, following: int) -> bool:
    """Say whether blank lines part a value from prose that leads over to it: 由“十五”末的, then 12.8亿元增加到."""
    line = text[max(text.rfind("\n", 0, at) + 1, at - 200) : at].strip()
    if len(line) < _WRAPPED_AT_LEAST or not _IN_PROSE.search(line) or not _LEADS_OVER.search(line):
        return False
    return bool(_TORN.match(line[-1] + text[following : following + 12]))


def _is_row(text: str, line: str, following: int) -> bool:
    """Say whether the next line is a row of a table: cells between bars, or parted by spaces as those of this line."""
    end = text.find("\n", following, following + 200)
    below = text[following : end if end >= 0 else following + 200].strip()
    if below.count("|") > 1:
        return True
    cells = len(line.split(" "))
    if cells < _LEAST_CELLS:
        return False
    return (len(below.split(" ")) == cells or bool(_VALUES_ROW.fullmatch(below))) and not _IN_PROSE.search(below)


def _is_as_wide(text: str, at: int, following: int, width: float) -> bool:
    """A wrapped line has a neighbour of nearly its width, or is followed by the short rest that ends with a full stop."""
    before = text.rfind("\n", 0, at)
    above = text[max(text.rfind("\n", 0, max(before, 0)) + 1, before - 200) : max(before, 0)].strip()
    end = text.find("\n", following, following + 200)
    below = text[following : end if end >= 0 else following + 200].strip()
    counted = int(width)
    width = _width(text[before + 1 : at].strip()) if before >= at - 200 else width
    # Wrapped where the page is full, or, by a program, after so many characters.
    if any(abs(_width(near) - width) <= _RAGGED or abs(len(near) - counted) <= 1 for near in (below, above)):
        return True
    return _width(below) < width and below.endswith(("。", "!", "?"))


def _width(line: str) -> float:
    """Return how wide a line is printed, in Chinese characters: digits and Latin letters take half the room."""
    return len(line) - sum(map(str.isascii, line)) / 2
