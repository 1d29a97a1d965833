"""How far a run is, as numbers: what a bar, a log and another terminal show."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from summarizer.running.counted import counted
from summarizer.running.resuming.lines import COUNTS, Line
from summarizer.running.resuming.outstanding import Plan, Planned
from summarizer.running.spending.prices import Price


@dataclass(slots=True)
class Tally:
    """The counts of one run so far. Reports that were finished before count as nothing to do, so they speed nothing up."""

    inputs: int = 0
    gone_through: int = 0
    bytes_to_do: int = 0
    bytes_done: int = 0
    reports: Counter[str] = field(default_factory=Counter)
    """State → reports and inputs that came to it in this run."""
    costs: Counter[str] = field(default_factory=Counter)
    in_flight: Callable[[], int] = int
    """How many questions wait for a model just now."""
    limited_seconds: Callable[[], float] = float
    """How long questions have waited for rate limits."""
    price: Price | None = None
    """Of the model; None where it isn't known."""
    currency: str = ""
    begun: float = 0.0
    """On the clock that `snapshot` is given."""

    def plan(self, plan: Plan, now: float) -> None:
        """Take note of what there is to do."""
        self.inputs, self.begun = len(plan.inputs), now
        self.bytes_to_do = sum(planned.size for planned in plan.inputs if planned.needs_worker())

    def went_through(self, planned: Planned) -> None:
        """Take note of an input that is done with."""
        self.gone_through += 1
        self.bytes_done += planned.size if planned.needs_worker() else 0

    def finished(self, line: Line) -> None:
        """Take note of a line."""
        self.reports[line.state] += 1
        self.costs.update({name: getattr(line, name) for name in COUNTS if line.done == "made"})

    def snapshot(self, now: float) -> dict[str, Any]:
        """Return all counts; `seconds_left` is None while nothing is known of it."""
        seconds = now - self.begun
        asked = self.costs["calls"] + self.costs["cache_hits"]
        left = self.bytes_to_do - self.bytes_done
        return {
            "inputs": self.inputs,
            "gone_through": self.gone_through,
            "states": dict(self.reports),
            "chunks": asked,
            "in_flight": self.in_flight(),
            "cache_share": round(self.costs["cache_hits"] / asked, 3) if asked else 0.0,
            **{name: self.costs[name] for name in COUNTS},
            "cost": self._cost(),
            "currency": self.currency,
            "rate_limit_seconds": round(self.limited_seconds(), 1),
            "seconds": round(seconds, 1),
            "seconds_left": round(seconds * left / self.bytes_done, 1) if self.bytes_done else None,
        }

    def _cost(self) -> str | None:
        """Return what the reports that are done have cost; None where the price isn't known."""
        if self.price is None:
            return None
        tokens = [self.costs[name] for name in ("prompt_tokens", "completion_tokens", "cached_tokens")]
        return f"{self.price.cost(*tokens):.4f}"


def in_words(counts: dict[str, Any]) -> str:
    """Return a snapshot as one line for people."""
    states = ", ".join(f"{count} {state}" for state, count in counts["states"].items())
    tokens = counts["prompt_tokens"] + counts["completion_tokens"]
    parts = [
        f"{counts['gone_through']} of {counted(counts['inputs'], 'input')}",
        states,
        f"{counted(counts['chunks'], 'question')} answered ({counts['cache_share']:.0%} from the cache)",
        f"{counts['in_flight']} in flight" if counts["in_flight"] else "",
        f"{tokens:,} tokens" if tokens else "",
        f"{counts['cost']} {counts['currency']}" if counts["cost"] is not None else "",
        f"{clock(counts['rate_limit_seconds'])} held up by rate limits" if counts["rate_limit_seconds"] else "",
        f"{clock(counts['seconds'])} gone",
        f"about {clock(counts['seconds_left'])} left" if counts["seconds_left"] is not None else "",
    ]
    return "; ".join(part for part in parts if part)


def in_short(counts: dict[str, Any]) -> str:
    """Return what fits beside a bar on a terminal of 80 columns, the most wanted first."""
    left = counts["seconds_left"]
    parts = [
        f"{counts['gone_through']} of {counted(counts['inputs'], 'input')}",
        f"{clock(counts['seconds'])} gone" if left is None else f"about {clock(left)} left",
        f"{counts['cost']} {counts['currency']}" if counts["cost"] is not None else "",
        ", ".join(f"{count} {state}" for state, count in counts["states"].items()),
        f"{clock(counts['rate_limit_seconds'])} held up by rate limits" if counts["rate_limit_seconds"] else "",
        f"{counted(counts['chunks'], 'question')} answered",
    ]
    return "; ".join(part for part in parts if part)


def clock(seconds: float) -> str:
    """Return a duration: `0:05`, `12:00`, `3:07:09`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
