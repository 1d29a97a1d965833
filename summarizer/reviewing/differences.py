"""What differs between two records of one report. Provenance and the path of the source are never compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.domain.record import Conflict, Heading, Indicator, Point, Problem, Project, Record, Statement, Task
from summarizer.reviewing import severity
from summarizer.reviewing.audited import audit_differences
from summarizer.reviewing.comparison import Aspect, changed_fields, compared
from summarizer.reviewing.difference import Difference
from summarizer.reviewing.naming import names_of
from summarizer.reviewing.pairing import By, Pairing, pair, places_of
from summarizer.reviewing.written import Names, first_text, texts, written

_BEFORE_NUMERAL = 30


@dataclass(frozen=True, slots=True)
class Matched:
    """Two records whose headings and indicators have been found in each other."""

    old: Record
    new: Record
    outline: Pairing[Heading]
    indicators: Pairing[Indicator]
    names: tuple[Names, Names]


def differences(old: Record, new: Record) -> list[Difference]:
    """Return what differs, part by part in the order of the record; nothing for a record and itself."""
    both = match(old, new)
    return [
        *_meta(old, new),
        *compared(_HEADING, both.outline),
        *compared(_INDICATOR, both.indicators, both.names),
        *_statements(both),
        *_tasks(both),
        *_projects(both),
        *_problems(both),
        *_highlights(both),
        *_conflicts(both),
        *audit_differences(old, new),
        *_source(old, new),
    ]


def match(old: Record, new: Record) -> Matched:
    """Find the headings and indicators of two records in each other."""
    places = places_of(old), places_of(new)
    in_place: By[Indicator] = By(lambda i: places[0][i.id], lambda i: places[1][i.id])
    # an indicator whose sentence was edited is known by what it says, where nothing else says the same
    alike: By[Indicator] = By(lambda i: (tuple(i.canonical) or i.name, i.role, i.kind, i.period), unique=True)
    indicators, outline = pair(old.indicators, new.indicators, in_place, alike), _headings(old, new)
    return Matched(old, new, outline, indicators, names_of((old, new), places, indicators, outline))


def _headings(old: Record, new: Record) -> Pairing[Heading]:
    # a heading whose words changed is known by its place, as long as the text is the same
    ways: list[By[Heading]] = [By(lambda h: (h.number, h.title)), By(lambda h: h.title)]
    if old.text_hash == new.text_hash:
        ways = [By(lambda h: (h.start, h.title)), *ways, By(lambda h: h.start)]
    return pair(old.outline, new.outline, *ways)


def _meta(old: Record, new: Record) -> Iterator[Difference]:
    yield from changed_fields("meta", "", ({"work_key": old.work_key}, {"work_key": new.work_key}), "major")
    before, after = written(old.meta), written(new.meta)
    yield from changed_fields("meta", "meta", (before, after), "major")
    # where the value changed its evidence follows
    fields = [name for name in sorted({*old.meta_evidence, *new.meta_evidence}) if before.get(name) == after.get(name)]
    evidence = {name: _evidence(old, name) for name in fields}, {name: _evidence(new, name) for name in fields}
    yield from changed_fields("meta", "meta_evidence", evidence, "minor")


def _evidence(record: Record, field: str) -> str:
    found = record.meta_evidence.get(field, [])
    return found if isinstance(found, str) else "、".join(texts(found))


def _heading(heading: Heading) -> str:
    return f"{heading.number} {heading.title}".strip()


def _what(indicator: Indicator) -> str:
    return " ".join(word for word in (indicator.name, indicator.period, indicator.role) if word)


def _around(indicator: Indicator) -> str:
    """Return the sentence from a little before the numeral, so that what is shown of a long one holds the figure."""
    at = indicator.numeral.start - indicator.sentence.start
    return indicator.sentence.text[max(0, at - _BEFORE_NUMERAL) :]


def _statements(both: Matched) -> Iterator[Difference]:
    same: By[Statement] = By(lambda s: (texts(s.evidence), s.text))
    renamed: By[Statement] = By(lambda s: (texts(s.evidence), s.name))
    yield from compared(_STATEMENT, pair(both.old.statements, both.new.statements, same, renamed), both.names)


def _tasks(both: Matched) -> Iterator[Difference]:
    same: By[Task] = By(lambda t: (t.title, first_text(t.evidence)))
    moved: By[Task] = By(lambda t: t.title)
    yield from compared(_TASK, pair(both.old.tasks, both.new.tasks, same, moved), both.names)


def _projects(both: Matched) -> Iterator[Difference]:
    same: By[Project] = By(lambda p: (p.name, first_text(p.evidence)))
    moved: By[Project] = By(lambda p: p.name)
    yield from compared(_PROJECT, pair(both.old.projects, both.new.projects, same, moved), both.names)


def _problems(both: Matched) -> Iterator[Difference]:
    same: By[Problem] = By(lambda p: (texts(p.evidence), p.text))
    reworded: By[Problem] = By(lambda p: texts(p.evidence))
    yield from compared(_PROBLEM, pair(both.old.problems, both.new.problems, same, reworded), both.names)


def _highlights(both: Matched) -> Iterator[Difference]:
    before, after = both.old.highlights, both.new.highlights
    headlines = {"text": before.headline.text}, {"text": after.headline.text}
    yield from changed_fields("highlight", "highlights.headline", headlines, "minor")
    same: By[Point] = By(lambda point: point.text)
    reworded: By[Point] = By(lambda point: texts(point.evidence), unique=True)
    yield from compared(_POINT, pair(before.key_points, after.key_points, same, reworded), both.names)


def _conflicts(both: Matched) -> Iterator[Difference]:
    same: By[Conflict] = By(lambda c: _members(c, both.names[0]), lambda c: _members(c, both.names[1]))
    yield from compared(_CONFLICT, pair(both.old.conflicts, both.new.conflicts, same), both.names)


def _members(conflict: Conflict, names: Names) -> tuple[str, ...]:
    return (conflict.kind, *(names.indicators.get(member, member) for member in conflict.members))


def _source(old: Record, new: Record) -> Iterator[Difference]:
    yield from changed_fields("source", "", ({"text_hash": old.text_hash}, {"text_hash": new.text_hash}), "minor")
    yield from changed_fields("source", "source", (written(old.source), written(new.source)), severity.SOURCE)


_HEADING: Aspect[Heading] = Aspect("outline", "outline", severity.HEADING, _heading, lambda _: "", _heading)
_INDICATOR: Aspect[Indicator] = Aspect(
    "indicator", "indicators", severity.INDICATOR, _what, _around, lambda i: i.numeral.text + i.unit, lost="critical"
)
_STATEMENT: Aspect[Statement] = Aspect(
    "statement", "statements", severity.STATEMENT, lambda s: s.name, lambda s: first_text(s.evidence), lambda s: s.text
)
_TASK: Aspect[Task] = Aspect(
    *("task", "tasks", severity.TASK, lambda t: t.title, lambda t: first_text(t.evidence), lambda t: t.title), lost="critical"
)
_PROJECT: Aspect[Project] = Aspect(
    "project", "projects", severity.PROJECT, lambda p: p.name, lambda p: first_text(p.evidence), lambda p: p.name
)
_PROBLEM: Aspect[Problem] = Aspect(
    *("problem", "problems", severity.PROBLEM, lambda p: p.text, lambda p: first_text(p.evidence), lambda p: p.text),
    lost="critical",
)
_POINT: Aspect[Point] = Aspect(
    *("highlight", "highlights.key_points", severity.POINT, lambda p: p.text[:20], lambda p: first_text(p.evidence)),
    *(lambda p: p.text, "minor", "minor"),
)
_CONFLICT: Aspect[Conflict] = Aspect(
    "conflict", "conflicts", severity.CONFLICT, lambda c: f"{c.kind} {c.what}", lambda _: "", lambda c: c.reason
)
