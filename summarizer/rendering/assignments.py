"""The tables of an action plan: its goals, then who does what by when."""

from summarizer.domain.record import Indicator, Record, Task
from summarizer.rendering.amounts import written_value
from summarizer.rendering.facts import Identity, identity
from summarizer.rendering.importance import importance
from summarizer.rendering.language import label
from summarizer.rendering.naming import short_name
from summarizer.rendering.page import Cell, Run, Table, Words
from summarizer.rendering.printable import clipped, printable
from summarizer.rendering.sources import figure, sources_of

MOST_GOALS = 14
MOST_TASKS = 14
_LONGEST_NAME = 22
_LONGEST_TITLE = 30
_LONGEST_OWNERS = 30


def goals(record: Record, most: int = MOST_GOALS) -> tuple[list[Words], int, frozenset[Identity]]:
    """Return the weightiest targets in the order of the text, how many more there are, and the figures now on the page."""
    targets = [i for i in record.indicators if i.kind == "target" and not i.same_as and (i.unit or i.role != "level")]
    found = {identity(indicator): indicator for indicator in reversed(targets)}
    kept = sorted(found.values(), key=lambda i: (-importance(i), i.numeral.start))[:most]
    lines = [_goal(indicator, record) for indicator in sorted(kept, key=lambda i: i.numeral.start)]
    return lines, len(found) - len(kept), frozenset(identity(i) for i in kept)


def assignments(record: Record, used: frozenset[Identity], most: int = MOST_TASKS) -> tuple[Table | None, int]:
    """Return the tasks by owner, those with figures or a deadline first when not all have room, and how many more there are."""
    kept = sorted(record.tasks, key=lambda task: (-_weight(task), _start(task)))[:most]
    owners = {_owner(task): _start(task) for task in sorted(kept, key=_start, reverse=True)}
    ordered = sorted(kept, key=lambda task: (owners[_owner(task)], _start(task)))
    by_id = {indicator.id: indicator for indicator in record.indicators}
    rows = [_assignment(task, [by_id[each] for each in task.indicators if each in by_id], record, used) for task in ordered]
    table = _narrowed((label("责任单位"), label("任务"), label("时限"), label("其他量化要求")), rows)
    return table, len(record.tasks) - len(kept)


def _goal(indicator: Indicator, record: Record) -> Words:
    annual = label("年均") if indicator.basis == "annual_average" else ""
    value = figure(indicator, record, annual + _risen(indicator) + written_value(indicator))
    name = Run(" " + clipped(printable(short_name(indicator.name)), _LONGEST_NAME))
    if indicator.period == record.meta.plan_year:
        return (value, name)
    return (value, name, Run(f"（{indicator.period or label('期限未载')}）"))


def _risen(indicator: Indicator) -> str:
    return label("增长") if indicator.role == "growth" and indicator.sign > 0 else ""


def _weight(task: Task) -> int:
    return 2 * bool(task.indicators) + 2 * bool(task.deadline) + bool(task.owners)


def _start(task: Task) -> int:
    return task.evidence[0].start if task.evidence else 0


def _owner(task: Task) -> str:
    return printable(task.owners[0].text) if task.owners else ""


def _assignment(task: Task, figures: list[Indicator], record: Record, used: frozenset[Identity]) -> tuple[Cell, ...]:
    owners = "、".join(printable(owner.text) for owner in task.owners)
    title = Run(clipped(printable(task.title), _LONGEST_TITLE), sources_of(task.evidence, task.section, record)[:1])
    deadline = printable(task.deadline.text) if task.deadline else ""
    return (
        Cell((Run(clipped(owners, _LONGEST_OWNERS)),)),
        Cell((title,)),
        Cell((Run(deadline),)),
        Cell(_others([i for i in figures if identity(i) not in used][:2], record)),
    )


def _others(figures: list[Indicator], record: Record) -> Words:
    line: list[Run] = []
    for indicator in figures:
        line += [Run("；")] if line else []
        line += [Run(clipped(printable(short_name(indicator.name)), 12)), figure(indicator, record)]
    return tuple(line)


def _narrowed(titles: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> Table | None:
    """Leave out a column in which no row has anything."""
    kept = [at for at in range(len(titles)) if any(run.text for row in rows for run in row[at].words)]
    columns = tuple(titles[at] for at in kept)
    return Table(columns, tuple(tuple(row[at] for at in kept) for row in rows), (False,) * len(kept)) if kept else None
