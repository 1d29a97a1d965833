"""Findings grouped by pattern, so that what has one cause can be decided at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.reviewing.difference import RANKS
from summarizer.reviewing.finding import Finding

_LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Pattern:
    """Findings that show the same change of the same field for the same reason."""

    what: str
    findings: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """How many findings show it."""
        return len(self.findings)


def patterns(findings: Iterable[Finding]) -> list[Pattern]:
    """Group findings; the gravest patterns first, then the largest, then in the order of the findings."""
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[pattern_of(finding)].append(finding)
    found = [Pattern(what, tuple(members)) for what, members in groups.items()]
    return sorted(found, key=lambda one: (-RANKS[one.findings[0].difference.severity], -one.count))


def pattern_of(finding: Finding) -> str:
    """Return the pattern's name: severity, field, old → new, reason."""
    difference = finding.difference
    causes = "+".join(finding.reason.causes)
    if difference.change != "changed":
        return f"{difference.severity} {difference.part} {difference.change} [{causes}]"
    old, new = _short(difference.old), _short(difference.new)
    return f"{difference.severity} {difference.part}.{difference.field} {old} → {new} [{causes}]"


def _short(value: str) -> str:
    return (value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…") or "(empty)"
