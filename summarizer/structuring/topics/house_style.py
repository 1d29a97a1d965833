"""Topic sentences that stand alone of their kind: believed where a report heads its paragraphs with such sentences throughout."""

from collections.abc import Sequence

from msgspec import Struct

from summarizer.structuring.page.candidate import Candidate
from summarizer.structuring.page.layout import Page
from summarizer.structuring.topics.likeness import Topic, topic_at, urges
from summarizer.structuring.topics.paragraphs import STATEMENT

_LEAST_RUN_INS = 8
_LEAST_SECTIONS = 3
_LEAST_SHARE = 4
"""One heading in so many runs into its text, where that is a report's style."""


class Measure(Struct, frozen=True):
    """How long a topic may be and how much text stands on either side.

    A heading's text is more than one sentence, and a sentence in a list has neighbours nearer by.
    """

    longest: int
    body: int


SEEN_SOMEWHERE = Measure(12, 60)
SEEN_EVERYWHERE = Measure(16, 45)
"""Where the text under nearly every heading begins so, less is asked of each."""

_LONGEST_FIRST = 12
_LONGEST_RESULT = 8


def heads_paragraphs_in_text(headings: Sequence[Candidate], found: Sequence[Topic]) -> bool:
    """Say whether a report's style is to head its paragraphs with short sentences in the running text."""
    inner = sum(not topic.opens_line for topic in found)
    return inner >= _LEAST_RUN_INS and inner * _LEAST_SHARE >= len(headings) + len(found)


def opens_with_topics(page: Page, firsts: Sequence[Sequence[Topic]]) -> bool:
    """Say whether the text under most numbered headings begins with a short general sentence; `firsts` are their first topics."""
    opening = [one[0] for one in firsts if one and _is_general(one[0], set(), SEEN_EVERYWHERE) and _follows_heading(page, one[0])]
    return len(opening) >= _LEAST_SECTIONS and len(opening) * 5 >= len(firsts) * 3


def _follows_heading(page: Page, topic: Topic) -> bool:
    return not topic.opens_line and page.text.rfind("\n", 0, topic.start) >= page.text.rfind("。", 0, topic.start - 1)


def lower_topics(page: Page, topics: Sequence[Topic], upper: str, start: int, end: int) -> list[Topic]:
    """Return the topics in the text of a heading of several clauses that begins with one of a single clause.

    The heading (强化创新驱动,科技实力明显增强。) speaks for the whole, so the short sentence right after it
    (提升创新质效。) names the first part, and those made like it in the text behind name the others.
    """
    first = topics[0] if topics and "," in upper else None
    if first is None or page.text[start : first.start].strip(" 。") or first.opens_line:
        return []
    short = len(first.clauses) == 1 and len(first.words) <= _LONGEST_FIRST and not STATEMENT.search(first.words)
    if not short or page.line_end(first.end, end) - first.end < SEEN_SOMEWHERE.body:
        return []
    return [first, *topics_of_style(page, topics, [first], start, end, SEEN_EVERYWHERE)]


def next_results(page: Page, first: Topic, topics: Sequence[Topic], end: int) -> list[Topic]:
    """Return the results told behind the one that opens a paragraph: 农业基础持续夯实。…。工业扩容提质。…

    Each is as short as a result can be said, and has as much text around it as a heading has.
    """
    if not (_is_result(first) and first.opens_line):
        return []
    limit = page.line_end(first.end, end)
    told = [topic for topic in topics if topic.end < limit and _is_result(topic)]
    ends = [first.end, *(topic.end for topic in told)]
    starts = [*(topic.start for topic in told[1:]), limit]
    return [
        topic
        for topic, before, following in zip(told, ends, starts, strict=False)
        if min(topic.start - before, following - topic.end) >= SEEN_SOMEWHERE.body
    ]


def _is_result(topic: Topic) -> bool:
    return topic.progress and len(topic.words) <= _LONGEST_RESULT and not STATEMENT.search(topic.words)


def topics_of_style(
    page: Page, topics: Sequence[Topic], found: Sequence[Topic], start: int, end: int, measure: Measure
) -> list[Topic]:
    """Return the topics of a block that are headings by the report's style: what they say is general, and text surrounds them.

    `found` are those of the block that are headings already; without any, two are needed.
    """
    known = {topic.start for topic in found}
    lengths = {len(topic.words) for topic in found if len(topic.clauses) == 1}
    general = [topic for topic in topics if topic.start in known or _is_general(topic, lengths, measure)]
    starts = [*(topic.start for topic in general[1:]), end]
    ends = [start, *(topic.end for topic in general)]
    # Only an upper heading may come right before: the block's own, one of several clauses, or one that opens
    # its paragraph with a sentence that leads in behind it.
    upper = [True, *(len(topic.clauses) > 1 or _leads_in(page, topic) for topic in general)]
    kept = [
        topic
        for topic, before, opens, following in zip(general, ends, upper, starts, strict=False)
        if topic.start not in known and _has_text_around(page, topic, before, following, measure.body, opens=opens)
    ]
    return kept if found or len(kept) > 1 else []


def _leads_in(page: Page, topic: Topic) -> bool:
    behind = topic_at(page, topic.end + 1) if topic.opens_line else None
    return behind is not None and len(behind.clauses) > 1


def _is_general(topic: Topic, lengths: set[int], measure: Measure) -> bool:
    """Say whether a topic is worded as headings are, or of one measure with those beside it."""
    length = len(topic.words)
    if len(topic.clauses) > 1 or length > measure.longest or STATEMENT.search(topic.words):
        return False
    return topic.progress or urges(topic.words) or not lengths.isdisjoint((length - 1, length, length + 1))


def _has_text_around(page: Page, topic: Topic, before: int, following: int, body: int, *, opens: bool) -> bool:
    after = page.line_end(topic.end, following) - topic.end
    # A heading and one sentence that leads in may come right before.
    opens = topic.opens_line or (opens and page.text.count("。", before, topic.start) <= 2)
    return after >= body and (opens or topic.start - before >= body)
