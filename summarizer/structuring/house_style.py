"""Topic sentences that stand alone of their kind: believed where a report heads its paragraphs with such sentences throughout."""

import re
from collections.abc import Sequence

from summarizer.structuring.candidate import Candidate
from summarizer.structuring.page import Page
from summarizer.structuring.topics import Topic

_LEAST_RUN_INS = 8
_LEAST_SHARE = 4
"""One heading in so many runs into its text, where that is a report's style."""
_LONGEST = 12
_SHORTEST_BODY = 60
"""Characters on either side: a heading's text is more than one sentence, and a sentence in a list has neighbours nearer by."""

# 发展才是硬道理 · 我们必须… : what is asserted names no topic
_STATEMENT = re.compile("是|必须|我们|了")


def heads_paragraphs_in_text(headings: Sequence[Candidate], found: Sequence[Topic]) -> bool:
    """Say whether a report's style is to head its paragraphs with short sentences in the running text."""
    inner = sum(not topic.opens_line for topic in found)
    return inner >= _LEAST_RUN_INS and inner * _LEAST_SHARE >= len(headings) + len(found)


def topics_of_style(page: Page, topics: Sequence[Topic], found: Sequence[Topic], start: int, end: int) -> list[Topic]:
    """Return the topics of a block that are headings by the report's style: what they say is general, and text surrounds them.

    `found` are those of the block that are headings already; without any, two are needed.
    """
    known = {topic.start for topic in found}
    lengths = {len(topic.words) for topic in found}
    general = [topic for topic in topics if topic.start in known or _is_general(topic, lengths)]
    starts = [*(topic.start for topic in general[1:]), end]
    ends = [start, *(topic.end for topic in general)]
    # Only an upper heading may come right before: the block's own, or one of several clauses.
    upper = [True, *(len(topic.clauses) > 1 for topic in general)]
    kept = [
        topic
        for topic, before, opens, following in zip(general, ends, upper, starts, strict=False)
        if topic.start not in known and _has_text_around(page, topic, before, following, opens=opens)
    ]
    return kept if found or len(kept) > 1 else []


def _is_general(topic: Topic, lengths: set[int]) -> bool:
    """Say whether a topic is worded as headings are, or of one measure with those beside it."""
    length = len(topic.words)
    made = topic.urging or topic.progress or not lengths.isdisjoint((length - 1, length, length + 1))
    return made and len(topic.clauses) == 1 and length <= _LONGEST and not _STATEMENT.search(topic.words)


def _has_text_around(page: Page, topic: Topic, before: int, following: int, *, opens: bool) -> bool:
    after = page.line_end(topic.end, following) - topic.end
    # A heading and one sentence that leads in may come right before.
    opens = topic.opens_line or (opens and page.text.count("。", before, topic.start) <= 2)
    return after >= _SHORTEST_BODY and (opens or topic.start - before >= _SHORTEST_BODY)
