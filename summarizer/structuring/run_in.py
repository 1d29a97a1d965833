"""Topic sentences that open a piece of text on its own line: recognised as series, by how alike they are made."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from summarizer.structuring.candidate import Candidate, Style
from summarizer.structuring.house_style import heads_paragraphs_in_text, topics_of_style
from summarizer.structuring.page import Page
from summarizer.structuring.paragraphs import paragraph_topics
from summarizer.structuring.series import grow_series
from summarizer.structuring.topics import Topic, find_topics, likeness, shared_head, topic_at

_ADDRESS = re.compile(r"(?:各位代表|同志们)[,!:。]")
_ITEMS: frozenset[Style] = frozenset({"is", "must", "arabic", "arabic_paren", "arabic_half", "circle"})
_GLUED: frozenset[Style] = frozenset({"han", "han_paren", "arabic"})
_LEAST_BODY = 60
_LEAST_PART = 0.5


def add_run_ins(page: Page, headings: list[Candidate]) -> list[Candidate]:
    """Return the headings that are known and the topic sentences found between them, in order.

    A heading glued to the topic sentence that follows it is shortened to its own words.
    """
    topics = find_topics(page)
    starts = [topic.start for topic in topics]
    items = [heading for heading in headings if heading.style in _ITEMS]
    item_starts = [item.start for item in items]
    by_start = {heading.start: heading for heading in headings}
    blocks: list[tuple[Candidate | None, int, int, list[Topic], list[tuple[Topic, Style]]]] = []
    for opening, start, end in _blocks(page, headings):
        inside = topics[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = _outside_items(inside, items[bisect_left(item_starts, start) : bisect_left(item_starts, end)])
        glued = _glued_topics(page, opening, inside)
        found = _nested(page, [*glued, *inside], start, end)
        blocks.append((opening, start, end, inside, found))
    run_ins = [topic for *_, found in blocks for topic, _ in found]
    styled = heads_paragraphs_in_text(headings, run_ins)
    for opening, start, end, inside, found in blocks:
        if styled:
            more = topics_of_style(page, inside, [topic for topic, _ in found], start, end)
            style: Style = "run2" if any(len(topic.clauses) > 1 for topic, _ in found) else "run1"
            found = sorted([*found, *((topic, style) for topic in more)], key=lambda pair: pair[0].start)
        for topic, style in found:
            by_start[topic.start] = Candidate(
                topic.start, topic.start, topic.end, style, 0, "", fresh=opening is None and start > 0
            )
        if opening and found and found[0][0] not in inside and found[0][0].start < opening.end:
            by_start[opening.start] = replace(opening, end=found[0][0].start)
    return [by_start[start] for start in sorted(by_start)]


def _blocks(page: Page, headings: list[Candidate]) -> list[tuple[Candidate | None, int, int]]:
    """Return the stretches in which series are looked for, from a heading or an address to the next."""
    cuts: dict[int, Candidate | None] = {0: None}
    cuts |= {match.start(): None for match in _ADDRESS.finditer(page.text)}
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
    if not inside or page.text.count("。", opening.end, inside[0].start) < 2:
        return []
    words = page.text[opening.title_start : opening.end]
    last = opening.end - len(words.rpartition(",")[2])
    tails = [topic for start in range(last + 5, opening.end - 5) if (topic := topic_at(page, start))]
    scored = [(_fit(tail, inside[:40]), tail) for tail in tails]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return [best[1]] if best and best[0] > 0 else []


def _fit(tail: Topic, others: Sequence[Topic]) -> float:
    """Return how well the end of a heading fits into a series below it; 0 where cutting it off needs better reasons."""
    alike = [(likeness(tail, other), other) for other in others if len(other.clauses) == 1]
    best = sorted(alike, key=lambda pair: -pair[0])[:2]
    made = tail.urging or tail.progress or any(shared_head(tail, other) for _, other in best)
    return sum(score for score, _ in best) if made and len(best) == 2 and best[1][0] >= 3.0 else 0.0


def _bodied(page: Page, series: list[Topic], end: int) -> list[Topic]:
    """Leave out members in running text that have far less text of their own than the series' usual one."""
    ends = [*(topic.start for topic in series[1:]), end]
    bodies = [page.line_end(topic.end, limit) - topic.end for topic, limit in zip(series, ends, strict=False)]
    least = min(_LEAST_BODY, median(bodies) * _LEAST_PART) if series else 0
    return [topic for topic, body in zip(series, bodies, strict=True) if topic.opens_line or body >= least]


def _nested(page: Page, topics: list[Topic], start: int, end: int) -> list[tuple[Topic, Style]]:
    """Return the topics that are headings: those of several clauses above, those of one clause below them."""
    single = [topic for topic in topics if len(topic.clauses) == 1]
    opening = paragraph_topics(page, topics, start, end)
    upper = grow_series(page, [topic for topic in topics if len(topic.clauses) > 1], start)
    if opening and (not upper or opening[0].start < upper[0].start):
        upper = opening
    if not upper:
        return [(topic, "run1") for topic in _bodied(page, grow_series(page, single, start), end)]
    found: list[tuple[Topic, Style]] = []
    for topic, limit in zip(upper, [*(other.start for other in upper[1:]), end], strict=True):
        below = [other for other in single if topic.end < other.start < limit]
        lower = paragraph_topics(page, below, topic.end, limit) or _bodied(page, grow_series(page, below, topic.end), limit)
        found.append((topic, "run1"))
        found += [(other, "run2") for other in lower]
    return found
