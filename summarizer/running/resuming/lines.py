"""What a run tells of each input: the lines of `reports.jsonl`, and their sum.

A line that is done goes to the journal on disk; memory keeps a small entry of it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from summarizer.asking.questions.tokens import answer_tokens, prompt_tokens
from summarizer.domain.record import Audit, Failed
from summarizer.domain.reply import Reply
from summarizer.rendering.html.index import IndexRow
from summarizer.running.outputs.journal import Journal, Place
from summarizer.running.resuming.keys import Keys
from summarizer.running.resuming.left import Left, Origin

State = Literal["complete", "incomplete", "stopped", "failed", "missing", "unreadable", "no report"]
"""stopped: the run ended while the report was being made; nothing is wrong with it."""
NOT_FINISHED = "not finished when the run ended; run the same command again"
Done = Literal["made", "rendered", "kept"]
MADE = ("complete", "incomplete")
COUNTS = ("calls", "cache_hits", "prompt_tokens", "cached_tokens", "written_tokens", "completion_tokens")
ESTIMATES = ("estimated_prompt_tokens", "estimated_completion_tokens")
FINDINGS = ("questions", "failed_questions", "reasked", "quantities", "unaccounted", "dropped", "disagreements")


@dataclass(slots=True)
class Line:
    """One report of the current set, or one input that gave none."""

    state: State
    paths: list[str]
    """All inputs that hold the report, in the order of the run."""
    report_id: str = ""
    work_key: str = ""
    title: str = ""
    text_hash: str = ""
    seconds: float = 0.0
    calls: int = 0
    cache_hits: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    written_tokens: int = 0
    """Of the prompt, those that the provider bills for keeping."""
    completion_tokens: int = 0
    estimated_prompt_tokens: int = 0
    """What the questions that were asked should have taken, by the estimate of `plan`."""
    estimated_completion_tokens: int = 0
    questions: int = 0
    failed_questions: int = 0
    reasked: int = 0
    """Questions that took more than one request."""
    quantities: int = 0
    unaccounted: int = 0
    dropped: int = 0
    disagreements: int = 0
    models: list[str] = field(default_factory=list)
    """Ids that the replies reported."""
    error: str = ""
    done: Done = "made"
    """What the last run did for it; the costs are those of the run that made it."""

    def as_row(self) -> dict[str, Any]:
        """Return the line as it is stored."""
        return asdict(self)

    def stop(self) -> None:
        """Note that the run ended first; why it did is told of the run, once."""
        self.state, self.error = "stopped", NOT_FINISHED

    def judge(self, audit: Audit) -> None:
        """Note what the audit of the record found."""
        self.questions, self.failed_questions = audit.questions.total, len(audit.questions.failed)
        self.quantities, self.unaccounted = audit.quantities, len(audit.unaccounted)
        self.dropped, self.disagreements = len(audit.dropped), len(audit.disagreements)
        self.state = "complete" if audit.complete else "incomplete"
        self.error = _failures_in_words(audit.questions.failed)

    def count(self, replies: Sequence[Reply]) -> None:
        """Add what the replies cost."""
        self.models = sorted({reply.model for reply in replies if reply.model})
        self.reasked += sum(reply.usage.calls > 1 for reply in replies)
        for question in (reply.question for reply in replies if reply.usage.calls):
            self.estimated_prompt_tokens += prompt_tokens(question)
            self.estimated_completion_tokens += answer_tokens(question)
        for usage in (reply.usage for reply in replies):
            self.calls += usage.calls
            self.cache_hits += usage.cache_hits
            self.prompt_tokens += usage.prompt_tokens
            self.cached_tokens += usage.cached_tokens
            self.written_tokens += usage.written_tokens
            self.completion_tokens += usage.completion_tokens


def _failures_in_words(failed: Sequence[Failed]) -> str:
    """Return why questions failed, each reason once: `c1, c2, c5 and 9 more: HTTP 503; c4: too long`."""
    reasons: dict[str, list[str]] = {}
    for one in failed:
        reasons.setdefault(one.reason, []).append(one.id)
    more = {reason: f" and {len(ids) - 3} more" if len(ids) > 3 else "" for reason, ids in reasons.items()}
    return "; ".join(f"{', '.join(ids[:3])}{more[reason]}: {reason}" for reason, ids in reasons.items())


@dataclass(slots=True)
class Entry:
    """What memory keeps of a line."""

    text_hash: str
    report_id: str
    paths: list[str]
    origins: list[Origin]
    place: Place | None = None
    """Where the journal holds the line; None while it is not done."""
    state: str = ""
    done: Done = "made"
    left: Left | None = None
    """The line of an earlier run, where it was taken over as it is."""

    def is_as_left(self) -> bool:
        """Say whether it is the line of an earlier run in every part."""
        left = self.left
        return left is not None and left.paths == tuple(self.paths) and left.origins == tuple(self.origins)

    def is_in(self, path: str, origin: Origin) -> None:
        """Note a further input that holds the report."""
        if path not in self.paths:
            self.paths.append(path)
            self.origins.append(origin)


@dataclass(slots=True)
class Lines:
    """All lines of a run, in the order in which the inputs name the reports."""

    journal: Journal
    keys: Keys
    entries: list[Entry] = field(default_factory=list)
    models: set[str] = field(default_factory=set)
    """Ids that the replies of this run reported."""
    _own_keys: dict[str, Any] = field(init=False)
    _by_text: dict[str, Entry] = field(default_factory=dict)
    _states: Counter[str] = field(default_factory=Counter)
    _done: Counter[str] = field(default_factory=Counter)
    _totals: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._own_keys = asdict(self.keys)

    def with_text(self, text_hash: str) -> Entry | None:
        """Return the report with this text, if the run has met it."""
        return self._by_text.get(text_hash)

    def add(self, line: Line, origin: Origin | None = None) -> Entry:
        """Take a place for a line that is not done yet."""
        entry = Entry(line.text_hash, line.report_id, list(line.paths), [origin] if origin else [])
        self.entries.append(entry)
        if line.text_hash:
            self._by_text[line.text_hash] = entry
        return entry

    def finish(self, entry: Entry, line: Line, index: IndexRow | None = None, record_bytes: int = 0) -> None:
        """Put a line that is done on disk, with what a later run needs to leave its report alone."""
        entry.report_id, entry.done = line.report_id, line.done
        self._write(entry, line.as_row(), self._own_keys, asdict(index) if index else None, record_bytes)
        self._totals.update({name: getattr(line, name) for name in (*COUNTS, *ESTIMATES, *FINDINGS)})
        self.models.update(line.models)

    def keep(self, entry: Entry, left: Left) -> None:
        """Take over the line of an earlier run, where the journal holds it."""
        entry.left, entry.done = left, "kept"
        self._at(entry, left.state, left.place)

    def render(self, entry: Entry, row: dict[str, Any], index: IndexRow) -> None:
        """Take over the row of an earlier run with another row in the index; the layout of today is its own."""
        entry.done = "rendered"
        self._write(entry, row["line"], {**row["keys"], "rendering": self.keys.rendering}, asdict(index), row["record_bytes"])

    def _write(self, entry: Entry, line: dict[str, Any], keys: dict[str, Any], index: object, record_bytes: int) -> None:
        row = {"line": line, "origins": [], "keys": keys, "record_bytes": record_bytes, "index": index}
        self._at(entry, line["state"], self.journal.append(_as_it_stands(entry, row)))

    def _at(self, entry: Entry, state: str, place: Place) -> None:
        entry.state, entry.place = state, place
        self._states[state] += 1
        if entry.report_id:
            self._done[entry.done] += 1

    def are_as_before(self) -> bool:
        """Say whether they are those of the run before, which came to its end, in every part but what was done for them."""
        if not all(entry.is_as_left() for entry in self.entries):
            return False
        left = [entry.left for entry in self.entries if entry.left]
        if any(one.keys.rendering != self.keys.rendering for one in left):
            return False
        return self.journal.holds_only([one.place for one in left])

    def row(self, entry: Entry) -> dict[str, Any]:
        """Return the row of a line that is done, read from disk."""
        assert entry.place is not None
        return _as_it_stands(entry, self.journal.read(entry.place))

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of all lines that are done, read from disk one at a time."""
        return (self.row(entry) for entry in self.entries if entry.place is not None)

    def failed(self) -> list[Entry]:
        """Return the lines that are done and no complete report."""
        return [entry for entry in self.entries if entry.place is not None and entry.state != "complete"]

    def made(self) -> list[str]:
        """Return the ids of all reports that have a record, complete or not."""
        return [entry.report_id for entry in self.entries if entry.place is not None and entry.state in MADE]

    def names(self) -> set[str]:
        """Return the names of all inputs of which a line is done."""
        return {path for entry in self.entries if entry.place is not None for path in entry.paths}

    def count(self) -> int:
        """Return how many lines are done."""
        return sum(self._states.values())

    def states(self) -> dict[str, int]:
        """Return how many lines are in each state."""
        return {state: self._states[state] for state in get_args(State)}

    def done(self) -> dict[str, int]:
        """Return for how many reports the run did what."""
        return {name: self._done[name] for name in get_args(Done)}

    def total(self, name: str) -> int:
        """Return the sum of one count over all lines that this run made."""
        return self._totals[name]


def _as_it_stands(entry: Entry, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with what this run knows better: the inputs that hold the report, and what was done for it."""
    row["line"] |= {"paths": entry.paths, "done": entry.done}
    row["origins"] = [{"sha256": origin.sha256, "reports": origin.reports} for origin in entry.origins]
    return row
