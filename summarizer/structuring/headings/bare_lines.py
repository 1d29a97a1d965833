"""Headings that are a line of their own without a number: short, no end punctuation, a long line or a heading next."""

import re

from summarizer.structuring.headings.titles import ENDS_AS_TITLE
from summarizer.structuring.page.candidate import Candidate, Style
from summarizer.structuring.page.layout import Line, Page
from summarizer.structuring.topics.likeness import urges

_LONGEST = 40
_LONG_TEXT = 40
_SHORT_TEXT = 20
_WORDS = re.compile(r"[\u4e00-\u9fff\d]")
# 2021年8月5日 · “十一五”期间,全县上下… · (此件公开发布) · 附件1 · — 5 — · 峄山区人民政府 · 第十二届…第六次会议上
_NO_HEADING = re.compile(
    r".*\d{1,2}月(?:\d{1,2}日)?|“?十[一二三四五六七八九]五”?(?:时期|期间),|.*[二〇零一]{4}年.{1,3}月|\(.*\)$|附[件表录:]|专栏|[图表注]\d?|[-—–·•●◆■*|>]|\d|.*[|>【】]"
    r"|.*(?:人民政府|办公[室厅]|委员会|[局厅署]|常委会|印发|同志们|代表|审议|会议上?)$"
    # 云岭县县长王明: who speaks
    r"|.{0,12}[省市县区旗州盟镇乡]长 ?[\u4e00-\u9fff]{2,4}$"
    r"|.*(?:报告|公报|方案|通知|决定|意见|纲要|要点|通告|公告|草案)\)?$"
    r"|(?:来源|时间|作者|编辑|责任|发布|索引|主题|主办|联系|电话|上一篇|下一篇|首页|目录|名词解释|注释|打印|字号|分享|签发|抄送)"
)
# 2020年工作回顾 · “十四五”时期经济社会发展主要目标任务 · 政府自身建设 · 极不平凡的五年
# 〇〇八年工作回顾, whose first sign is lost · ;;十二五;;工作回顾, where a page turned quotes into semicolons
_PART = re.compile(
    r"(?:关于)?(?:(?:过去|今后|未来)的?[一二三四五]年|[一二三四五]年来|[上下]半年|本届政府|\d{4}(?:[-—–至]\d{4})?年|(?:二[〇零0O一二三四五六七八九\d]|[〇零])[〇零0O一二三四五六七八九\d]{2}年|[“;]{0,2}十[一二三四五六七八九]五[”;]{0,2}|今年|明年|上年|下一步|下一阶段|当前).{0,24}"
    r"(?:回顾|总结|情况|安排|部署|任务|目标|思路|打算|举措|措施|重点|工作|要求|展望|计划|规划|设想|意见|建议|形势|成就|成效)"
    r"$|.{0,8}(?:政府)?自身建设$|(?:存在|面临)的?.{0,6}(?:问题|困难|挑战).{0,6}$|结束语$"
    r"|[\u4e00-\u9fff]{2,12}的[一二三四五六七八九十]年$"
)
_YEAR_START = re.compile(r"\d{4}(?:[-—–至]\d{4})?年")
# 2031年镇里工作回顾|一年来,… · 全面加强政府自身建设|同志们,…
_GLUED = (
    r" *(?P<title>(?:(?:\d{4}年|“?十[一二三四五六七八九]五”?时期|过去[一五]年|今年|新的一年)[^,。:;!?\n]{0,16}?"
    r"(?:回顾|工作安排|工作总结|主要任务|目标任务|重点工作|重点任务|工作部署|工作打算|总体要求)|(?:全面)?加强政府自身建设))"
    r"(?=“?(?:\d{4}年|今年|过去|一年来|五年来|各位代表|同志们|十[一二三四五六七八九]五|新的一年|经济社会发展的?主要))"
)
_OPENS_GLUED = re.compile(_GLUED)
# A search for one fixed sign is far faster than for one of several.
_GLUED_PARTS = tuple(re.compile(rf"{sign}(?=[ \d“十过今新全加]){_GLUED}") for sign in ("。", "!", r"\?", r"\n"))
_LEADERS = re.compile(r"[.…·]{3,}|…|(?: |\D)\d{1,3}$")
_MEASURE = re.compile(r"\d[\d.,]*(?:%|[万亿]|个|家|项|户|人|元|吨|亩)")
# 篇 开创新局面 · 章 发展基础 : 第一 is lost
_UNIT = re.compile(r"(?P<unit>[篇章节]) +(?=\S)")
_UNITS: dict[str, Style] = {"篇": "part", "章": "chapter", "节": "clause"}
_PAIRS = (("(", ")"), ("《", "》"))
"""What is opened in a title is closed in it."""
_END_PUNCTUATION = "。!?;,、:…"


def find_bare_lines(page: Page, numbered: list[Candidate]) -> list[Candidate]:
    """Return headings without a number that fill their line."""
    taken = {candidate.start for candidate in numbered}
    spilled = {page.lines[page.line_at(candidate.end)].start for candidate in numbered if candidate.end > candidate.start}
    shapes = [
        line.start not in taken and line.start not in spilled and line.start not in page.rows and has_shape(page, line)
        for line in page.lines
    ]
    found = [
        _candidate(page, at, shapes) for at in range(len(page.lines)) if shapes[at] and _stands_free(page, at, shapes, taken)
    ]
    parts = [candidate for candidate in found if candidate.style == "bare1"]
    han = next((candidate for candidate in numbered if candidate.style == "han"), None)
    if len(found) == 1 and han and han.ordinal == 2 and found[0].start < han.start:
        return found
    # A single line without a number proves no system, unless it names a part or is worded as a task or an account.
    return found if len(found) > 1 or any(_says_what(page.text[one.start : one.end]) for one in found) else parts


def _says_what(title: str) -> bool:
    return urges(title) or title.endswith("情况")


def find_glued_parts(page: Page) -> list[Candidate]:
    """Return the titles of parts that run into their text without number or punctuation."""
    matches = [match for part in _GLUED_PARTS for match in part.finditer(page.text)]
    if first := _OPENS_GLUED.match(page.text):
        matches.append(first)
    return [Candidate(match.start("title"), match.start("title"), match.end("title"), "bare1", 0, "") for match in matches]


def names_part(title: str) -> bool:
    """Say whether a title is worded as one of a report's parts are: 2020年工作回顾."""
    return bool(_PART.match(title))


def has_shape(page: Page, line: Line) -> bool:
    """Say whether a line looks as a heading without a number does, whatever stands around it."""
    if not 4 <= len(line) <= _LONGEST:
        return False
    held = page.text[line.start : line.end]
    if held[-1] in _END_PUNCTUATION or "。" in held or ":" in held or "  " in held or _LEADERS.search(held):
        return False
    if any(held.count(opening) != held.count(closing) for opening, closing in _PAIRS):
        return False
    blocked = _NO_HEADING.match(held) and not (_YEAR_START.match(held) and _PART.match(held))
    return not blocked and not _MEASURE.search(held) and len(_WORDS.findall(held)) * 10 >= len(held) * 7


def _stands_free(page: Page, at: int, shapes: list[bool], taken: set[int]) -> bool:
    """Say whether text follows, and the line is not one of a stack of short ones (a table, a letterhead, contents)."""
    if at + 1 >= len(page.lines):
        return False
    upper = _is_upper(page, at, shapes)
    if shapes[at + 1]:
        return upper and at + 2 < len(page.lines) and is_text(page, at + 2)
    if at > 0 and shapes[at - 1] and not _is_upper(page, at - 1, shapes):
        return False
    if page.lines[at + 1].start in taken:
        return upper
    return is_text(page, at + 1) or (upper and _leads_in(page, at + 1))


def _is_upper(page: Page, at: int, shapes: list[bool]) -> bool:
    """Say whether a line is worded as a part is, or is the upper of two short ones and ends as a title does."""
    held = page.text[page.lines[at].start : page.lines[at].end]
    if names_part(held):
        return True
    pair = shapes[at : at + 3] == [True, True, False] and not (at > 0 and shapes[at - 1])
    return pair and bool(ENDS_AS_TITLE.search(held))


def is_text(page: Page, at: int) -> bool:
    """Say whether a line is a paragraph of text."""
    line = page.lines[at]
    ended = len(line) >= _SHORT_TEXT and page.text[line.end - 1] in "。;!:"
    return (ended or len(line) >= _LONG_TEXT) and line.start not in page.rows


def _leads_in(page: Page, at: int) -> bool:
    """Say whether a line is a sentence, as short as it may be: 今年要抓好以下几方面:"""
    return page.text[page.lines[at].end - 1] in "。:"


def _candidate(page: Page, at: int, shapes: list[bool]) -> Candidate:
    line = page.lines[at]
    if unit := _UNIT.match(page.text, line.start, line.end):
        return Candidate(line.start, unit.end(), line.end, _UNITS[unit["unit"]], 0, "", damaged=True)
    style: Style = "bare1" if _is_upper(page, at, shapes) else "bare2"
    return Candidate(line.start, line.start, line.end, style, 0, "")
