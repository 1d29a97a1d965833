"""`summarizer golden review` in a terminal: pattern by pattern, difference by difference, one key a decision."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.prompt import Prompt
from rich.text import Text

from summarizer.errors import SummarizerError
from summarizer.reviewing.formats.plain import without_steering
from summarizer.reviewing.patterns import Pattern, patterns

if TYPE_CHECKING:
    from summarizer.reviewing.finding import Finding
    from summarizer.running.golden.deciding import Signer
    from summarizer.running.golden.decisions import Verdict
    from summarizer.running.golden.review import Review

ReadKey = Callable[[], str]

HELP = """a accept   r reject   k known wrong   s skip      (this difference)
A accept   R reject   K known wrong   S skip      (all of this pattern)
u undo the last decision   c comment on the next decisions   ? help   q quit; what is decided is kept, the rest waits"""
_VERDICTS: "dict[str, Verdict]" = {"a": "accept", "r": "reject", "k": "known-wrong"}
_STYLES = {"critical": "bold red", "major": "yellow", "minor": "dim"}
_SAMPLES = 3


@dataclass(slots=True)
class TerminalReview:
    """A reviewer at a terminal."""

    review: "Review"
    signer: "Signer"
    console: Console
    read_key: ReadKey

    def run(self) -> bool:
        """Show what is undecided until nothing is left or the reviewer quits; say whether nothing is left."""
        skipped: set[str] = set()
        self.console.print(Text(HELP, style="dim"))
        while True:
            found = [one for one in self.review.undecided() if one.key not in skipped]
            if not found:
                return not self.review.undecided()
            pattern = patterns(found)[0]
            self._show(pattern, len(found))
            if not self._decide(pattern, skipped):
                return False

    def _decide(self, pattern: Pattern, skipped: set[str]) -> bool:
        """Read keys until something is decided, skipped or undone; False to quit."""
        while True:
            key = self.read_key()
            about = pattern.findings if key.isupper() else pattern.findings[:1]
            match key.lower():
                case "a" | "r" | "k":
                    self._carry_out(_VERDICTS[key.lower()], {one.key for one in about})
                    return True
                case "s":
                    skipped.update(one.key for one in about)
                    return True
                case "u":
                    self._undo(skipped)
                    return True
                case "c":
                    comment = Prompt.ask("comment", console=self.console, default=self.signer.comment)
                    self.signer = replace(self.signer, comment=comment)
                case "q" | "\x03" | "\x04" | "":
                    return False
                case _:
                    self.console.print(Text(HELP, style="dim"))

    def _carry_out(self, verdict: "Verdict", keys: set[str]) -> None:
        done = self.review.decide(keys, verdict, self.signer)
        self.console.print(Text(f"{verdict}: {len(done)}", style="green"))

    def _undo(self, skipped: set[str]) -> None:
        try:
            undone = self.review.undo(self.signer)
        except SummarizerError as error:
            self.console.print(Text(str(error), style="red"))
            return
        skipped.difference_update(undone)
        self.console.print(Text(f"undone: {len(undone)}" if undone else "nothing to undo", style="green"))

    def _show(self, pattern: Pattern, left: int) -> None:
        first = pattern.findings[0]
        self.console.rule(_plain(f"{left} left · {pattern.count} of this pattern"))
        self.console.print(_plain(pattern.what, _STYLES[first.difference.severity]))
        for one in pattern.findings[1 : 1 + _SAMPLES]:
            self.console.print(_plain(f"  also {one.golden}: {one.difference}", "dim"))
        self.console.print(Panel(_about(first, self.console.width), title=_plain(first.golden), title_align="left"))


def _about(finding: "Finding", width: int) -> Group:
    difference = finding.difference
    what = " ".join(word for word in (difference.part, difference.label, difference.field or difference.change) if word)
    half = max(20, (width - 10) // 2)
    sides = Columns(
        [
            Panel(_plain(difference.old or "(nothing)", "red"), title="golden", width=half),
            Panel(_plain(difference.new or "(nothing)", "green"), title="new", width=half),
        ]
    )
    lines: list[RenderableType] = [_plain(what, "bold"), sides]
    if difference.sentence:
        lines.append(_sentence("source", difference.sentence, difference.old))
    if difference.new_sentence != difference.sentence:
        lines.append(_sentence("source now", difference.new_sentence, difference.new))
    lines.append(_plain(f"why: {finding.reason}"))
    if finding.supports:
        lines.append(_plain(f"gold supports: {finding.supports}", "bold"))
    return Group(*lines)


def _sentence(name: str, sentence: str, value: str) -> Text:
    text = _plain(f"{name}: {sentence}")
    if value:
        text.highlight_words([without_steering(value)], "reverse")
    return text


def _plain(text: str, style: str = "") -> Text:
    return Text(without_steering(text), style=style)
