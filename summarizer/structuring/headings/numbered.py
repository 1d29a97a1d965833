"""Headings that carry a number: which markers are headings, series by series."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from msgspec.structs import replace

from summarizer.structuring.headings.orders import without_orders
from summarizer.structuring.headings.titles import title_end
from summarizer.structuring.page.candidate import Candidate, Style
from summarizer.structuring.page.layout import Line, Page
from summarizer.structuring.page.markers import Marker, han_value

HoldsQuantity = Callable[[int, int], bool]
"""Says whether a stretch of the page holds a number that may be a quantity."""

_PAREN: frozenset[Style] = frozenset({"han_paren", "arabic_paren", "circle"})
# (一)、加快… : a pause after a bracket is no part of the title
_AFTER_NUMBER = (" ", " 、.,")
_FIRM: frozenset[Style] = frozenset({"part", "chapter", "clause", "article", "han", "han_paren"})
_ITEMS: frozenset[Style] = frozenset({"arabic", "arabic_paren", "arabic_half", "circle"})
_SAID: frozenset[Style] = frozenset({"is", "must", "nth"})
# A bracketed number heads a clause, a number with a dot a sentence.
_CLAUSE: dict[Style, int] = {"arabic_paren": 1, "circle": 1, "arabic": 30, "arabic_half": 30, "is": 40, "must": 40, "nth": 40}
_SENTENCE_LIMIT = 40
_NO_TITLE_END = "。!?;:,、"
_MOST_LINES = 12
_LONGEST_TEXT = 4000
_FAR = 400
"""Characters; no heading's sentence is longer."""
_SENTENCE_END = re.compile(r"[。!?;\n]")
_CLAUSE_END = re.compile(r"[,:。!?;\n]")
# 三、存在的主要问题 · 我们也清醒地看到,还存在一些困难和不足,主要是:
_SHORTCOMINGS = re.compile(
    r"(?:特征|特点|原因)是?:?$|(?:存在|面临|突出|不少|一些|主要)的?[^。;]{0,16}(?:问题|困难|不足|短板|差距|矛盾|挑战)[^。;]{0,30}$|(?:问题|困难|不足)(?:是|有|表现)[^。;]{0,12}$"
)
_LEAD = 60
# 一、总则……1 · 第一章 总则 …… 3
_CONTENTS = re.compile(r"(?:[.…·]{3,}|\.{3,}) *\d{0,4} *$| \d{1,3}$")
_CONTENTS_END = 60
"""Characters; what stands before them says nothing of how a line ends."""
# “双招双引”:指… · 两新一重是指…
_GLOSS = re.compile(r"[^。\n(]{1,30}?(?::|是指|——|指的是) ?(?:是?指|即|包括)?")

# (责任领导:某某;牵头单位:县交通局) behind an item is no text of it
# 责任单位:县发改局 · 牵头部门:县住建局 on a line of its own
_ANSWERS = re.compile(r"(?:责任|牵头|主办|承办|配合|落实)[\u4e00-\u9fff]{0,4} ?:")
# 地区生产总值增长7%以上
_TARGET = re.compile(r"\d(?:%|‰|[万亿]?[元吨亩人户家个]|个百分点).{0,3}$")
_DUTY = re.compile(r"\((?:责任|牵头|主办|承办|配合|落实|分管|完成)[^()]*\)[。;]?$")


def choose_numbered(markers: list[Marker], page: Page, holds_quantity: HoldsQuantity) -> list[Candidate]:
    """Return the markers that number a heading, in order."""
    firm = [each for each in _firm_headings(_with_shared_lines(markers, page), page) if not _is_target(each, page)]
    firm = without_orders(firm, page)
    walls = [candidate.start for candidate in firm]
    rest = [marker for marker in markers if marker.style in _ITEMS | _SAID]
    chosen = [*firm]
    for style in sorted({marker.style for marker in rest}):
        chosen += _chosen_items([m for m in rest if m.style == style], walls, page, holds_quantity)
    chosen += _hashed(markers, page)
    return sorted(chosen, key=lambda candidate: (candidate.start, candidate.end))


def _is_target(heading: Candidate, page: Page) -> bool:
    """Say whether a bracketed number counts off a target that has no text but who answers for it."""
    at = page.line_at(heading.start)
    if heading.style != "han_paren" or page.lines[at].end > heading.end + 1 or at + 1 >= len(page.lines):
        return False
    below = page.lines[at + 1]
    answers = bool(_ANSWERS.match(page.text, below.start, below.end))
    return answers and bool(_TARGET.search(page.text[heading.title_start : heading.end]))


def _candidate(marker: Marker, page: Page, *, clause: int = 0) -> Candidate:
    start = marker.end
    while start < len(page.text) and page.text[start] in _AFTER_NUMBER[marker.style in _PAREN]:
        start += 1
    end = max(title_end(page.text, start, clause=clause, lost_lines=page.lost_lines), marker.end)
    return Candidate(marker.start, min(start, end), end, marker.style, marker.ordinal, marker.number, marker.damaged)


def _hashed(markers: list[Marker], page: Page) -> list[Candidate]:
    """Return Markdown headings, each with the number that its words begin with; a single highest one first is the title."""
    following = {marker.start: marker for marker in markers}
    hashed = [marker for marker in markers if marker.style.startswith("hash")]
    if hashed and hashed[0].style == "hash1" and sum(marker.style == "hash1" for marker in hashed) == 1:
        hashed = hashed[1:]
    chosen: list[Candidate] = []
    for marker in hashed:
        inner = following.get(marker.end)
        start = inner.end if inner else marker.end
        end = page.lines[page.line_at(marker.start)].end
        number, ordinal = (inner.number, inner.ordinal) if inner else ("", 0)
        chosen.append(Candidate(marker.start, min(start, end), end, marker.style, ordinal, number))
    return chosen


def _firm_headings(markers: list[Marker], page: Page) -> list[Candidate]:
    """Return headings of styles that need no proof at a line's start, and those in mid-line that continue their series."""
    chosen: list[Candidate] = []
    last: dict[Style, int] = {}
    firm = [marker for marker in markers if marker.style in _FIRM]
    following = _following(markers)
    firsts = _series_starts(firm)
    for at, marker in enumerate(firm):
        begun = last.get(marker.style, 0)
        if not begun and marker.style == "han" and marker.ordinal == 2 and marker.place == "stop":
            begun = 1  # the first section's number is lost
        follows = begun + 1 == marker.ordinal or (marker.ordinal == 1 and at in firsts and marker.place != "inside")
        if not _is_firm(marker, page, follows=follows):
            continue
        last[marker.style] = marker.ordinal
        if marker.style in ("han", "part", "chapter"):
            last = {style: ordinal for style, ordinal in last.items() if style not in ("han_paren",)}
        chosen.append(_titled(marker, page, following.get(marker.start)))
    return chosen


def _following(markers: list[Marker]) -> dict[int, Marker]:
    """Return the next marker that may begin a heading, by the start of the one before it."""
    standing = [marker for marker in markers if marker.place != "inside" or marker.style == "han"]
    return {before.start: after for before, after in pairwise(standing) if after.place != "inside"}


def _with_shared_lines(markers: list[Marker], page: Page) -> list[Marker]:
    """Let what a heading holds begin on its line: 第一章 总则  第一条 为了… · 一、2031年工作总结 (一)优化产业结构。"""
    shared = list(markers)
    for at, (before, marker) in enumerate(pairwise(markers), 1):
        between = page.text[before.end : marker.start]
        near = len(between) <= 24 and between.endswith(" ") and "\n" not in between
        if marker.style == "article" and near and before.style in ("chapter", "clause") and before.place == "line":
            shared[at] = replace(marker, place="line")
        first = marker.style == "han_paren" and marker.ordinal == 1 and marker.place == "inside"
        if first and near and before.style == "han" and not _SENTENCE_END.search(between):
            shared[at] = replace(marker, place="stop")
    return shared


def _titled(marker: Marker, page: Page, following: Marker | None) -> Candidate:
    """Return the heading of a marker; it ends before a heading on its own line, and an article's text is no title."""
    candidate = _candidate(marker, page)
    if below := _title_below(page, marker):
        return replace(candidate, title_start=below.start, end=below.end)
    if following and marker.end < following.start < candidate.end:
        held = page.text[marker.start : following.start]
        return replace(candidate, end=marker.start + len(held.rstrip(" ")))
    if marker.style == "article" and candidate.end - candidate.title_start > 20:
        return replace(candidate, title_start=marker.end, end=marker.end)
    return candidate


def _title_below(page: Page, marker: Marker) -> Line | None:
    """Return the line that holds a number's title where the number is a line of its own: a short one above a longer one."""
    at = page.line_at(marker.start)
    if page.lines[at].end > marker.end + 1 or marker.place != "line" or at + 2 >= len(page.lines):
        return None
    line, text = page.lines[at + 1 : at + 3]
    short = 4 <= len(line) <= _SENTENCE_LIMIT and len(line) < len(text)
    return line if short and page.text[line.end - 1] not in _NO_TITLE_END else None


def _is_firm(marker: Marker, page: Page, *, follows: bool) -> bool:
    line = page.lines[page.line_at(marker.start)]
    if page.text[line.start] == "#":
        return False
    if marker.place == "line":
        held = page.text[marker.start : line.end]
        return not (
            line.start in page.rows
            or _is_of_contents(held)
            or (held.endswith((";", "、", "其中:")) and len(held) < 80 and "。" not in held)
            or (len(held) < 4 and not (follows and han_value(held)) and not _title_below(page, marker))
        )
    if not follows or marker.style == "article":
        return False
    end = _SENTENCE_END.search(page.text, marker.end, marker.end + _FAR)
    listed = end is not None and end.group() == ";"
    return not listed and (marker.place != "inside" or marker.style == "han" or marker.damaged)


def _is_of_contents(held: str) -> bool:
    """Say whether a line ends as those of a table of contents do."""
    may_be = held[-1:] in ".…· " or held[-1:].isdecimal()
    return may_be and bool(_CONTENTS.search(held, max(len(held) - _CONTENTS_END, 0)))


def _series_starts(markers: list[Marker]) -> set[int]:
    """Return the indexes of the markers numbered 1 that a 2 of their style follows before the next 1."""
    starts: set[int] = set()
    waiting: dict[Style, int] = {}
    for at, marker in enumerate(markers):
        if marker.ordinal == 1:
            waiting[marker.style] = at
        elif marker.ordinal == 2 and marker.style in waiting:
            starts.add(waiting[marker.style])
    return starts


def _chosen_items(markers: list[Marker], walls: list[int], page: Page, holds_quantity: HoldsQuantity) -> list[Candidate]:
    series = [one for one in _series(markers, walls) if not _tells_shortcomings(one[0][0], page)]
    judged = [[_Item(marker, end, page, holds_quantity) for marker, end in one] for one in series]
    titled = sum(item.titled for items in judged for item in items)
    total = sum(map(len, judged)) or 1
    chosen: list[Candidate] = []
    for items in judged:
        if _is_heading_series(items, titled / total):
            chosen += [_candidate(i.marker, page, clause=_CLAUSE.get(i.marker.style, 0)) for i in items if i.is_heading]
    return chosen


def _tells_shortcomings(first: Marker, page: Page) -> bool:
    """Say whether a series is led in as what is wrong: its items admit, they don't name what follows."""
    if first.style not in _SAID:
        return False
    line = page.lines[page.line_at(first.start)].start
    lead = page.text[max(line, first.start - _LEAD) : first.start]
    if first.place == "line" or not lead.strip():
        above = page.lines[max(page.line_at(first.start) - 1, 0)]
        lead = page.text[max(above.start, above.end - _LEAD) : above.end]
    return bool(_SHORTCOMINGS.search(lead))


def _series(markers: list[Marker], walls: list[int]) -> Iterator[list[tuple[Marker, int]]]:
    """Yield runs of rising markers with the end of each one's text; a wall (a firm heading) or a restart ends a run."""
    run: list[Marker] = []
    wall = 0
    for marker in markers:
        while wall < len(walls) and walls[wall] <= (run[-1].start if run else -1):
            wall += 1
        walled = bool(run) and wall < len(walls) and walls[wall] < marker.start
        if run and (walled or not run[-1].ordinal < marker.ordinal <= run[-1].ordinal + 2):
            yield _with_ends(run, walls[wall] if walled else marker.start)
            run = []
        run.append(marker)
    if run:
        following = [at for at in walls[wall:] if at > run[-1].start]
        yield _with_ends(run, following[0] if following else run[-1].start + 2000)


def _with_ends(run: list[Marker], end: int) -> list[tuple[Marker, int]]:
    return list(zip(run, [marker.start for marker in run[1:]] + [end], strict=True))


class _Item:
    """A numbered item and what speaks for its being a heading."""

    __slots__ = ("joined", "led", "marker", "single", "titled")

    def __init__(self, marker: Marker, end: int, page: Page, holds_quantity: HoldsQuantity) -> None:
        text = page.text
        end = min(end, len(text))
        line = page.line_at(marker.start)
        if page.line_at(end) - line > _MOST_LINES or end - marker.start > _LONGEST_TEXT:
            # The last of a series, with the rest of the section below it: its text is on its line or on the next.
            below = page.lines[line + 1 : line + 2]
            fills = page.lines[line].end - marker.end <= _SENTENCE_LIMIT
            end = min(end, below[0].end if fills and below else page.line_end(marker.start, end))
        stop = _SENTENCE_END.search(text, marker.end, end)
        clause = _CLAUSE_END.search(text, marker.end, end)
        sentence_end = stop.start() if stop else end
        clause_end = clause.start() if clause else end
        body = len(_DUTY.sub("", text[sentence_end + 1 : end].strip()))
        gloss = bool(_GLOSS.match(text, marker.end, sentence_end)) and marker.style == "arabic"
        short = 2 <= sentence_end - marker.end <= _SENTENCE_LIMIT
        self.marker = marker
        self.joined = marker.place == "inside" or (stop is not None and stop.group() == ";")
        self.single = body < 12
        self.titled = (
            short and not self.single and not self.joined and not gloss
            and not holds_quantity(marker.end, sentence_end)
        )  # fmt: skip
        self.led = not gloss and 2 <= clause_end - marker.end <= 40 and end - marker.start >= 25

    @property
    def is_heading(self) -> bool:
        """Say whether the item is a heading once its series is one."""
        if self.marker.style in _SAID:
            return self.titled or (self.led and not self.single and not self.joined)
        return self.titled or self.led


def _is_heading_series(items: list["_Item"], titled_share: float) -> bool:
    titled = sum(item.titled for item in items)
    joined = sum(item.joined for item in items)
    if joined * 2 > len(items):
        return False
    first = items[0].marker
    if first.style in _SAID or (first.place == "line" and first.style in ("arabic", "arabic_half")):
        return titled * 2 >= len(items) and titled > 0
    led = sum(item.led for item in items)
    return led * 10 >= len(items) * 7 and titled_share >= 0.25 and len(items) > 1
