"""Case files: blocks of title, input and expected, each ended by a line that holds a lone dot."""

from pathlib import Path

import pytest

CASES = Path(__file__).parent.parent / "fixtures" / "cases"


def cases(name: str) -> list[object]:
    """Return the cases of `fixtures/cases/NAME` as pytest parameters (input, expected), named by their titles."""
    blocks = (CASES / name).read_text(encoding="utf-8").split("\n.\n")
    fields = [block.strip("\n") for block in blocks]
    while fields and not fields[-1].strip():
        fields.pop()
    if len(fields) % 3:
        raise ValueError(f"{name}: {len(fields)} blocks, want title, input, expected for each case")
    return [pytest.param(fields[i + 1], fields[i + 2], id=fields[i].strip()) for i in range(0, len(fields), 3)]
