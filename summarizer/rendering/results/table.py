"""The table of the page: results, targets and how they compare, one row an indicator of the registry."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from summarizer.domain.record import Indicator, Record
from summarizer.rendering.page.parts import Cell, Run, Table, Words, plain
from summarizer.rendering.page.pictures import picture_of
from summarizer.rendering.page.sources import figure
from summarizer.rendering.results.absence import Unread, absent
from summarizer.rendering.results.cells import EMPTY, joined, qualifiers, quoted, value_words
from summarizer.rendering.results.comparison import DIFFERENT_NAMES, UNREPORTED, compared
from summarizer.rendering.results.facts import GROWTH, LEVELS, Identity, RowFacts, identity, row_facts
from summarizer.rendering.results.horizons import Horizons, horizons
from summarizer.rendering.wording.language import current_language, label
from summarizer.rendering.wording.naming import row_name, without_place

_INCOMPARABLE = "无法比较"
# a result said in words that belongs beside the growth figures: 与上年基本持平, 保持稳定增长
_MOVEMENTS = ("增", "降", "持平", "涨", "回落", "提高", "上升")


@dataclass(frozen=True, slots=True)
class Filled:
    """The table, the figures that stand in it, and the rows it has no room for."""

    table: Table | None
    used: frozenset[Identity]
    left_out: int
    periods: Horizons
    rows: tuple[Mapping[str, Cell], ...] = ()
    """The cells by what they hold (name, span, level, growth, target, far, comparison)."""


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    facts: RowFacts
    periods: Horizons
    record: Record
    unread: Unread | None

    def target(self, roles: tuple[str, ...], period: str) -> Indicator | None:
        return self.facts.pick("target", period, roles)

    def actual(self, roles: tuple[str, ...], period: str) -> Indicator | None:
        return self.facts.pick("actual", period, roles)


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows that a record fills, before a page takes as many as it has room for."""

    filled: tuple[tuple[RowFacts, Mapping[str, Cell]], ...]
    titles: tuple[str, ...]
    periods: Horizons


def fill_rows(record: Record, unread: Unread | None) -> Rows:
    """Choose rows and columns and fill the cells."""
    chosen = row_facts(record)
    periods = _worth_a_column(horizons(record, [i for facts in chosen for i in facts.indicators]), chosen)
    columns = _columns(record, periods)
    filled = ((facts, _cells(_Row(_name(facts, record), facts, periods, record, unread), columns)) for facts in chosen)
    full = tuple((facts, cells) for facts, cells in filled if _has_something(cells))
    return Rows(full, (label("指标"), *columns.values()), periods)


def _worth_a_column(periods: Horizons, chosen: list[RowFacts]) -> Horizons:
    """Leave out the years reviewed together where a single row has a figure for them."""
    filled = [f for f in chosen if any(i.kind == "actual" and i.period == periods.span for i in f.indicators)]
    return periods if len(filled) > 1 or len(chosen) == 1 else replace(periods, span="")


def cut_table(rows: Rows, most: int) -> Filled:
    """Take the first rows, and the columns in which one of them has a value."""
    kept = rows.filled[:most]
    if not kept:
        return Filled(None, frozenset(), 0, rows.periods)
    cells = [list(cells.values()) for _, cells in kept]
    table = _without_empty_columns(list(rows.titles), _without_repeated_reasons(cells))
    used = frozenset(identity(i) for facts, _ in kept for i in facts.indicators if _is_shown(i, rows.periods))
    return Filled(table, used, len(rows.filled) - len(kept), rows.periods, tuple(cells for _, cells in kept))


def _cells(row: _Row, columns: dict[str, str]) -> dict[str, Cell]:
    return {"name": Cell((Run(_shown_name(row)),)), **{what: _cell(what, row) for what in columns}}


def _has_something(cells: Mapping[str, Cell]) -> bool:
    return any(run.sources for what, cell in cells.items() if what != "name" and not cell.missing for run in cell.words)


def _is_shown(indicator: Indicator, periods: Horizons) -> bool:
    shown = {"actual": {periods.year, periods.span}, "target": {periods.plan, periods.far}}
    return indicator.period in shown.get(indicator.kind, set()) - {""}


def _name(facts: RowFacts, record: Record) -> str:
    return row_name([without_place(name, record.meta.place) for name in facts.names()], facts.kind.name)


def _shown_name(row: _Row) -> str:
    """Return the report's own name, or the registry's where labels are English."""
    return row.name if current_language() == "zh" else row.facts.kind.english


def _columns(record: Record, periods: Horizons) -> dict[str, str]:
    """Return the columns behind the name: what they hold, and their titles."""
    columns = {"span": periods.span} if periods.span else {}
    columns |= {"level": label("{year}实绩", year=periods.year), "growth": label("{year}增速", year=periods.year)}
    if record.meta.doc_type != "bulletin" and periods.plan:
        columns["target"] = label("{year}目标", year=periods.plan)
        if periods.far:
            columns["far"] = label("{year}目标", year=periods.far)
        columns["comparison"] = label("比较（计算，百分点）")
    return columns


def _cell(what: str, row: _Row) -> Cell:
    fill = {"span": _span, "level": _level, "growth": _growth, "target": _target, "far": _far, "comparison": _comparison}
    return fill[what](row)


def _span(row: _Row) -> Cell:
    found = [row.actual(roles, row.periods.span) for roles in (LEVELS, GROWTH)]
    said = row.facts.said("actual", {row.periods.span})
    parts = [value_words(i, row.record, row.name) for i in found if i]
    return Cell(joined(parts or ([quoted(said, row.record)] if said else [])))


def _level(row: _Row) -> Cell:
    growth = row.actual(GROWTH, row.periods.year)
    if level := row.actual(LEVELS, row.periods.year):
        shared = frozenset(qualifiers(growth)) if growth else frozenset[str]()
        return Cell(value_words(level, row.record, row.name, without=shared))
    if said := _result_in_words(row, movement=False):
        return said
    if not row.facts.kind.expects.intersection(LEVELS):
        return EMPTY
    return absent(row.facts.kind.id, row.record, row.unread)


def _growth(row: _Row) -> Cell:
    if growth := row.actual(GROWTH, row.periods.year):
        return Cell(value_words(growth, row.record, row.name))
    if said := _result_in_words(row, movement=True):
        return said
    if "growth" not in row.facts.kind.expects or _only_in_words(row):
        return EMPTY
    return absent(row.facts.kind.id, row.record, row.unread)


def _only_in_words(row: _Row) -> bool:
    """Say whether the result is told in words beside the growth figures: the goal of the city was met."""
    return row.actual(LEVELS, row.periods.year) is None and _result_in_words(row, movement=False) is not None


def _result_in_words(row: _Row, *, movement: bool) -> Cell | None:
    said = row.facts.said("actual", {row.periods.year})
    if said is None or any(word in said.text for word in _MOVEMENTS) != movement:
        return None
    return Cell(quoted(said, row.record))


def _targets(row: _Row, period: str) -> list[Indicator]:
    return [found for roles in (LEVELS, GROWTH) if (found := row.target(roles, period))]


def _target(row: _Row) -> Cell:
    parts = [value_words(i, row.record, row.name) for i in _targets(row, row.periods.plan)]
    said = row.facts.said("target", {row.periods.plan})
    if not parts and said:
        parts = [quoted(said, row.record)]
    if parts or not row.facts.kind.expects_target:
        return Cell(joined(parts))
    return absent(row.facts.kind.id, row.record, row.unread)


def _far(row: _Row) -> Cell:
    return Cell(joined([value_words(i, row.record, row.name) for i in _targets(row, row.periods.far)]))


def _comparison(row: _Row) -> Cell:
    targets = _targets(row, row.periods.plan)
    if not targets:
        said = row.facts.said("target", {row.periods.plan})
        return Cell((Run(label("定性")),), missing=True) if said else EMPTY
    reasons: list[str] = []
    for target in reversed(targets):
        roles = GROWTH if target.role == "growth" else (target.role,)
        actual = row.actual(roles, row.periods.year)
        difference, reason = compared(target, actual, ceiling=row.facts.kind.ceiling) if actual else ("", _unreported(row))
        if actual and difference:
            both = figure(target, row.record), figure(actual, row.record)
            sources = dict.fromkeys(source for run in both for source in run.sources)
            spots = tuple(spot for run in both for spot in run.spots)
            return Cell((Run(difference, tuple(sources), spots),), picture=picture_of(actual, target))
        reasons.append(reason)
    return Cell(_reason(reasons), missing=True)


def _unreported(row: _Row) -> str:
    return label("期长不同") if row.actual(GROWTH, row.periods.span) and row.periods.span else label(UNREPORTED)


def _reason(reasons: list[str]) -> Words:
    own = next((reason for reason in reasons if reason != label(UNREPORTED)), label(UNREPORTED))
    return (Run(own),) if own == label(DIFFERENT_NAMES) else (Run(label(_INCOMPARABLE)), Run(f"（{own}）"))


def _without_repeated_reasons(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Say a reason once for rows that follow each other: a bare 无法比较 has the reason of the row right above it."""
    above = ""
    shown = []
    for row in rows:
        last = plain(row[-1].words)
        again = last.startswith(label(_INCOMPARABLE)) and last == above
        above = last
        shown.append([*row[:-1], Cell((Run(label(_INCOMPARABLE)),), missing=True)] if again else row)
    return shown


def _without_empty_columns(titles: list[str], rows: list[list[Cell]]) -> Table:
    """Leave out a column in which no row has a value."""
    kept = [at for at in range(len(titles)) if at == 0 or any(_says_something(titles[at], row[at]) for row in rows)]
    if [titles[at] for at in kept[2:]] == [label("比较（计算，百分点）")] and not any(
        run.sources for row in rows for run in row[-1].words
    ):
        # targets alone: that none of them can be compared goes without saying
        kept = kept[:2]
    return Table(
        tuple(titles[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
        tuple(at != 0 for at in kept),
    )


def _says_something(title: str, cell: Cell) -> bool:
    """A reason why nothing can be compared is something; 未提及 in every row is not."""
    return any(run.text for run in cell.words) and (not cell.missing or title == label("比较（计算，百分点）"))
