"""Paired entries in, their differences out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from summarizer.reviewing.difference import Difference, PartName, Severity
from summarizer.reviewing.pairing import Pairing
from summarizer.reviewing.severity import Grades
from summarizer.reviewing.written import Places, written

AnyPart = TypeVar("AnyPart", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Aspect(Generic[AnyPart]):
    """How one kind of entry is compared and shown."""

    part: PartName
    grades: Grades
    label: Callable[[AnyPart], str]
    sentence: Callable[[AnyPart], str]
    whole: Callable[[AnyPart], str]
    """The entry in short, for one that was lost or gained."""
    lost: Severity = "major"
    gained: Severity = "major"


def compared(aspect: Aspect[AnyPart], found: Pairing[AnyPart], places: tuple[Places, Places] = ({}, {})) -> Iterator[Difference]:
    """Yield changed fields, then what was lost, then what was gained."""
    for old, new in found.both:
        if old != new:
            yield from _changes(aspect, old, new, places)
    for entry in found.lost:
        yield _only(aspect, entry, old=aspect.whole(entry), new="")
    for entry in found.gained:
        yield _only(aspect, entry, old="", new=aspect.whole(entry))


def changed(part: PartName, label: str, field: str, old: str, new: str, severity: Severity) -> Iterator[Difference]:
    """Yield the difference of one field, nothing when it is the same."""
    if old != new:
        yield Difference(part, label, "changed", field, old, new, severity)


def _changes(aspect: Aspect[AnyPart], old: AnyPart, new: AnyPart, places: tuple[Places, Places]) -> Iterator[Difference]:
    before, after = written(old, places[0]), written(new, places[1])
    for field, grade in aspect.grades.items():
        if before[field] != after[field]:
            label, sentence = aspect.label(old), aspect.sentence(old)
            yield Difference(aspect.part, label, "changed", field, before[field], after[field], grade, sentence)


def _only(aspect: Aspect[AnyPart], entry: AnyPart, *, old: str, new: str) -> Difference:
    label, sentence = aspect.label(entry), aspect.sentence(entry)
    if new:
        return Difference(aspect.part, label, "gained", "", old, new, aspect.gained, sentence)
    return Difference(aspect.part, label, "lost", "", old, new, aspect.lost, sentence)
