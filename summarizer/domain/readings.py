"""How the names of places are read, in ASCII: a small table in place of a dictionary of all words."""

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "readings.tsv"


def find_reading(name: str) -> str:
    """Return how a place's name is read (枣庄 → zaozhuang), `""` where a character of it stands in no place's name."""
    return read_with(_readings(), name)


def read_with(readings: dict[str, str], name: str) -> str:
    """Return the readings of a name's parts, the longest known part first at each place; `""` where one is unknown."""
    read: list[str] = []
    at = 0
    while at < len(name):
        end = next((end for end in range(len(name), at, -1) if name[at:end] in readings), 0)
        if not end:
            return ""
        read.append(readings[name[at:end]])
        at = end
    return "".join(read)


@cache
def _readings() -> dict[str, str]:
    lines = (line.partition("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {text: reading for text, _, reading in lines}
