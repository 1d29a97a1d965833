"""What a run has to do, known before it does anything: which inputs are finished, and why the others are not."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from summarizer.errors import ReadError
from summarizer.running.counted import counted
from summarizer.running.inputs.files import InputFile, Trouble, find_inputs, read_bytes
from summarizer.running.inputs.remote import is_url
from summarizer.running.outputs.folder import OutputFolder
from summarizer.running.outputs.rendered import brief_files, read_formats
from summarizer.running.resuming.keys import Keys
from summarizer.running.resuming.left import Left
from summarizer.running.resuming.prior import Prior
from summarizer.settings import Settings

Step = Literal["keep", "render", "make"]
FINISHED = "finished"
NEW, CHANGED = "new", "changed"
# A report is read again from its start when these differ; otherwise only what follows the reading may.
_READING = {"rules", "settings"}
# Behind URLs reading is mostly waiting.
_FETCHED_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Planned:
    """One input and what is known of it."""

    found: InputFile | Trouble
    sha256: str
    """Of the file when the run began; `""` where it can't be read."""
    reason: str
    """Why it is read again; `finished` when nothing is to be done."""
    known: tuple[tuple[Left, Step], ...] = ()
    """Its reports, when all of them are known and were read by the rules of today."""
    size: int = 0
    """In bytes."""

    def needs_reading(self) -> bool:
        """Say whether the file has to be opened."""
        return not self.known or any(step == "make" for _, step in self.known)

    def needs_worker(self) -> bool:
        """Say whether there is anything to compute."""
        if isinstance(self.found, Trouble):
            return False
        return self.needs_reading() or any(step == "render" for _, step in self.known)

    def steps(self) -> dict[str, tuple[Left, Step]]:
        """Return text hash → what is to be done for the report; reports that are not in it are made."""
        return {left.text_hash: (left, step) for left, step in self.known}


@dataclass(frozen=True, slots=True)
class Plan:
    """All inputs of a run, in their order."""

    inputs: list[Planned]
    removed: list[str]
    """Inputs of the last run that this one does not name."""
    sampled_from: int = 0
    """How many inputs there are, of which these are a sample; 0 where they are all."""
    sampled_bytes: int = 0
    """The size of all of them, which tells better than their number what the whole would take."""

    def size(self) -> int:
        """Return the size of the inputs in bytes."""
        return sum(planned.size for planned in self.inputs)

    def reasons(self) -> dict[str, int]:
        """Return reason → number of inputs, `finished` first, then the most frequent."""
        counted = Counter(planned.reason for planned in self.inputs)
        return dict(sorted(counted.items(), key=lambda item: (item[0] != FINISHED, -item[1], item[0])))

    def lines(self) -> Iterator[str]:
        """Yield what the user is told of it; nothing where all inputs are new."""
        reasons = self.reasons()
        if self.removed or set(reasons) - {NEW}:
            yield f"{counted(len(self.inputs), 'input')}: {', '.join(f'{count} {reason}' for reason, count in reasons.items())}"
        if self.removed:
            count = len(self.removed)
            said = f"{counted(count, 'input')} of the last run {'are' if count > 1 else 'is'} not among the inputs"
            yield f"{said} of this one: {', '.join(self.removed[:5])}"


def make_plan(
    arguments: Sequence[Path | str],
    settings: Settings,
    keys: Keys,
    output: OutputFolder,
    prior: Prior,
    *,
    only_failed: bool = False,
) -> Plan:
    """Look at every input: its hash, and what earlier runs left of it.

    With `only_failed` inputs whose reports are complete are left as they are, whatever has changed, and new ones are left out.
    """
    look = _Look(keys, output, prior, brief_files(read_formats(settings.format)), only_failed)
    with ThreadPoolExecutor(_FETCHED_AT_ONCE) as threads:
        # of this machine one after the other: its disk is no quicker for being asked by many
        mapped = threads.map if any(is_url(argument) for argument in arguments) else map
        hashed = mapped(partial(_hashed, max_megabytes=settings.max_megabytes), find_inputs(arguments, settings.output))
        inputs = [look.at(*one) for one in hashed]
    named = {planned.found.name for planned in inputs}
    if only_failed:
        inputs = [planned for planned in inputs if planned.reason != NEW]
    return Plan(inputs, sorted(prior.names() - named))


def _hashed(found: InputFile | Trouble, max_megabytes: int) -> tuple[InputFile | Trouble, str, int]:
    """Return an input with the hash and the size of its bytes, `""` where it can't be read."""
    if isinstance(found, Trouble):
        return found, "", 0
    try:
        data = read_bytes(found, max_megabytes)
    except ReadError:
        return found, "", 0
    return found, hashlib.sha256(data).hexdigest(), len(data)


@dataclass(frozen=True, slots=True)
class _Look:
    keys: Keys
    output: OutputFolder
    prior: Prior
    briefs: Collection[str]
    """The files that a report has beside its record."""
    only_failed: bool
    seen: set[str] = field(default_factory=set)
    """Text hashes of the reports in the inputs before."""

    def at(self, found: InputFile | Trouble, sha256: str, size: int) -> Planned:
        if isinstance(found, Trouble):
            return Planned(found, "", found.state)
        if not sha256:
            return Planned(found, "", "unreadable")
        known = self.prior.of_document(sha256)
        if not known:
            return Planned(found, sha256, self._unknown(found.name, sha256), size=size)
        judged = [(left, *self._step(left, found.name, sha256)) for left in known]
        self.seen.update(left.text_hash for left in known)
        reason = next((why for _, _, why in judged if why != FINISHED), FINISHED)
        if self.only_failed or all(self._same_reading(left) for left in known):
            return Planned(found, sha256, reason, tuple((left, step) for left, step, _ in judged), size)
        return Planned(found, sha256, reason, size=size)

    def _same_reading(self, left: Left) -> bool:
        return not _READING & set(self.keys.changes_since(left.keys))

    def _unknown(self, name: str, sha256: str) -> str:
        if name in self.prior.troubles:
            return f"{self.prior.troubles[name].state} before"
        if self.prior.has_part_of(sha256):
            return "not finished before"
        return CHANGED if self.prior.knows(name) else NEW

    def _step(self, left: Left, name: str, sha256: str) -> tuple[Step, str]:
        if left.text_hash in self.seen:  # an earlier input holds the same text and answers for it
            return "keep", FINISHED
        if left.state != "complete":
            return "make", f"{left.state} before"
        changed = self.keys.changes_since(left.keys)
        if not self.output.has_report(left.report_id, left.record_bytes, () if "rendering" in changed else self.briefs):
            return "make", "without all of their files"
        if self.only_failed:
            return "keep", FINISHED
        if not left.comes_from(name, sha256):  # the record names another file as its source
            return "make", "under another name"
        if not changed:
            return "keep", FINISHED
        if changed == ["rendering"]:
            return "render", "to be rendered again (layout, format or language changed)"
        return "make", f"to be made again ({', '.join(part for part in changed if part != 'rendering')} changed)"
