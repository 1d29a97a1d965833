"""Headings that a sign sets off instead of a number: 【狠抓项目建设】, ● 产业提质增效, 主要目标:"""

import re
from collections.abc import Sequence

from summarizer.structuring.headings.bare_lines import is_text, names_part
from summarizer.structuring.headings.labels import NO_TOPIC
from summarizer.structuring.headings.titles import ENDS_AS_TITLE
from summarizer.structuring.page.candidate import Candidate, Style
from summarizer.structuring.page.layout import Line, Page

_LEAST = 2
_SHORTEST_TEXT = 20
# 【过去一年工作回顾】 · 【产业提质增效】全年…, but not 【责任单位】 · 【字体】 · 【云沐招商】
_IN_BRACKETS = re.compile(
    r"【 ?(?P<title>(?![^】]*(?:单位|部门|字体|字号|打印|关闭|来源|作者|编辑|重点任务|专栏|附件|招商|发布|政务|新闻|上一|下一))"
    r"[\u4e00-\u9fff“”、,\d]{4,24}) ?】"
)
# ● 产业提质增效 on a line of its own
_BULLET = re.compile(r"[●■◆▲◇□▪•] ?(?P<title>[\u4e00-\u9fff“”、,]{4,24})$")
# 主要目标: on a line of its own
_COLON = re.compile(r"(?P<title>[\u4e00-\u9fff“”]{4,14}):$")


def find_set_off(page: Page, taken: Sequence[Candidate]) -> list[Candidate]:
    """Return the headings that a sign sets off, where a report has at least two of a kind."""
    own = {heading.start for heading in taken}
    at = [at for at, line in enumerate(page.lines) if line.start not in own and line.start not in page.rows]
    kinds = (
        [_bracketed(page, index) for index in at],
        [_bulleted(page, index) for index in at],
        [_closed(page, index) for index in at],
    )
    found = [[heading for heading in kind if heading] for kind in kinds]
    return [heading for kind in found if len(kind) >= _LEAST for heading in kind]


def _bracketed(page: Page, at: int) -> Candidate | None:
    line = page.lines[at]
    match = _IN_BRACKETS.match(page.text, line.start, line.end)
    if not match:
        return None
    if match.end() == line.end:
        return _line(line, match, match.end()) if _heads_text(page, at) else None
    runs = line.end - match.end() >= _SHORTEST_TEXT
    return Candidate(line.start, match.start("title"), match.end(), "run1", 0, "") if runs else None


def _bulleted(page: Page, at: int) -> Candidate | None:
    line = page.lines[at]
    match = _BULLET.match(page.text, line.start, line.end)
    return Candidate(line.start, match.start("title"), line.end, "dash", 0, "") if match and _heads_text(page, at) else None


def _closed(page: Page, at: int) -> Candidate | None:
    line = page.lines[at]
    match = _COLON.match(page.text, line.start, line.end)
    names = match and ENDS_AS_TITLE.search(match["title"]) and not NO_TOPIC.match(match["title"])
    return _line(line, match, match.end("title")) if match and names and _heads_text(page, at) else None


def _heads_text(page: Page, at: int) -> bool:
    return at + 1 < len(page.lines) and is_text(page, at + 1)


def _line(line: Line, match: re.Match[str], end: int) -> Candidate:
    style: Style = "bare1" if names_part(match["title"]) else "bare2"
    return Candidate(line.start, match.start("title"), end, style, 0, "")
