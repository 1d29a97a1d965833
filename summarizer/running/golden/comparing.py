"""One golden against the new record of its report; runs in worker processes."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from summarizer.domain.record import Provenance, Record
from summarizer.errors import OutputError, RecordError, SummarizerError
from summarizer.reviewing.check_result import Checked
from summarizer.reviewing.difference import Difference
from summarizer.reviewing.finding import Finding, find, keyed, marked_known
from summarizer.reviewing.json_lines import line_of, lines_of
from summarizer.reviewing.reasons import reasons
from summarizer.reviewing.support import Gold
from summarizer.running.finished.run_output import RunOutput
from summarizer.running.golden.folder import GoldenFolder, golden_text, load_golden, parse_golden
from summarizer.running.golden.writing import write_together
from summarizer.running.outputs.records import load_record

_PROVENANCE = b'\n "provenance": {'


@dataclass(frozen=True, slots=True)
class Comparing:
    """How pairs are compared."""

    output: RunOutput
    goldens: GoldenFolder
    similarity: float = 1.0
    write_pending: bool = False
    with_lines: bool = False
    """Find the line of each difference in its golden's file."""
    known_wrong: frozenset[str] = frozenset()
    gold: dict[str, tuple[Gold, ...]] = field(default_factory=dict)
    """SHA-256 of a document → annotations made on it."""


def compare_pair(comparing: Comparing, name: str, report_id: str) -> Checked | None:
    """Compare a golden with the record of a report; None when they are the same. What can't be used is told as a problem."""
    try:
        checked = _compared(comparing, name, report_id)
    except OutputError:
        raise
    except SummarizerError as error:
        return Checked(name, report_id, "", problem=str(error))
    if checked is None and comparing.write_pending:
        _remove(comparing.goldens.pending_files(name))
    return checked


def _compared(comparing: Comparing, name: str, report_id: str) -> Checked | None:
    goldens, output = comparing.goldens, comparing.output
    path, new_path = goldens.path(name), output.record_path(report_id)
    data = _bytes(path)
    brief = brief_difference(goldens.brief_path(name), output.brief_path(report_id))
    if brief is None and _same_bytes(data, _bytes(new_path)):
        return None
    old, new = parse_golden(path, data), load_record(new_path)
    text = output.text(new.source.sha256)
    gold = next((one for one in comparing.gold.get(new.source.sha256, ()) if about(one, new)), None)
    found, noise = findings_of(name, old, new, brief, similarity=comparing.similarity, new_text=text, gold=gold)
    if not found:
        return None
    if comparing.write_pending:
        write_pending(goldens, output, name, new)
    marked = marked_known(found, comparing.known_wrong)
    if comparing.with_lines:
        lines = lines_of(data)
        marked = [replace(one, line=line_of(lines, one.difference)) for one in marked]
    return Checked(name, report_id, new.meta.title or report_id, tuple(marked), noise)


def findings_of(
    name: str,
    old: Record,
    new: Record,
    brief: Difference | None,
    *,
    similarity: float = 1.0,
    new_text: str | None = None,
    gold: Gold | None = None,
) -> tuple[list[Finding], int]:
    """Return the findings for a golden, that of its brief last, and how many were noise."""
    found, noise = find(name, old, new, similarity=similarity, new_text=new_text, gold=gold)
    if brief is not None:
        found += keyed([Finding("", old.report_id, name, brief, reasons(old, new).of(brief))])
    return found, noise


def brief_difference(old: Path, new: Path) -> Difference | None:
    """Return the difference of two briefs, by their lines, where both are there and differ."""
    if not old.is_file() or not new.is_file():
        return None
    before, after = _lines(old), _lines(new)
    if before == after:
        return None
    lost = [line for line in before if line not in set(after)]
    gained = [line for line in after if line not in set(before)]
    return Difference(
        "brief", "", "changed", "text", "\n".join(lost or ["another order"]), "\n".join(gained or ["another order"]), "minor"
    )


def write_pending(goldens: GoldenFolder, output: RunOutput, name: str, new: Record) -> None:
    """Put the new record and its brief beside the golden, waiting for a decision."""
    files = {goldens.pending_path(name): golden_text(new)}
    brief = output.brief_path(new.report_id)
    if brief.is_file():
        files[goldens.pending_brief_path(name)] = brief.read_text(encoding="utf-8")
    write_together(files, lasting=False)


def sentence_hashes(path: Path, is_golden: bool) -> frozenset[int]:
    """Return hashes of the sentences that a record cites, empty for a record that can't be used."""
    try:
        record = load_golden(path) if is_golden else load_record(path)
    except SummarizerError:
        return frozenset()
    cited = {indicator.sentence.text for indicator in record.indicators}
    for entries in (record.statements, record.tasks, record.problems, record.projects):
        cited |= {span.text for entry in entries for span in entry.evidence}
    return frozenset(map(hash, cited))


def _same_bytes(old: bytes, new: bytes) -> bool:
    """Say whether two files as the program writes them hold the same record; most do, and need not be read further."""
    mine, theirs = _without_origin(old), _without_origin(new)
    return mine is not None and mine == theirs


def _without_origin(data: bytes) -> bytes | None:
    """Cut off valid provenance and the source's path where they stand as the program writes them, None where they don't."""
    end = data.rfind(_PROVENANCE)
    start = data.find(b'\n  "path": "')
    if not 0 < start < end:
        return None
    try:
        Provenance.model_validate_json(data[end + len(_PROVENANCE) - 1 :].rstrip().removesuffix(b"}"))
    except ValidationError:
        return None
    return data[:start] + data[data.find(b"\n", start + 1) : end]


def about(gold: Gold, record: Record) -> bool:
    """Say whether more than half of the annotated report lies in the record's."""
    low, high = gold.report["span"]
    start, end = record.source.span
    return bool(min(high, end) - max(low, start) > 0.5 * (high - low))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RecordError(f"{path}: can't be read ({error.strerror}); make it again or mend its permissions") from error


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def _remove(paths: tuple[Path, ...]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
