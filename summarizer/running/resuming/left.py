"""What an earlier run left of a report: its line, and the documents that hold it."""

from dataclasses import dataclass

from summarizer.running.outputs.journal import Place
from summarizer.running.resuming.keys import Keys


@dataclass(frozen=True, slots=True)
class Origin:
    """A document that holds a report."""

    sha256: str
    reports: int
    """How many reports the document holds: with fewer lines than that, it was not finished."""


@dataclass(frozen=True, slots=True)
class Left:
    """A line that an earlier run left."""

    text_hash: str
    """`""` for an input that gave no report."""
    report_id: str
    state: str
    paths: tuple[str, ...]
    origins: tuple[Origin, ...]
    keys: Keys
    record_bytes: int
    place: Place

    def comes_from(self, path: str, sha256: str) -> bool:
        """Say whether this document is the one that the record names as its source."""
        return bool(self.paths) and self.paths[0] == path and self.origins[0].sha256 == sha256

    def documents(self) -> set[str]:
        """Return the documents that hold the report, copies once."""
        return {origin.sha256 for origin in self.origins}
