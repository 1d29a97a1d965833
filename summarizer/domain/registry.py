"""The indicators that such reports name: one identity for many wordings, so that records can be compared."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from summarizer.domain.record import Role

UnitFamily = Literal[
    "money", "percent", "people", "area", "mass", "energy", "power", "count", "density", "days", "length", "volume"
]
Page = Literal["table", "points"]

_DATA = Path(__file__).parent / "data" / "indicators.toml"
# Quotation marks, book marks and spaces inside a name: `“四新” 经济`
_LITTER = re.compile(r"[\s\"'“”‘’「」『』《》〈〉<>*·,，。;；:：]+")
# `居民消费价格(CPI)` after NFKC; the brackets hold no brackets, so the search is linear
_BRACKETS = re.compile(r"\([^()]*\)")
# Whose, when and how sure it is: words before a name that change nothing of what is measured
_BEFORE = (
    *(a + b for a in "全我本各" for b in ("省", "市", "县", "区", "州", "盟", "旗", "镇", "乡")),
    *(
        "辖区",
        "全社会",
        "全年",
        "当年",
        "年末",
        "年底",
        "上半年",
        "今年",
        "去年",
        "上年",
        "其中",
        "预计",
        "累计",
        "完成",
        "实现",
        "达到",
    ),
    *("力争", "确保", "预期", "主要", "年实现", "年完成", "每年"),
)
# `生产总值增速`, `进出口总额同比增长`
_AFTER = ("同比增长", "同比", "增长速度", "增长率", "增速", "增幅", "增长", "年均", "合计", "总计", "累计", "总规模")
# What is counted is said twice: `城镇新增就业人数`, `固定资产投资额`
_COUNTED = ("人数", "数量", "总数", "总额", "数", "额")
# `重点项目累计完成投资`, `清洁电力全年发电量`
_INSIDE = re.compile(r"累计|全年|完成|实现|年度")
# `光伏、风电等清洁电力`: the examples before a category
_EXAMPLES = re.compile(r"^[^等]{1,30}、[^等]{1,30}等(?=.{3})")
# `柳河县生产总值`; 高新区, 城镇, 园区 and the like are parts of a place, not its name
_PLACE = re.compile(r"^[一-鿿]{1,6}?[省市县区州盟旗](?=.{2})")
_PART_OF_PLACE = re.compile(
    r"(?:高新|经开|开发|园|示范|保税|城|片|景|社|山|库|牧|林|矿|灾|港|校|小|街|建成|地|市|郊|新|自贸|合作|功能|先行|试验)区$"
    r"|(?:贫困|试点|示范|城|乡|集|小|重点|建制|各|区)[县镇市]$"
)
_SAME_WORDS = (
    ("规上", "规模以上"),
    ("限上", "限额以上"),
    ("国内生产总值", "gdp"),
    ("地区生产总值", "gdp"),
    ("生产总值", "gdp"),
    ("地区gdp", "gdp"),
    ("比例", "比重"),
    ("比率", "比重"),
    ("农民", "农村居民"),
    ("的", ""),
)
# An end of a name shorter than this (项目, 出口) says too little of what the name is about
_SHORTEST_END = 4
# What is told of a part (民营工业增加值) comes after what is told of the whole
_MOST_BY_END = 60
_JOINTS = re.compile(r"、|以及|和|与|及")


class IndicatorKind(Struct, frozen=True):
    """An indicator of the registry."""

    id: str
    zh: str
    en: str
    variants: tuple[str, ...]
    """All wordings, `zh` first."""
    stems: tuple[str, ...]
    """Shorter words whose presence in a text means that it may speak of the indicator."""
    unit: UnitFamily
    weight: int
    """0 to 100: what a page shows first."""
    roles: tuple[Role, ...]
    """What a page wants of it, first one first."""
    page: Page
    """`table`: a row of the first table; `points`: told among the points."""
    ceiling: bool
    """A target is an upper limit: unemployment, prices, energy use."""
    part_of: str
    """Id of the indicator that it is a part of by definition, `""` for none."""
    order: int
    """Place in the registry when sorted by weight, 0 first."""


def canonical_ids(name: str) -> list[str]:
    """Return the ids that a name stands for: none when unknown, several for a joint name."""
    return list(_canonical_ids(name))


def indicator_kind(indicator_id: str) -> IndicatorKind:
    """Return an indicator of the registry; an id it doesn't know (another version's record) has neither weight nor wordings."""
    return _registry().kinds.get(indicator_id) or _unknown(indicator_id)


def known_indicators() -> tuple[IndicatorKind, ...]:
    """Return all indicators, the weightiest first."""
    return tuple(_registry().kinds.values())


def parts_of(indicator_id: str) -> tuple[IndicatorKind, ...]:
    """Return the indicators that are by definition parts of one."""
    return tuple(kind for kind in known_indicators() if kind.part_of == indicator_id)


@lru_cache(maxsize=8192)
def related_weight(name: str) -> int:
    """Return the weight of the indicators that a name stands for or, where it has none, ends with: `区级重点项目投资`."""
    ids = canonical_ids(name)
    if ids:
        return max(indicator_kind(one).weight for one in ids)
    plain, known = _forms(_worded(name))[-2], _registry().ids
    ends = (plain[at:] for at in range(1, max(1, len(plain) - _SHORTEST_END + 1)))
    found = next((known[end] for end in ends if end in known), ())
    return max((min(indicator_kind(one).weight, _MOST_BY_END) for one in found), default=0)


def known_names(indicator_id: str) -> tuple[str, ...]:
    """Return every wording whose presence in a text means that it may speak of the indicator (for the proof of absence)."""
    kind = indicator_kind(indicator_id)
    joint = [name for name, ids in _registry().joint_names if indicator_id in ids]
    names = [*kind.variants, *joint, *kind.stems]
    short = [name.replace("规模以上", "规上").replace("限额以上", "限上") for name in names]
    return tuple(dict.fromkeys(names + short))


@lru_cache(maxsize=8192)
@lru_cache(maxsize=8192)
def plain_name(name: str) -> str:
    """Return a name in the form in which names are compared: no place words, quotes, spaces, aggregate verbs."""
    return _stripped(_worded(name))


class _Registry(Struct, frozen=True):
    kinds: dict[str, IndicatorKind]
    joint_names: tuple[tuple[str, tuple[str, ...]], ...]
    ids: dict[str, tuple[str, ...]]
    """Compared form of each wording → ids."""


@cache
def _registry() -> _Registry:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    rows = sorted(data["indicator"], key=lambda row: -row["weight"])
    kinds = {row["id"]: _kind(row, order) for order, row in enumerate(rows)}
    joint = tuple((name, tuple(ids)) for name, ids in data["joint"].items())
    ids: dict[str, tuple[str, ...]] = {}
    for kind in kinds.values():
        for name in kind.variants:
            _enter(ids, name, (kind.id,))
    for name, joined in joint:
        _enter(ids, name, joined)
    return _Registry(kinds, joint, ids)


def _enter(ids: dict[str, tuple[str, ...]], name: str, value: tuple[str, ...]) -> None:
    for form in (_worded(name), _stripped(_worded(name))):
        if ids.setdefault(form, value) != value:
            raise ValueError(f"indicators.toml: {name} stands for {ids[form]} and for {value}; keep it in one place")


def _unknown(indicator_id: str) -> IndicatorKind:
    row = {"id": indicator_id, "zh": indicator_id, "en": indicator_id, "unit": "count", "weight": 0, "page": "points"}
    return replace(_kind(row, len(_registry().kinds)), variants=())


def _kind(row: Mapping[str, object], order: int) -> IndicatorKind:
    def names(key: str) -> tuple[str, ...]:
        return tuple(cast(list[str], row.get(key, [])))

    return IndicatorKind(
        id=str(row["id"]),
        zh=str(row["zh"]),
        en=str(row["en"]),
        variants=(str(row["zh"]), *names("variants")),
        stems=names("stems"),
        unit=cast(UnitFamily, row["unit"]),
        weight=cast(int, row["weight"]),
        roles=cast(tuple[Role, ...], names("roles")),
        page=cast(Page, row["page"]),
        ceiling=bool(row.get("ceiling", False)),
        part_of=str(row.get("part_of", "")),
        order=order,
    )


def _worded(name: str) -> str:
    text = _LITTER.sub("", unicodedata.normalize("NFKC", name)).casefold()
    for word, same in _SAME_WORDS:
        text = text.replace(word, same)
    return text


def _stripped(text: str) -> str:
    before = ""
    while before != text:
        before = text
        if text.startswith(_BEFORE):
            text = next((text.removeprefix(word) for word in _BEFORE if text.startswith(word) and text != word), text)
        if text.endswith(_AFTER):
            text = next((text.removesuffix(word) for word in _AFTER if text.endswith(word) and text != word), text)
    return text


@lru_cache(maxsize=8192)
def _canonical_ids(name: str) -> tuple[str, ...]:
    text = _worded(name)
    return _single(text) or _joint(text)


def _single(text: str) -> tuple[str, ...]:
    """Try wordings from the most to the least faithful; only exact matches count, so parts never pass for wholes."""
    ids = _registry().ids
    for form in _forms(text):
        if form in ids:
            return ids[form]
    return ()


def _forms(text: str) -> list[str]:
    bare = _BRACKETS.sub("", text)
    forms = [text, _stripped(text), bare, _stripped(bare)]
    plain = _stripped(_INSIDE.sub("", _EXAMPLES.sub("", forms[-1])))
    place = _PLACE.match(plain)
    if place and not _PART_OF_PLACE.search(place[0]):
        plain = _stripped(plain[place.end() :])
    counted = next((plain.removesuffix(word) for word in _COUNTED if plain.endswith(word)), plain)
    return [*forms, plain, counted]


def _joint(text: str) -> tuple[str, ...]:
    """Resolve `A和B`, all parts or none: `城镇、农村居民人均可支配收入`."""
    parts = [part for part in _JOINTS.split(_stripped(_BRACKETS.sub("", text))) if part]
    if not 2 <= len(parts) <= 4:
        return ()
    last = _single(parts[-1])
    found = [_single(part) or _completed(part, parts[-1]) for part in parts[:-1]]
    if not last or not all(found):
        return ()
    return tuple(dict.fromkeys(one for ids in [*found, last] for one in ids))


def _completed(part: str, last: str) -> tuple[str, ...]:
    """Lend a part the end of the last one: `城镇` + `居民人均可支配收入`."""
    for start in range(1, min(len(last), 30)):
        ids = _single(part + last[start:])
        if ids:
            return ids
    return ()
