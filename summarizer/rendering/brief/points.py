"""The key points: what the record's overview chose, and verbatim stretches where it chose too little."""

import re
from dataclasses import dataclass, field

from summarizer.domain.record import Indicator, Problem, Record, Task
from summarizer.rendering.brief.importance import importance
from summarizer.rendering.page.figures import link_figures, linked
from summarizer.rendering.page.parts import Words
from summarizer.rendering.results.facts import Identity, identity
from summarizer.rendering.results.horizons import Horizons
from summarizer.rendering.wording.clauses import stretches
from summarizer.rendering.wording.printable import typeset

LONGEST_POINT = 72
_LONGEST_STRETCH = 56
# so many points are worth having whatever they say; further ones only if they weigh something
_ENOUGH, _WEIGHTY = 6, 30
# 7.一般公共预算收入: the number of a list that a goal stands in
_LIST_NUMBER = re.compile(r"(?:(?<=^)|(?<=[：:]))\d{1,2}[.．、](?=\D)")


@dataclass(slots=True)
class _Line:
    """A point that may be printed, and the figures in it."""

    text: str
    indicators: list[Indicator]
    figures: frozenset[Identity]
    _words: Words = ()

    def words(self, record: Record) -> Words:
        """Return the line with its sources, worked out when it is printed."""
        self._words = self._words or link_figures(self.text, self.indicators, record)
        return self._words


@dataclass(slots=True)
class PointSource:
    """The points of a record in the order of their weight; a page takes those whose figures it does not show already."""

    record: Record
    periods: Horizons
    _chosen: list[_Line] = field(init=False)
    _results: list[tuple[int, Indicator]] = field(init=False)
    """The weightiest first."""
    _by_sentence: dict[int, list[Indicator]] = field(default_factory=dict)
    _told: dict[str, list[_Line]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for indicator in self.record.indicators:
            self._by_sentence.setdefault(indicator.sentence.start, []).append(indicator)
        self._chosen = _overview_lines(self.record, self.periods)
        results = [
            i for i in self.record.indicators if i.kind == "actual" and not i.same_as and i.period in _reviewed(self.periods)
        ]
        weighed = [(importance(i), i) for i in results]
        self._results = sorted(weighed, key=lambda each: (-each[0], each[1].numeral.start))

    def take(self, used: frozenset[Identity], told: frozenset[Identity], most: int) -> list[Words]:
        """Return at most so many points: none with a figure in `used`, and none that only repeats those in `told`."""
        lines: list[Words] = []
        for line in self._chosen:
            if len(lines) < most and not line.figures & used and not (line.figures and line.figures <= told):
                lines.append(line.words(self.record))
                used |= line.figures
        used |= told
        for weight, indicator in self._results:
            if len(lines) >= most or (len(lines) >= _ENOUGH and weight < _WEIGHTY):
                break
            untold = next((each for each in self._stretches(indicator) if not each.figures & used), None)
            if untold:
                lines.append(untold.words(self.record))
                used |= untold.figures
        return lines

    def _stretches(self, indicator: Indicator) -> list[_Line]:
        """Return the words around a figure, the best stretch first, each with all figures in it."""
        if indicator.id not in self._told:
            neighbours = self._by_sentence[indicator.sentence.start]
            self._told[indicator.id] = [
                _line(typeset(text), [i for i in neighbours if start <= i.numeral.start < end])
                for text, start, end in stretches(indicator, neighbours, _LONGEST_STRETCH)
            ]
        return self._told[indicator.id]


def _line(text: str, figures: list[Indicator]) -> _Line:
    return _Line(text, figures, frozenset(map(identity, figures)))


def _overview_lines(record: Record, periods: Horizons) -> list[_Line]:
    """Return the points of the overview, less those that have a part of their own: problems, tasks, targets of that year."""
    lines: list[_Line] = []
    elsewhere: list[Problem | Task] = [*record.problems, *(record.tasks if record.meta.doc_type == "action_plan" else [])]
    said: set[tuple[int, int]] = {(span.start, span.end) for entry in elsewhere for span in entry.evidence}
    by_id = {indicator.id: indicator for indicator in record.indicators}
    for point in record.highlights.key_points:
        figures = [by_id[each] for each in point.indicators if each in by_id]
        told = {(span.start, span.end) for span in point.evidence} if not figures else set()
        if not 0 < len(point.text) <= LONGEST_POINT or (told and told <= said) or _is_planned(figures, record, periods):
            continue
        words = linked(point if figures else point.model_copy(update={"text": _LIST_NUMBER.sub("", point.text)}), record)
        lines.append(_Line(point.text, figures, frozenset(map(identity, figures)), words))
        said |= told
    return lines


def _is_planned(figures: list[Indicator], record: Record, periods: Horizons) -> bool:
    if record.meta.doc_type == "action_plan" or not figures:
        return False
    return all(i.kind == "target" and i.period in (periods.plan, "") for i in figures)


def _reviewed(periods: Horizons) -> set[str]:
    return {periods.year, periods.span} - {""}
