"""Values that leave a part of their name to the one behind them."""

import re

from summarizer.builtin.names.phrases import is_verbs_only, tidy
from summarizer.builtin.names.series import split_items
from summarizer.builtin.quantities.places import Place

_MODIFIER = re.compile(r"(?:[级类型]|[亿万]元|重大|重点|补短板)$")
_PREDICATE = re.compile(r"(?:全部|已|均|都)?(?:入选|纳入|获评|被|列入|进入|获|通过|完成|实现|达到|脱贫|成为|创建|建成).*$")
_BARE_NOUN = 3


def name_adjoining(places: list[Place], names: list[str]) -> list[str]:
    """Return the names, each that is incomplete filled in from the one behind it."""
    for at in range(len(places) - 2, -1, -1):
        names[at] = _completed(places[at], places[at + 1], names[at], names[at + 1])
    return names


def _completed(here: Place, there: Place, name: str, next_name: str) -> str:
    """5批42名医护人员: one name; 14个省级、36个市级示范村: one head; 1个县、60个村入选名单: one predicate."""
    adjacent = not there.gap.strip() and not here.follow
    bare = is_verbs_only(here.lead.strip(" ,，、"))
    listed = there.gap.strip() in ("、", "和") and not here.follow and bare
    if not name or ((adjacent or listed) and re.match(r"[\u4e00-\u9fff“]{2}", there.follow)):
        return next_name
    if there.gap != f"{here.follow}、" or not here.follow:
        return name
    if _MODIFIER.search(here.follow) and here.quantity.unit == there.quantity.unit:
        shared = split_items(f"{here.follow}、{next_name if next_name in there.follow else there.follow}")
        return tidy(name.replace(here.follow, shared[0])) if len(shared) == 2 else name
    predicate = _PREDICATE.search(next_name)
    if predicate and len(here.follow) <= _BARE_NOUN:
        return tidy(name + predicate[0])
    return name
