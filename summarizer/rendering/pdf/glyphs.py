"""Which characters a font can draw, read from its `cmap` table. Format: OpenType specification, tables `ttcf` and `cmap`."""

import struct
from functools import cache
from pathlib import Path
from struct import unpack_from

_WHITE_SPACE = frozenset({0x20, 0x2060})


@cache
def characters_of(path: Path, face: int = 0) -> frozenset[int]:
    """Return the code points that a face of a font file can draw, none for a file that can't be read."""
    try:
        data = path.read_bytes()
        return frozenset(_code_points(data, _cmap_of(data, face))) | _WHITE_SPACE
    except (OSError, struct.error, LookupError, ValueError):
        return frozenset()


def _cmap_of(data: bytes, face: int) -> int:
    """Return where the table begins."""
    start = unpack_from(">I", data, 12 + 4 * face)[0] if data[:4] == b"ttcf" else 0
    (tables,) = unpack_from(">H", data, start + 4)
    for at in range(start + 12, start + 12 + 16 * tables, 16):
        if data[at : at + 4] == b"cmap":
            return int(unpack_from(">I", data, at + 8)[0])
    raise LookupError("no cmap")


def _code_points(data: bytes, cmap: int) -> set[int]:
    """Read the Unicode subtables: format 12 (all planes) and format 4 (the first)."""
    found: set[int] = set()
    (count,) = unpack_from(">H", data, cmap + 2)
    for at in range(cmap + 4, cmap + 4 + 8 * count, 8):
        _, _, offset = unpack_from(">HHI", data, at)
        (form,) = unpack_from(">H", data, cmap + offset)
        if form == 12:
            found |= _of_format_12(data, cmap + offset)
        elif form == 4:
            found |= _of_format_4(data, cmap + offset)
    return found


def _of_format_12(data: bytes, start: int) -> set[int]:
    (groups,) = unpack_from(">I", data, start + 12)
    spans = (unpack_from(">III", data, start + 16 + 12 * at)[:2] for at in range(groups))
    return {code for low, high in spans for code in range(low, min(high, 0x10FFFF) + 1)}


def _of_format_4(data: bytes, start: int) -> set[int]:
    (doubled,) = unpack_from(">H", data, start + 6)
    ends = unpack_from(f">{doubled // 2}H", data, start + 14)
    starts = unpack_from(f">{doubled // 2}H", data, start + 16 + doubled)
    return {code for low, high in zip(starts, ends, strict=True) for code in range(low, high + 1) if code != 0xFFFF}
