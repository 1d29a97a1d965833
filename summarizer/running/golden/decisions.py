"""What reviewers decided: a log that is only ever appended to, and what it says of each difference now."""

import getpass
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.errors import RecordError

Verdict = Literal["accept", "reject", "known-wrong", "undo", "add", "prune", "withdraw", "migrate"]


class Decision(BaseModel):
    """One line of the log."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    time: str
    reviewer: str
    verdict: Verdict
    golden: str
    """Name of the golden's file."""
    key: str = ""
    """Of the difference, `""` for a whole golden."""
    what: str = ""
    old_hash: str = ""
    """Of the golden before."""
    new_hash: str = ""
    """Of the record that it was compared with."""
    comment: str = ""


def read_decisions(path: Path) -> list[Decision]:
    """Return all decisions, oldest first. Raise RecordError on a line that can't be read."""
    found = []
    for number, line in enumerate(_text(path).splitlines(), 1):
        try:
            found.append(Decision.model_validate_json(line))
        except ValidationError as error:
            raise RecordError(f"{path}: line {number} is no decision ({error.errors()[0]['msg']}); mend or remove it") from None
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise RecordError(f"{path}: the log of decisions can't be read ({why}); take it from version control again") from error


def with_decisions(path: Path, decisions: Iterable[Decision]) -> str:
    """Return the text of the log with these decisions appended."""
    before = _text(path)
    joint = "" if not before or before.endswith("\n") else "\n"
    return before + joint + "".join(f"{one.model_dump_json()}\n" for one in decisions)


def standing(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return key → the decision that holds now: a rejection or a known-wrong mark that nobody took back."""
    found: dict[str, Decision] = {}
    for one in decisions:
        if one.verdict in ("reject", "known-wrong"):
            found[one.key] = one
        else:
            found.pop(one.key, None)
    return found


def this_reviewer() -> str:
    """Return who decides: SUMMARIZER_REVIEWER, or the name of the account."""
    try:
        return os.environ.get("SUMMARIZER_REVIEWER") or getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def now() -> str:
    """Return the time of a decision in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
