"""Names for the ids of two records that are compared: what both hold has one name, whichever way they are compared."""

from collections import defaultdict
from collections.abc import Mapping

from summarizer.domain.record import Heading, Indicator, Record
from summarizer.reviewing.pairing import NumeralPlace, Pairing
from summarizer.reviewing.written import Names

Places = Mapping[str, NumeralPlace]


def names_of(
    records: tuple[Record, Record], places: tuple[Places, Places], indicators: Pairing[Indicator], outline: Pairing[Heading]
) -> tuple[Names, Names]:
    """Return the names of both records' ids."""
    old_names = {one: str(place) for one, place in places[0].items()}
    new_names = {one: str(place) for one, place in places[1].items()}
    for old, new in indicators.both:
        old_names[old.id] = new_names[new.id] = min(old_names[old.id], new_names[new.id])
    old_titles, new_titles = ({heading.id: _title(heading) for heading in record.outline} for record in records)
    for before, after in outline.both:
        old_titles[before.id] = new_titles[after.id] = min(old_titles[before.id], new_titles[after.id])
    return (
        Names(old_names, old_titles, _groups(records[0], old_names)),
        Names(new_names, new_titles, _groups(records[1], new_names)),
    )


def _title(heading: Heading) -> str:
    return f"{heading.number} {heading.title}".strip()


def _groups(record: Record, names: Mapping[str, str]) -> dict[str, str]:
    members: dict[str, list[str]] = defaultdict(list)
    for indicator in record.indicators:
        if indicator.group:
            members[indicator.group].append(names[indicator.id])
    return {group: "、".join(sorted(found)) for group, found in members.items()}
