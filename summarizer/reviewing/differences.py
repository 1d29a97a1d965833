"""What differs between two records of one report. Provenance and the path of the source are never compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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
    """Two records whose entries have been found in each other."""

    old: Record
    new: Record
    pairs: dict[str, Pairing[Any]]
    """List → its entries, paired."""
    names: tuple[Names, Names]


def differences(old: Record, new: Record) -> list[Difference]:
    """Return what differs, part by part in the order of the record; nothing for a record and itself."""
    both = match(old, new)
    return [
        *_meta(old, new),
        *(found for aspect in _ENTRIES for found in compared(aspect, both.pairs[aspect.at], both.names)),
        *_headline(old, new),
        *(found for aspect in _COMPOSED for found in compared(aspect, both.pairs[aspect.at], both.names)),
        *audit_differences(old, new),
        *_source(old, new),
    ]


def match(old: Record, new: Record) -> Matched:
    """Find the entries of two records in each other."""
    places = places_of(old), places_of(new)
    in_place: By[Indicator] = By(lambda i: places[0][i.id], lambda i: places[1][i.id])
    # an indicator whose sentence was edited is known by what it says, where nothing else says the same
    alike: By[Indicator] = By(lambda i: (tuple(i.canonical) or i.name, i.role, i.kind, i.period), unique=True)
    indicators, outline = pair(old.indicators, new.indicators, in_place, alike), _headings(old, new)
    names = names_of((old, new), places, indicators, outline)
    pairs: dict[str, Pairing[Any]] = {
        "outline": outline,
        "indicators": indicators,
        "statements": _statements(old, new),
        "tasks": _tasks(old, new),
        "projects": _projects(old, new),
        "problems": _problems(old, new),
        "highlights.key_points": _points(old, new),
        "conflicts": _conflicts(old, new, names),
    }
    return Matched(old, new, pairs, names)


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


def _statements(old: Record, new: Record) -> Pairing[Statement]:
    same: By[Statement] = By(lambda s: (texts(s.evidence), s.text))
    renamed: By[Statement] = By(lambda s: (texts(s.evidence), s.name))
    return pair(old.statements, new.statements, same, renamed)


def _tasks(old: Record, new: Record) -> Pairing[Task]:
    same: By[Task] = By(lambda t: (t.title, first_text(t.evidence)))
    moved: By[Task] = By(lambda t: t.title)
    return pair(old.tasks, new.tasks, same, moved)


def _projects(old: Record, new: Record) -> Pairing[Project]:
    same: By[Project] = By(lambda p: (p.name, first_text(p.evidence)))
    moved: By[Project] = By(lambda p: p.name)
    return pair(old.projects, new.projects, same, moved)


def _problems(old: Record, new: Record) -> Pairing[Problem]:
    same: By[Problem] = By(lambda p: (texts(p.evidence), p.text))
    reworded: By[Problem] = By(lambda p: texts(p.evidence))
    return pair(old.problems, new.problems, same, reworded)


def _headline(old: Record, new: Record) -> Iterator[Difference]:
    headlines = {"text": old.highlights.headline.text}, {"text": new.highlights.headline.text}
    yield from changed_fields("highlight", "highlights.headline", headlines, "minor")


def _points(old: Record, new: Record) -> Pairing[Point]:
    same: By[Point] = By(lambda point: point.text)
    reworded: By[Point] = By(lambda point: texts(point.evidence), unique=True)
    return pair(old.highlights.key_points, new.highlights.key_points, same, reworded)


def _conflicts(old: Record, new: Record, names: tuple[Names, Names]) -> Pairing[Conflict]:
    same: By[Conflict] = By(lambda c: _members(c, names[0]), lambda c: _members(c, names[1]))
    return pair(old.conflicts, new.conflicts, same)


def _members(conflict: Conflict, names: Names) -> tuple[str, ...]:
    return (conflict.kind, *(names.indicators.get(member, member) for member in conflict.members))


def _source(old: Record, new: Record) -> Iterator[Difference]:
    yield from changed_fields("source", "", ({"text_hash": old.text_hash}, {"text_hash": new.text_hash}), "minor")
    yield from changed_fields("source", "source", (written(old.source), written(new.source)), severity.SOURCE)


_HEADING: Aspect[Heading] = Aspect("outline", "outline", severity.HEADING, _heading, lambda _: "", _heading)
_INDICATOR: Aspect[Indicator] = Aspect(
    *("indicator", "indicators", severity.INDICATOR, _what, _around, lambda i: i.numeral.text + i.unit),
    lost="critical",
    spot=lambda i: i.numeral.start - i.sentence.start,
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
_ENTRIES: tuple[Aspect[Any], ...] = (_HEADING, _INDICATOR, _STATEMENT, _TASK, _PROJECT, _PROBLEM)
_COMPOSED: tuple[Aspect[Any], ...] = (_POINT, _CONFLICT)
