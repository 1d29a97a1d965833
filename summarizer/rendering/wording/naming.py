"""What an indicator is called on the page, and whether two names mean the same thing."""

import re
from itertools import takewhile

from summarizer.domain.record import Indicator, Place

# `全区城镇新增就业`, `我县固定资产投资`: says no more than that the report is about this place
_PLACE_WORDS = re.compile(r"^(?:全[省市区县旗镇乡国盟州]|我[省市区县旗镇乡国盟州]|全年|年内|全社会|预计|完成|实现|累计)+")
# `居民人均可支配收入增长`: the column says that it is a growth
_GROWTH_WORDS = re.compile(r"(?:同比|年均)?(?:增长|增速|增幅|涨幅|增长率|增长速度)$")
_SHORTER = (("规模以上", "规上"), ("限额以上", "限上"))
# words that narrow or widen what is counted; two names that differ in one of them are not compared
_SCOPES = re.compile(
    "城乡|城镇|农村|农民|规上|限上|民间|工业|制造业|服务业|建设用|货物|服务|本级|市级|区级|县级|省级|中央|人均|跨境|高新技术|第[一二三]产业|一产|二产|三产"
)
_LONGEST = 14
# `新建`, `建设完成`: says what is done and not to what
_DEEDS = re.compile(
    "(?:新建|改建|扩建|改扩建|建设|建成|完成|实施|打造|推进|新增|培育|引进|争取|开工|竣工|达到|力争|实现|确保|改造|整治|提升|安排|投入|举办|开展|总投资)+"
)


def short_name(name: str) -> str:
    """Return a name without words that add nothing on a page about one place and in a column for growth, 规模以上 as 规上."""
    shorter = _PLACE_WORDS.sub("", name) or name
    shorter = _GROWTH_WORDS.sub("", shorter) or shorter
    for long, short in _SHORTER:
        shorter = shorter.replace(long, short)
    return shorter


def without_place(name: str, place: Place) -> str:
    """Return a name without the report's own place in front of it: 云岭县地区生产总值 on a page about 云岭县."""
    own = [each for each in (place.province, place.city, place.county, place.town) if each]
    shorter = name
    for each in own:
        shorter = shorter.removeprefix(each)
    return shorter or name


def is_countable(indicator: Indicator) -> bool:
    """Say whether a figure is of something that can be counted when the period is over: it has a unit and a name."""
    return bool(indicator.unit or indicator.role != "level") and not _DEEDS.fullmatch(short_name(indicator.name))


def row_name(names: list[str], registered: str) -> str:
    """Return the report's own name for a row, or the registry's where that is too long or holds several names."""
    own = next((short_name(name) for name in names if name), "")
    return own if own and len(own) <= _LONGEST and not re.search("[、，和及与（(]", own) else registered


def same_scope(one: str, other: str) -> bool:
    """Say whether two names of one indicator count the same thing: 城乡居民收入 and 居民收入 do not."""
    return _scopes(one) == _scopes(other)


def differing_name(name: str, row: str) -> str:
    """Return what a name of wider or narrower scope is called, cut where it goes on like the row's name: `城乡居民…`."""
    shorter = short_name(name)
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(reversed(shorter), reversed(row), strict=False))))
    return shorter[: len(shorter) - same + 2] + "…" if same > 3 and same < len(shorter) else shorter


def _scopes(name: str) -> set[str]:
    return set(_SCOPES.findall(short_name(name)))
