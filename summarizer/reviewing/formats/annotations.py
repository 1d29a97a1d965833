"""A check as workflow commands, which GitHub shows at the lines of the golden files."""

from pathlib import PurePath

from summarizer.reviewing.check_result import CheckResult
from summarizer.reviewing.difference import Severity
from summarizer.reviewing.formats.plain import said, summed_up, without_steering

_COMMANDS: dict[Severity, str] = {"critical": "error", "major": "warning", "minor": "notice"}


def as_github(result: CheckResult, level: Severity) -> str:
    """Return one annotation a difference that isn't known, failing ones as errors."""
    lines = []
    for one in result.findings():
        if not one.known_wrong:
            command = "error" if one.reaches(level) else _COMMANDS[one.difference.severity]
            title = f"golden {one.difference.part} {one.difference.field or one.difference.change}"
            lines.append(_command(command, result.folder, one.golden, one.line, title, said(one)))
    bad = (one for one in result.checked if one.problem)
    lines += [_command("error", result.folder, one.golden, 1, "golden can't be used", one.problem) for one in bad]
    lines += [f"::notice::{_data(f'no longer there, though known to be wrong: {one}')}" for one in result.gone]
    return "\n".join([*lines, summed_up(result)]) + "\n"


def _command(command: str, folder: str, name: str, line: int, title: str, message: str) -> str:
    file = (PurePath(folder) / name).as_posix()
    return f"::{command} file={_property(file)},line={line},title={_property(title)}::{_data(message)}"


def _data(text: str) -> str:
    return without_steering(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
