"""The entries of a merged record as the overview question lists them, and how they are read back."""

import re

from msgspec import Struct

from summarizer.domain.marked_text import folded

# `{12} 一般公共预算收入|208.5亿元|level|actual|2020|general_budget_revenue|` + the sentence's words
_LINE = re.compile(r"\{(\d+)\} ([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|(.*)")


class EntryLine(Struct, frozen=True):
    """One entry of the merged record that the overview may point to."""

    n: int
    name: str
    value: str
    """Value and unit as they stand on the page, bound words included: `6%以上`."""
    role: str
    kind: str
    period: str
    canonical: str
    text: str
    """Words of the entry where it has no value (a statement, a problem, a point of a chunk); else `""`."""


def write_entries(entries: list[EntryLine]) -> str:
    """Return one line an entry."""
    rows = ((e.n, e.name, e.value, e.role, e.kind, e.period, e.canonical, e.text) for e in entries)
    return "".join(f"{{{n}}} " + "|".join(folded(field).replace("|", "｜") for field in fields) + "\n" for n, *fields in rows)


def read_entries(variable: str) -> list[EntryLine]:
    """Read back what `write_entries` wrote; other lines are passed over."""
    found = (_LINE.fullmatch(line) for line in variable.splitlines())
    return [EntryLine(int(m[1]), *m.groups()[1:]) for m in found if m]
