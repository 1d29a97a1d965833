"""A range as its sentence writes it: both ends, whichever of them is asked about."""

import re

# the other end: `2-3个`, `6%~7%`, `150至200`
_LOW = re.compile(r"[\d.,]{1,15}(?:[%％]|个百分点)?\s?(?:[-—–−~～]|至|到)\s?$")
_HIGH = re.compile(r"^(?:[%％]|个百分点)?\s?(?:[-—–−~～]|至|到)\s?[\d.,]{1,15}")


def written_range(value: str, before: str, after: str) -> tuple[str, str]:
    """Return a numeral together with the other end of its range, and what is left of the words behind: `5%—5.5`, `%左右`."""
    if low := _LOW.search(before):
        return low[0] + value, after
    if high := _HIGH.match(after):
        return value + high[0], after[high.end() :]
    return value, after
