"""What a run tells of each input: the lines of `reports.jsonl`, and their sum."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from summarizer.asking.tokens import answer_tokens, prompt_tokens
from summarizer.domain.record import Audit
from summarizer.domain.reply import Reply

State = Literal["complete", "incomplete", "failed", "missing", "unreadable", "no report"]


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

    def as_row(self) -> dict[str, Any]:
        """Return the line as it is stored."""
        return asdict(self)

    def judge(self, audit: Audit) -> None:
        """Note what the audit of the record found."""
        self.questions, self.failed_questions = audit.questions.total, len(audit.questions.failed)
        self.quantities, self.unaccounted = audit.quantities, len(audit.unaccounted)
        self.dropped, self.disagreements = len(audit.dropped), len(audit.disagreements)
        self.state = "complete" if audit.complete else "incomplete"
        self.error = "; ".join(f"{failed.id}: {failed.reason}" for failed in audit.questions.failed)

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
            self.completion_tokens += usage.completion_tokens


@dataclass(slots=True)
class Lines:
    """All lines of a run, in the order in which the inputs name the reports."""

    rows: list[Line] = field(default_factory=list)
    _by_text: dict[str, Line] = field(default_factory=dict)

    def add(self, line: Line) -> Line:
        """Append a line and return it."""
        self.rows.append(line)
        if line.text_hash:
            self._by_text[line.text_hash] = line
        return line

    def with_text(self, text_hash: str) -> Line | None:
        """Return the line of the report with this text, if the run has met it."""
        return self._by_text.get(text_hash)

    def states(self) -> dict[str, int]:
        """Return how many lines are in each state."""
        return {state: sum(line.state == state for line in self.rows) for state in get_args(State)}

    def total(self, name: str) -> int:
        """Return the sum of one count over all lines."""
        return sum(getattr(line, name) for line in self.rows)
