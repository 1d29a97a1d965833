"""A check as Markdown, for the summary of a pull request."""

import html
import re
from itertools import islice

from summarizer.reviewing.check_result import CheckResult
from summarizer.reviewing.difference import Severity
from summarizer.reviewing.formats.plain import without_steering
from summarizer.reviewing.patterns import patterns

_MOST = 200
_SAMPLES = 3
# what Markdown would read as markup: `*`, `[`, `|`
_MARKUP = re.compile(r"([\\`*_\[\]|#~])")


def as_markdown(result: CheckResult, level: Severity) -> str:
    """Return the counts first, then the patterns with samples, then the differences."""
    counts = {**result.counts(), f"at or above {level}": len(result.failing(level))}
    lines = ["# Golden check", "", _row(*counts), _row(*("---:" for _ in counts)), _row(*map(str, counts.values())), ""]
    lines += [f"- {_plain(problem)}" for problem in (*result.problems(), *(f"no longer wrong: {one}" for one in result.gone))]
    found = patterns(result.findings())
    if found:
        lines += ["", "## Patterns", "", _row("count", "pattern", "samples"), _row("---:", "---", "---")]
        for one in found[:_MOST]:
            samples = "; ".join(str(sample.difference) for sample in one.findings[:_SAMPLES])
            lines.append(_row(str(one.count), _plain(one.what), _plain(samples)))
        lines += ["", "## Differences", "", _row("golden", "severity", "what", "why", "gold"), _row(*["---"] * 5)]
        for finding in islice(result.findings(), _MOST):
            severity = "known wrong" if finding.known_wrong else finding.difference.severity
            what, why = _plain(str(finding.difference)), _plain(str(finding.reason))
            lines.append(_row(_plain(f"{finding.golden}:{finding.line}"), severity, what, why, finding.supports))
    return "\n".join(lines) + "\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", html.escape(" ".join(without_steering(text).split()), quote=False))
