"""Series of topic sentences: grown from a first one by likeness, each member with a text of its own."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from statistics import median

from summarizer.structuring.page.layout import Page
from summarizer.structuring.topics.likeness import Topic, likeness, shared_head

_OPENING_NEED = 1.5
"""A text that opens with a short sentence is evidence already."""
_NEED_OF_TWO = 3.5
_NEED_OF_MANY = 2.5
"""Three sentences of one measure are no chance either."""
_OPENING_SENTENCES = 3
_SHORTEST_BODY = 30
_LOOK_BACK = 4
_LOOK_AHEAD = 60
_SHARED_HEAD = 3
_LEAST_EXCLUSIVE = 3
"""Topics that begin alike, before they are a series that nothing announces."""
_FARTHEST = 700
"""Characters between two members of a series that nothing announces."""
_DENSE_NEED = 2.0
_DENSE_LENGTH = 4
_DENSE_TRIES = 8
"""Short sentences passed over for each member: more of them, and the text is no argument in paragraphs."""
_GENERAL = 12


def grow_series(page: Page, topics: list[Topic], start: int) -> list[Topic]:
    """Return the members of every series among the topics of a block that starts at `start`."""
    if len(topics) < 2:
        return []
    opening = _nth_stop(page, start, topics[-1].start, 0 if page.text[start : start + 1] != "。" else 1)
    early = _nth_stop(page, start, topics[-1].start, _OPENING_SENTENCES)
    heads: Counter[str] | None = None
    members: list[Topic] = []
    at = 0
    while at < len(topics) - 1:
        seed = topics[at]
        if seed.start <= early or _is_led_in(page, seed, start):
            series = _from_seed(topics[at : at + _LOOK_AHEAD], opens=seed.start <= opening)
        else:
            heads = heads or Counter([topic.words[:_SHARED_HEAD] for topic in topics])
            series = _in_midst(page, topics, at, heads)
        members += series
        at = topics.index(series[-1], at) + 1 if series else at + 1
    return members


def _in_midst(page: Page, topics: list[Topic], at: int, heads: Counter[str]) -> list[Topic]:
    """Return the series that begins where nothing announces one; `heads` says how many topics begin as each does."""
    head = topics[at].words[:_SHARED_HEAD]
    if heads[head] < _LEAST_EXCLUSIVE:
        return _dense_series(topics, at)
    window = [topic for topic in topics[at : at + _LOOK_AHEAD] if topic.words.startswith(head)]
    series = _from_seed(window, opens=False)
    if series and _is_exclusive(page, series):
        return series
    heads[head] = 0
    return []


def _dense_series(topics: list[Topic], at: int) -> list[Topic]:
    """Return the series that begins in mid-text where short sentences, all alike, stand a paragraph apart."""
    series = [topics[at]]
    if not _is_general(series[0]):
        return []
    misses = 0
    for tried, topic in enumerate(topics[at + 1 : at + 1 + _LOOK_AHEAD]):
        gap = topic.start - series[-1].end
        if gap > _FARTHEST or misses * 4 > len(series) or tried > _DENSE_TRIES * len(series):
            break
        if gap < _SHORTEST_BODY or not _is_general(topic):
            continue
        if _nearest(topic, series) >= _DENSE_NEED:
            series.append(topic)
        else:
            misses += 1
    series = _evened(series)
    return series if len(series) >= _DENSE_LENGTH and misses * 4 <= len(series) and series[0] is topics[at] else []


def _is_general(topic: Topic) -> bool:
    return len(topic.clauses) == 1 and len(topic.words) <= _GENERAL


def _nth_stop(page: Page, start: int, end: int, count: int) -> int:
    """Return the place of the full stop that `count` others come before, or `end`."""
    at = page.text.find("。", start, end)
    while at >= 0 and count > 0:
        at, count = page.text.find("。", at + 1, end), count - 1
    return at if at >= 0 else end


def _is_led_in(page: Page, seed: Topic, start: int) -> bool:
    """Say whether a series may begin here because a colon or a line's start comes before."""
    return page.text[max(start, seed.start - 3) : seed.start].rstrip(" ").endswith((":", "\n"))


def _from_seed(topics: list[Topic], *, opens: bool) -> list[Topic]:
    """Return the series that the first topic begins, [] where it begins none."""
    need = _OPENING_NEED if opens else _NEED_OF_MANY
    seed = topics[0]
    series = [seed]
    best = 0.0
    for topic in topics[1:]:
        if topic.start - series[-1].end < _SHORTEST_BODY:
            continue
        near = _nearest(topic, series)
        if near >= max(need, best * 0.4):
            series.append(topic)
            best = max(best, near)
    series = _evened(_filled(series, topics, max(need, best * 0.4)))
    if len(series) < 2 or series[0] is not seed:
        return []
    return series if opens or len(series) > 2 or best >= _NEED_OF_TWO else []


def _nearest(topic: Topic, series: Sequence[Topic]) -> float:
    """Return how alike a topic and the one most like it among the last of a series are."""
    return max([likeness(topic, member) for member in series[-_LOOK_BACK:]])


def _filled(series: list[Topic], topics: list[Topic], need: float) -> list[Topic]:
    """Return a series with those topics between its members that are like one behind them, each with a text around it."""
    filled = series[:1]
    for member in series[1:]:
        between = [topic for topic in topics if filled[-1].end < topic.start < member.start]
        for topic in between:
            apart = min(topic.start - filled[-1].end, member.start - topic.end)
            if apart >= _SHORTEST_BODY and likeness(topic, member) >= need:
                filled.append(topic)
        filled.append(member)
    return filled


def _evened(series: list[Topic]) -> list[Topic]:
    """Leave out members that are much less like the others than most are."""
    if len(series) < 3:
        return series
    means = [sum(row) / (len(series) - 1) for row in _likenesses(series)]
    usual = median(means)
    return [topic for topic, mean in zip(series, means, strict=True) if mean * 2 >= usual]


def _likenesses(series: list[Topic]) -> list[list[float]]:
    """Return how alike each member and each other one are; of one clause, they are so either way round."""
    rows = [[0.0] * len(series) for _ in series]
    either_way = len(series[0].clauses) == 1
    for a, b in combinations(range(len(series)), 2):
        rows[a][b] = likeness(series[a], series[b])
        rows[b][a] = rows[a][b] if either_way else likeness(series[b], series[a])
    return rows


def _is_exclusive(page: Page, series: list[Topic]) -> bool:
    """Say whether three or more begin alike, and nothing else in their stretch does: a series may then begin anywhere."""
    head = min(shared_head(series[0], other) for other in series[1:])
    if len(series) < _LEAST_EXCLUSIVE or head < _SHARED_HEAD:
        return False
    words, start, end = series[0].words[:head], max(series[0].start - 2, 0), series[-1].end
    return page.text.count("。" + words, start, end) + page.text.count("\n" + words, start, end) <= len(series)
