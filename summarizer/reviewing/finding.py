"""What a check of one report against its golden finds."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from summarizer.domain.record import Record
from summarizer.reviewing.difference import RANKS, Difference, Severity
from summarizer.reviewing.differences import differences
from summarizer.reviewing.noise import is_noise
from summarizer.reviewing.reasons import Reason, reasons
from summarizer.reviewing.support import Gold, Side, supported_side


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference of one report with all that a reviewer has to know of it."""

    key: str
    """The same difference has the same key in every check."""
    report: str
    """Id of the golden's report; of the new one where there is no golden."""
    golden: str
    """Name of the golden's file."""
    difference: Difference
    reason: Reason
    supports: Side = ""
    """The side that annotated facts support."""
    known_wrong: bool = False
    line: int = 1
    """Of the golden's file."""

    def reaches(self, level: Severity) -> bool:
        """Say whether it is to fail a check at this level."""
        return not self.known_wrong and RANKS[self.difference.severity] >= RANKS[level]

    def matches(self, pattern: str) -> bool:
        """Say whether a pattern such as `indicator.name`, `liuhe-*` or `rules` names its field, report, reason or severity."""
        difference = self.difference
        names = (
            self.key,
            self.report,
            difference.part,
            difference.field,
            f"{difference.part}.{difference.field or difference.change}",
            f"{difference.part} {difference.label}",
            difference.severity,
            *self.reason.causes,
        )
        return any(fnmatchcase(name, pattern) for name in names)


def find(
    golden: str, old: Record, new: Record, *, similarity: float = 1.0, new_text: str | None = None, gold: Gold | None = None
) -> tuple[list[Finding], int]:
    """Return the findings for a golden and the new record of its report, and how many were noise."""
    old_text = new_text if old.source.sha256 == new.source.sha256 else None
    why = reasons(old, new, old_text, new_text)
    found = differences(old, new)
    wanted = [one for one in found if not is_noise(one, similarity)]
    sides: list[Side] = [supported_side(one, old, new, gold) if gold else "" for one in wanted]
    findings = [Finding("", old.report_id, golden, one, why.of(one), side) for one, side in zip(wanted, sides, strict=True)]
    return keyed(findings), len(found) - len(wanted)


def keyed(findings: Sequence[Finding]) -> list[Finding]:
    """Give every finding its key; equal differences of a report are numbered."""
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        base = _digest(finding)
        seen[base] += 1
        result.append(replace(finding, key=base if seen[base] == 1 else f"{base}-{seen[base]}"))
    return result


def marked_known(findings: Iterable[Finding], known_wrong: Collection[str]) -> list[Finding]:
    """Mark the findings that a reviewer has called known to be wrong."""
    return [replace(one, known_wrong=True) if one.key in known_wrong else one for one in findings]


def _digest(finding: Finding) -> str:
    one = finding.difference
    # an indicator is known by its numeral, since its label changes when its name or role is accepted
    label = "" if one.part == "indicator" else one.label
    parts = [finding.golden, one.part, label, one.change, one.field, one.old, one.new, one.at, one.sentence, one.spot]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
