"""The brief: one page about one report, made from its record alone."""

from bisect import bisect_left
from collections.abc import Callable

from summarizer.domain.record import Record
from summarizer.rendering.absence import Unread
from summarizer.rendering.assignments import assignments, goals
from summarizer.rendering.cautions import cautions, warned_figures
from summarizer.rendering.directions import directions
from summarizer.rendering.fitting import PAGE_HEIGHT, height
from summarizer.rendering.footer import footer, missing_parts
from summarizer.rendering.headline import headline
from summarizer.rendering.horizons import horizons
from summarizer.rendering.identity import identity_line, title_of
from summarizer.rendering.language import label
from summarizer.rendering.limits import FULL, Limits, shrinking
from summarizer.rendering.page import Brief, LeftOut, Listing, Table, Words
from summarizer.rendering.points import key_points
from summarizer.rendering.problems import admitted_problems
from summarizer.rendering.table import Filled, fill_table
from summarizer.rendering.targets import checkable_targets


def make_brief(record: Record, unread: Unread | None = None, fits: Callable[[Brief], bool] | None = None) -> Brief:
    """Choose what the page says, as much as one printed page holds.

    `unread` is what `find_unread` found in the report's text; without it the page says 未识别 where it could say 未提及.
    `fits` is asked about what fits by estimate; the page is cut further until it says yes or nothing more may go.
    """
    steps = list(shrinking())
    first = 0 if _is_short(_within(FULL, record, unread)) else _first(steps, _is_short, record, unread)
    brief = _within(steps[first], record, unread)
    if fits is None or fits(brief):
        return brief
    further = first + 1 + _first(steps[first + 1 :], fits, record, unread)
    return _within(steps[min(further, len(steps) - 1)], record, unread)


def _first(steps: list[Limits], fits: Callable[[Brief], bool], record: Record, unread: Unread | None) -> int:
    """Return the first step of the ladder that fits, the last when none does; each one holds less than the one before."""
    at = bisect_left(steps, 1, key=lambda limits: int(fits(_within(limits, record, unread))))
    return min(at, max(0, len(steps) - 1))


def _is_short(brief: Brief) -> bool:
    return height(brief) <= PAGE_HEIGHT


def _within(limits: Limits, record: Record, unread: Unread | None) -> Brief:
    if record.meta.doc_type == "action_plan":
        return _action_plan(limits, record)
    filled = fill_table(record, unread, limits.rows)
    points, used = key_points(record, filled.used | warned_figures(record), filled.periods, limits.points)
    targets, more_targets, _ = checkable_targets(record, used, filled.periods, limits.targets)
    left_out = [LeftOut(label("指标行"), filled.left_out), LeftOut(label("可考核目标"), more_targets)]
    year = filled.periods.plan
    return _page(
        record,
        limits,
        headline=headline(record, filled),
        table=filled.table,
        points=Listing(label("要点"), tuple(points)),
        targets=Listing(
            label("{year}年可考核目标", year=year) if len(year) == 4 else label("可考核目标"), tuple(targets), _unassigned(record)
        ),
        work=None,
        left_out=left_out,
    )


def _action_plan(limits: Limits, record: Record) -> Brief:
    aims, more_goals, used = goals(record, limits.goals)
    work, more_tasks = assignments(record, used, limits.tasks)
    points, _ = key_points(record, used, horizons(record, record.indicators), limits.points)
    return _page(
        record,
        limits,
        headline=headline(record, Filled(None, used, 0, horizons(record, []))),
        table=None,
        points=Listing(label("要点"), tuple(points)),
        targets=Listing(
            label("目标"),
            tuple(aims),
            label("未另注明的期限为{period}", period=record.meta.plan_year) if record.meta.plan_year else "",
        ),
        work=work,
        left_out=[LeftOut(label("目标"), more_goals), LeftOut(label("任务"), more_tasks)],
    )


def _page(
    record: Record,
    limits: Limits,
    *,
    headline: Words,
    table: Table | None,
    points: Listing,
    targets: Listing,
    work: Table | None,
    left_out: list[LeftOut],
) -> Brief:
    problems, more_problems = admitted_problems(record, limits.problems)
    warnings, more_warnings = cautions(record, limits.cautions)
    left_out = [
        part for part in (*left_out, LeftOut(label("问题"), more_problems), LeftOut(label("提示"), more_warnings)) if part.count
    ]
    return Brief(
        report_id=record.report_id,
        doc_type=record.meta.doc_type,
        title=title_of(record),
        incomplete=missing_parts(record),
        identity=identity_line(record),
        headline=headline,
        table=table,
        points=points,
        targets=targets,
        work=work,
        directions=Listing(label("方向"), tuple(directions(record)[: limits.directions])),
        problems=Listing(label("承认的问题"), tuple(problems)),
        cautions=Listing(label("阅读提示"), tuple(warnings)),
        footer=footer(record, left_out),
        left_out=tuple(left_out),
    )


def _unassigned(record: Record) -> str:
    """Say that nobody is named where the record is complete and holds no owner and no deadline."""
    assigned = any(task.owners or task.deadline for task in record.tasks)
    return "" if assigned or not record.audit.complete else label("责任单位和分项时限报告未列")
