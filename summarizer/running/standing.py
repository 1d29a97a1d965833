"""Where a run is, seen from outside it."""

import json
from pathlib import Path
from typing import Any

from summarizer.errors import OutputError
from summarizer.running.lock import holder, is_locked
from summarizer.running.progress import PROGRESS
from summarizer.running.tally import in_words


def standing(folder: Path) -> dict[str, Any]:
    """Return how far the run in a folder is, or how far the last one came. Raise OutputError where there was none.

    `state` is running, ended, or cut off: its process is gone and never came to its end.
    """
    try:
        found = json.loads((folder / PROGRESS).read_text(encoding="utf-8"))
        state = "running" if is_locked(folder) else "ended" if found["state"] == "ended" else "cut off"
        in_words(found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OutputError(f"{folder}: no run was ever here; name the output folder of a run") from error
    process = holder(folder) if state == "running" else ""
    return {**found, "state": state, "process": int(process) if process else None}


def standing_in_words(found: dict[str, Any]) -> str:
    """Return it as a line for people."""
    states = {
        "running": f"running (process {found['process']})",
        "ended": "ended",
        "cut off": "cut off; the same command again goes on from here",
    }
    return f"{states[found['state']]}, as of {found['at']}\n{in_words(found)}"
