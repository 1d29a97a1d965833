"""What a report sets out to do, read off the headings of its plan part."""

import re
from collections import Counter
from itertools import takewhile

from summarizer.domain.record import Heading, Record
from summarizer.rendering.page.parts import Run, Source, Words
from summarizer.rendering.wording.printable import clipped, printable, typeset

_LONGEST = 16
# 主要任务, 2021年重点工作, 下一步工作安排
_PLAN_PART = re.compile(
    r"(?:主要|重点|工作|目标)任务|重点工作|主要工作|工作(?:安排|重点|打算|部署|思路|措施|建议)|(?:主要|重点|保障)措施|任务举措|行动任务"
)
# 2020年工作回顾和2021年工作安排 holds both, and its sections are those of the review
_REVIEW = re.compile("回顾|总结|完成情况|执行情况")
# sections come before what is counted inside a paragraph: `（一）`, `一、`, `1.` before `第一` before `一是`
_SERIES = (
    re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]?"),
    re.compile(r"第?[一二三四五六七八九十]{1,3}是?"),
)
_FEWEST_TARGETS = 3
_FIRST_CLAUSE = re.compile(r"[，,；;：:。！ 　]")


def directions(record: Record) -> list[Words]:
    """Return the first clause of each heading directly below the plan part, in the order of the text."""
    part = _plan_part(record)
    below = _below(part, record.outline) if part else []
    return [(Run(_first_clause(heading), (_source(heading),)),) for heading in below]


def _plan_part(record: Record) -> Heading | None:
    """Return the heading of the part that says what will be done: the one with the plan's year, else the last that fits.

    Where no heading says so, it is the part that holds most of the targets.
    """
    year = record.meta.plan_year or "-"
    plans = [h for h in record.outline if _PLAN_PART.search(h.title) or (year in h.title and "工作" in h.title)]
    fitting = [h for h in plans if not _REVIEW.search(h.title) and _below(h, record.outline)]
    dated = [h for h in fitting if year in h.title]
    highest = min((h.level for h in dated or fitting), default=0)
    named = [h for h in dated or fitting if h.level == highest]
    if not named:
        return _with_most_targets(record)
    # an action plan tells its tasks before the measures that secure them
    return named[0] if record.meta.doc_type == "action_plan" else named[-1]


def _with_most_targets(record: Record) -> Heading | None:
    highest = min((heading.level for heading in record.outline), default=0)
    parts = [heading for heading in record.outline if heading.level == highest]
    planned = [i.numeral.start for i in record.indicators if i.kind == "target" and i.period in (record.meta.plan_year, "")]
    counted = Counter(next((part.id for part in reversed(parts) if part.start <= at), "") for at in planned)
    most = max(parts, key=lambda part: counted[part.id], default=None)
    enough = most is not None and counted[most.id] >= _FEWEST_TARGETS and 2 * counted[most.id] > len(planned)
    return most if enough and most is not None and _below(most, record.outline) else None


def _below(part: Heading, outline: list[Heading]) -> list[Heading]:
    """Return the headings directly below a part: one series of numbers where several stand on the same level."""
    inside = list(takewhile(lambda heading: heading.level > part.level, (h for h in outline if h.start > part.start)))
    top = min((heading.level for heading in inside), default=0)
    below = [heading for heading in inside if heading.level == top]
    series = ([h for h in below if form.fullmatch(printable(h.number).strip())] for form in _SERIES)
    return next((headings for headings in series if len(headings) > 1), below)


def _first_clause(heading: Heading) -> str:
    return clipped(typeset(_FIRST_CLAUSE.split(heading.title.strip(), maxsplit=1)[0]), _LONGEST)


def _source(heading: Heading) -> Source:
    title = printable(heading.title)
    return Source(heading.start, heading.end, f"{printable(heading.number)} {title}".strip())
