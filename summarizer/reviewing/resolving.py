"""Some differences accepted, others not: the golden that stands between the old record and the new one.

It is the new record with everything undone that was not accepted, so that what stayed the same has its place in the new text.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from summarizer.domain.record import Record
from summarizer.reviewing.difference import NOWHERE, Difference
from summarizer.reviewing.differences import Matched, match

Fields = dict[str, Any]

_REFERENCES = ("indicators", "members")


def resolve(old: Record, new: Record, undone: Iterable[Difference]) -> Record:
    """Return the new record with these of its differences undone; the old record's provenance until nothing is undone."""
    left = list(undone)
    if not left:
        return new
    both = match(old, new)
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    ids = _new_ids(both, after)
    after["provenance"], after["source"]["path"] = before["provenance"], ""
    if any(one.at == "" and one.field == "text_hash" for one in left):
        after["report_id"] = before["report_id"]
    for one in left:
        if one.change == "changed" and one.field != "order":
            _restore_field(before, after, one, ids)
    _restore_lists(before, after, left, (ids, both))
    _drop_dangling(after)
    return Record.model_validate_json(json.dumps(after, ensure_ascii=False))


def _new_ids(both: Matched, after: Fields) -> dict[str, str]:
    """Return id in the old record → id in the result, for all that others refer to."""
    taken = {
        entry["id"] for part in ("outline", "indicators", "statements", "tasks", "projects", "problems") for entry in after[part]
    }
    taken |= {indicator["group"] for indicator in after["indicators"]}
    ids = {one.id: other.id for one, other in both.pairs["indicators"].both} | {
        one.id: other.id for one, other in both.pairs["outline"].both
    }
    groups = {one.group: other.group for one, other in both.pairs["indicators"].both if one.group and other.group}
    for old_id in [one.id for part in (both.old.outline, both.old.indicators) for one in part]:
        if old_id not in ids:
            ids[old_id] = _free(old_id, taken)
            taken.add(ids[old_id])
    for indicator in both.old.indicators:
        if indicator.group and indicator.group not in groups:
            groups[indicator.group] = _free(indicator.group, taken)
            taken.add(groups[indicator.group])
    return ids | groups


def _free(wanted: str, taken: set[str]) -> str:
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def _restore_field(before: Fields, after: Fields, one: Difference, ids: dict[str, str]) -> None:
    source, target = _entry(before, one.at, one.old_at), _entry(after, one.at, one.new_at)
    *path, name = one.field.split(".")
    for step in path:
        source, target = source[step], target[step]
    if one.at == "meta_evidence" and name not in source:
        target.pop(name, None)
        return
    target[name] = _renamed(name, source[name], ids)


def _entry(record: Fields, at: str, place: int) -> Any:
    found: Any = record
    for step in filter(None, at.split(".")):
        found = found[step]
    return found if place == NOWHERE else found[place]


def _renamed(name: str, value: Any, ids: dict[str, str]) -> Any:
    if name in _REFERENCES:
        return [ids.get(one, one) for one in value]
    if name in ("section", "same_as", "group", "indicator"):
        return ids.get(value, value)
    return value


def _copied(entry: Any, ids: dict[str, str]) -> Any:
    if not isinstance(entry, dict):
        return ids.get(entry, entry)
    copy = {name: _renamed(name, value, ids) for name, value in entry.items()}
    return copy | {"id": ids.get(copy["id"], copy["id"])} if "id" in copy else copy


def _restore_lists(before: Fields, after: Fields, left: list[Difference], known: tuple[dict[str, str], Matched]) -> None:
    ids, both = known
    by_list: dict[str, list[Difference]] = defaultdict(list)
    for one in left:
        if one.change != "changed" or one.field == "order":
            by_list[one.at].append(one)
    for at, found in by_list.items():
        entries = _entry(after, at, NOWHERE)
        order = list(range(len(entries)))
        if any(one.field == "order" for one in found):
            order = _old_order(len(entries), both.pairs[at].both_at)
        gained = {one.new_at for one in found if one.change == "gained"}
        kept = [entries[place] for place in order if place not in gained]
        lost = sorted(one.old_at for one in found if one.change == "lost")
        for place in lost:
            kept.insert(min(place, len(kept)), _copied(_entry(before, at, place), ids))
        _replace_list(after, at, kept)


def _old_order(size: int, both_at: list[tuple[int, int]]) -> list[int]:
    """Return the places of the new list so that what both lists hold stands in the order of the old one."""
    order = list(range(size))
    for slot, (_, new_at) in zip(sorted(new_at for _, new_at in both_at), both_at, strict=True):
        order[slot] = new_at
    return order


def _replace_list(after: Fields, at: str, entries: list[Any]) -> None:
    *path, name = at.split(".")
    _entry(after, ".".join(path), NOWHERE)[name] = entries


def _drop_dangling(after: Fields) -> None:
    """Drop references to indicators that are no longer there."""
    known = {indicator["id"] for indicator in after["indicators"]}
    for entry in _with_references(after):
        for name in _REFERENCES:
            if name in entry:
                entry[name] = [one for one in entry[name] if one in known]
    for indicator in after["indicators"]:
        if indicator["same_as"] not in known:
            indicator["same_as"] = ""


def _with_references(after: Fields) -> Iterator[Fields]:
    yield from after["tasks"]
    yield from after["projects"]
    yield from after["conflicts"]
    yield from after["highlights"]["key_points"]
    yield after["highlights"]["headline"]
