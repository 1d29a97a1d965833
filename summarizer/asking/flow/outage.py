"""Whether the endpoint answers at all: one question that fails is that question's trouble, all of them failing is not."""

from dataclasses import dataclass, field

from summarizer.asking.flow.retries import Trouble

# So many failures in a row and nothing in between: the endpoint seems gone. doubt.py finds out whether the question is bad.
_FAILURES_IN_A_ROW = 6
# A question that failed in so many stretches of time, others answered between them: it is the question
_TIMES_APART = 3
_FIRST_INTERVAL_SECONDS = 0.5
_LONGEST_INTERVAL_SECONDS = 60.0


@dataclass(slots=True)
class Outage:
    """What is known of an endpoint that may be out of reach."""

    is_on: bool = False
    begun: int = 0
    """How many there were."""
    waited_seconds: float = 0.0
    """Since it began, pauses and probes together."""
    reason: str = ""
    _interval: float = _FIRST_INTERVAL_SECONDS
    _failures: int = 0
    _elsewhere: int = 0
    """How many of them were answered by something else than an endpoint: a web page, a redirect."""
    _answers: int = 0
    _troubled: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Of a question that fails: in how many stretches it did, and how many answers there had been in the last one."""

    @property
    def is_wrong_address(self) -> bool:
        """Say whether something else than an endpoint answers, always and from the start: waiting would not help."""
        return self.is_on and not self._answers and self._elsewhere == self._failures

    def answered(self, question: str) -> None:
        """Note that the endpoint answered, whatever it said."""
        self._answers += 1
        self._troubled.pop(hash(question), None)
        if self._failures or self.is_on:
            self.is_on, self.waited_seconds, self._interval = False, 0.0, _FIRST_INTERVAL_SECONDS
            self._failures = self._elsewhere = 0

    def failed(self, question: str, reason: str, kind: Trouble) -> None:
        """Note that a request came to nothing."""
        if kind != "unreachable" and self._is_the_question(question) and not self.is_on:
            return
        self._failures += 1
        self._elsewhere += kind == "elsewhere"
        self.reason = reason
        if not self.is_on and (kind == "unreachable" or self._failures >= _FAILURES_IN_A_ROW):
            self.is_on = True
            self.begun += 1

    def _is_the_question(self, question: str) -> bool:
        """Say whether a question fails again and again though others were answered in between: then it is the question.

        When such are all that is left of a run, nothing but failures is no sign of an outage.
        """
        times, answers = self._troubled.get(hash(question), (0, -1))
        times += answers < self._answers
        self._troubled[hash(question)] = (times, self._answers)
        return times >= _TIMES_APART

    def next_interval(self) -> float:
        """Return how many seconds to wait before the next probe; longer each time."""
        seconds = self._interval
        self._interval = min(_LONGEST_INTERVAL_SECONDS, self._interval * 2)
        self.waited(seconds)
        return seconds

    def waited(self, seconds: float) -> None:
        """Note that so long nothing answered."""
        self.waited_seconds += seconds
