"""Which entries of two records are the same thing: by identity, never by position in a list."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from summarizer.domain.record import Indicator, Record

AnyEntry = TypeVar("AnyEntry")
Identity = Callable[[AnyEntry], Hashable]


@dataclass(frozen=True, slots=True)
class Pairing(Generic[AnyEntry]):
    """Entries of two lists: those that both hold, and those that only one holds, by their places in the lists."""

    old: Sequence[AnyEntry]
    new: Sequence[AnyEntry]
    both_at: list[tuple[int, int]]
    """In the order of the old list."""
    lost_at: list[int]
    gained_at: list[int]

    @property
    def both(self) -> list[tuple[AnyEntry, AnyEntry]]:
        """The entries that both lists hold."""
        return [(self.old[one], self.new[other]) for one, other in self.both_at]


@dataclass(frozen=True, slots=True)
class By(Generic[AnyEntry]):
    """How entries are known again: the same way in both records, or by what each record alone can tell."""

    old: Identity[AnyEntry]
    new: Identity[AnyEntry] | None = None
    unique: bool = False
    """Pair only what has an identity for itself on either side; else entries with one identity are paired in their order."""


def pair(old: Sequence[AnyEntry], new: Sequence[AnyEntry], *ways: By[AnyEntry]) -> Pairing[AnyEntry]:
    """Pair entries in the first way, those left over in the next, and so on."""
    partner: dict[int, int] = {}
    for way in ways:
        before = _grouped(old, way.old, set(partner))
        after = _grouped(new, way.new or way.old, set(partner.values()))
        for key, places in before.items():
            others = after.get(key, [])
            if not way.unique or len(places) == len(others) == 1:
                partner.update(zip(places, others, strict=False))
    found = set(partner.values())
    return Pairing(
        old,
        new,
        sorted(partner.items()),
        [at for at in range(len(old)) if at not in partner],
        [at for at in range(len(new)) if at not in found],
    )


@dataclass(frozen=True, slots=True, order=True)
class NumeralPlace:
    """Where a numeral stands, the same wherever its sentence stands in the text."""

    sentence: str
    repeat: int
    """Which of the sentences with this text, from 0."""
    distance: int
    """From the sentence's first character."""

    def __str__(self) -> str:
        return f"{self.sentence[max(0, self.distance - 8) : self.distance + 8]}@{self.distance}"


def places_of(record: Record) -> dict[str, NumeralPlace]:
    """Return the place of each indicator by its id."""
    starts: dict[str, dict[int, int]] = defaultdict(dict)
    for indicator in sorted(record.indicators, key=lambda indicator: indicator.sentence.start):
        same = starts[indicator.sentence.text]
        same.setdefault(indicator.sentence.start, len(same))
    return {indicator.id: _place(indicator, starts[indicator.sentence.text]) for indicator in record.indicators}


def _place(indicator: Indicator, starts: dict[int, int]) -> NumeralPlace:
    sentence = indicator.sentence
    return NumeralPlace(sentence.text, starts[sentence.start], indicator.numeral.start - sentence.start)


def _grouped(entries: Sequence[AnyEntry], identity: Identity[AnyEntry], taken: set[int]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        if at not in taken:
            groups[identity(entry)].append(at)
    return groups
