"""Units: what they measure, their base unit, and the pattern that reads them."""

import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from msgspec import Struct

_TABLE = Path(__file__).parent.parent / "data" / "units.toml"
_APART = {"multiplier", "not_before"}


class Unit(Struct, frozen=True):
    """A unit with its multiplier, as read."""

    name: str
    """Clean: `万人`, `亿元`, `个百分点`."""
    family: str
    """`yuan`, `land`, `count`, …; `""` for a unit that the table doesn't hold."""
    base: str
    factor: Decimal


def _load() -> tuple[dict[str, Decimal], dict[str, tuple[str, str, Decimal]], dict[str, str]]:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    multipliers = {name: Decimal(factor) for name, factor in table["multiplier"]["units"].items()}
    units = {
        name: (family, content["base"] or name, Decimal(factor))
        for family, content in table.items()
        if family not in _APART
        for name, factor in content["units"].items()
    }
    return multipliers, units, table["not_before"]


_MULTIPLIERS, _UNITS, _NOT_BEFORE = _load()


def _longest_first(names: dict[str, Decimal] | dict[str, tuple[str, str, Decimal]]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


def _guarded(name: str) -> str:
    begins = _NOT_BEFORE.get(name, "")
    if name.isascii() and name.isalpha():
        return rf"{name}(?![A-Za-z0-9])"
    # 200所以上: no word begins with 所以 here
    return f"{re.escape(name)}(?!(?!以[上下内])[{begins}])" if begins else re.escape(name)


def _by_first_sign(names: list[str]) -> str:
    """Return a pattern of the names in their order; what begins alike is tried only where its first sign stands."""
    alike: dict[str, list[str]] = {}
    for name in names:
        first = re.escape(name[0])
        alike.setdefault(first, []).append(_guarded(name).removeprefix(first))
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in alike.items())


_TIMES = _longest_first(_MULTIPLIERS)
_PER_UNITS = ("立方米", "平方公里", "平方米", "公顷", "公斤", "亩", "升")
_PER_TIMES, _PER_MANY = "月年日天季", "百千万亿"
_PER_SIGNS = re.compile("[A-Za-z]{1,3}")
MULTIPLIER_PATTERN = "|".join(_TIMES)
"""万亿|千万|…, longest first."""
UNIT_PATTERN = _by_first_sign(_longest_first(_UNITS))
"""平方公里|立方米|…, longest first, each not where it begins another word."""
PER_PATTERN = rf"/(?:[{_PER_MANY}]?(?:{UNIT_PATTERN})|[{_PER_TIMES}]|{_PER_SIGNS.pattern})|每(?:{'|'.join(_PER_UNITS)})"
"""/平方米, /亩, /月, /a, 每立方米."""
BESIDE_PATTERN = r"\((?P<beside>[台套户只头件个家辆处座所人次张间株艘])\)"
"""万台(套), 万头(只): what is counted goes by two units."""


@cache
def read_unit(multiplier: str, unit: str, per: str = "") -> Unit:
    """Return what a unit with its multiplier measures. A unit per another (元/人) is its own base."""
    times = _MULTIPLIERS.get(multiplier, Decimal(1))
    family, base, factor = _UNITS.get(unit, ("", unit, Decimal(1)))
    if per:
        family, base = "per", base + per.replace("每", "/")
    return Unit(multiplier + unit + per, family, base, times * factor)


def read_written_unit(written: str) -> Unit | None:
    """Return what a unit measures that stands alone (亿元, 万人次, 元/平方米), None where it is none."""
    for at in [len(written), *(place for place, sign in enumerate(written) if sign in "/每")]:
        named, per = written[:at], written[at:]
        times = next((times for times in _TIMES if named.startswith(times) and named[len(times) :] in _UNITS), "")
        if named.removeprefix(times) in _UNITS and (not per or _is_per(per)):
            return read_unit(times, named.removeprefix(times), per)
    return None


def _is_per(written: str) -> bool:
    """/平方米, /亩, /月, /a, 每立方米."""
    sign, below = written[0], written[1:]
    if sign != "/":
        return below in _PER_UNITS
    is_unit = below in _UNITS or (below[:1] in _PER_MANY and below[1:] in _UNITS)
    return is_unit or below in [*_PER_TIMES] or _PER_SIGNS.fullmatch(below) is not None


def amount(value: Decimal, unit: Unit) -> str:
    """Return a value in the unit's base unit, exact and without exponent."""
    return plain(value * unit.factor)


def plain(number: Decimal) -> str:
    """Return a decimal without exponent and without closing zeros."""
    written = format(number, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
