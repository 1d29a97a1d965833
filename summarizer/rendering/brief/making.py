"""The brief: one page about one report, made from its record alone."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from summarizer.domain.record import Record
from summarizer.rendering.brief.assignments import Plan
from summarizer.rendering.brief.cautions import cautions, warned_figures
from summarizer.rendering.brief.directions import directions
from summarizer.rendering.brief.headline import headline, stated_headline
from summarizer.rendering.brief.points import PointSource
from summarizer.rendering.brief.problems import admitted_problems, told_in
from summarizer.rendering.brief.targets import Targets, find_targets, take_targets
from summarizer.rendering.page.fitting import PAGE_HEIGHT, height
from summarizer.rendering.page.footer import footer, missing_parts
from summarizer.rendering.page.identity import identity_line, title_of
from summarizer.rendering.page.limits import Limits, shrinking
from summarizer.rendering.page.parts import Brief, LeftOut, Listing, Table, Words
from summarizer.rendering.results.absence import Unread
from summarizer.rendering.results.facts import Identity
from summarizer.rendering.results.horizons import horizons
from summarizer.rendering.results.table import Rows, cut_table, fill_rows
from summarizer.rendering.wording.language import label

Filling = Callable[[Limits], Brief]
"""How a page is made within limits; what does not depend on them is worked out once."""


def make_brief(record: Record, unread: Unread | None = None, fits: Callable[[Brief], bool] | None = None) -> Brief:
    """Choose what the page says, as much as one printed page holds.

    `unread` is what `find_unread` found in the report's text; without it the page says 未识别 where it could say 未提及.
    `fits` is asked about what fits by estimate; the page is cut further until it says yes or nothing more may go.
    """
    fill = filling(record, unread)
    steps = list(shrinking())
    first = 0 if _is_short(fill(steps[0])) else _first(steps, _is_short, fill)
    brief = fill(steps[first])
    if fits is None or fits(brief):
        return brief
    further = first + 1 + _first(steps[first + 1 :], fits, fill)
    return fill(steps[min(further, len(steps) - 1)])


def _first(steps: list[Limits], fits: Callable[[Brief], bool], fill: Filling) -> int:
    """Return the first step of the ladder that fits, the last when none does; each one holds less than the one before."""
    at = bisect_left(steps, 1, key=lambda limits: int(fits(fill(limits))))
    return min(at, max(0, len(steps) - 1))


def _is_short(brief: Brief) -> bool:
    return height(brief) <= PAGE_HEIGHT


def filling(record: Record, unread: Unread | None) -> Filling:
    """Return how the page of a record is made within limits; each type of report has its own shape."""
    frame = _Frame(record)
    if record.meta.doc_type == "action_plan":
        return partial(_action_plan, frame, Plan(record), PointSource(record, horizons(record, record.indicators)))
    rows = fill_rows(record, unread)
    return partial(_results, frame, rows, find_targets(record, rows.periods), PointSource(record, rows.periods))


@dataclass(slots=True)
class _Frame:
    """What stands on every page of a record."""

    record: Record
    title: str = field(init=False)
    incomplete: str = field(init=False)
    identity: tuple[str, ...] = field(init=False)
    headline: Words = field(init=False)
    directions: tuple[Words, ...] = field(init=False)
    problems: tuple[Words, ...] = field(init=False)
    cautions: tuple[Words, ...] = field(init=False)
    warned: frozenset[Identity] = field(init=False)

    def __post_init__(self) -> None:
        record = self.record
        self.title, self.incomplete, self.identity = title_of(record), missing_parts(record), identity_line(record)
        self.headline = stated_headline(record)
        self.directions, self.problems = tuple(directions(record)), tuple(admitted_problems(record))
        self.cautions, self.warned = tuple(cautions(record)), warned_figures(record)


def _results(frame: _Frame, rows: Rows, planned: Targets, source: PointSource, limits: Limits) -> Brief:
    """Make the page of a report with results and targets."""
    filled = cut_table(rows, limits.rows)
    used = filled.used | frame.warned
    targets, more_targets, listed, told = take_targets(planned, used, limits.targets)
    points = source.take(used | listed, told, limits.points)
    year = filled.periods.plan
    title = label("{year}年可考核目标", year=year) if len(year) == 4 else label("可考核目标")
    return _page(
        frame,
        limits,
        headline=headline(frame.headline, filled),
        table=filled.table,
        points=Listing(label("要点"), tuple(points)),
        targets=Listing(title, tuple(targets), _unassigned(frame.record)),
        work=None,
        left_out=[LeftOut(label("指标行"), filled.left_out), LeftOut(label("可考核目标"), more_targets)],
    )


def _action_plan(frame: _Frame, plan: Plan, source: PointSource, limits: Limits) -> Brief:
    aims, more_goals, used = plan.goals(limits.goals)
    work, more_tasks = plan.assignments(used, limits.tasks)
    points = source.take(used, frozenset(), limits.points)
    period = frame.record.meta.plan_year
    return _page(
        frame,
        limits,
        # a single figure does not say what a plan is about
        headline=frame.headline if sum(bool(run.spots) for run in frame.headline) > 1 else plan.headline() or frame.headline,
        table=None,
        points=Listing(label("要点"), tuple(points)),
        targets=Listing(label("目标"), tuple(aims), label("未另注明的期限为{period}", period=period) if period else ""),
        work=work,
        left_out=[LeftOut(label("目标"), more_goals), LeftOut(label("任务"), more_tasks)],
    )


def _page(
    frame: _Frame,
    limits: Limits,
    *,
    headline: Words,
    table: Table | None,
    points: Listing,
    targets: Listing,
    work: Table | None,
    left_out: list[LeftOut],
) -> Brief:
    problems, warnings = frame.problems[: limits.problems], frame.cautions[: limits.cautions]
    left_out += [
        LeftOut(label("问题"), sum(map(told_in, frame.problems[len(problems) :]))),
        LeftOut(label("提示"), len(frame.cautions) - len(warnings)),
    ]
    missed = tuple(part for part in left_out if part.count)
    return Brief(
        report_id=frame.record.report_id,
        doc_type=frame.record.meta.doc_type,
        title=frame.title,
        incomplete=frame.incomplete,
        identity=frame.identity,
        headline=headline,
        table=table,
        points=points,
        targets=targets,
        work=work,
        directions=Listing(label("方向"), frame.directions[: limits.directions]),
        problems=Listing(label("承认的问题"), problems),
        cautions=Listing(label("阅读提示"), warnings),
        footer=footer(frame.record, list(missed)),
        left_out=missed,
    )


def _unassigned(record: Record) -> str:
    """Say that nobody is named where the record is complete and holds no owner and no deadline."""
    assigned = any(task.owners or task.deadline for task in record.tasks)
    return "" if assigned or not record.audit.complete else label("责任单位和分项时限报告未列")
