"""The periods that a report states, and which of them a numeral stands under."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from summarizer.domain.grammar.periods import find_periods, resolve
from summarizer.domain.record import Meta
from summarizer.domain.span import Span

# What a figure is compared with isn't its own period: `比2015年增长32.3%`, `是“十二五”时期的1.4倍`
_NO_PERIOD = re.compile(r"可比价|不变价|价格计算|远景目标")  # 按2005年可比价格, 2035年远景目标
_COMPARED = ("比", "较", "由", "从", "自", "于", "是", "为", "与", "同")


@dataclass(frozen=True, slots=True)
class StatedPeriods:
    """All periods of a report in the order of the text, relative ones (今年) resolved by the report's own years."""

    starts: tuple[int, ...]
    values: tuple[str, ...]
    own: tuple[bool, ...]
    """False for a period that a figure is only compared with."""

    def within(self, span: Span) -> frozenset[str]:
        """Return the periods stated in a stretch."""
        return frozenset(self.values[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)])

    def governing(self, span: Span) -> list[str]:
        """Return the periods stated in a stretch without those that a figure is only compared with."""
        places = range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))
        return [self.values[at] for at in places if self.own[at]]

    def last_before(self, offset: int) -> str:
        """Return the period stated last before a character, `""` where none is."""
        at = bisect_left(self.starts, offset) - 1
        while at >= 0 and not self.own[at]:
            at -= 1
        return self.values[at] if at >= 0 else ""

    def contradicting(self, period: str, before: Span) -> str:
        """Return the period stated last in a stretch, where none that is stated there meets the given one; else `""`."""
        stated = self.governing(before)
        return stated[-1] if period and stated and not any(_meet(period, one) for one in stated) else ""


def stated_periods(view: str, whole: Span, meta: Meta) -> StatedPeriods:
    """Find the periods that a report states."""
    mentions = find_periods(view, whole.start, whole.end)
    resolved = [(m.span.start, m.span.end, resolve(m, meta.review_period, meta.plan_year)) for m in mentions]
    known = [each for each in resolved if each[2]]
    own = (
        view[max(whole.start, start - 1) : start] not in _COMPARED and not _NO_PERIOD.match(view, end) for start, end, _ in known
    )
    return StatedPeriods(tuple(start for start, _, _ in known), tuple(value for _, _, value in known), tuple(own))


def _meet(one: str, other: str) -> bool:
    return one[:4] <= other[-4:] and other[:4] <= one[-4:]
