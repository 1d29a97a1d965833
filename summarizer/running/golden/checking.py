"""A run against a folder of goldens: which belong together, and what differs, in worker processes where there is much to do."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from summarizer.errors import RecordError
from summarizer.reviewing.check_result import Checked, CheckResult
from summarizer.reviewing.difference import Change, Difference, Severity
from summarizer.reviewing.finding import Finding, keyed
from summarizer.reviewing.reasons import Reason
from summarizer.reviewing.report_pairing import Known, Paired, pair_reports
from summarizer.reviewing.support import Gold
from summarizer.running.finished.gold import Annotation, load_annotations
from summarizer.running.finished.run_output import RunOutput
from summarizer.running.golden.comparing import Comparing, compare_pair, sentence_hashes, write_pending
from summarizer.running.golden.decisions import read_decisions, standing
from summarizer.running.golden.folder import GoldenFolder
from summarizer.running.golden.writing import in_ci

_WORTH_A_PROCESS = 64
"""Pairs from which on starting worker processes pays."""


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """How a check is made."""

    similarity: float = 1.0
    """Least likeness of written text that counts as the same."""
    gold: Path | None = None
    """Folder of annotated reports."""
    pending: bool = True
    """Put new records beside the goldens that differ; never done where CI is set."""
    with_lines: bool = False


def check(out: Path, golden: Path, settings: CheckSettings) -> CheckResult:
    """Check the current set of a run against a folder of goldens. Raise RecordError when either can't be used at all."""
    output, goldens = RunOutput(out), GoldenFolder(golden)
    held = standing(read_decisions(goldens.decisions_path))
    known_wrong = {key: one for key, one in held.items() if one.verdict == "known-wrong"}
    comparing = Comparing(
        output,
        goldens,
        settings.similarity,
        write_pending=settings.pending and not in_ci() and os.access(golden, os.W_OK),
        with_lines=settings.with_lines,
        known_wrong=frozenset(known_wrong),
        gold=annotations_by_document(output, settings.gold) if settings.gold else {},
    )
    bad, paired = pair_with_goldens(output, goldens)
    result = CheckResult(str(golden))
    pairs = [(one.name, other.name) for one, other in paired.both]
    for (name, _), checked in zip(pairs, _compare_all(comparing, pairs), strict=True):
        if checked is None:
            result.same.append(name)
        else:
            result.checked.append(checked)
    result.checked += [*(Checked(Path(text.split(":")[0]).name, "", "", problem=text) for text in bad), *_doubles(golden, paired)]
    result.checked += [*_stale(paired, comparing), *_added(paired, comparing)]
    result.checked.sort(key=lambda one: one.golden)
    found = {one.key for one in result.findings()}
    result.gone = [f"{one.golden}: {one.what}" for key, one in known_wrong.items() if key not in found]
    return result


def gone_marks(out: Path, golden: Path) -> dict[str, str]:
    """Return key → description of the known-wrong marks whose difference a check no longer finds."""
    found = {one.key for one in check(out, golden, CheckSettings(pending=False)).findings()}
    held = standing(read_decisions(GoldenFolder(golden).decisions_path))
    return {key: f"{one.golden}: {one.what}" for key, one in held.items() if one.verdict == "known-wrong" and key not in found}


def pair_with_goldens(output: RunOutput, goldens: GoldenFolder) -> tuple[list[str], Paired]:
    """Return why some goldens can't be used, and how the others pair with the reports of a run."""
    reports = output.reports()
    known, bad = [], list[str]()
    for one in goldens.known():
        if isinstance(one, RecordError):
            bad.append(str(one))
        else:
            known.append(one)
    golden_names = {one.name for one in known}

    def sentences(one: Known) -> frozenset[int]:
        is_golden = one.name in golden_names
        return sentence_hashes(goldens.path(one.name) if is_golden else output.record_path(one.name), is_golden)

    return bad, pair_reports(known, reports, sentences)


def _compare_all(comparing: Comparing, pairs: list[tuple[str, str]]) -> Iterator[Checked | None]:
    compare = partial(_compare, comparing)
    workers = min(os.cpu_count() or 1, 8)
    if len(pairs) < _WORTH_A_PROCESS or workers < 2:
        yield from map(compare, pairs)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        # a window of pairs at a time, so that memory doesn't grow with their number
        for low in range(0, len(pairs), 2000):
            yield from pool.map(compare, pairs[low : low + 2000], chunksize=25)


def _compare(comparing: Comparing, pair: tuple[str, str]) -> Checked | None:
    return compare_pair(comparing, *pair)


def _doubles(folder: Path, paired: Paired) -> Iterator[Checked]:
    for one, other in paired.doubles:
        problem = f"{folder / other.name}: a second golden for the report of {one.name} ({one.report_id}); remove one of the two"
        yield Checked(other.name, "", "", problem=problem)


def _stale(paired: Paired, comparing: Comparing) -> Iterator[Checked]:
    for golden in paired.stale:
        difference = _whole("lost", golden.report_id, "critical")
        yield _alone(golden.name, golden.report_id, difference, comparing, Reason(("gone",)))


def _added(paired: Paired, comparing: Comparing) -> Iterator[Checked]:
    for report in paired.added:
        name = f"{report.report_id}.json"
        if comparing.write_pending:
            write_pending(comparing.goldens, comparing.output, name, comparing.output.record(report.name))
        difference = _whole("gained", report.report_id, "major")
        yield _alone(name, report.report_id, difference, comparing, Reason(("new",)))


def _whole(change: Change, report_id: str, severity: Severity) -> Difference:
    old, new = (report_id, "") if change == "lost" else ("", report_id)
    return Difference("report", "", change, "", old, new, severity)


def _alone(name: str, report_id: str, difference: Difference, comparing: Comparing, reason: Reason) -> Checked:
    finding = keyed([Finding("", report_id, name, difference, reason)])[0]
    finding = replace(finding, known_wrong=finding.key in comparing.known_wrong)
    return Checked(name, report_id if difference.change == "gained" else "", report_id, (finding,))


def added_finding(name: str, report_id: str) -> Finding:
    """Return the finding for a report that has no golden yet."""
    return keyed([Finding("", report_id, name, _whole("gained", report_id, "major"), Reason(("new",)))])[0]


def annotations_by_document(output: RunOutput, folder: Path) -> dict[str, tuple[Gold, ...]]:
    """Return SHA-256 of a run's document → the annotations that were made on it."""
    found: dict[str, tuple[Gold, ...]] = {}
    annotations = load_annotations(folder)
    for path in sorted((output.root / "documents").glob("*.txt")):
        text = path.read_bytes().decode("utf-8", "replace")
        mine = [one for one in annotations if one.is_of(text)]
        if mine:
            found[path.stem] = tuple(_as_gold(path.stem, mine))
    return found


def _as_gold(sha256: str, annotations: Iterable[Annotation]) -> Iterator[Gold]:
    for one in annotations:
        yield Gold(sha256, {row["o"]: row for row in one.numerals}, one.report)
