"""Boxes that interrupt a report: 专栏 with its table or list of projects, 【重点任务】 with its paragraph."""

import re
from collections.abc import Sequence

from summarizer.splitting.lines import Line

_COUNT = r"[一二三四五六七八九十\d]{1,3}(?:[-—.]\d{1,2})?"
# 专栏1 主要指标 · 专栏 3-2:重大水利工程 · [专栏一] · 专栏:重点项目
_COLUMN = re.compile(rf"^[\[【(]?专\s?栏(?:\s?{_COUNT}(?!\d*年)|\s?:)[\]】)]?[^。;]{{0,60}}$")
# 【重点任务 1】实施… · 【重点工程】
_TASK = re.compile(r"^【\s?重点(?:任务|工程|项目|工作|举措|事项|行动)[^】]{0,40}】")
# A heading of the report's own system ends a box: 第二章 第三节 四、 (五)
_HEADING = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}(?:部分|[章节篇编条])|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))"
)
# 1.高标准农田建设 · (2)水库除险 · ①… · ◆… · ——… · 交通工程:… · 【生态】… · 资料来源:…
_ITEM = re.compile(r"^(?:\d{1,2}(?:[.、)]|\s(?=\D))|\(\d{1,2}\)|[①-⑳]|[●■◆•·▲★※>*-]|[—–]{1,2}|\[|【|[^,。:]{2,20}:)|\t|^[^\n]*\t")
# 强化要素保障 · 加快推进新型城镇化: words alone
_TITLE = re.compile(r"^[\u4e00-\u9fff“”、 ]{4,30}$")
_PARAGRAPH = 40
_LONGEST = 6000
"""Characters; what is longer is no box: its end was missed, and all but its table and list is the report's."""


def find_boxes(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the boxes among a report's lines as (first, stop).

    A box goes on over its rows and items; the next heading ends it, and so does a paragraph after them.
    """
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        if _COLUMN.match(lines[at].text):
            stop = _end_of_column(lines, at)
        elif task := _TASK.match(lines[at].text):
            stop = at + 1 + (task.end() == len(lines[at].text) and _holds_text(lines, at + 1))
        else:
            at += 1
            continue
        found.append((at, stop))
        at = stop
    return found


def _holds_text(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line can be the paragraph of the box above it: no heading, no other box."""
    return at < len(lines) and not any(form.match(lines[at].text) for form in (_HEADING, _COLUMN, _TASK))


def _end_of_column(lines: Sequence[Line], first: int) -> int:
    text = 0
    listed = first + 1
    for index in range(first + 1, len(lines)):
        line = lines[index].text
        if _HEADING.match(line) or _COLUMN.match(line) or _TASK.match(line):
            return index
        item = bool(_ITEM.match(line))
        # Its first paragraph may introduce the items; one after them is the report's again, and so is a heading above it.
        if not item and len(line) >= _PARAGRAPH and index > first + 1:
            return listed if _is_heading_above(lines, listed, index) and listed > first + 1 else index
        text += len(line)
        if text > _LONGEST:
            return listed
        listed = index + 1 if item else listed
    return len(lines)


def _is_heading_above(lines: Sequence[Line], listed: int, paragraph: int) -> bool:
    """Say whether just one line that no stop ends stands between the last item and a paragraph: 强化要素保障."""
    return paragraph == listed + 1 and bool(_TITLE.match(lines[listed].text))
