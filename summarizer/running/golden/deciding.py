"""Decisions on differences, each carried out and signed at once: golden, pending files and log change together."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.domain.record import Record
from summarizer.errors import RecordError
from summarizer.reviewing.finding import Finding, marked_known
from summarizer.reviewing.resolving import resolve
from summarizer.running.finished.run_output import RunOutput
from summarizer.running.golden.checking import added_finding, pair_with_goldens
from summarizer.running.golden.comparing import brief_difference, findings_of
from summarizer.running.golden.decisions import Decision, Verdict, now, read_decisions, standing, this_reviewer, with_decisions
from summarizer.running.golden.folder import GoldenFolder, content_hash, golden_text, load_golden
from summarizer.running.golden.writing import alone, refuse_in_ci, write_together
from summarizer.running.outputs.folder import make_folder


@dataclass(frozen=True, slots=True)
class Signer:
    """Who decides, and what they say of it."""

    reviewer: str = field(default_factory=this_reviewer)
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A golden and the record that waits beside it."""

    name: str
    old: Record | None
    """None for a report that has no golden yet."""
    new: Record
    findings: list[Finding]


def waiting(goldens: GoldenFolder, name: str, similarity: float = 1.0) -> Waiting:
    """Return what waits beside a golden. Raise RecordError."""
    new = load_golden(goldens.pending_path(name))
    if not goldens.path(name).is_file():
        return Waiting(name, None, new, [added_finding(name, new.report_id)])
    old = load_golden(goldens.path(name))
    brief = brief_difference(goldens.brief_path(name), goldens.pending_brief_path(name))
    found, _ = findings_of(name, old, new, brief, similarity=similarity)
    held = standing(read_decisions(goldens.decisions_path))
    return Waiting(name, old, new, marked_known(found, {key for key, one in held.items() if one.verdict == "known-wrong"}))


def undecided(goldens: GoldenFolder, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that nobody has rejected or called known to be wrong."""
    held = standing(read_decisions(goldens.decisions_path))
    return [one for one in findings if one.key not in held]


def decide(
    goldens: GoldenFolder, name: str, keys: Collection[str], verdict: Verdict, signer: Signer, similarity: float = 1.0
) -> list[Finding]:
    """Carry out one verdict (accept, reject, known-wrong, undo) on some differences of a golden; return those that it was about.

    Keys that no longer stand for a difference are passed over: somebody else decided them meanwhile. Raise OutputError where
    nothing may or can be written, and then nothing has changed.
    """
    refuse_in_ci()
    with alone(goldens.root):
        found = waiting(goldens, name, similarity)
        chosen = [one for one in found.findings if one.key in keys]
        if not chosen:
            return []
        files: dict[Path, str] = {}
        removed: tuple[Path, ...] = ()
        if verdict == "accept":
            files, removed = _accepted(goldens, found, chosen)
        signed = [_signed(verdict, found, one, signer) for one in chosen]
        files[goldens.decisions_path] = with_decisions(goldens.decisions_path, signed)
        write_together(files, removed)
        return chosen


def _accepted(goldens: GoldenFolder, found: Waiting, chosen: Sequence[Finding]) -> tuple[dict[Path, str], tuple[Path, ...]]:
    name = found.name
    taken = {one.key for one in chosen}
    left = [one for one in found.findings if one.key not in taken]
    files: dict[Path, str] = {}
    if found.old is None:
        files[goldens.path(name)] = golden_text(found.new)
    elif any(one.difference.part != "brief" for one in chosen):
        undone = [one.difference for one in left if one.difference.part != "brief"]
        files[goldens.path(name)] = golden_text(resolve(found.old, found.new, undone))
    new_brief = goldens.pending_brief_path(name)
    is_brief_taken = found.old is None or any(one.difference.part == "brief" for one in chosen)
    if is_brief_taken and new_brief.is_file():
        files[goldens.brief_path(name)] = new_brief.read_text(encoding="utf-8")
    return files, () if left else goldens.pending_files(name)


def _signed(verdict: Verdict, found: Waiting, finding: Finding, signer: Signer) -> Decision:
    return Decision(
        time=now(),
        reviewer=signer.reviewer,
        verdict=verdict,
        golden=found.name,
        key=finding.key,
        what=str(finding.difference),
        old_hash=content_hash(found.old) if found.old else "",
        new_hash=content_hash(found.new),
        comment=signer.comment,
    )


def add(out: Path, goldens: GoldenFolder, signer: Signer) -> tuple[list[str], list[str]]:
    """Approve the records of a run that have no golden yet; return names of new goldens, and of reports that had one."""
    refuse_in_ci()
    output = RunOutput(out)
    make_folder(goldens.root)
    with alone(goldens.root):
        bad, paired = pair_with_goldens(output, goldens)
        if bad:
            raise RecordError(bad[0])
        names = [_added(output, goldens, report.name, signer) for report in paired.added]
        return names, [one.name for one, _ in paired.both]


def _added(output: RunOutput, goldens: GoldenFolder, report_id: str, signer: Signer) -> str:
    record, name = output.record(report_id), f"{report_id}.json"
    files = {goldens.path(name): golden_text(record)}
    brief = output.brief_path(report_id)
    if brief.is_file():
        files[goldens.brief_path(name)] = brief.read_text(encoding="utf-8")
    decision = _whole("add", name, signer, new_hash=content_hash(record))
    files[goldens.decisions_path] = with_decisions(goldens.decisions_path, [decision])
    write_together(files, goldens.pending_files(name))
    return name


def prune(out: Path, goldens: GoldenFolder, signer: Signer) -> tuple[list[str], list[str]]:
    """Remove stale goldens and what waits beside no golden and no report; return what was removed, and the problems met."""
    refuse_in_ci()
    with alone(goldens.root):
        bad, paired = pair_with_goldens(RunOutput(out), goldens)
        stale = [one.name for one in paired.stale]
        expected = {one.name for one, _ in paired.both} | {f"{one.report_id}.json" for one in paired.added}
        orphans = [name for name in goldens.pending_names() if name not in expected and name not in stale and not bad]
        decisions = [_whole("prune", name, signer, old_hash=content_hash(load_golden(goldens.path(name)))) for name in stale]
        removed = [path for name in stale for path in (goldens.path(name), goldens.brief_path(name))]
        removed += [path for name in (*stale, *orphans) for path in goldens.pending_files(name)]
        if stale or orphans:
            files = {goldens.decisions_path: with_decisions(goldens.decisions_path, decisions)} if decisions else {}
            write_together(files, removed)
        return [*stale, *(f"{name} (pending)" for name in orphans)], bad


def withdraw(goldens: GoldenFolder, keys: Collection[str], signer: Signer) -> None:
    """Take back known-wrong marks of differences that are gone."""
    refuse_in_ci()
    with alone(goldens.root):
        held = standing(read_decisions(goldens.decisions_path))
        signed = [
            _whole("withdraw", held[key].golden, signer).model_copy(update={"key": key, "what": held[key].what})
            for key in keys
            if key in held
        ]
        if signed:
            write_together({goldens.decisions_path: with_decisions(goldens.decisions_path, signed)})


def _whole(verdict: Verdict, name: str, signer: Signer, *, old_hash: str = "", new_hash: str = "") -> Decision:
    return Decision(
        time=now(),
        reviewer=signer.reviewer,
        verdict=verdict,
        golden=name,
        old_hash=old_hash,
        new_hash=new_hash,
        comment=signer.comment,
    )
