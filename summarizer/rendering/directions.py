"""What a report sets out to do, read off the headings of its plan part."""

import re

from summarizer.domain.record import Heading, Record
from summarizer.rendering.page import Run, Source, Words
from summarizer.rendering.printable import clipped, printable

MOST_DIRECTIONS = 10
_LONGEST = 16
# 主要任务, 2021年重点工作, 下一步工作安排
_PLAN_PART = re.compile(
    r"(?:主要|重点|工作|目标)任务|重点工作|主要工作|工作(?:安排|重点|打算|部署|思路|措施|建议)|(?:主要|重点|保障)措施|任务举措|行动任务"
)
_FIRST_CLAUSE = re.compile(r"[，,；;：:。！ 　]")


def directions(record: Record) -> list[Words]:
    """Return the first clause of each heading directly below the plan part, in the order of the text."""
    part = _plan_part(record)
    below = _below(part, record.outline) if part else []
    return [(Run(_first_clause(heading), (_source(heading),)),) for heading in below[:MOST_DIRECTIONS]]


def _plan_part(record: Record) -> Heading | None:
    """Return the heading of the part that says what will be done: the one with the plan's year, else the last that fits."""
    fitting = [h for h in record.outline if _PLAN_PART.search(h.title) and _below(h, record.outline)]
    dated = [h for h in fitting if record.meta.plan_year and record.meta.plan_year in h.title]
    highest = min((h.level for h in dated or fitting), default=0)
    named = [h for h in dated or fitting if h.level == highest]
    # an action plan tells its tasks before the measures that secure them
    return (named[0] if record.meta.doc_type == "action_plan" else named[-1]) if named else None


def _below(part: Heading, outline: list[Heading]) -> list[Heading]:
    after = [heading for heading in outline if heading.start > part.start]
    inside: list[Heading] = []
    for heading in after:
        if heading.level <= part.level:
            break
        inside.append(heading)
    top = min((heading.level for heading in inside), default=0)
    return [heading for heading in inside if heading.level == top]


def _first_clause(heading: Heading) -> str:
    return clipped(printable(_FIRST_CLAUSE.split(heading.title.strip(), maxsplit=1)[0]), _LONGEST)


def _source(heading: Heading) -> Source:
    title = printable(heading.title)
    return Source(heading.start, heading.end, f"{printable(heading.number)} {title}".strip())
