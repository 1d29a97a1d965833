"""Bold as a hint: what a web page or Word document sets off in bold may be a heading where other rules hesitate.

Headings are only added here. What bold says of numbered paragraphs is left to the rules of numbering.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator

from summarizer.structuring.headings.bare_lines import has_shape, is_text, names_part
from summarizer.structuring.headings.labels import NO_TOPIC
from summarizer.structuring.outline.levels import LIGHT
from summarizer.structuring.page.candidate import Candidate, Style
from summarizer.structuring.page.layout import Line, Page
from summarizer.structuring.topics.likeness import Topic, may_name_topic, read_topic
from summarizer.structuring.topics.paragraphs import NO_OPENER, names_topic
from summarizer.structuring.topics.run_in import ADMITS, find_addresses

_SHORTEST_BODY = 18
_SHORTEST_PARAGRAPH = 30
_LONGEST_LABEL = 12
_SHORTEST_GLUED = 6
"""A verb alone may be stressed: |持续优化|营商环境; with its object it names a topic."""
_WORDS = re.compile(r"[\u4e00-\u9fff“][^。!?;:\n《]+")
# 一、 · 二是 · 三要 · 第四,
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}[、,是要]|第[一二三四五六七八九十]{1,2}[、,]")
# 会议指出: · 牵头: · 其一:
_NO_LABEL = re.compile(r".*(?:指出|强调|认为|要求|表示|牵头|配合|主办|承办|协办)$|其[一二三四五]$|.*\d")
# |加快产业升级|建立专班,… but not |加快产业升级|的步伐 · |扩大投资|12亿元 · |深化改革|、扩大开放
_GOES_ON = re.compile(r"[^\u4e00-\u9fff“]|[的是和与及或等为在于中上下后前时]")


def add_bold(page: Page, headings: list[Candidate]) -> list[Candidate]:
    """Return the headings with those that bold sets off: lines of their own, and beginnings of paragraphs."""
    if not page.bold:
        return headings
    known = _merged(headings, _lines(page, headings))
    return _merged(known, _run_ins(page, known))


def _merged(headings: list[Candidate], more: list[Candidate]) -> list[Candidate]:
    """Return headings of two kinds in order, of the second those that no heading of the first stands in or around."""
    starts = [heading.start for heading in headings]
    merged = list(headings)
    for one in more:
        following = bisect_left(starts, one.start)
        before = headings[following - 1].end if following else 0
        if before <= one.start and (following == len(starts) or starts[following] >= one.end):
            merged.append(one)
    return sorted(merged, key=lambda heading: heading.start)


def _lines(page: Page, headings: list[Candidate]) -> list[Candidate]:
    """Return the bold lines above text; above a short one, a bold line needs another like it."""
    own = {heading.start for heading in headings if heading.style not in LIGHT}
    found = [at for at, line in enumerate(page.lines) if line.start not in own and _heads_text(page, at, own)]
    known = sum(_is_filled(page, line) for line in page.lines if line.start in own)
    sure = found if len(found) + known > 1 else [at for at in found if is_text(page, at + 1)]
    return [_line(page.lines[at], page) for at in sure]


def _line(line: Line, page: Page) -> Candidate:
    style: Style = "bare1" if names_part(page.text[line.start : line.end]) else "bare2"
    return Candidate(line.start, line.start, line.end, style, 0, "")


def _heads_text(page: Page, at: int, own: set[int]) -> bool:
    """Say whether a bold line has the shape of a heading and stands alone above text."""
    line = page.lines[at]
    if not _is_filled(page, line) or line.start in page.rows or at + 1 == len(page.lines) or not has_shape(page, line):
        return False
    below = page.lines[at + 1]
    above = page.lines[at - 1] if at else None
    stacked = above is not None and above.start not in own and _is_filled(page, above) and has_shape(page, above)
    if stacked or below.start in own or below.start in page.rows or _is_filled(page, below):
        return False
    return page.text[below.end - 1] == "。"


def _is_filled(page: Page, line: Line) -> bool:
    return page.bold.get(line.start) == line.end


def _run_ins(page: Page, headings: list[Candidate]) -> list[Candidate]:
    """Return the bold beginnings of paragraphs that name the topic of what follows."""
    upper = {heading.start: heading for heading in headings if heading.style not in LIGHT}
    cuts = sorted({0, *upper, *find_addresses(page.text, 0, len(page.text))})
    stretches: defaultdict[int, list[Topic]] = defaultdict(list)
    for topic in _outside_series(headings, _topics(page)):
        stretches[bisect_right(cuts, topic.start)].append(topic)
    starts = [heading.start for heading in headings]
    found: list[Candidate] = []
    for place, topics in stretches.items():
        start, end = cuts[place - 1], cuts[place] if place < len(cuts) else len(page.text)
        believed = topics if len(topics) > 1 else [topic for topic in topics if _is_worded(page, topic)]
        opening = upper.get(start)
        if not believed or (opening and ADMITS.search(page.text, opening.title_start, opening.end)):
            continue
        known = headings[bisect_left(starts, start) : bisect_left(starts, end)]
        begins = not opening and start > 0 and not (known and known[0].start < believed[0].start)
        clauses = _clauses_above(page, known)
        for topic in believed:
            style: Style = "run2" if len(topic.clauses) < clauses else "run1"
            fresh = begins and topic is believed[0]
            found.append(Candidate(topic.start, topic.start, topic.end, style, 0, "", fresh=fresh))
    return found


def _clauses_above(page: Page, known: list[Candidate]) -> int:
    """Return how many clauses the longest topic sentence has that is not bold: bold ones of fewer stand below it."""
    above = [one for one in known if one.style == "run1" and one.start not in page.bold]
    return max((page.text.count(",", one.start, one.end) + 1 for one in above), default=0)


def _outside_series(headings: list[Candidate], topics: list[Topic]) -> Iterator[Topic]:
    """Leave out what stands between 一是… and 二是…, or is one of them."""
    starts = [heading.start for heading in headings]
    for topic in topics:
        following = headings[bisect_left(starts, topic.start) : bisect_left(starts, topic.start) + 1]
        if not (following and following[0].style in ("is", "must") and following[0].ordinal > 1):
            yield topic


def _is_worded(page: Page, topic: Topic) -> bool:
    """Say whether a topic that has none beside it is worded as one, and closed by a full stop."""
    body = page.line_end(topic.end, topic.end + _SHORTEST_PARAGRAPH) - topic.end
    return _closing(page, topic) == "。" and body >= _SHORTEST_PARAGRAPH and names_topic(topic, first=False)


def _closing(page: Page, topic: Topic) -> str:
    sign = page.text[topic.end : topic.end + 1]
    return sign if sign in ("。", ":") else ""


def _topics(page: Page) -> list[Topic]:
    """Return the bold beginnings of paragraphs that may name a topic; a label that comes again names none."""
    read = [topic for at in range(len(page.lines)) if (topic := _topic(page, at))]
    counts = Counter(topic.words for topic in read)
    return [topic for topic in read if _closing(page, topic) != ":" or counts[topic.words] == 1]


def _topic(page: Page, at: int) -> Topic | None:
    line = page.lines[at]
    end = page.bold.get(line.start, line.start)
    words = page.text[line.start : end].strip()
    end = line.start + len(words)
    if words.endswith(("。", ":")):
        words, end = words[:-1], end - 1
    if not _WORDS.fullmatch(words) or _NUMBERED.match(words) or line.start in page.rows:
        return None
    topic = read_topic(line.start, end, words.replace(" ", ""), opens_line=True)
    return topic if _names(page, topic) and _has_body(page, topic, at) else None


def _names(page: Page, topic: Topic) -> bool:
    """Say whether bold words name a topic, by the sign that closes them."""
    closing = _closing(page, topic)
    if closing == ":":
        return len(topic.words) <= _LONGEST_LABEL and not NO_TOPIC.match(topic.words) and not _NO_LABEL.match(topic.words)
    if not may_name_topic(topic.words) or NO_OPENER.match(topic.words):
        return False
    if closing:
        return True
    rest = page.text[topic.end : topic.end + 2]
    worded = (topic.urging or topic.progress) and len(topic.words) >= _SHORTEST_GLUED
    return worded and bool(rest.strip()) and not _GOES_ON.match(rest.strip())


def _has_body(page: Page, topic: Topic, at: int) -> bool:
    """Say whether text that is not bold follows in the paragraph, or below a bold sentence that fills its line."""
    after = page.text[topic.end : page.lines[at].end].strip(" 。:")
    if after:
        return len(after) >= _SHORTEST_BODY
    below = page.lines[at + 1] if at + 1 < len(page.lines) else None
    return below is not None and _closing(page, topic) == "。" and is_text(page, at + 1) and below.start not in page.bold
