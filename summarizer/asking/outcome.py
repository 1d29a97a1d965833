"""What came of asking a model: the way between the client, the cache and the reply."""

from msgspec import Struct, field

from summarizer.domain.record import Dropped, Step
from summarizer.domain.reply import Answer, Usage
from summarizer.errors import StopRunError


class Outcome(Struct, frozen=True):
    """An answer that was checked, or why there is none."""

    answer: Answer | None
    dropped: tuple[Dropped, ...] = ()
    failure: str = ""
    model: str = ""
    """The model id that the reply reports."""
    step: Step = "strict"
    cut_at: int = 0
    """The answer is too long for the endpoint: the number of the last sentence of the first half, where there can be halves."""
    usage: Usage = field(default_factory=Usage)
    stopped: StopRunError | None = None
    """Why no further question can be answered either."""
