"""What differs between two records of one report. Provenance and the path of the source are never compared."""

from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

from summarizer.domain.record import Conflict, Heading, Indicator, Point, Problem, Project, Record, Statement, Task
from summarizer.reviewing import severity
from summarizer.reviewing.audited import audit_differences
from summarizer.reviewing.comparison import Aspect, changed, compared
from summarizer.reviewing.difference import Difference
from summarizer.reviewing.pairing import By, Pairing, pair, places_of
from summarizer.reviewing.written import Places, first_text, texts, written

_BEFORE_NUMERAL = 30


def differences(old: Record, new: Record) -> list[Difference]:
    """Return what differs, part by part in the order of the record; nothing for a record and itself."""
    places = (places_of(old), places_of(new))
    return [
        *_meta(old, new),
        *_outline(old, new),
        *_indicators(old, new, places),
        *_statements(old, new),
        *_tasks(old, new, places),
        *_projects(old, new, places),
        *_problems(old, new),
        *_highlights(old, new),
        *_conflicts(old, new, places),
        *audit_differences(old, new),
        *_source(old, new),
    ]


def _meta(old: Record, new: Record) -> Iterator[Difference]:
    yield from changed("meta", "", "work_key", old.work_key, new.work_key, "major")
    before, after = written(old.meta), written(new.meta)
    for field in before:
        yield from changed("meta", "", field, before[field], after[field], "major")


def _outline(old: Record, new: Record) -> Iterator[Difference]:
    # a heading whose words changed is known by its place, as long as the text is the same
    same_text = old.text_hash == new.text_hash
    ways: list[By[Heading]] = [By(lambda h: (h.number, h.title)), By(lambda h: h.title)]
    ways = [By(lambda h: (h.start, h.title)), *ways, By(lambda h: h.start)] if same_text else ways
    aspect: Aspect[Heading] = Aspect("outline", severity.HEADING, _heading, lambda _: "", _heading)
    yield from compared(aspect, pair(old.outline, new.outline, *ways))


def _heading(heading: Heading) -> str:
    return f"{heading.number} {heading.title}".strip()


def _indicators(old: Record, new: Record, places: tuple[Places, Places]) -> Iterator[Difference]:
    in_place: By[Indicator] = By(lambda i: places[0][i.id], lambda i: places[1][i.id])
    # an indicator whose sentence was edited is known by what it says, where nothing else says the same
    alike: By[Indicator] = By(lambda i: (tuple(i.canonical) or i.name, i.role, i.kind, i.period), unique=True)
    found = pair(old.indicators, new.indicators, in_place, alike)
    aspect: Aspect[Indicator] = Aspect(
        "indicator", severity.INDICATOR, _what, _around, lambda i: i.numeral.text + i.unit, lost="critical"
    )
    yield from compared(aspect, found, places)
    yield from _order(found)


def _what(indicator: Indicator) -> str:
    return " ".join(word for word in (indicator.name, indicator.period, indicator.role) if word)


def _around(indicator: Indicator) -> str:
    """Return the sentence from a little before the numeral, so that what is shown of a long one holds the figure."""
    at = indicator.numeral.start - indicator.sentence.start
    return indicator.sentence.text[max(0, at - _BEFORE_NUMERAL) :]


def _order(found: Pairing[Indicator]) -> Iterator[Difference]:
    if any(after[1].numeral.start < before[1].numeral.start for before, after in pairwise(found.both)):
        yield Difference("indicator", "", "changed", "order", "one order", "another order", "minor")


def _statements(old: Record, new: Record) -> Iterator[Difference]:
    same: By[Statement] = By(lambda s: (texts(s.evidence), s.text))
    renamed: By[Statement] = By(lambda s: (texts(s.evidence), s.name))
    aspect: Aspect[Statement] = Aspect(
        "statement", severity.STATEMENT, lambda s: s.name, lambda s: first_text(s.evidence), lambda s: s.text
    )
    yield from compared(aspect, pair(old.statements, new.statements, same, renamed))


def _tasks(old: Record, new: Record, places: tuple[Places, Places]) -> Iterator[Difference]:
    same: By[Task] = By(lambda t: (t.title, first_text(t.evidence)))
    aspect: Aspect[Task] = Aspect(
        "task", severity.TASK, lambda t: t.title, lambda t: first_text(t.evidence), lambda t: t.title, lost="critical"
    )
    moved: By[Task] = By(lambda t: t.title)
    yield from compared(aspect, pair(old.tasks, new.tasks, same, moved), places)


def _projects(old: Record, new: Record, places: tuple[Places, Places]) -> Iterator[Difference]:
    same: By[Project] = By(lambda p: (p.name, first_text(p.evidence)))
    moved: By[Project] = By(lambda p: p.name)
    aspect: Aspect[Project] = Aspect(
        "project", severity.PROJECT, lambda p: p.name, lambda p: first_text(p.evidence), lambda p: p.name
    )
    yield from compared(aspect, pair(old.projects, new.projects, same, moved), places)


def _problems(old: Record, new: Record) -> Iterator[Difference]:
    same: By[Problem] = By(lambda p: (texts(p.evidence), p.text))
    reworded: By[Problem] = By(lambda p: texts(p.evidence))
    aspect: Aspect[Problem] = Aspect(
        "problem", severity.PROBLEM, lambda p: p.text, lambda p: first_text(p.evidence), lambda p: p.text, lost="critical"
    )
    yield from compared(aspect, pair(old.problems, new.problems, same, reworded))


def _highlights(old: Record, new: Record) -> Iterator[Difference]:
    before, after = old.highlights, new.highlights
    yield from changed("highlight", "headline", "text", before.headline.text, after.headline.text, "minor")
    same: By[Point] = By(lambda point: point.text)
    aspect: Aspect[Point] = Aspect("highlight", {}, lambda _: "", lambda _: "", lambda p: p.text, "minor", "minor")
    yield from compared(aspect, pair(before.key_points, after.key_points, same))


def _conflicts(old: Record, new: Record, places: tuple[Places, Places]) -> Iterator[Difference]:
    same: By[Conflict] = By(lambda c: _members(c, places[0]), lambda c: _members(c, places[1]))
    aspect: Aspect[Conflict] = Aspect(
        "conflict", severity.CONFLICT, lambda c: f"{c.kind} {c.what}", lambda _: "", lambda c: c.reason
    )
    yield from compared(aspect, pair(old.conflicts, new.conflicts, same))


def _members(conflict: Conflict, places: Places) -> Hashable:
    members: Sequence[Hashable] = [places.get(member, member) for member in conflict.members]
    return (conflict.kind, *members)


def _source(old: Record, new: Record) -> Iterator[Difference]:
    yield from changed("source", "", "text_hash", old.text_hash, new.text_hash, "minor")
    before, after = written(old.source), written(new.source)
    for field, grade in severity.SOURCE.items():
        yield from changed("source", "", field, before[field], after[field], grade)
