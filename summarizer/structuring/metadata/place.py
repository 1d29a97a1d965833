"""Which province, city, county and town a report is about.

The division is read where the report names itself (title, meeting, issuer, notice, listing line) and completed upwards from the
table. A name that several provinces have stays open unless the text names one of them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from summarizer.domain.divisions import Division, Level, counties_of, find_divisions, find_regions, find_towns, stem
from summarizer.domain.record import Place
from summarizer.domain.span import Span
from summarizer.structuring.metadata.place_names import Mention, find_mentions, find_town, find_unknown
from summarizer.structuring.metadata.place_words import find_addressed, find_maker, find_short_name
from summarizer.structuring.metadata.places_to_look import PlacesToLook

PlaceEvidence = dict[str, tuple[Span, ...] | Literal["derived"]]
_LEVELS: tuple[Level, ...] = ("province", "city", "county", "town")
_QUOTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〈[^〈〉]*〉")
# A report of the State Council is about no division.
_NATIONAL = re.compile(r"全国人民代表大会|代表国务院|国务院总理")
_WHOLE = {
    "全省": "province",
    "我省": "province",
    "全市": "city",
    "我市": "city",
    "全州": "city",
    "全县": "county",
    "我县": "county",
    "全区": "county",
    "我区": "county",
}
# 市生态环境局咸安分局
_BRANCH = re.compile(r"局(?P<name>[\u4e00-\u9fff]{2,4})分局")
_LEAST_MENTIONS = 3
_LOOKED_AT = 100_000
_CLEARLY_MORE = 2
_APART = 8


def find_place(places: PlacesToLook) -> tuple[Place, PlaceEvidence]:
    """Return the divisions that a report is about, each with the span that names it, or that it was completed."""
    if _NATIONAL.search(places.view, places.head.start, places.greeting.end):
        return Place(), {}
    sources = list(_sources(places))
    mentions = [mention for source in sources for mention in find_mentions(places.view, source)]
    town = _find_town(places, sources, mentions)
    of_unknown = _is_of_unknown(places, mentions)
    if of_unknown:
        mentions = []
    division = _deepened(_own_division(places, mentions, town), places) or _by_text(places)
    names = _names(division, town, places, sources)
    if of_unknown and not (names["county"] or names["town"]):
        # 岭桥县, now a district of the city that the text names: what it was called then
        names |= next((each for part in sources[:1] if (each := find_unknown(places.view, part))), {})
    return Place(**names), _evidence(places, names, sources)


def _by_text(places: PlacesToLook) -> Division | None:
    """Return the division that the body tells where the head names none."""
    body = "".join(places.seen(span) for span in places.body)
    named = find_short_name(places.seen(places.title)) if places.title else None
    return named or _by_body(places) or _by_branches(places) or _by_region(places) or find_maker(body) or find_addressed(body)


def _deepened(division: Division | None, places: PlacesToLook) -> Division | None:
    """Return the county that signed or made what the text quotes, where the head names only what it lies in."""
    if division is None or division.level not in ("province", "city"):
        return division
    signed = [mention for line in places.lines(places.closing) for mention in find_mentions(places.view, line)]
    made = find_maker("".join(places.seen(span) for span in places.body))
    for each in [*(each for mention in signed for each in find_divisions(mention.name)), *([made] if made else ())]:
        if each.level != "province" and division.name in (each.province, each.city) and each.name != division.name:
            return _deepened(each, places)
    return division


def _is_of_unknown(places: PlacesToLook, mentions: Sequence[Mention]) -> bool:
    """Say whether a title names a place that no table knows, and none that one does: what is named further down is another."""
    title = places.title
    if title is None or any(title.covers(mention.span) for mention in mentions):
        return False
    return any(find_unknown(places.view, part) for part in _outside_quotes(places.view, title))


def _sources(places: PlacesToLook) -> Iterator[Span]:
    """Yield where a report names its place, the most telling first."""
    if places.title is not None:
        yield from _outside_quotes(places.view, places.title)
    yield places.head
    yield places.greeting
    yield from (span for span in places.lines([*places.letterhead, *places.notice, *places.closing]))
    if places.listing is not None:
        yield places.listing


def _outside_quotes(view: str, span: Span) -> Iterator[Span]:
    """What a title quotes names other documents and their places."""
    at = span.start
    for match in _QUOTED.finditer(view, span.start, span.end):
        yield Span(at, match.start())
        at = match.end()
    yield Span(at, span.end)


def _find_town(places: PlacesToLook, sources: Sequence[Span], mentions: Sequence[Mention]) -> Mention | None:
    """Return the town whose report it is, where title, meeting or greeting name one."""
    starts = {mention.span.end for mention in mentions}
    found = (find_town(places.view, source, starts) for source in sources[: _own_sources(places)])
    return next((town for town in found if town), None)


def _own_sources(places: PlacesToLook) -> int:
    """Title and head come first among the sources."""
    return (len(list(_outside_quotes(places.view, places.title))) if places.title else 0) + 1


def _own_division(places: PlacesToLook, mentions: Sequence[Mention], town: Mention | None) -> Division | None:
    """Return the division that the first telling mention names, ambiguity decided by what else is named."""
    chain = _first_chain(mentions)
    named = {mention.name for mention in mentions}
    if town is not None:
        return _of_town(town.name, named, places)
    for mention in reversed(chain):
        candidates = _consistent(find_divisions(mention.name), named - {mention.name})
        decided = candidates if len(candidates) == 1 else _decided_by_text(candidates, places)
        if len(decided) == 1:
            return decided[0]
        return _common(candidates)
    return None


def _first_chain(mentions: Sequence[Mention]) -> list[Mention]:
    """济南市历城区 is a chain: neighbouring names, the last is the report's own."""
    chain = list(mentions[:1])
    for mention in mentions[1:]:
        if mention.span.start != chain[-1].span.end and not _lies_below(mention, chain[-1]):
            break
        chain.append(mention)
    return chain


def _lies_below(mention: Mention, above: Mention) -> bool:
    """(浙江省)2025年嘉兴市: the next name is of a division in the one before, only a year or a bracket between them."""
    if not 0 <= mention.span.start - above.span.end <= _APART:
        return False
    inside = find_divisions(mention.name)
    return bool(inside) and all(above.name in (each.province, each.city) and each.name != above.name for each in inside)


def _of_town(name: str, named: set[str], places: PlacesToLook) -> Division | None:
    candidates = _consistent(find_towns(name), named)
    above = [division for other in sorted(named) for division in find_divisions(other)]
    if named and not any({each.province, each.city, each.county} & named or _stems(each) & named for each in candidates):
        # The table no longer has the town: its county is the one that the text names.
        return max(above, key=lambda division: _LEVELS.index(division.level), default=None)
    decided = candidates if len(candidates) == 1 else _decided_by_text(candidates, places)
    return decided[0] if len(decided) == 1 else _common(decided or candidates)


def _stems(division: Division) -> set[str]:
    return {stem(name) for name in (division.province, division.city, division.county) if name}


def _consistent(candidates: Sequence[Division], named: set[str]) -> list[Division]:
    """Keep the candidates that lie in what else is named, all of them where nothing fits any."""
    fitting = [each for each in candidates if ({each.province, each.city, each.county} | _stems(each)) & named]
    return fitting or list(candidates)


def _decided_by_text(candidates: Sequence[Division], places: PlacesToLook) -> list[Division]:
    """Keep the candidates whose city or province the text names clearly more often than any other's."""
    if len(candidates) < 2:
        return list(candidates)
    body = "".join(places.seen(span) for span in places.body)
    counts = [sum(body.count(stem(name)) for name in {each.city, each.province} if name) for each in candidates]
    best = max(counts)
    clear = [each for each, count in zip(candidates, counts, strict=True) if count * _CLEARLY_MORE > best > 0]
    return clear if len(clear) == 1 else list(candidates)


def _common(candidates: Sequence[Division]) -> Division | None:
    """Return what several candidates agree on."""
    if not candidates:
        return None
    first = candidates[0]
    same = {field: len({getattr(each, field) for each in candidates}) == 1 for field in ("province", "city", "county")}
    return Division(
        first.name,
        first.level,
        first.province if same["province"] else "",
        first.city if same["city"] else "",
        first.county if same["county"] else "",
        first.town,
        "",
    )


def _by_body(places: PlacesToLook) -> Division | None:
    """Return the division that a text without any other sign speaks of most, of the level of its 全市 or 全县."""
    body = "\n".join(places.seen(span) for span in places.body)[:_LOOKED_AT]
    # 我市 is whose report it is; 居全省前列 is said by every city.
    own = [word for word in _WHOLE if word.startswith("我") and word in body]
    level = max(own or _WHOLE, key=lambda word: body.count(word))
    if not body.count(level):
        return None
    counts: Counter[str] = Counter()
    for mention in {mention.name for mention in find_mentions(body, Span(0, len(body)))}:
        divisions = find_divisions(mention)
        fits = any(each.level == _WHOLE[level] or (level in ("全市", "我市") and mention.endswith("市")) for each in divisions)
        if fits and len(divisions) == 1:
            # A city's report speaks of its counties as well.
            names = {stem(mention), *(counties_of(divisions[0].city) if divisions[0].level == "city" else ())}
            counts[mention] = sum(body.count(name) for name in names)
    (first, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return find_divisions(first)[0] if most >= _LEAST_MENTIONS and most >= _CLEARLY_MORE * second else None


def _by_branches(places: PlacesToLook) -> Division | None:
    """Return the county that the branches of a city's offices are named after, all those that the text names the same."""
    names = {match["name"] for span in places.body for match in _BRANCH.finditer(places.view, span.start, span.end)}
    found = {each for name in names for each in find_divisions(name) if each.level == "county"}
    return found.pop() if len(found) == 1 and len(names) == 1 else None


def _by_region(places: PlacesToLook) -> Division | None:
    """Return the one autonomous region that a text names which speaks of 自治区 without a name."""
    body = "".join(places.seen(span) for span in places.body)[:_LOOKED_AT]
    regions = [] if "自治区" not in body else [each for each in find_regions() if body.count(stem(each.name)) > 1]
    return regions[0] if len(regions) == 1 else None


def _names(division: Division | None, town: Mention | None, places: PlacesToLook, sources: Sequence[Span]) -> dict[str, str]:
    names: dict[str, str] = {level: getattr(division, level) if division and level != "town" else "" for level in _LEVELS}
    names["town"] = town.name if town else ""
    if not any(names[level] for level in ("province", "city", "county")):
        unknown = (find_unknown(places.view, source) for source in sources)
        names |= next((each for each in unknown if each), {})
    return names


def _evidence(places: PlacesToLook, names: dict[str, str], sources: Sequence[Span]) -> PlaceEvidence:
    found: PlaceEvidence = {}
    for level, name in names.items():
        if name:
            at = next((place for source in sources if (place := places.view.find(name, source.start, source.end)) >= 0), -1)
            if at < 0:
                at = next((place for span in places.body if (place := places.view.find(name, span.start, span.end)) >= 0), -1)
            found[f"place.{level}"] = (Span(at, at + len(name)),) if at >= 0 else "derived"
    return found
