"""Damage that the outline repairs: numbers lost, headings broken over two lines, headings given twice. The text stays."""

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise

from msgspec.structs import replace

from summarizer.structuring.headings.titles import ENDS_AS_TITLE, title_end
from summarizer.structuring.page.candidate import Candidate, Style
from summarizer.structuring.page.layout import Page
from summarizer.structuring.page.markers import han_numeral
from summarizer.structuring.topics.likeness import urges

_RENUMBERED: tuple[Style, ...] = ("han", "han_paren")
# 加快发展和| · 推进“双招双引| : a line that can't end here
_UNFINISHED = re.compile(r"(?:[、,和与及的]|“[^”]*|《[^》]*|\([^)]*)$")
_OWN_TASK = 6
_WORDS = re.compile(r"[\u4e00-\u9fff\w]+")


def rejoin(page: Page, headings: list[Candidate]) -> list[Candidate]:
    """Return numbered headings whole that are broken over two lines."""
    return [_rejoined(page, heading, following) for heading, following in pairwise([*headings, None]) if heading]


def repair(page: Page, headings: list[Candidate]) -> list[Candidate]:
    """Return the headings once each, with the numbers that damage has taken from them."""
    return _numbered_again(page, _first_number(_without_contents(page, _once(page, headings))))


def _rejoined(page: Page, heading: Candidate, following: Candidate | None) -> Candidate:
    """Extend a numbered heading over the next line where that is its rest."""
    at = page.line_at(heading.start)
    if heading.style.startswith(("bare", "run")) or heading.end < page.lines[at].end or at + 2 >= len(page.lines):
        return heading
    rest, after = page.lines[at + 1], page.lines[at + 2]
    if (following and following.start <= rest.start) or len(rest) > 24 or len(after) <= len(rest):
        return heading
    held, tail = page.text[heading.title_start : heading.end], page.text[rest.start : rest.end]
    # 加强基础设施建设 says a task of its own, 建设 alone is the rest of one.
    if len(tail) >= _OWN_TASK and not tail.endswith("。") and urges(tail) and not _UNFINISHED.search(held):
        return heading
    ends = len(held) >= 8 and tail.endswith("。") and "。" not in tail[:-1]
    # 加强基础设施建设 below a heading is one of its own.
    ends = ends or (len(held) >= 10 and bool(ENDS_AS_TITLE.search(tail)) and not urges(tail))
    if _UNFINISHED.search(held) or (ends and not ENDS_AS_TITLE.search(held)):
        return replace(heading, end=rest.end - tail.endswith("。"), damaged=True)
    return heading


def _once(page: Page, headings: list[Candidate]) -> list[Candidate]:
    """Leave out a heading that says again what the one before it says, nothing between them."""
    kept: list[Candidate] = []
    for heading in headings:
        last = kept[-1] if kept else None
        if last and _same(page, last, heading) and not _WORDS.search(page.text, last.end, heading.start):
            kept[-1] = replace(last, damaged=True)
        else:
            kept.append(heading)
    return kept


def _same(page: Page, one: Candidate, other: Candidate) -> bool:
    same_number = one.ordinal == other.ordinal or not other.ordinal or not one.ordinal
    return same_number and _title(page, one) == _title(page, other) != ""


def _title(page: Page, heading: Candidate) -> str:
    return "".join(_WORDS.findall(page.text[heading.title_start : heading.end]))


def _listed(page: Page, heading: Candidate) -> str:
    """Return a title as contents list it, without the page number that may be glued to it: 发展基础12."""
    return _title(page, heading).rstrip("0123456789")


def _without_contents(page: Page, headings: list[Candidate]) -> list[Candidate]:
    """Leave out a list of headings that is given before the headings themselves."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, heading in enumerate(headings):
        places[_listed(page, heading)].append(at)
    bare = [
        not _WORDS.search(page.text, heading.end, following.start) and places[_listed(page, heading)][-1] > at
        for at, (heading, following) in enumerate(pairwise(headings))
    ] + [False]
    listed = {at for at in range(len(headings) - 2) if bare[at] and bare[at + 1]}
    listed |= {at + 1 for at in listed}
    if listed:
        # The list's last entry has the report's text after it.
        last = max(listed) + 1
        if places[_listed(page, headings[last])][-1] > last:
            listed.add(last)
    return [heading for at, heading in enumerate(headings) if at not in listed]


def _first_number(headings: list[Candidate]) -> list[Candidate]:
    """Give back the number of the first part where the numbering begins with the second.

    Two parts without numbers are a system of their own, in the last of which a numbered section is missing.
    """
    han = next((at for at, heading in enumerate(headings) if heading.style == "han"), None)
    if not han or headings[han].ordinal != 2:
        return headings
    first = next((at for at in range(han) if headings[at].style in ("bare1", "bare2")), None)
    if first is None or sum(heading.style == "bare1" for heading in headings[:han]) > 1:
        return headings
    mended = replace(headings[first], style="han", ordinal=1, number="一", damaged=True)
    return [*headings[:first], mended, *headings[first + 1 :]]


def _numbered_again(page: Page, headings: list[Candidate]) -> list[Candidate]:
    """Give back a number in the middle of a series, where one line between its neighbours is made as they are."""
    by_start = {heading.start: heading for heading in headings}
    for style in _RENUMBERED:
        series = [heading for heading in headings if heading.style == style]
        for before, after in pairwise(series):
            lost = _lost(page, before, after) if after.ordinal == before.ordinal + 2 else None
            if lost:
                by_start[lost.start] = lost
    return [by_start[start] for start in sorted(by_start)]


def _lost(page: Page, before: Candidate, after: Candidate) -> Candidate | None:
    low = bisect_left(page.line_starts, before.end)
    high = bisect_left(page.line_starts, after.start)
    alike = [line.start for line in page.lines[low:high] if _made_alike(page, before, line.start)]
    if len(alike) != 1:
        return None
    numeral = han_numeral(before.ordinal + 1)
    number = f"({numeral})" if before.style == "han_paren" else numeral
    return Candidate(alike[0], alike[0], title_end(page.text, alike[0]), before.style, before.ordinal + 1, number, damaged=True)


def _made_alike(page: Page, heading: Candidate, start: int) -> bool:
    words, end = page.text[heading.title_start : heading.end], title_end(page.text, start)
    held = page.text[start:end]
    stops = page.text[heading.end : heading.end + 1] == page.text[end : end + 1]
    return stops and held.count(",") == words.count(",") and abs(len(held) - len(words)) <= 6 and not any(map(str.isdigit, held))
