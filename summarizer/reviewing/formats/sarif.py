"""A check as SARIF 2.1.0: one result a difference, at its line of the golden's file."""

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from summarizer.reviewing.check_result import Checked, CheckResult
from summarizer.reviewing.difference import Severity
from summarizer.reviewing.finding import Finding
from summarizer.reviewing.formats.plain import said

_LEVELS: dict[Severity, str] = {"critical": "error", "major": "warning", "minor": "note"}
_UNUSABLE = "golden.unusable"


def as_sarif(result: CheckResult, level: Severity) -> str:
    """Return a log with one run."""
    del level
    found = [_result(result.folder, one) for one in result.findings()]
    found += [_problem(result.folder, one) for one in result.checked if one.problem]
    rules = [
        {"id": name, "shortDescription": {"text": name.replace(".", " ")}} for name in sorted({one["ruleId"] for one in found})
    ]
    run = {
        "tool": {"driver": {"name": "summarizer golden check", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": found,
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=True, indent=1) + "\n"


def _result(folder: str, finding: Finding) -> dict[str, Any]:
    difference = finding.difference
    found: dict[str, Any] = {
        "ruleId": f"{difference.part}.{difference.field or difference.change}",
        "level": _LEVELS[difference.severity],
        "message": {"text": said(finding)},
        "locations": [_location(folder, finding.golden, finding.line)],
        "partialFingerprints": {"difference/v1": finding.key},
    }
    if finding.known_wrong:
        found["suppressions"] = [{"kind": "external", "justification": "known to be wrong"}]
    return found


def _problem(folder: str, checked: Checked) -> dict[str, Any]:
    return {
        "ruleId": _UNUSABLE,
        "level": "error",
        "message": {"text": checked.problem},
        "locations": [_location(folder, checked.golden, 1)],
    }


def _location(folder: str, name: str, line: int) -> dict[str, Any]:
    uri = quote((PurePath(folder) / name).as_posix())
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": {"startLine": line}}}
