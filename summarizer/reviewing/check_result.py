"""The result of checking a run against a folder of goldens."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from summarizer.reviewing.difference import Severity
from summarizer.reviewing.finding import Finding


@dataclass(frozen=True, slots=True)
class Checked:
    """A report that differs from its golden, that has none, or whose golden can't be used."""

    golden: str
    """Name of the golden's file; of the file it would get where there is none."""
    report: str
    """Id of the new report, `""` for a stale golden."""
    title: str
    findings: tuple[Finding, ...] = ()
    noise: int = 0
    problem: str = ""
    """Why it couldn't be compared."""


@dataclass(slots=True)
class CheckResult:
    """What a check found; of reports that equal their goldens only the name is kept."""

    folder: str
    """The folder of the goldens, as it was named."""
    same: list[str] = field(default_factory=list)
    """Names of the goldens that nothing differs from."""
    checked: list[Checked] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """Known-wrong differences that are no longer there."""

    def findings(self) -> Iterator[Finding]:
        """Yield all findings in the order of the goldens."""
        for one in self.checked:
            yield from one.findings

    def failing(self, level: Severity) -> list[Finding]:
        """Return the findings that fail a check at this level."""
        return [one for one in self.findings() if one.reaches(level)]

    def problems(self) -> list[str]:
        """Return what kept reports from being compared."""
        return [one.problem for one in self.checked if one.problem]

    def counts(self) -> dict[str, int]:
        """Return the counts that a summary begins with."""
        severities = Counter(one.difference.severity for one in self.findings() if not one.known_wrong)
        return {
            "reports": len(self.same) + len(self.checked),
            "same": len(self.same),
            "different": sum(bool(one.findings) for one in self.checked),
            "critical": severities["critical"],
            "major": severities["major"],
            "minor": severities["minor"],
            "known wrong": sum(one.known_wrong for one in self.findings()),
            "noise": sum(one.noise for one in self.checked),
            "problems": len(self.problems()),
        }
