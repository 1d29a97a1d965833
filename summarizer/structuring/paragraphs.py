"""Topic sentences that open paragraphs: where most paragraphs of a stretch begin with a short sentence, those are headings."""

import re
from bisect import bisect_left
from collections import Counter

from summarizer.structuring.page import Page
from summarizer.structuring.topics import Topic, read_topic

_SHORTEST_PARAGRAPH = 30
_BULLETS = "—–-*●■◆•"
_SHORTEST_BODY = 18
_LONGEST_WORDS = 36
# 成绩来之不易。 · 过去一年极不平凡。 · 市场是最稀缺的资源。 · 产业强则经济强。
# : sentences that open a passage without naming its topic; 这是实力提升的五年。 names one
_NO_OPENER = re.compile(
    r"“?十[一二三四五六七八九]五|(?!这是).*(?:(?<![求于但只还就])是|.则.)|成绩|成就|回顾|展望|实践|只要|过去|一年来|五年来|新的一年|今年|明年|去年|经过|我们|时间|奋斗|事实|历史|未来|面对|站在"
)

# 五年来,我们坚定推进产业兴县,综合实力再上台阶。 but not 一年来,我们坚持稳中求进,完成了各项目标任务。
_TOLD = re.compile(
    r"(?:[一二三四五]年来|[过这]去?的?[一二三四五]年[来里]?),我们(?!.*(?:以下|如下|主要)|.*(?:任务|目标|工作|成绩|成效|成就)$)"
)


# 五年来,综合实力显著增强。
_TOLD_ALONE = re.compile(
    r"(?:[一二三四五]年来|[过这]去的?[一二三四五]年[来里]?),(?!.*(?:我们|上下|人民|干部|各级|政府))(?:[^,]{4,10},){0,2}(?P<rest>[^,]{4,10})$"
)


def told_topics(page: Page, topics: list[Topic], end: int) -> list[Topic]:
    """Return the topics that are told as what was done in all these years, each with a text of its own."""
    told = [topic for topic in topics if topic.opens_line and _is_told(topic) and _has_text(page, topic, end)]
    # 过去一年,我们加强政府自身建设。 alone may just begin a paragraph.
    return told if len(told) > 1 else [topic for topic in told if len(topic.clauses) > 2 or _TOLD_ALONE.match(topic.words)]


def _is_told(topic: Topic) -> bool:
    alone = _TOLD_ALONE.match(topic.words)
    return bool(_TOLD.match(topic.words)) or (alone is not None and read_topic(0, 0, alone["rest"]).progress)


def _has_text(page: Page, topic: Topic, end: int) -> bool:
    """Say whether a topic's text follows on its line or, where it fills that, on the next."""
    line = page.line_at(topic.start)
    if page.lines[line].end > topic.end + 1:
        return min(page.lines[line].end, end) - topic.end >= _SHORTEST_PARAGRAPH
    return line + 1 < len(page.lines) and page.lines[line + 1].start < end and len(page.lines[line + 1]) >= _SHORTEST_PARAGRAPH


def paragraph_topics(page: Page, topics: list[Topic], start: int, end: int) -> list[Topic]:
    """Return the topics that open the paragraphs of a stretch, [] unless at least two and half of the paragraphs have one."""
    low, high = bisect_left(page.line_starts, start), bisect_left(page.line_starts, end)
    paragraphs = [line for line in page.lines[low:high] if min(line.end, end) - line.start >= _SHORTEST_PARAGRAPH]
    ends = {line.start: min(line.end, end) for line in paragraphs} | _led_by_a_line(page, low, high, end)
    opening = [topic for topic in topics if topic.opens_line and _opens(topic, ends)]
    single = [topic for topic in opening if len(topic.clauses) == 1]
    if len(single) > 1 and len(single) * 2 >= len(paragraphs):
        return single
    usual = Counter(len(topic.clauses) for topic in opening).most_common(1)
    alike = [topic for topic in opening if usual and len(topic.clauses) == usual[0][0]]
    bulleted = [topic for topic in alike if topic.bulleted]
    if len(bulleted) > 1:
        # Bullets are held against the other bullets alone: ——把握政策取向。… in the midst of paragraphs.
        alike, paragraphs = bulleted, [line for line in paragraphs if page.text[line.start] in _BULLETS]
    return alike if len(alike) > 1 and len(alike) * 5 >= len(paragraphs) * 3 else []


def _led_by_a_line(page: Page, low: int, high: int, end: int) -> dict[int, int]:
    """Return the lines that hold one short sentence (这是实力提升的五年。) above a paragraph: start → the paragraph's end."""
    above = zip(page.lines[low:high], page.lines[low + 1 : high], strict=False)
    return {
        line.start: min(following.end, end)
        for line, following in above
        if len(line) < _SHORTEST_PARAGRAPH <= len(following) and page.text[line.end - 1] == "。"
    }


def _opens(topic: Topic, ends: dict[int, int]) -> bool:
    end = ends.get(topic.start, 0)
    return end - topic.end >= _SHORTEST_BODY and len(topic.words) <= _LONGEST_WORDS and not _NO_OPENER.match(topic.words)
