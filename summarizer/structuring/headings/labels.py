"""Labels that head paragraphs: 就业:全年城镇新增就业4180人。 价格:… where most paragraphs of a stretch begin so."""

import re
from bisect import bisect_right
from collections import Counter

from summarizer.structuring.page.candidate import Candidate
from summarizer.structuring.page.layout import Line, Page

# 经济增长:根据统一核算结果,… but not 责任单位:县发改局 · 注:… · 联系电话:…
_LABEL = re.compile(r"(?P<title>[\u4e00-\u9fff]{2,8}):(?=[^:\n]{15})")
NO_TOPIC = re.compile(
    r".*(?:单位|部门|领导|责任人|时限|电话|地址|时间|日期|来源|作者|编辑|校对|说明|代表|同志们|委员|机构|索引号|文号|标题|名称|主题词)$|注释?$|附[件表录]|如下$|其中$|其次$|首先$|第[一二三四五]$"
)
_SHORTEST_PARAGRAPH = 30
_LEAST = 3


def find_labels(page: Page, headings: list[Candidate]) -> list[Candidate]:
    """Return the labels that head the paragraphs between two headings: at least three in a row, no two alike."""
    stretches: dict[int, list[Line]] = {}
    starts = [heading.start for heading in headings]
    for line in page.lines:
        stretches.setdefault(bisect_right(starts, line.start), []).append(line)
    labels = {line.start: match for lines in stretches.values() for line in lines if (match := _label(page, line))}
    counts = Counter(match["title"] for match in labels.values())
    found: list[Candidate] = []
    for lines in stretches.values():
        own = [labels[line.start] for line in lines if line.start in labels and counts[labels[line.start]["title"]] == 1]
        paragraphs = [line for line in lines if len(line) >= _SHORTEST_PARAGRAPH and line.start not in page.rows]
        all_of_two = len(own) == len(paragraphs) == _LEAST - 1
        if all_of_two or (len(own) >= _LEAST and len(own) * 5 >= len(paragraphs) * 3):
            found += [Candidate(match.start(), match.start(), match.end("title"), "run1", 0, "") for match in own]
    return found


def _label(page: Page, line: Line) -> re.Match[str] | None:
    match = _LABEL.match(page.text, line.start, line.end)
    return match if match and not NO_TOPIC.match(match["title"]) and line.start not in page.rows else None
