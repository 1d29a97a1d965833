"""Series of topic sentences: grown from a first one by likeness, each member with a text of its own."""

from statistics import median

from summarizer.structuring.page import Page
from summarizer.structuring.topics import Topic, likeness, shared_head

_OPENING_NEED = 1.5
"""A text that opens with a short sentence is evidence already."""
_NEED_OF_TWO = 3.5
_NEED_OF_MANY = 2.5
"""Three sentences of one measure are no chance either."""
_OPENING_SENTENCES = 3
_SHORTEST_BODY = 30
_LOOK_BACK = 4
_LOOK_AHEAD = 60


def grow_series(page: Page, topics: list[Topic], start: int) -> list[Topic]:
    """Return the members of every series among the topics of a block that starts at `start`."""
    members: list[Topic] = []
    at = 0
    while at < len(topics) - 1:
        series = _from_seed(page, topics[at : at + _LOOK_AHEAD], start)
        members += series
        at = topics.index(series[-1], at) + 1 if series else at + 1
    return members


def _from_seed(page: Page, topics: list[Topic], start: int) -> list[Topic]:
    seed = topics[0]
    sentences = page.text.count("。", start, min(seed.start, start + 2000))
    opens = sentences == (1 if page.text[start : start + 1] == "。" else 0)
    before = page.text[max(start, seed.start - 3) : seed.start].rstrip(" ")
    need = _OPENING_NEED if opens else _NEED_OF_MANY
    series = [seed]
    best = 0.0
    for topic in topics[1:]:
        if topic.start - series[-1].end < _SHORTEST_BODY:
            continue
        near = max(likeness(topic, member) for member in series[-_LOOK_BACK:])
        if near >= max(need, best * 0.4):
            series.append(topic)
            best = max(best, near)
    series = _evened(series)
    if len(series) < 2 or series[0] is not seed:
        return []
    if not opens and len(series) == 2 and best < _NEED_OF_TWO:
        return []
    if opens or before.endswith((":", "\n")) or sentences <= _OPENING_SENTENCES:
        return series
    return series if _is_exclusive(page, series, start) else []


def _evened(series: list[Topic]) -> list[Topic]:
    """Leave out members that are much less like the others than most are."""
    if len(series) < 3:
        return series
    means = [sum(likeness(one, other) for other in series if other is not one) / (len(series) - 1) for one in series]
    usual = median(means)
    return [topic for topic, mean in zip(series, means, strict=True) if mean * 2 >= usual]


def _is_exclusive(page: Page, series: list[Topic], start: int) -> bool:
    """Say whether three or more begin alike, and nothing else in their stretch does: a series may then begin anywhere."""
    head = min(shared_head(series[0], other) for other in series[1:])
    if len(series) < 3 or head < 3:
        return False
    words = series[0].words[:head]
    stretch = page.text[start : series[-1].end]
    return stretch.count("。" + words) + stretch.count("\n" + words) <= len(series)
