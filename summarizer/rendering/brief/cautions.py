"""What a reader must know before using a figure: conflicts, differing scopes, words whose reach is unclear."""

import re

from summarizer.domain.record import Conflict, Indicator, Record
from summarizer.rendering.page.parts import Run, Words
from summarizer.rendering.page.sources import figure, source_of
from summarizer.rendering.results.facts import Identity, identity
from summarizer.rendering.wording.language import label
from summarizer.rendering.wording.naming import short_name
from summarizer.rendering.wording.printable import clipped, printable

_MOST_MEMBERS = 3
_LONGEST_REASON = 30
_FARTHEST = 60
# a qualifier that is said once and meant for what follows: 按可比价格计算（下同）
_REACHES_ON = ("下同", "以下同", "除特别说明外")


def cautions(record: Record) -> list[Words]:
    """Return the warnings, contradictions first."""
    conflicts = sorted(record.conflicts, key=lambda conflict: conflict.kind != "value")
    lines = [line for conflict in conflicts if (line := _conflict(conflict, record))]
    return [*lines, *_reaching_words(record)]


def warned_figures(record: Record) -> frozenset[Identity]:
    """Return the figures that the warnings print."""
    members = {each for conflict in record.conflicts for each in conflict.members[:_MOST_MEMBERS]}
    return frozenset(identity(indicator) for indicator in record.indicators if indicator.id in members)


def _conflict(conflict: Conflict, record: Record) -> Words:
    by_id = {indicator.id: indicator for indicator in record.indicators}
    members = [by_id[each] for each in conflict.members if each in by_id]
    verdict = label("数值不一致") if conflict.kind == "value" else label("口径不同")
    reason = _unsaid(printable(conflict.reason))
    tail = f"（{clipped(reason, _LONGEST_REASON)}）" if reason else ""
    if len(members) < 2:
        return (Run(f"{printable(conflict.what)}{label('：')}{verdict}{tail}"),)
    more = label("等") if len(members) > _MOST_MEMBERS else ""
    return (*_listed(members[:_MOST_MEMBERS], record), Run(more + verdict + tail))


def _unsaid(reason: str) -> str:
    """Return the clauses of a reason that say more than the verdict and the values, which stand on the page already."""
    clauses = re.split("[；;：:]", reason)
    return "；".join(clause for clause in clauses if not re.search(r"\d|口径不同|数值不(?:同|一致)", clause) and clause.strip())


def _listed(members: list[Indicator], record: Record) -> list[Run]:
    line: list[Run] = []
    for member in members:
        line.append(Run((label("与") if line else "") + printable(short_name(member.name))))
        line.append(figure(member, record))
    return line


def _reaching_words(record: Record) -> list[Words]:
    for indicator in record.indicators:
        at = indicator.numeral.start - indicator.sentence.start
        around = indicator.sentence.text[max(0, at - _FARTHEST) : at + _FARTHEST]
        for word in _REACHES_ON:
            if word in around:
                source = source_of(indicator.sentence, indicator.section, record, indicator.numeral.start)
                return [(Run(label("“{word}”的适用范围不明", word=word), (source,)),)]
    return []
