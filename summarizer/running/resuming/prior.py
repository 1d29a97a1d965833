"""What earlier runs left in an output folder: small entries in memory, their rows on disk."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from summarizer.rendering.html.index import IndexRow
from summarizer.running.outputs.journal import Journal, Place
from summarizer.running.resuming.keys import Keys, read_keys
from summarizer.running.resuming.left import Left, Origin
from summarizer.running.resuming.lines import Line

_INDEX_TYPES = [(one.name, int if one.name in ("conflicts", "questions") else str) for one in fields(IndexRow)]
# The folder of a report: `yicheng-2021-development-plan-4fa819b0`. Nothing that leads elsewhere.
_REPORT_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]*")


@dataclass(slots=True)
class Prior:
    """All that earlier runs left, the latest line of each report."""

    journal: Journal
    by_text: dict[str, Left] = field(default_factory=dict)
    troubles: dict[str, Left] = field(default_factory=dict)
    """By the name of the input."""
    _by_document: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def of_document(self, sha256: str) -> list[Left]:
        """Return the reports of a document, `[]` where not all of them are known."""
        found = [self.by_text[text] for text in self._by_document.get(sha256, ())]
        wanted = {origin.reports for left in found for origin in left.origins if origin.sha256 == sha256}
        return found if wanted == {len(found)} else []

    def has_part_of(self, sha256: str) -> bool:
        """Say whether a report of this document is known."""
        return bool(self._by_document.get(sha256))

    def knows(self, name: str) -> bool:
        """Say whether an earlier run read an input of this name."""
        return name in self._names

    def names(self) -> set[str]:
        """Return the names of all inputs of earlier runs."""
        return set(self._names)

    def row(self, left: Left) -> dict[str, Any]:
        """Return the whole row of a line."""
        return self.journal.read(left.place)

    def _enter(self, left: Left) -> None:
        for name in left.paths:
            self._names[name].update(origin.sha256 for origin in left.origins)
        if not left.text_hash:
            self.troubles[left.paths[0]] = left
            return
        if (older := self.by_text.get(left.text_hash)) is not None:
            for sha256 in older.documents():
                self._by_document[sha256].remove(left.text_hash)
        self.by_text[left.text_hash] = left
        for sha256 in left.documents():
            self._by_document[sha256].append(left.text_hash)
        for name in left.paths:
            self.troubles.pop(name, None)


def load_prior(journal: Journal) -> Prior:
    """Return what the journal holds. A row that this program did not write is passed over."""
    prior = Prior(journal)
    keys: dict[Keys, Keys] = {}
    for left in _entries(journal, keys):
        prior._enter(left)
    return prior


def _entries(journal: Journal, keys: dict[Keys, Keys]) -> Iterator[Left]:
    for place, row in journal.earlier():
        try:
            yield _checked(place, row, keys)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            continue


def _checked(place: Place, row: dict[str, Any], known: dict[Keys, Keys]) -> Left:
    line = Line(**row["line"])
    texts = (line.text_hash, line.report_id, line.state, line.title, line.work_key, line.error, *line.paths)
    if not all(isinstance(text, str) for text in texts) or not line.paths:
        raise ValueError("no line")
    if line.report_id and not _REPORT_ID.fullmatch(line.report_id):
        raise ValueError("no report id")
    read_index(row["index"])
    origins = tuple(Origin(str(origin["sha256"]), int(origin["reports"])) for origin in row["origins"])
    if line.text_hash and len(origins) != len(line.paths):
        raise ValueError("no origins")
    keys = read_keys(row["keys"])
    keys = known.setdefault(keys, keys)  # equal keys are one object
    return Left(line.text_hash, line.report_id, line.state, tuple(line.paths), origins, keys, int(row["record_bytes"]), place)


def read_index(stored: Any) -> IndexRow | None:
    """Return a row of the index as it was stored. Raise TypeError or ValueError on anything else."""
    if stored is None:
        return None
    row = IndexRow(**stored)
    if not all(isinstance(getattr(row, name), kind) for name, kind in _INDEX_TYPES):
        raise ValueError("no row of the index")
    return row
