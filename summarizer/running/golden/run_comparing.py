"""Two runs over the same reports side by side: where they agree, where they differ, which of them annotated facts support."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarizer.reviewing.difference import Difference
from summarizer.reviewing.differences import differences
from summarizer.reviewing.finding import find
from summarizer.reviewing.noise import is_noise
from summarizer.reviewing.report_pairing import Known, pair_reports
from summarizer.reviewing.scoring import Counts, figures
from summarizer.running.finished.gold import load_annotations, score_output
from summarizer.running.finished.run_output import RunOutput
from summarizer.running.golden.checking import annotations_by_document
from summarizer.running.golden.comparing import about, sentence_hashes

COSTS = ("model", "calls", "cache_hits", "prompt_tokens", "cached_tokens", "completion_tokens", "cost", "seconds")


@dataclass(slots=True)
class Comparison:
    """What two runs say of the same reports."""

    reports: int = 0
    """That both made."""
    same_reports: int = 0
    only_a: list[str] = field(default_factory=list)
    only_b: list[str] = field(default_factory=list)
    indicators: int = 0
    """That either run holds, one counted once."""
    same_indicators: int = 0
    """That both hold with every field the same."""
    fields: Counter[str] = field(default_factory=Counter)
    """Field → in how many places the two differ."""
    supports: Counter[str] = field(default_factory=Counter)
    """Side → how many differences annotated facts decide for it: a, b, both, neither."""
    samples: dict[str, list[str]] = field(default_factory=dict)
    costs: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    scores: tuple[dict[str, float], dict[str, float]] = ({}, {})

    def as_fields(self) -> dict[str, Any]:
        """Return all of it as JSON fields."""
        return {
            "reports": self.reports,
            "same_reports": self.same_reports,
            "only_a": self.only_a,
            "only_b": self.only_b,
            "indicators": self.indicators,
            "same_indicators": self.same_indicators,
            "fields": dict(self.fields.most_common()),
            "gold_supports": dict(self.supports),
            "samples": self.samples,
            "costs": {"a": self.costs[0], "b": self.costs[1]},
            "scores": {"a": self.scores[0], "b": self.scores[1]},
        }


_SAMPLES = 3
_SIDES = {"old": "a", "new": "b", "both": "both", "neither": "neither"}


def compare_runs(out_a: Path, out_b: Path, gold: Path | None = None, similarity: float = 1.0) -> Comparison:
    """Compare two output folders report by report. Raise RecordError when one of them can't be used."""
    one, other = RunOutput(out_a), RunOutput(out_b)
    first, second = one.reports(), other.reports()
    in_first = {id(known) for known in first}

    def sentences(known: Known) -> frozenset[int]:
        output = one if id(known) in in_first else other
        return sentence_hashes(output.record_path(known.name), is_golden=False)

    paired = pair_reports(first, second, sentences)
    found = Comparison(only_a=[known.name for known in paired.stale], only_b=[known.name for known in paired.added])
    annotated = annotations_by_document(other, gold) if gold else {}
    for mine, theirs in paired.both:
        _compare_pair(found, (one, other), (mine.name, theirs.name), annotated, similarity)
    found.costs = _costs(one), _costs(other)
    if gold:
        found.scores = _scores(out_a, gold), _scores(out_b, gold)
    return found


def _compare_pair(
    found: Comparison, outputs: tuple[RunOutput, RunOutput], names: tuple[str, str], annotated: dict[str, Any], similarity: float
) -> None:
    old, new = outputs[0].record(names[0]), outputs[1].record(names[1])
    gold = next((one for one in annotated.get(new.source.sha256, ()) if about(one, new)), None)
    findings, _ = find(names[0], old, new, similarity=similarity, gold=gold)
    found.reports += 1
    found.same_reports += not findings
    _count_indicators(found, len(old.indicators), [one for one in differences(old, new) if not is_noise(one, similarity)])
    for one in findings:
        difference = one.difference
        name = f"{difference.part}.{difference.field or difference.change}"
        found.fields[name] += 1
        if one.supports:
            found.supports[_SIDES[one.supports]] += 1
        samples = found.samples.setdefault(name, [])
        if len(samples) < _SAMPLES:
            samples.append(f"{names[0]}: {difference}")


def _count_indicators(found: Comparison, in_old: int, differing: list[Difference]) -> None:
    mine = [one for one in differing if one.at == "indicators" and one.field != "order"]
    gained = sum(one.change == "gained" for one in mine)
    differing_old = {one.old_at for one in mine if one.change != "gained"}
    found.indicators += in_old + gained
    found.same_indicators += in_old - len(differing_old)


def _costs(output: RunOutput) -> dict[str, Any]:
    summary = output.summary()
    return {name: summary[name] for name in COSTS if name in summary}


def _scores(out: Path, gold: Path) -> dict[str, float]:
    return figures(sum((counts for _, counts in score_output(out, load_annotations(gold))), Counts()))
