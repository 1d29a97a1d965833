"""What the report admits."""

import re
from collections.abc import Sequence

from summarizer.domain.record import Problem, Record
from summarizer.rendering.page.parts import Run, Words
from summarizer.rendering.page.sources import sources_of
from summarizer.rendering.wording.language import label
from summarizer.rendering.wording.printable import clipped, typeset

_LONGEST = 60
_BESIDE = "；"
# 新挑战仍然不少，主要表现在: what follows are the problems themselves
_LEADS_ON = re.compile(r"[，,]?(?:主要|突出|集中|具体)?(?:表现|体现)(?:在|为|是)?[：:]?$|[，,]主要(?:有|是)[：:]?$")


def admitted_problems(record: Record) -> list[Words]:
    """Return the shortcomings in the report's words, open ones before implied ones; short ones of one sentence share a line."""
    distinct: dict[str, Problem] = {}
    for problem in record.problems:
        distinct.setdefault(problem.text, problem)
    ordered = sorted(distinct.values(), key=lambda p: (p.implied, p.evidence[0].start if p.evidence else 0))
    lines: list[list[Problem]] = []
    for problem in ordered:
        if lines and _fits(lines[-1], problem):
            lines[-1].append(problem)
        else:
            lines.append([problem])
    return [_line(problems, record) for problems in lines]


def told_in(line: Words) -> int:
    """Return how many shortcomings a line tells."""
    return 1 + sum(run.text == _BESIDE for run in line)


def _fits(told: Sequence[Problem], problem: Problem) -> bool:
    together = sum(len(each.text) + 1 for each in told) + len(problem.text)
    return not problem.implied and told[-1].evidence == problem.evidence and together <= _LONGEST


def _line(problems: Sequence[Problem], record: Record) -> Words:
    *before, last = problems
    sources = sources_of(last.evidence, last.section, record)
    beside = (run for each in before for run in (Run(_text(each)), Run(_BESIDE)))
    lead = (Run(label("隐含：")),) if last.implied else ()
    return (*lead, *beside, Run(_text(last), sources))


def _text(problem: Problem) -> str:
    return clipped(_LEADS_ON.sub("", typeset(problem.text)), _LONGEST)
