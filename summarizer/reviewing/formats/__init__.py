"""The result of a check as text for people, for programs and for the services that run checks."""

from collections.abc import Callable

from summarizer.reviewing.check_result import CheckResult
from summarizer.reviewing.difference import Severity
from summarizer.reviewing.formats.annotations import as_github
from summarizer.reviewing.formats.junit import as_junit
from summarizer.reviewing.formats.markdown import as_markdown
from summarizer.reviewing.formats.plain import as_json, as_text
from summarizer.reviewing.formats.sarif import as_sarif

FORMATS: dict[str, Callable[[CheckResult, Severity], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "junit": as_junit,
    "sarif": as_sarif,
    "github": as_github,
}
