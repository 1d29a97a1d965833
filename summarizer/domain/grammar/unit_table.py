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


MULTIPLIER_PATTERN = "|".join(_longest_first(_MULTIPLIERS))
"""万亿|千万|…, longest first."""
UNIT_PATTERN = _by_first_sign(_longest_first(_UNITS))
"""平方公里|立方米|…, longest first, each not where it begins another word."""
PER_PATTERN = rf"/(?:[百千万亿]?(?:{UNIT_PATTERN})|[月年日天季]|[A-Za-z]{{1,3}})|每(?:立方米|平方公里|平方米|公顷|公斤|亩|升)"
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


def amount(value: Decimal, unit: Unit) -> str:
    """Return a value in the unit's base unit, exact and without exponent."""
    return plain(value * unit.factor)


def plain(number: Decimal) -> str:
    """Return a decimal without exponent and without closing zeros."""
    written = format(number, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
