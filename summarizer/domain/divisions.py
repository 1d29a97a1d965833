"""The table of administrative divisions: provinces, cities, counties, and, read only when asked for, towns."""

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

Level = Literal["province", "city", "county", "town"]
_DATA = Path(__file__).parent / "data"
_LEVELS: dict[int, Level] = {2: "province", 4: "city", 6: "county"}
# Names that stand for a level that isn't there: 市辖区, 省直辖县级行政区划.
_FILLERS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
_PROVINCE_SUFFIXES = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")
_SUFFIXES = (
    "自治县",
    "自治州",
    "自治旗",
    "林区",
    "新区",
    "矿区",
    "地区",
    "街道",
    "街道办事处",
    "县",
    "区",
    "市",
    "旗",
    "盟",
    "州",
    "镇",
    "乡",
)
_KINDS = ("省", "市", "区", "县", "旗", "州", "盟")
# Peoples that name an autonomous division: 门源回族自治县 is called 门源. Two characters and more, without 族.
_PEOPLES = tuple(
    re.split(
        " ",
        "土家 哈尼 彝 壮 傣 苗 侗 布依 回 藏 蒙古 哈萨克 柯尔克孜 维吾尔 朝鲜 羌 白 傈僳 景颇 瑶 满 黎 仫佬 毛南 仡佬 水 土 "
        "撒拉 东乡 保安 裕固 塔吉克 锡伯 达斡尔 鄂温克 鄂伦春 畲 拉祜 佤 纳西 普米 怒 独龙 布朗 各",
    )
)


class Division(Struct, frozen=True):
    """One administrative division with those it lies in.

    `""` where a level is missing: a district of 北京市, a county right under a province.
    """

    name: str
    level: Level
    province: str
    city: str
    county: str
    town: str
    code: str
    """Of the division, or of the county of a town."""


def find_divisions(name: str) -> list[Division]:
    """Return the provinces, cities and counties of this name, or else those that are called so without 省, 市, 县, 区."""
    by_name, by_stem = _tables()
    return list(by_name.get(name) or by_stem.get(name) or ())


@cache
def full_names() -> dict[str, list[str]]:
    """Return the names that end with their kind (枣庄市), by their first two characters, the longest first."""
    found: dict[str, list[str]] = {}
    for name in sorted(_tables()[0], key=len, reverse=True):
        if name.endswith(_KINDS):
            found.setdefault(name[:2], []).append(name)
    return found


def find_regions() -> list[Division]:
    """Return the autonomous regions."""
    return [each for each in _divisions() if each.level == "province" and each.name.endswith("自治区")]


def counties_of(city: str) -> tuple[str, ...]:
    """Return what the counties of a city are called, its own districts among them; () for a name that is no city's alone."""
    return _short_counties().get(city, ())


@cache
def _short_counties() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for each in _counties().values():
        if each.level == "county" and len(_tables()[0].get(each.city, ())) == 1:
            found.setdefault(each.city, []).append(stem(each.name))
    return {city: tuple(names) for city, names in found.items()}


def find_towns(name: str) -> list[Division]:
    """Return the towns, townships and streets of this name."""
    counties = [_counties()[code] for code in _counties_with_town(name) if code in _counties()]
    return [Division(name, "town", each.province, each.city, each.county, name, each.code) for each in counties]


def all_names() -> set[str]:
    """Return the names of all divisions, those of towns included."""
    towns = (line.rstrip("\t").split("\t") for line in _town_lines().splitlines())
    return {*_tables()[0], *(name for code, *names in towns if code in _counties() for name in names)}


def stem(name: str) -> str:
    """Return what a division is called without its kind: 枣庄市 → 枣庄, 门源回族自治县 → 门源. Two characters at least stay."""
    for suffix in _suffixes_by_sign().get(name[-1:], ()):
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            rest = name[: -len(suffix)]
            return _without_people(rest) if suffix.startswith("自治") else rest
    return name


@cache
def _suffixes_by_sign() -> dict[str, tuple[str, ...]]:
    """Return the suffixes in the order they are tried, by their last sign."""
    suffixes = (*_PROVINCE_SUFFIXES, *_SUFFIXES)
    return {sign: tuple(each for each in suffixes if each.endswith(sign)) for sign in {each[-1] for each in suffixes}}


def _without_people(name: str) -> str:
    shortened = True
    while shortened:
        shortened = False
        for people in _PEOPLES:
            tail = people if len(people) > 2 and name.endswith(people) else people + "族"
            if name.endswith(tail) and len(name) - len(tail) >= 2:
                name, shortened = name[: -len(tail)], True
    return name


@cache
def _tables() -> tuple[dict[str, list[Division]], dict[str, list[Division]]]:
    by_name: dict[str, list[Division]] = {}
    by_stem: dict[str, list[Division]] = {}
    for division in _divisions():
        by_name.setdefault(division.name, []).append(division)
        short = stem(division.name)
        if short != division.name:
            by_stem.setdefault(short, []).append(division)
    return by_name, by_stem


def _divisions() -> Iterator[Division]:
    names: dict[str, str] = {}
    for line in (_DATA / "divisions.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, _, name = line.partition("\t")
        names[code] = "" if name in _FILLERS else name
        if names[code]:
            level = _LEVELS[len(code)]
            city = names.get(code[:4], "") if level != "province" else ""
            yield Division(name, level, names[code[:2]], city, name if level == "county" else "", "", code)


@cache
def _counties() -> dict[str, Division]:
    return {each.code: each for each in _divisions()}


def _counties_with_town(name: str) -> Iterator[str]:
    """Yield the codes of the counties that have a town of a name.

    A report is about one town, if any: a table of all is not worth its making.
    """
    lines, named = _town_lines(), f"\t{name}\t"
    at = lines.find(named)
    while at >= 0:
        begin = lines.rfind("\n", 0, at) + 1
        yield lines[begin : lines.index("\t", begin)]
        at = lines.find(named, lines.index("\n", at))


@cache
def _town_lines() -> str:
    """Return a line for each county: its code and its towns, a tab behind each."""
    return gzip.decompress((_DATA / "towns.tsv.gz").read_bytes()).decode().rstrip().replace("\n", "\t\n") + "\t\n"
