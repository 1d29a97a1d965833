"""How much a difference matters. Fields that stand in no table follow from others or say where something stands."""

from collections.abc import Mapping

from summarizer.reviewing.difference import Severity

Grades = Mapping[str, Severity]

INDICATOR: Grades = {
    "value": "critical",
    "unit": "critical",
    "sign": "critical",
    "amount": "critical",
    "amount_unit": "critical",
    "role": "major",
    "kind": "major",
    "period": "major",
    "bound": "major",
    "basis": "major",
    "estimated": "major",
    "canonical": "major",
    "qualifiers": "major",
    "name": "minor",
    "inferred": "minor",
    "same_as": "minor",
    "section": "minor",
    "group": "minor",
}
STATEMENT: Grades = {
    "kind": "major",
    "period": "major",
    "canonical": "major",
    "name": "minor",
    "text": "minor",
    "evidence": "minor",
    "section": "minor",
}
TASK: Grades = {
    "owners": "major",
    "deadline": "major",
    "title": "minor",
    "indicators": "minor",
    "evidence": "minor",
    "section": "minor",
}
PROJECT: Grades = {"status": "major", "indicators": "minor", "evidence": "minor", "section": "minor"}
PROBLEM: Grades = {"implied": "major", "text": "minor", "evidence": "minor", "section": "minor"}
POINT: Grades = {"text": "minor", "evidence": "minor", "indicators": "minor"}
HEADING: Grades = {"level": "major", "title": "major", "number": "minor", "run_in": "minor", "damaged": "minor"}
CONFLICT: Grades = {"what": "minor", "reason": "minor"}
SOURCE: Grades = {"sha256": "minor", "media_type": "minor", "encoding": "minor", "url": "minor", "retrieved": "minor"}
