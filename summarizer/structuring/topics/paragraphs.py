"""Topic sentences that open paragraphs: where most paragraphs of a stretch begin with a short sentence, those are headings."""

import re
from bisect import bisect_left
from collections import Counter

from summarizer.structuring.page.layout import Page
from summarizer.structuring.topics.likeness import Topic, read_topic, urges

_SHORTEST_PARAGRAPH = 30
_BULLETS = "—–-*●■◆•"
_SHORTEST_BODY = 18
_LONGEST_WORDS = 36
# 成绩来之不易。 · 过去一年极不平凡。 · 市场是最稀缺的资源。 · 产业强则经济强。
# : sentences that open a passage without naming its topic; 这是实力提升的五年。 names one
NO_OPENER = re.compile(
    r"“?十[一二三四五六七八九]五|(?!这是).*(?:(?<![求于但只还就])是|.则.)|成绩|成就|回顾|展望|实践|只要|过去|一年来|五年来|新的一年|今年|明年|去年|经过|我们|时间|奋斗|事实|历史|未来|面对|站在"
)
_LONGEST_NAME = 16
_LONGEST_CLAUSE = 10
# 发展才是硬道理 · 我们必须… : what is asserted names no topic
STATEMENT = re.compile("是|必须|我们|了|.则.")

# 五年来,|我们坚定推进产业兴县,综合实力再上台阶。 but not 一年来,|我们坚持稳中求进,完成了各项目标任务。
_YEARS = re.compile(r"(?:[一二三四五]年来|今年以来|[过这]去?的?[一二三四五]年[来里]?),")
_UNTOLD = re.compile(r"以下|如下|主要|(?:任务|目标|工作|成绩|成效|成就)$")

# 一年来,全县上下奋力拼搏,民生持续改善。 opens a report's review and names no topic
_WHO = re.compile(r"上下|人民|干部|各级|政府")


def told_topics(page: Page, topics: list[Topic], end: int) -> list[Topic]:
    """Return the topics that are told as what was done in all these years, each with a text of its own."""
    told = [topic for topic in topics if topic.opens_line and _is_told(topic) and _has_text(page, topic, end)]
    # 过去一年,我们加强政府自身建设。 alone may just begin a paragraph; 五年来,综合实力显著增强。 names a topic.
    return told if len(told) > 1 else [topic for topic in told if len(topic.clauses) > 2 or "我们" not in topic.words]


def without_years(words: str) -> str:
    """Return a sentence without the years that it begins with: 五年来,综合实力显著增强."""
    years = _YEARS.match(words)
    return words[years.end() :] if years else words


def _is_told(topic: Topic) -> bool:
    rest = without_years(topic.words)
    clauses = rest.split(",")
    # 五年来,|经济总量持续壮大,质量效益同步提升。 says of each thing how it went.
    longest = _LONGEST_CLAUSE if len(clauses) > 1 else _LONGEST_NAME
    went = max(map(len, clauses)) <= longest and read_topic(0, 0, clauses[-1]).progress
    how = went and not _WHO.search(rest)
    return rest != topic.words and (how or (rest.startswith("我们") and not _UNTOLD.search(rest)))


def _has_text(page: Page, topic: Topic, end: int) -> bool:
    """Say whether a topic's text follows on its line or, where it fills that, on the next."""
    line = page.line_at(topic.start)
    if page.lines[line].end > topic.end + 1:
        return min(page.lines[line].end, end) - topic.end >= _SHORTEST_PARAGRAPH
    return line + 1 < len(page.lines) and page.lines[line + 1].start < end and len(page.lines[line + 1]) >= _SHORTEST_PARAGRAPH


def paragraph_topics(page: Page, topics: list[Topic], start: int, end: int) -> list[Topic]:
    """Return the topics that open the paragraphs of a stretch, [] unless at least two and half of the paragraphs have one."""
    at_lines = [topic for topic in topics if topic.opens_line]
    if len(at_lines) < 2:
        return []
    low, high = bisect_left(page.line_starts, start), bisect_left(page.line_starts, end)
    paragraphs = [line for line in page.lines[low:high] if min(line.end, end) - line.start >= _SHORTEST_PARAGRAPH]
    ends = {line.start: min(line.end, end) for line in paragraphs} | _led_by_a_line(page, low, high, end)
    # A line whose end was lost (。  综合实力明显增强。) begins within another.
    ends |= {topic.start: page.line_end(topic.end, end) for topic in at_lines if topic.start not in ends}
    opening = [topic for topic in at_lines if _opens(topic, ends)]
    if len(opening) < 2:
        return []
    single = [topic for topic in opening if len(topic.clauses) == 1]
    if len(single) > 1 and len(single) * 2 >= len(paragraphs):
        return single
    usual = Counter(len(topic.clauses) for topic in opening).most_common(1)
    alike = [topic for topic in opening if len(topic.clauses) == usual[0][0]]
    bulleted = [topic for topic in alike if topic.bulleted]
    if len(bulleted) > 1:
        # Bullets are held against the other bullets alone: ——把握政策取向。… in the midst of paragraphs.
        alike, paragraphs = bulleted, [line for line in paragraphs if page.text[line.start] in _BULLETS]
    return alike if len(alike) > 1 and len(alike) * 5 >= len(paragraphs) * 3 else []


def naming_topics(page: Page, topics: list[Topic], start: int, end: int) -> list[Topic]:
    """Return the topics that are headings by form alone: each opens a paragraph with a text of its own, and says in
    a few general words what is done there or how it went. No series is needed, but such paragraphs must be usual."""
    kept = [
        topic
        for topic in topics
        if topic.opens_line
        and names_topic(topic, first=not page.text[start : topic.start].strip(" \n。"))
        and page.line_end(topic.end, topic.end + _SHORTEST_PARAGRAPH) - topic.end >= _SHORTEST_PARAGRAPH
    ]
    if not kept:
        return []
    low, high = bisect_left(page.line_starts, start), bisect_left(page.line_starts, end)
    paragraphs = sum(len(line) >= _SHORTEST_PARAGRAPH for line in page.lines[low:high])
    return kept if len(kept) * 2 >= paragraphs - 1 else []


def names_topic(topic: Topic, *, first: bool) -> bool:
    """Say whether a sentence names a topic; the first one under a heading needs no word that says so."""
    if NO_OPENER.match(topic.words.removeprefix("我们")):
        return False
    if len(topic.clauses) == 2:
        # 我们加快建设交通网络,着力夯实发展的支撑。
        pair = topic.words.removeprefix("我们").split(",")
        return not _UNTOLD.search(topic.words) and all(_is_general(clause) for clause in pair)
    general = urges(topic.words) or ((first or topic.progress) and "、" not in topic.words)
    short = len(topic.clauses) == 1 and len(topic.words) <= _LONGEST_NAME
    return short and general and not STATEMENT.search(topic.words)


def _is_general(clause: str) -> bool:
    general = urges(clause) or read_topic(0, 0, clause).progress
    return general and len(clause) <= _LONGEST_NAME and not STATEMENT.search(clause)


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
    return end - topic.end >= _SHORTEST_BODY and len(topic.words) <= _LONGEST_WORDS and not NO_OPENER.match(topic.words)
