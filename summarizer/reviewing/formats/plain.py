"""A check for a terminal, and for a program."""

import json
import re
from dataclasses import asdict
from itertools import chain

from summarizer.reviewing.check_result import Checked, CheckResult
from summarizer.reviewing.difference import Severity
from summarizer.reviewing.finding import Finding

_MOST = 40
"""Findings of one report that are listed in a terminal."""
# control characters, marks that turn the direction of writing, and half characters: report text must not steer what shows it
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def without_steering(text: str) -> str:
    """Return text in which no character steers a terminal or is forbidden in XML."""
    return _STEERING.sub("\ufffd", text)


def said(finding: Finding) -> str:
    """Return a finding as one line: what, why, and what annotated facts say of it."""
    line = f"{finding.difference.severity}: {' '.join(str(finding.difference).split())} — {finding.reason}"
    if finding.supports:
        line += f" — gold supports {finding.supports}"
    return without_steering(line + (" — known wrong" if finding.known_wrong else ""))


def summed_up(result: CheckResult) -> str:
    """Return the counts as one line."""
    counts = {name: count for name, count in result.counts().items() if count or name in ("reports", "same")}
    return ", ".join(f"{count} {name.removesuffix('s') if count == 1 else name}" for name, count in counts.items())


def as_text(result: CheckResult, level: Severity) -> str:
    """Return the counts, then what differs, report by report."""
    failing = len(result.failing(level))
    head = f"{summed_up(result)}; {failing} at or above {level}"
    parts = [[head], *(_report(one) for one in result.checked)]
    parts += [[without_steering(f"no longer there, though known to be wrong: {one}")] for one in result.gone]
    return "\n".join(chain.from_iterable(parts)) + "\n"


def _report(checked: Checked) -> list[str]:
    if checked.problem:
        return [without_steering(checked.problem)]
    many = "" if len(checked.findings) == 1 else "s"
    lines = [without_steering(f"{checked.golden}: {len(checked.findings)} difference{many}")]
    lines += [f"  {said(one)}" for one in checked.findings[:_MOST]]
    more = len(checked.findings) - _MOST
    return [*lines, f"  … and {more} more (--format json lists all)"] if more > 0 else lines


def as_json(result: CheckResult, level: Severity) -> str:
    """Return everything that a check found."""
    found = {
        "counts": result.counts(),
        "fail_on": level,
        "failing": len(result.failing(level)),
        "problems": result.problems(),
        "known_wrong_gone": result.gone,
        "findings": [asdict(one) | {"failing": one.reaches(level)} for one in result.findings()],
    }
    return json.dumps(found, ensure_ascii=True, indent=1) + "\n"
