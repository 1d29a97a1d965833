"""Topic sentences that open paragraphs: where most paragraphs of a stretch begin with a short sentence, those are headings."""

import re
from bisect import bisect_left
from collections import Counter

from summarizer.structuring.page import Page
from summarizer.structuring.topics import Topic

_SHORTEST_PARAGRAPH = 30
_SHORTEST_BODY = 18
_LONGEST_WORDS = 36
# 成绩来之不易。 · 过去一年极不平凡。 : sentences that open a passage without naming its topic
_NO_OPENER = re.compile(
    r"成绩|成就|回顾|展望|实践|只要|过去|一年来|五年来|新的一年|今年|明年|去年|经过|我们|时间|奋斗|事实|历史|未来|面对|站在"
)


def paragraph_topics(page: Page, topics: list[Topic], start: int, end: int) -> list[Topic]:
    """Return the topics that open the paragraphs of a stretch, [] unless at least two and half of the paragraphs have one."""
    low, high = bisect_left(page.line_starts, start), bisect_left(page.line_starts, end)
    paragraphs = [line for line in page.lines[low:high] if min(line.end, end) - line.start >= _SHORTEST_PARAGRAPH]
    ends = {line.start: min(line.end, end) for line in paragraphs}
    opening = [topic for topic in topics if topic.opens_line and _opens(topic, ends)]
    single = [topic for topic in opening if len(topic.clauses) == 1]
    if len(single) > 1 and len(single) * 2 >= len(paragraphs):
        return single
    usual = Counter(len(topic.clauses) for topic in opening).most_common(1)
    alike = [topic for topic in opening if usual and len(topic.clauses) == usual[0][0]]
    return alike if len(alike) > 1 and len(alike) * 5 >= len(paragraphs) * 3 else []


def _opens(topic: Topic, ends: dict[int, int]) -> bool:
    end = ends.get(topic.start, 0)
    return end - topic.end >= _SHORTEST_BODY and len(topic.words) <= _LONGEST_WORDS and not _NO_OPENER.match(topic.words)
