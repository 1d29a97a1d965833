"""What the report admits."""

import re

from summarizer.domain.record import Problem, Record
from summarizer.rendering.page.parts import Run, Words
from summarizer.rendering.page.sources import sources_of
from summarizer.rendering.wording.language import label
from summarizer.rendering.wording.printable import clipped, typeset

_LONGEST = 60
# 新挑战仍然不少，主要表现在: what follows are the problems themselves
_LEADS_ON = re.compile(r"[，,]?(?:主要|突出|集中|具体)?(?:表现|体现)(?:在|为|是)?[：:]?$|[，,]主要(?:有|是)[：:]?$")


def admitted_problems(record: Record) -> list[Words]:
    """Return the shortcomings in the report's words, open ones before implied ones."""
    distinct: dict[str, Problem] = {}
    for problem in record.problems:
        distinct.setdefault(problem.text, problem)
    ordered = sorted(distinct.values(), key=lambda p: (p.implied, p.evidence[0].start if p.evidence else 0))
    return [_line(problem, record) for problem in ordered]


def _line(problem: Problem, record: Record) -> Words:
    text = Run(clipped(_LEADS_ON.sub("", typeset(problem.text)), _LONGEST), sources_of(problem.evidence, problem.section, record))
    return (Run(label("隐含：")), text) if problem.implied else (text,)
