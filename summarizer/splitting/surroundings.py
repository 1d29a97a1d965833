"""What stands before and after a report: listing line, letterhead, notice, signature, imprint, the page's lines."""

import re
from collections.abc import Mapping, Sequence

from summarizer.domain.document import Mark
from summarizer.domain.mark_reasons import LETTERHEAD, LISTING, NOTICE
from summarizer.splitting.argument import mark_line, runs
from summarizer.splitting.lines import Line
from summarizer.splitting.titles import find_titles, is_letterhead

_PAGE_TEXT = "page text"
_MOST_LETTERHEAD = 4
# 各镇人民政府,县政府各部门、直属各单位: · 现印发给你们,请认真贯彻执行: a notice whose title is lost
_ADDRESSEES = re.compile(r"(?:各|[^。]{2,20}(?:各|有关))[^。]{2,80}:$")
_ORDER = re.compile(r"(?:印发|转发|下达)给?你们|请.{0,8}(?:贯彻|遵照|组织|抓好).{0,6}(?:执行|实施|落实)")


def mark_after(lines: Sequence[Line], furniture: Mapping[int, str], gap: range, *, whole: bool) -> tuple[list[Mark], int]:
    """Mark what closes a report, and return the line at which what stands before the next one begins.

    With `whole` nothing follows: the whole gap is marked.
    """
    marks: list[Mark] = []
    for index in gap:
        mark = mark_line(lines[index], furniture.get(index, ""))
        if not mark:
            if not whole:
                return marks, index
            mark = [Mark(lines[index].span, "furniture", _PAGE_TEXT)]
        marks.extend(mark)
    return marks, gap.stop


def mark_before(lines: Sequence[Line], furniture: Mapping[int, str], gap: range) -> list[Mark]:
    """Mark what stands before a report, each line with what it is."""
    titles = find_titles(lines[gap.start : gap.stop])
    listing = {gap.start + title.first for title in titles if title.kind == "listing"}
    notice = _notice_begins(lines, gap, [gap.start + title.first for title in titles if title.kind == "notice"])
    kinds: dict[int, str] = {}
    for index in gap:
        if index in furniture:
            kinds[index] = furniture[index]
        elif index in listing:
            kinds[index] = LISTING
        elif index >= notice:
            kinds[index] = NOTICE
        else:
            kinds[index] = LETTERHEAD if is_letterhead(lines[index].text) else _PAGE_TEXT
    return [
        Mark(span, "furniture", kind)
        for kind in sorted(set(kinds.values()))
        for span in runs(lines, [index for index in gap if kinds[index] == kind])
    ]


def _notice_begins(lines: Sequence[Line], gap: range, notices: Sequence[int]) -> int:
    """Return the first line of the last notice, its letterhead included; the gap's end where there is none."""
    if not notices:
        ordered = any(_ORDER.search(lines[index].text) for index in gap)
        return next((index for index in gap if ordered and _ADDRESSEES.match(lines[index].text)), gap.stop)
    first = notices[-1]
    while first > gap.start and notices[-1] - first < _MOST_LETTERHEAD and is_letterhead(lines[first - 1].text):
        first -= 1
    return first
