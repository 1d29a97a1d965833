"""The entries of a record that a page may speak of, the weightiest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from summarizer.domain.overview_text import EntryLine
from summarizer.domain.record import Indicator, Problem, Record, SpanText, Statement, Task
from summarizer.domain.registry import related_weight
from summarizer.merging.shown_value import shown_value

_MOST_INDICATORS, _MOST_SAID = 120, 30
# What a figure of no registered indicator weighs by its size: the more it moves, the sooner a page tells it. Registered ones
# weigh 34 to 100.
_BY_SIZE = {
    "CNY": ((10**10, 32), (10**9, 28), (10**8, 24), (10**7, 14)),
    "USD": ((10**8, 26), (10**7, 20), (10**6, 14)),
    "person": ((10**5, 26), (10**4, 20), (10**3, 12)),
}
_OTHERWISE = {"rank": 18, "multiple": 16, "share": 13, "growth": 12, "change": 8, "level": 8}

Listed = Indicator | Statement | Problem | Task


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """A line of the overview question and what it stands for."""

    line: EntryLine
    part: Listed

    @property
    def evidence(self) -> list[SpanText]:
        """Return the sentences that the entry rests on."""
        return [self.part.sentence] if isinstance(self.part, Indicator) else self.part.evidence


def overview_entries(record: Record) -> list[EntryLine]:
    """Return the entries that the overview may point to, numbered from 1."""
    return [entry.line for entry in listed_entries(record)]


def listed_entries(record: Record) -> list[ListedEntry]:
    """Return the entries with their parts: indicators by weight, then statements, tasks and problems in the order of the text."""
    told = [i for i in _one_end_of_ranges(record.indicators) if not i.same_as and i.kind != "baseline"]
    ranked = sorted(told, key=lambda indicator: -weight_of(indicator))[:_MOST_INDICATORS]
    # what is admitted inside a task is told where nothing is admitted openly
    problems = [problem for problem in record.problems if not problem.implied] or record.problems
    parts: Iterator[Listed] = chain(ranked, record.statements[:_MOST_SAID], record.tasks[:_MOST_SAID], problems[:_MOST_SAID])
    return [ListedEntry(_line(n, part), part) for n, part in enumerate(parts, 1)]


def _one_end_of_ranges(indicators: Sequence[Indicator]) -> Iterator[Indicator]:
    """Pass over the second end of a range: the first is told with both (6-8所)."""
    told: set[str] = set()
    for indicator in indicators:
        if indicator.bound != "range" or not indicator.group or indicator.group not in told:
            yield indicator
        if indicator.bound == "range" and indicator.group:
            told.add(indicator.group)


def weight_of(indicator: Indicator) -> int:
    """Return how soon a page tells an indicator, 0 to 100: the registry's weight, else by role and size."""
    known = related_weight(indicator.name)
    if known:
        return known
    steps = _BY_SIZE.get(indicator.amount_unit, ()) if indicator.role == "level" else ()
    size = Decimal(indicator.amount) if indicator.amount.replace(".", "", 1).isdecimal() else Decimal(0)
    return next((weight for least, weight in steps if size >= least), _OTHERWISE[indicator.role])


def _line(n: int, part: Listed) -> EntryLine:
    match part:
        case Indicator():
            ids = " ".join(part.canonical)
            return EntryLine(n, part.name, shown_value(part), part.role, part.kind, part.period, ids, "")
        case Statement():
            return EntryLine(n, part.name, "", "statement", part.kind, part.period, " ".join(part.canonical), part.text)
        case Task():
            return EntryLine(n, "", "", "task", "target", "", "", part.title)
        case Problem():
            return EntryLine(n, "", "", "problem", "", "", "", part.text)
