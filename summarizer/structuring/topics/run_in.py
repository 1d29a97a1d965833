"""Topic sentences that open a piece of text on its own line: recognised as series, by how alike they are made."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from summarizer.structuring.page.candidate import Candidate, Style
from summarizer.structuring.page.layout import Page
from summarizer.structuring.page.lost_lines import second_task
from summarizer.structuring.topics.house_style import (
    SEEN_EVERYWHERE,
    SEEN_SOMEWHERE,
    Measure,
    heads_paragraphs_in_text,
    lower_topics,
    next_results,
    opens_with_topics,
    topics_of_style,
)
from summarizer.structuring.topics.likeness import Topic, find_topics, likeness, shared_head, topic_at
from summarizer.structuring.topics.paragraphs import naming_topics, paragraph_topics, told_topics, without_years
from summarizer.structuring.topics.series import grow_series

# A search for one fixed word is far faster than for one of two.
_ADDRESSES = tuple(re.compile(rf"{audience}[,!:。]") for audience in ("各位代表", "同志们"))
_ITEMS: frozenset[Style] = frozenset({"is", "must", "arabic", "arabic_paren", "arabic_half", "circle"})
_GLUED: frozenset[Style] = frozenset({"han", "han_paren", "arabic"})
# 存在的主要困难和问题 · 面临的挑战 : what stands there admits, it names no topic
ADMITS = re.compile(r"(?:问题|困难|不足|短板|差距|挑战|矛盾)$")
_LONG_ITEM = 120
_ON_PURPOSE = 5.0
"""Likeness of two sentences of two clauses that is no chance: 突出政策引领,扩大消费。 · 突出项目攻坚,扩大投资。"""
_LEAST_BODY = 60
_LEAST_PART = 0.5
_LEAST_FITTING = 2
_FITTING = 3.0
_FIT_AMONG = 40
"""Topics below a heading that its end is compared with."""


class _Block(Struct, frozen=True):
    """A stretch from a heading or an address to the next, and the topic sentences in it."""

    opening: Candidate | None
    start: int
    end: int
    topics: list[Topic]
    """All that stand outside a numbered series."""
    found: list[tuple[Topic, Style]]
    """Those that are headings."""


def add_run_ins(page: Page, headings: list[Candidate]) -> list[Candidate]:
    """Return the headings that are known and the topic sentences found between them, in order.

    A heading glued to the topic sentence that follows it is shortened to its own words.
    """
    by_start = {heading.start: heading for heading in headings}
    for block in _by_house_style(page, headings, list(_read_blocks(page, headings))):
        for place, (topic, style) in enumerate(block.found):
            fresh = not place and block.opening is None and block.start > 0
            by_start[topic.start] = Candidate(topic.start, topic.start, topic.end, _set_as(topic, style), 0, "", fresh=fresh)
        first = block.found[0][0] if block.found else None
        if block.opening and first and first not in block.topics and first.start < block.opening.end:
            by_start[block.opening.start] = replace(block.opening, end=first.start)
    return [by_start[start] for start in sorted(by_start)]


def _read_blocks(page: Page, headings: list[Candidate]) -> Iterator[_Block]:
    topics = find_topics(page)
    starts = [topic.start for topic in topics]
    items = [heading for heading in headings if heading.style in _ITEMS]
    item_starts = [item.start for item in items]
    for opening, start, end in _blocks(page, headings):
        inside = topics[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = _outside_items(inside, items[bisect_left(item_starts, start) : bisect_left(item_starts, end)])
        glued = _glued_topics(page, opening, inside)
        yield _Block(opening, start, end, inside, _nested(page, opening, [*glued, *inside], start, end))
    for item, following in pairwise([*headings, None]):
        if item and item.style in _ITEMS:
            limit = following.start if following else len(page.text)
            behind = topics[bisect_left(starts, item.end) : bisect_left(starts, limit)]
            end = page.line_end(item.end, limit)
            yield from _inside_item(page, item, end, [topic for topic in behind if topic.start < end])
            yield from _behind_item(page, item, end, limit, [topic for topic in behind if topic.start > end])


def _inside_item(page: Page, item: Candidate, end: int, topics: list[Topic]) -> Iterator[_Block]:
    """Yield the text of a numbered paragraph as a block where it is long enough to have headings of its own."""
    if end - item.end < _LONG_ITEM or page.text[item.end : item.end + 1] != "。":
        return
    single = [topic for topic in topics if len(topic.clauses) == 1]
    series = _bodied(page, grow_series(page, single, item.end), end)
    if len(series) <= 2:
        series = _bodied(page, grow_series(page, [topic for topic in topics if len(topic.clauses) == 2], item.end), end)
        series = series if len(series) > 1 and all(likeness(one, other) >= _ON_PURPOSE for one, other in pairwise(series)) else []
    found: list[tuple[Topic, Style]] = [(topic, "run2") for topic in series]
    yield _Block(item, item.end, end, single, found)


def _behind_item(page: Page, item: Candidate, start: int, end: int, topics: list[Topic]) -> Iterator[_Block]:
    """Yield the paragraphs right behind a numbered one as a block where the first of them names its topic."""
    end = min([end, *find_addresses(page.text, start, end)])
    inside = [topic for topic in topics if topic.start < end]
    if inside and not page.text[start : inside[0].start].strip():
        found = naming_topics(page, inside, start, end)
        yield _Block(item, start, end, [], [(topic, "run1") for topic in found])


def _by_house_style(page: Page, headings: list[Candidate], blocks: list[_Block]) -> list[_Block]:
    """Return the blocks with the topic sentences that are headings by the report's style alone."""
    found = [topic for block in blocks for topic, _ in block.found]
    firsts = [block.topics[:1] for block in blocks if block.opening and block.opening.style in _GLUED and _runs_on(page, block)]
    in_text = SEEN_SOMEWHERE if heads_paragraphs_in_text(headings, found) else None
    in_text = SEEN_EVERYWHERE if opens_with_topics(page, firsts) else in_text
    return [_completed(page, block, in_text) for block in blocks]


def _runs_on(page: Page, block: _Block) -> bool:
    """Say whether text follows the heading of a section on its line."""
    return (
        block.opening is not None
        and block.opening.style not in _ITEMS
        and page.line_end(block.start, block.start + _LEAST_BODY) - block.start >= _LEAST_BODY
    )


def _completed(page: Page, block: _Block, in_text: Measure | None) -> _Block:
    known = [topic for topic, _ in block.found]
    more = topics_of_style(page, block.topics, known, block.start, block.end, in_text) if in_text else []
    nested = any(len(topic.clauses) > 1 for topic in known)
    found = [*block.found, *((topic, _style_of(page, topic, block.found, nested=nested)) for topic in more)]
    return replace(block, found=sorted(found, key=lambda pair: pair[0].start))


def _style_of(page: Page, topic: Topic, found: list[tuple[Topic, Style]], *, nested: bool) -> Style:
    """What stands in the text of a paragraph that a topic opens is below that topic, as what is below several clauses."""
    before = [known for known, style in found if style == "run1" and known.start < topic.start]
    inside = bool(before) and before[-1].opens_line and page.line_at(before[-1].start) == page.line_at(topic.start)
    return "run2" if nested or (inside and not topic.opens_line) else "run1"


def _set_as(topic: Topic, style: Style) -> Style:
    """——综合实力稳步提升。 is a bullet with a text of its own."""
    return "dash" if topic.bulleted else style


def find_addresses(text: str, start: int, end: int) -> list[int]:
    """Return where the audience is addressed."""
    return [match.start() for address in _ADDRESSES for match in address.finditer(text, start, end)]


def _blocks(page: Page, headings: list[Candidate]) -> list[tuple[Candidate | None, int, int]]:
    """Return the stretches in which series are looked for, from a heading or an address to the next."""
    cuts: dict[int, Candidate | None] = {0: None}
    cuts |= dict.fromkeys(find_addresses(page.text, 0, len(page.text)))
    cuts |= {heading.start: heading for heading in headings if heading.style not in _ITEMS}
    starts = sorted(cuts)
    blocks: list[tuple[Candidate | None, int, int]] = []
    for start, end in zip(starts, [*starts[1:], len(page.text)], strict=True):
        opening = cuts[start]
        blocks.append((opening, min(opening.end, end) if opening else start, end))
    return blocks


def _outside_items(topics: list[Topic], items: list[Candidate]) -> list[Topic]:
    """Leave out topics inside a numbered series: one may stand before its first item or after its last."""
    starts = [item.start for item in items]
    outside: list[Topic] = []
    for topic in topics:
        following = bisect_left(starts, topic.start)
        within = 0 < following < len(items) and items[following].ordinal > 1
        if not within and (following == len(items) or topic.end <= starts[following]):
            outside.append(topic)
    return outside


def _glued_topics(page: Page, opening: Candidate | None, inside: list[Topic]) -> list[Topic]:
    """Return the topic sentence that a heading runs into without punctuation: 全面提升产业支撑能力|聚力增强园区承载能级。"""
    if opening is None or opening.style not in _GLUED:
        return []
    if page.text[opening.end : opening.end + 1] != "。":
        begins = opening.end
        while page.text[begins : begins + 1] == " ":
            begins += 1
        topic = topic_at(page, begins)
        return [topic] if topic else []
    words = page.text[opening.title_start : opening.end]
    if page.lost_lines and (cut := second_task(words)):
        topic = topic_at(page, opening.title_start + cut)
        return [replace(topic, opens_line=True)] if topic else []
    others = [topic for topic in inside[:_FIT_AMONG] if len(topic.clauses) == 1]
    if len(others) < _LEAST_FITTING or page.text.count("。", opening.end, inside[0].start) < 2:
        return []
    last = opening.end - len(words.rpartition(",")[2])
    tails = [topic for start in range(last + 5, opening.end - 5) if (topic := topic_at(page, start))]
    scored = [(_fit(tail, others), tail) for tail in tails]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return [best[1]] if best and best[0] > 0 else []


def _fit(tail: Topic, others: Sequence[Topic]) -> float:
    """Return how well the end of a heading fits into a series below it; 0 where cutting it off needs better reasons."""
    alike = [(likeness(tail, other), other) for other in others]
    best = sorted(alike, key=lambda pair: -pair[0])[:_LEAST_FITTING]
    made = tail.urging or tail.progress or any(shared_head(tail, other) for _, other in best)
    return sum(score for score, _ in best) if made and best[-1][0] >= _FITTING else 0.0


def _bodied(page: Page, series: list[Topic], end: int) -> list[Topic]:
    """Leave out members in running text that have far less text of their own than the series' usual one."""
    if not series:
        return []
    ends = [*(topic.start for topic in series[1:]), end]
    bodies = [page.line_end(topic.end, limit) - topic.end for topic, limit in zip(series, ends, strict=False)]
    least = min(_LEAST_BODY, median(bodies) * _LEAST_PART)
    kept = [topic for topic, body in zip(series, bodies, strict=True) if topic.opens_line or body >= least]
    # One of several has a text of its own: sentences in a row, no series.
    return kept if len(kept) > 1 or len(series) < 2 else []


def _nested(page: Page, opening: Candidate | None, topics: list[Topic], start: int, end: int) -> list[tuple[Topic, Style]]:
    """Return the topics that are headings: those of several clauses above, those of one clause below them."""
    title = page.text[opening.title_start : opening.end] if opening else ""
    if ADMITS.search(title):
        return []
    single = [topic for topic in topics if len(topic.clauses) == 1]
    at_lines = paragraph_topics(page, topics, start, end)
    upper = _bodied(page, grow_series(page, [topic for topic in topics if len(topic.clauses) > 1], start), end)
    # What opens paragraphs stands above what their text begins with.
    if at_lines and (not upper or at_lines[0].start < upper[0].start or not any(topic.opens_line for topic in upper)):
        upper = [*at_lines, *_behind_bullets(page, at_lines, upper)]
    if told := told_topics(page, topics, end):
        others = [topic for topic in upper if len(topic.clauses) > 1 and topic not in told]
        upper = sorted([*told, *others], key=lambda topic: topic.start)
    if not upper:
        lower = _below(page, title, single, start, end)
        upper = naming_topics(page, topics, start, end) if title else []
        if not upper or (lower and (lower[0].start, -len(lower)) < (upper[0].start, -len(upper))):
            return [(topic, "run1") for topic in lower]
    found: list[tuple[Topic, Style]] = []
    starts = [other.start for other in single]
    for topic, limit in zip(upper, [*(other.start for other in upper[1:]), end], strict=True):
        below = single[bisect_right(starts, topic.end) : bisect_left(starts, limit)]
        found.append((topic, "run1"))
        lower = paragraph_topics(page, below, topic.end, limit) or _below(page, topic.words, below, topic.end, limit)
        beside = [] if lower else next_results(page, topic, below, limit)
        found += [*((other, "run2") for other in lower), *((other, "run1") for other in beside)]
    return found


def _behind_bullets(page: Page, bullets: list[Topic], series: list[Topic]) -> list[Topic]:
    """Return the members of a series that open paragraphs of their own below a list of bullets."""
    if not bullets[-1].bulleted:
        return []
    end = page.line_end(bullets[-1].end, len(page.text))
    return [topic for topic in series if topic.start > end and topic.opens_line and not topic.bulleted]


def _below(page: Page, title: str, single: list[Topic], start: int, end: int) -> list[Topic]:
    """Return the topics of one clause in the text of a heading: a series, those that open its paragraphs, or its parts."""
    series = _bodied(page, grow_series(page, single, start), end)
    if series or not title:
        return series
    return naming_topics(page, single, start, end) or lower_topics(page, single, without_years(title), start, end)
