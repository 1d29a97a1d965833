"""A review in progress: what waits, what was decided, and the way back. All that counts stands in files."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.domain.record import Record
from summarizer.errors import OutputError
from summarizer.reviewing.check_result import CheckResult
from summarizer.reviewing.difference import Difference
from summarizer.reviewing.finding import Finding
from summarizer.running.finished.run_output import RunOutput
from summarizer.running.golden.checking import CheckSettings, check
from summarizer.running.golden.deciding import Signer, decide, waiting
from summarizer.running.golden.decisions import Decision, Verdict, now, read_decisions, standing, with_decisions
from summarizer.running.golden.folder import GoldenFolder, load_golden
from summarizer.running.golden.writing import alone, refuse_in_ci, write_together

Contents = dict[Path, str | None]
Stamp = tuple[tuple[int, int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """One decision on differences of one golden, with all that is needed to take it back."""

    golden: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    before: Contents
    after: Contents


@dataclass(slots=True)
class Review:
    """A review of one run against one folder of goldens."""

    output: RunOutput
    goldens: GoldenFolder
    result: CheckResult
    similarity: float = 1.0
    history: list[list[Done]] = field(default_factory=list)
    """What was decided in this review, one list a step."""
    _seen: dict[str, tuple[Stamp, frozenset[str]]] = field(default_factory=dict)
    """What waited beside each golden when its files last changed."""

    def items(self) -> list[Finding]:
        """Return the findings that can be decided, in the order of the goldens; a stale golden is only pruned."""
        found = self.result.findings()
        return [one for one in found if (one.difference.part, one.difference.change) != ("report", "lost")]

    def stale(self) -> list[str]:
        """Return the goldens that no report of the run belongs to."""
        found = self.result.findings()
        return sorted({one.golden for one in found if (one.difference.part, one.difference.change) == ("report", "lost")})

    def verdicts(self) -> dict[str, str]:
        """Return key → verdict of what is decided, read from the files, so that other reviewers' decisions count."""
        held = {key: one.verdict for key, one in standing(read_decisions(self.goldens.decisions_path)).items()}
        found: dict[str, str] = {}
        for name, findings in _by_golden(self.items()).items():
            left = self._left(name)
            for one in findings:
                verdict = held.get(one.key, "" if one.key in left else "accept")
                if verdict:
                    found[one.key] = verdict
        return found

    def _left(self, name: str) -> frozenset[str]:
        """Return the keys that still wait beside a golden; read again only when its files changed."""
        stamp = self._stamp(name)
        known = self._seen.get(name)
        if known is None or known[0] != stamp:
            is_waiting = self.goldens.pending_path(name).is_file()
            found = waiting(self.goldens, name, self.similarity).findings if is_waiting else []
            known = self._seen[name] = stamp, frozenset(one.key for one in found)
        return known[1]

    def _stamp(self, name: str) -> Stamp:
        paths = (self.goldens.path(name), self.goldens.brief_path(name), *self.goldens.pending_files(name))
        stats = (path.stat() if path.is_file() else None for path in paths)
        return tuple((one.st_mtime_ns, one.st_size, one.st_ino) if one else None for one in stats)

    def current(self, key: str, name: str) -> Difference | None:
        """Return an open difference with the places that it has in the golden as it is now."""
        if not (self.goldens.pending_path(name).is_file() and self.goldens.path(name).is_file()):
            return None
        found = waiting(self.goldens, name, self.similarity).findings
        return next((one.difference for one in found if one.key == key), None)

    def undecided(self) -> list[Finding]:
        """Return what nobody has decided yet."""
        decided = self.verdicts()
        return [one for one in self.items() if one.key not in decided]

    def decide(self, keys: Collection[str], verdict: Verdict, signer: Signer) -> list[str]:
        """Decide differences, each golden's at once; return the keys that were still open. Raise OutputError."""
        step: list[Done] = []
        decided = self.verdicts()
        wanted = [one for one in self.items() if one.key in keys and one.key not in decided]
        for name, findings in _by_golden(wanted).items():
            before = self._contents(name)
            chosen = decide(self.goldens, name, {one.key for one in findings}, verdict, signer, self.similarity)
            if chosen:
                step.append(Done(name, verdict, tuple(chosen), before, self._contents(name)))
        if step:
            self.history.append(step)
        return [one.key for done in step for one in done.findings]

    def undo(self, signer: Signer) -> list[str]:
        """Take the last step of this review back; return the keys that are open again. Raise OutputError."""
        if not self.history:
            return []
        refuse_in_ci()
        step = self.history.pop()
        with alone(self.goldens.root):
            if any(self._contents(done.golden) != done.after for done in step):
                raise OutputError("a golden was changed meanwhile by another decision; what was decided before it stays")
            for done in reversed(step):
                self._restore(done, signer)
        return [one.key for done in step for one in done.findings]

    def _restore(self, done: Done, signer: Signer) -> None:
        log = self.goldens.decisions_path
        signed = [
            Decision(
                time=now(),
                reviewer=signer.reviewer,
                verdict="undo",
                golden=done.golden,
                key=one.key,
                what=f"{done.verdict}: {one.difference}",
                comment=signer.comment,
            )
            for one in done.findings
        ]
        files = {path: text for path, text in done.before.items() if text is not None}
        gone = [path for path, text in done.before.items() if text is None]
        write_together({**files, log: with_decisions(log, signed)}, gone)

    def _contents(self, name: str) -> Contents:
        paths = (self.goldens.path(name), self.goldens.brief_path(name), *self.goldens.pending_files(name))
        return {path: path.read_text(encoding="utf-8") if path.is_file() else None for path in paths}

    def records(self, name: str) -> tuple[Record | None, Record | None]:
        """Return the golden as it is now, and the new record."""
        golden = self.goldens.path(name)
        report_id = next((one.report for one in self.result.checked if one.golden == name), "")
        return load_golden(golden) if golden.is_file() else None, self.output.record(report_id) if report_id else None


def open_review(out: Path, golden: Path, similarity: float = 1.0, gold: Path | None = None) -> Review:
    """Check a run and open a review of what differs. Raise OutputError where CI is set, RecordError on what can't be used."""
    refuse_in_ci()
    result = check(out, golden, CheckSettings(similarity, gold))
    return Review(RunOutput(out), GoldenFolder(golden), result, similarity)


def _by_golden(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        found[one.golden].append(one)
    return found
