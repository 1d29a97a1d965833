"""One difference between two records of a report: what it is about, what changed, how much it matters."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["critical", "major", "minor"]
Change = Literal["changed", "lost", "gained"]
PartName = Literal[
    "meta",
    "outline",
    "indicator",
    "statement",
    "task",
    "project",
    "problem",
    "highlight",
    "conflict",
    "audit",
    "source",
    "brief",
    "report",
]

NOWHERE = -1
RANKS: dict[Severity, int] = {"minor": 0, "major": 1, "critical": 2}
_LONGEST_SENTENCE = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that changed, or an entry that only one of two records holds."""

    part: PartName
    label: str
    """What it is about, in a reader's words: `生产总值 2020 level`."""
    change: Change
    field: str
    """Name of the field, `""` for a whole entry."""
    old: str
    """`""` for what was gained."""
    new: str
    """`""` for what was lost."""
    severity: Severity
    sentence: str = ""
    """The source sentence, where there is one."""
    new_sentence: str = ""
    """The source sentence of the new entry, where it is another one."""
    at: str = ""
    """Which list or part of the record it stands in, as a path: `indicators`, `audit.dismissed`, `meta`."""
    old_at: int = NOWHERE
    """Place in that list, for an entry of a list that the old record holds."""
    new_at: int = NOWHERE
    spot: int = 0
    """Where in the sentence its numeral stands."""

    def __str__(self) -> str:
        what = " ".join(word for word in (self.part, self.label) if word)
        shown = {
            "changed": f"{self.field} {self.old or '(empty)'} → {self.new or '(empty)'}",
            "lost": f"lost {self.old}".rstrip(),
            "gained": f"gained {self.new}".rstrip(),
        }[self.change]
        where = f" (…{_shortened(self.sentence)}…)" if self.sentence else ""
        return f"{what}: {shown}{where}"


def _shortened(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= _LONGEST_SENTENCE else words[:_LONGEST_SENTENCE]
