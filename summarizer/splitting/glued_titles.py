"""Titles that lost their line end: …政府工作报告|——2021年1月8日在…, at the beginning of a line as long as a report."""

import re
from collections.abc import Iterator, Sequence

from summarizer.splitting.lines import Line, line_at
from summarizer.splitting.titles import title_kind

_LEAST_LINE = 150
"""Characters; a shorter line is a paragraph, and what it begins with its subject."""
_LONGEST = 90
_MOST_TITLES = 2
# Where a title's words may end.
_END = re.compile(
    r"(?:报\s?告|公报|计划|方案|要点|通知|纲要|规划|总结|安排|打算|思路|汇报|清单)(?:\s?\((?:草案|(?:19|20)\d\d年?)\))?"
)
# What begins a text: the occasion, the page's own words, who speaks, an address, a year, a section, why a plan was made
_TEXT = re.compile(
    r"(?:\s*\(?(?:全文|摘要)\)?)?\s*(?:[—–─-]{1,3}\s?(?:[12一二]|在)|在\S{2,30}(?:会议|大会)|\(?(?:19|20)\d\d[-年/.]|(?:19|20)\d\d\s|各位|同志们|现在,|为(?:深入|进一步|全面|认真|确保|贯彻|了)|根据《?"
    r"|[★●■◆▲【]|目\s?录|[一1]\s|第一(?:部分|[章节篇])|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]\)"
    r"|(?:责任编辑|信息来源|来源|(?:发布|创建|公布)?(?:时间|日期)|索引号|字号|作者|浏览)\s?:"
    r"|[\u4e00-\u9fff]{0,14}(?:人民政府|委员会|[改统]\S{1,3}局|办公[室厅])(?:[省市县区旗州镇乡]长|[一二]、|\d|\s|\()|[省市县区旗州镇乡]\s?长\s?[\u4e00-\u9fff]{2,4}\s?[各\d—(])"
)
# Where no title goes on: at a clause's end, at a number, 一、
_SENTENCE = re.compile(r"[,。;:!?]|[一二三四五六七八九十]、")


def split_glued_titles(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, each long one that begins with a title as two, or three where the title is given twice."""
    return [part for line in lines for part in (_parts(line) if len(line.text) >= _LEAST_LINE else (line,))]


def _parts(line: Line) -> Iterator[Line]:
    for _ in range(_MOST_TITLES):
        end = _title_end(line.text)
        if not end:
            break
        yield line_at(line.start, line.text[:end])
        rest = line.text[end:].strip()
        line = line_at(line.end - len(rest), rest)
    yield line


def _title_end(text: str) -> int:
    """Return where the title ends that a text begins with, 0 where it begins with none."""
    head = text[:_LONGEST]
    stop = _SENTENCE.search(head)
    for end in _END.finditer(head, 0, stop.start() if stop else len(head)):
        title = head[: end.end()]
        goes_on = text[end.end() : end.end() + _LONGEST].lstrip()
        if title_kind(title) and (_TEXT.match(text, end.end()) or goes_on.startswith(title)):
            return end.end()
    return 0
