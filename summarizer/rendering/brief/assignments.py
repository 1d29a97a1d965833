"""The tables of an action plan: its goals, then who does what by when."""

from dataclasses import dataclass, field

from summarizer.domain.record import Indicator, Record, Task
from summarizer.rendering.brief.importance import importance
from summarizer.rendering.brief.targets import distinct, risen
from summarizer.rendering.page.parts import Cell, Run, Table, Words
from summarizer.rendering.page.sources import figure, sources_of
from summarizer.rendering.results.facts import Identity, identity
from summarizer.rendering.wording.amounts import written_value
from summarizer.rendering.wording.language import label
from summarizer.rendering.wording.naming import is_countable, short_name
from summarizer.rendering.wording.printable import clipped, printable, typeset

_LONGEST_NAME = 30
_LONGEST_OTHER = 20
_LONGEST_TITLE = 40
_LONGEST_OWNERS = 44
_MOST_OTHERS = 2
_MOST_LEADING = 3


@dataclass(slots=True)
class Plan:
    """What an action plan sets out to do; a page takes as much as it has room for."""

    record: Record
    _goals: list[tuple[Indicator, Words]] = field(init=False)
    _tasks: list[Task] = field(init=False)
    _by_id: dict[str, Indicator] = field(init=False)
    _rows: dict[tuple[str, ...], tuple[Cell, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        targets = [i for i in self.record.indicators if i.kind == "target" and not i.same_as and is_countable(i)]
        once = distinct(targets)
        self._goals = [(i, _goal(i, self.record)) for i in sorted(once, key=lambda i: (-importance(i), _at(i)))]
        self._tasks = sorted(self.record.tasks, key=lambda task: (-_weight(task), _start(task)))
        self._by_id = {indicator.id: indicator for indicator in self.record.indicators}

    def goals(self, most: int) -> tuple[list[Words], int, frozenset[Identity]]:
        """Return the weightiest targets in the order of the text, how many more there are, and the figures now on the page."""
        kept = self._goals[:most]
        lines = [words for _, words in sorted(kept, key=lambda each: _at(each[0]))]
        return lines, len(self._goals) - len(kept), frozenset(identity(i) for i, _ in kept)

    def headline(self) -> Words:
        """Return the weightiest goals of the plan's last year in one sentence, `()` where there are fewer than two."""
        year = self.record.meta.plan_year[-4:]
        leading = [words for indicator, words in self._goals if year and indicator.period[-4:] == year][:_MOST_LEADING]
        if len(leading) < 2:
            return ()
        line = [Run(label("{year}年目标：", year=year))]
        for at, (value, name, *_) in enumerate(leading):
            line += [Run((label("；") if at else "") + name.text.strip()), value]
        return (*line, Run(label("。")))

    def assignments(self, used: frozenset[Identity], most: int) -> tuple[Table | None, int]:
        """Return the tasks by owner, those with figures or a deadline first, and how many more there are."""
        kept = self._tasks[:most]
        owners = {_owner(task): _start(task) for task in sorted(kept, key=_start, reverse=True)}
        ordered = sorted(kept, key=lambda task: (owners[_owner(task)], _start(task)))
        table = _narrowed(
            (label("责任单位"), label("任务"), label("时限"), label("其他量化要求")), [self._row(task, used) for task in ordered]
        )
        return table, len(self._tasks) - len(kept)

    def _row(self, task: Task, used: frozenset[Identity]) -> tuple[Cell, ...]:
        figures = [self._by_id[each] for each in task.indicators if each in self._by_id]
        shown = distinct([i for i in figures if identity(i) not in used])[:_MOST_OTHERS]
        key = (task.id, *(i.id for i in shown))
        if key not in self._rows:
            self._rows[key] = _assignment(task, shown, self.record)
        return self._rows[key]


def _goal(indicator: Indicator, record: Record) -> Words:
    value = _value(indicator, record)
    name = Run(" " + clipped(printable(short_name(indicator.name)), _LONGEST_NAME))
    if indicator.period == record.meta.plan_year:
        return (value, name)
    return (value, name, Run(f"（{indicator.period or label('期限未载')}）"))


def _value(indicator: Indicator, record: Record) -> Run:
    """Write a figure with the words that tell a growth from a share: 年均增长10%以上."""
    annual = label("年均") if indicator.basis == "annual_average" else ""
    return figure(indicator, record, annual + risen(indicator) + written_value(indicator))


def _at(indicator: Indicator) -> int:
    return indicator.numeral.start


def _weight(task: Task) -> int:
    return 2 * bool(task.indicators) + 2 * bool(task.deadline) + bool(task.owners)


def _start(task: Task) -> int:
    return task.evidence[0].start if task.evidence else 0


def _owner(task: Task) -> str:
    return printable(task.owners[0].text) if task.owners else ""


def _assignment(task: Task, figures: list[Indicator], record: Record) -> tuple[Cell, ...]:
    owners = "、".join(printable(owner.text) for owner in task.owners)
    title = Run(clipped(typeset(task.title), _LONGEST_TITLE), sources_of(task.evidence, task.section, record)[:1])
    deadline = printable(task.deadline.text) if task.deadline else ""
    return (
        Cell((Run(clipped(owners, _LONGEST_OWNERS)),)),
        Cell((title,)),
        Cell((Run(deadline),)),
        Cell(_others(figures, record)),
    )


def _others(figures: list[Indicator], record: Record) -> Words:
    line: list[Run] = []
    for indicator in figures:
        line += [Run("；")] if line else []
        line += [Run(clipped(printable(short_name(indicator.name)), _LONGEST_OTHER)), _value(indicator, record)]
    return tuple(line)


def _narrowed(titles: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> Table | None:
    """Leave out a column in which no row has anything."""
    kept = [at for at in range(len(titles)) if any(run.text for row in rows for run in row[at].words)]
    columns = tuple(titles[at] for at in kept)
    return Table(columns, tuple(tuple(row[at] for at in kept) for row in rows), (False,) * len(kept)) if kept else None
