"""Where a run is, seen from outside it."""

import json
from pathlib import Path
from typing import Any

from summarizer.asking.kept.store import shown_address
from summarizer.errors import OutputError, ReadError
from summarizer.running.inputs.remote import open_remote, reading
from summarizer.running.outputs.lock import holder, is_locked
from summarizer.running.outputs.published import remote_holder
from summarizer.running.progress.showing import PROGRESS
from summarizer.running.progress.tally import in_words

_ENDS = ("ended", "stopped")


def standing(place: Path | str) -> dict[str, Any]:
    """Return how far the run in a folder is, or how far the last one came. Raise OutputError where there was none.

    `state` is running, ended, stopped (`stopped` says by what), or cut off: its process is gone and never came to its end.
    """
    try:
        found = json.loads(_progress(place))
        in_words(found)
        process = _process(place)
        state = "running" if process is not None else found["state"] if found["state"] in _ENDS else "cut off"
    except (OutputError, ReadError):
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        name = place if isinstance(place, Path) else shown_address(place)
        raise OutputError(f"{name}: no run was ever here; name the output folder of a run") from error
    return {**found, "state": state, "process": process or None}


def _progress(place: Path | str) -> str | bytes:
    if isinstance(place, Path):
        return (place / PROGRESS).read_text(encoding="utf-8")
    with reading(place):
        return open_remote(place).read(PROGRESS)


def _process(place: Path | str) -> int | str | None:
    """Return the process that writes there, 0 where it isn't known, None where none does."""
    if isinstance(place, str):
        return remote_holder(place)
    return int(holder(place) or 0) if is_locked(place) else None


def standing_in_words(found: dict[str, Any]) -> str:
    """Return it as a line for people."""
    states = {
        "running": f"running (process {found['process']})",
        "ended": "ended",
        "stopped": f"stopped: {found.get('stopped')}; the same command again goes on from here",
        "cut off": "cut off; the same command again goes on from here",
    }
    return f"{states[found['state']]}, as of {found['at']}\n{in_words(found)}"
