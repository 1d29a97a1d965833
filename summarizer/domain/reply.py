"""A question as it is sent, and what came back."""

from operator import add, sub

from msgspec import Struct, field
from msgspec.structs import astuple

from summarizer.domain.answer import (
    ChunkAnswer,
    HeaderAnswer,
    OverviewAnswer,
    QuestionName,
    SecondLookAnswer,
)
from summarizer.domain.chunk import Chunk
from summarizer.domain.record import Dropped, Step
from summarizer.domain.span import Span

Answer = ChunkAnswer | SecondLookAnswer | HeaderAnswer | OverviewAnswer


class Limits(Struct, frozen=True):
    """What an answer to one question may point to and copy; whoever checks the answer needs nothing else."""

    sentences: tuple[str, ...]
    """Text of sentence n at n - 1, as it was shown."""
    numerals: tuple[str, ...]
    """Value of numeral n at n - 1. For an overview: value and unit of entry n."""
    words: str
    """All text in which the words of a composed name may stand: the shown text and the heading path."""
    marked: tuple[str, ...] = ()
    """Sentence n at n - 1 with a placeholder `{7}` for each numeral; `()` where sentences hold no marked numerals."""


class Question(Struct, frozen=True):
    """One question, made from the report alone: the same report gives the same bytes."""

    id: str
    """`header`, `c3`, `c3.second`, `overview`."""
    name: QuestionName
    stable: str
    """Instructions, definitions, example: the same for every question of this name."""
    variable: str
    """Context and marked text."""
    span: Span
    limits: Limits
    chunk: Chunk | None = None
    """What the answer's numbers refer to: the chunk, or for a second look the part of it that was shown, numbered anew."""


class Usage(Struct, frozen=True):
    """What a question cost. Never part of the record."""

    calls: int = 0
    cache_hits: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    """Of the prompt, those that the provider had kept."""
    written_tokens: int = 0
    """Of the prompt, those that the provider bills for keeping."""
    completion_tokens: int = 0
    seconds: float = 0.0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(*map(add, astuple(self), astuple(other)))

    def __sub__(self, other: "Usage") -> "Usage":
        return Usage(*map(sub, astuple(self), astuple(other)))


class Reply(Struct, frozen=True):
    """The checked answer to a question, or why there is none."""

    question: Question
    answer: Answer | None
    dropped: tuple[Dropped, ...] = ()
    failure: str = ""
    """Why the question failed; `""` when `answer` is there."""
    model: str = ""
    """The model id that the reply reports."""
    step: Step = "strict"
    cut_at: int = 0
    """Above 0: too long to be answered at once, to be asked in halves, the first one up to this sentence."""
    usage: Usage = field(default_factory=Usage)
    stopped: Exception | None = None
    """Why this and every further question is left open, when the run has to end. What was sent before is in `usage`."""
