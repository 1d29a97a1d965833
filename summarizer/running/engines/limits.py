"""The user's own ends of a run: a time of day, and shares of trouble above which going on is waste."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from summarizer.errors import SettingsError
from summarizer.running.counted import counted
from summarizer.running.resuming.lines import Lines

# `failed>3%`, `unaccounted > 5.5 %`
_RULE = re.compile(r"\s*([a-z]+)\s*>\s*(\d{1,3}(?:\.\d{1,3})?)\s*%\s*")
# Earlier than this a share is chance
_FEWEST_REPORTS = 3
SHARES = {
    "failed": ("failed_questions", "questions"),
    "unaccounted": ("unaccounted", "quantities"),
    "dropped": ("dropped", "quantities"),
    "reasked": ("reasked", "questions"),
    "disagreements": ("disagreements", "quantities"),
}


@dataclass(frozen=True, slots=True)
class StopRule:
    """A share of trouble that ends a run."""

    name: str
    most_percent: float

    def broken_by(self, lines: Lines) -> str:
        """Return why the run should stop, `""` when it needn't."""
        made, share = lines.done()["made"], share_of(self.name, lines)
        if made < _FEWEST_REPORTS or share <= self.most_percent / 100:
            return ""
        return f"--stop-when: {self.name} is {share:.1%} after {counted(made, 'report')}, more than {self.most_percent:g}%"


def read_rules(text: str) -> list[StopRule]:
    """Return the rules in `failed>3%,unaccounted>5%`. Raise SettingsError on what can't be read."""
    parts = [part for part in text.split(",") if part.strip()]
    found = [(part, _RULE.fullmatch(part)) for part in parts]
    if bad := [part.strip() for part, match in found if not match or match[1] not in SHARES]:
        raise SettingsError(f"--stop-when: {', '.join(bad)} can't be read; write NAME>N% with {', '.join(SHARES)} for NAME")
    return [StopRule(match[1], float(match[2])) for _, match in found if match]


def share_of(name: str, lines: Lines) -> float:
    """Return which share of all questions or quantities of a run is of a kind of trouble."""
    part, whole = SHARES[name]
    return lines.total(part) / lines.total(whole) if lines.total(whole) else 0.0


def seconds_until(time_of_day: str, now: datetime) -> float:
    """Return how long it is to a time of day: `07:00`, today or else tomorrow."""
    hour, minute = map(int, time_of_day.split(":"))
    end = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return ((end if end > now else end + timedelta(days=1)) - now).total_seconds()
