"""What the page shows of a difference: its sides, its source with both spans marked, the briefs."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from summarizer.domain.record import Record
from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.html.brief import render_html
from summarizer.rendering.results.absence import find_unread
from summarizer.reviewing.difference import NOWHERE, Difference
from summarizer.reviewing.finding import Finding
from summarizer.reviewing.formats.plain import without_steering
from summarizer.reviewing.patterns import pattern_of
from summarizer.running.golden.review import Review

_AROUND = 400
"""Characters of the source that are shown before and after what is marked."""


def shown_finding(finding: Finding, verdict: str) -> dict[str, str]:
    """Return a finding as the page lists it."""
    difference = finding.difference
    fields = {
        "key": finding.key,
        "golden": finding.golden,
        "severity": difference.severity,
        "part": difference.part,
        "label": difference.label,
        "field": difference.field or difference.change,
        "old": difference.old,
        "new": difference.new,
        "reason": str(finding.reason),
        "supports": finding.supports,
        "pattern": pattern_of(finding),
        "verdict": verdict,
    }
    return {name: without_steering(value) for name, value in fields.items()}


def shown_source(review: Review, finding: Finding) -> dict[str, Any]:
    """Return the stretch of the source around both sides, cut into pieces that are marked or not."""
    old, new = review.records(finding.golden)
    current = review.current(finding.key, finding.golden) or finding.difference
    text = review.output.text(new.source.sha256) if new is not None else None
    marks: list[tuple[int, int, str]] = []
    if text is not None and new is not None:
        marks += _marks(new, current, current.new_at, text, "new")
        if old is not None and old.source.sha256 == new.source.sha256 and current is not finding.difference:
            marks += _marks(old, current, current.old_at, text, "old")
    if text is None or not marks:
        found = [("golden", current.sentence), ("new", current.new_sentence)]
        pieces = [{"text": without_steering(sentence), "side": side} for side, sentence in found if sentence]
        return {"start": None, "pieces": pieces}
    low = max(0, min(start for start, _, _ in marks) - _AROUND)
    high = min(len(text), max(end for _, end, _ in marks[:40]) + _AROUND, low + 20 * _AROUND)
    return {"start": low, "pieces": list(_pieces(text, low, high, marks))}


def _marks(record: Record, difference: Difference, place: int, text: str, side: str) -> Iterable[tuple[int, int, str]]:
    for span in _spans(record, difference, place):
        start, end = span["start"], span["end"]
        if 0 <= start < end <= len(text) and span.get("text", text[start:end]) == text[start:end]:
            yield start, end, side


def _spans(record: Record, difference: Difference, place: int) -> list[dict[str, Any]]:
    fields = record.model_dump(mode="json")
    if difference.part == "meta":
        found = fields["meta_evidence"].get(difference.field, [])
        return found if isinstance(found, list) else []
    if place == NOWHERE:
        return []
    entry: Any = fields
    for step in difference.at.split("."):
        entry = entry[step]
    entry = entry[place]
    if not isinstance(entry, dict):
        return []
    if "numeral" in entry:
        return [entry["numeral"]]
    if "evidence" in entry:
        return list(entry["evidence"])
    return [entry] if "start" in entry else []


def _pieces(text: str, low: int, high: int, marks: list[tuple[int, int, str]]) -> Iterable[dict[str, str]]:
    cuts = sorted({low, high, *(at for start, end, _ in marks for at in (start, end) if low < at < high)})
    for start, end in pairwise(cuts):
        sides = {side for begin, stop, side in marks if begin <= start and end <= stop}
        side = "both" if len(sides) == 2 else next(iter(sides), "")
        yield {"text": without_steering(text[start:end]), "side": side}


def brief_page(record: Record, text: str | None) -> str:
    """Return the brief of a record as readers see it."""
    return render_html(make_brief(record, find_unread(record, text) if text is not None else None))
