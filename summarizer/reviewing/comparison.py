"""Paired entries in, their differences out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from summarizer.reviewing.difference import NOWHERE, Change, Difference, PartName, Severity
from summarizer.reviewing.pairing import Pairing
from summarizer.reviewing.severity import Grades
from summarizer.reviewing.written import Names, written

AnyPart = TypeVar("AnyPart", bound=BaseModel)
BothNames = tuple[Names, Names]

_LONGEST_ORDER = 5
_NO_NAMES = (Names(), Names())


@dataclass(frozen=True, slots=True)
class Aspect(Generic[AnyPart]):
    """How one kind of entry is compared and shown."""

    part: PartName
    at: str
    """The list that holds the entries, as a path in the record."""
    grades: Grades
    label: Callable[[AnyPart], str]
    sentence: Callable[[AnyPart], str]
    whole: Callable[[AnyPart], str]
    """The entry in short, for one that was lost or gained."""
    lost: Severity = "major"
    gained: Severity = "major"
    spot: Callable[[AnyPart], int] = lambda _: 0


def compared(aspect: Aspect[AnyPart], found: Pairing[AnyPart], names: BothNames = _NO_NAMES) -> Iterator[Difference]:
    """Yield changed fields, then what was lost, what was gained, and another order of what both hold."""
    for old_at, new_at in found.both_at:
        if found.old[old_at] != found.new[new_at]:
            yield from _changes(aspect, found, (old_at, new_at), names)
    for at in found.lost_at:
        entry = found.old[at]
        yield _only(aspect, entry, "lost", aspect.lost, old=aspect.whole(entry), old_at=at)
    for at in found.gained_at:
        entry = found.new[at]
        yield _only(aspect, entry, "gained", aspect.gained, new=aspect.whole(entry), new_at=at)
    yield from _order(aspect, found)


def changed_fields(
    part: PartName, at: str, both: tuple[Mapping[str, str], Mapping[str, str]], grades: Grades | Severity
) -> Iterator[Difference]:
    """Yield the fields of a part that stands once in a record and that are not the same."""
    before, after = both
    for field in before if isinstance(grades, str) else grades:
        if before[field] != after[field]:
            severity = grades if isinstance(grades, str) else grades[field]
            yield Difference(part, "", "changed", field, before[field], after[field], severity, at=at)


def _changes(aspect: Aspect[AnyPart], found: Pairing[AnyPart], places: tuple[int, int], names: BothNames) -> Iterator[Difference]:
    old, new = found.old[places[0]], found.new[places[1]]
    before, after = written(old, names[0]), written(new, names[1])
    for field, grade in aspect.grades.items():
        if before[field] != after[field]:
            yield Difference(
                aspect.part,
                aspect.label(old),
                "changed",
                field,
                before[field],
                after[field],
                grade,
                aspect.sentence(old),
                aspect.sentence(new),
                aspect.at,
                *places,
                aspect.spot(old),
            )


def _only(
    aspect: Aspect[AnyPart],
    entry: AnyPart,
    change: Change,
    severity: Severity,
    *,
    old: str = "",
    new: str = "",
    old_at: int = NOWHERE,
    new_at: int = NOWHERE,
) -> Difference:
    label, sentence = aspect.label(entry), aspect.sentence(entry)
    return Difference(
        aspect.part, label, change, "", old, new, severity, sentence, sentence, aspect.at, old_at, new_at, aspect.spot(entry)
    )


def _order(aspect: Aspect[AnyPart], found: Pairing[AnyPart]) -> Iterator[Difference]:
    by_new = sorted(found.both_at, key=lambda places: places[1])
    moved = [(one, other) for one, other in zip(found.both_at, by_new, strict=True) if one != other]
    if moved:
        before = "、".join(aspect.whole(found.old[one[0]]) for one, _ in moved[:_LONGEST_ORDER])
        after = "、".join(aspect.whole(found.new[other[1]]) for _, other in moved[:_LONGEST_ORDER])
        yield Difference(aspect.part, "", "changed", "order", before, after, "minor", at=aspect.at)
