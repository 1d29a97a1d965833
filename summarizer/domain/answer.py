"""What a model may say. Numerals and sentences by number only; everything else is copied or composed and then checked.

Pointed: `n`, `sentences`, `entries`. Copied (an exact substring of the sentences pointed to): `owners`, `deadline`, `title`,
`text` of statements and problems, `name` of tasks and projects, `unit`. Composed: `name` of an indicator, `text` of a point, in
which every quantity is a placeholder `{n}`.

The schemas are strict on the wire: every property is required, an optional one is a union with null, nothing has a default.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from summarizer.domain.record import DocType, Kind, Role, StatementKind
from summarizer.domain.scan import Bound

QuestionName = Literal["header", "chunk", "second_look", "overview"]


class Entry(BaseModel):
    """Base of all parts of an answer."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class IndicatorEntry(Entry):
    """A labelled numeral. `bound`, `sign` and `unit` are null where the reader's proposal is right."""

    n: int
    name: str
    role: Role
    kind: Kind
    period: str
    bound: Bound | None
    sign: Literal[1, -1] | None
    unit: str | None


class StatementEntry(Entry):
    """A goal or result said without a numeral; `name` is what it is about, `text` the words copied from the sentence."""

    name: str
    text: str
    kind: StatementKind
    period: str
    sentences: list[int]


class TaskEntry(Entry):
    """A task that somebody has to do; `title`, `owners` and `deadline` are copied."""

    title: str
    owners: list[str]
    deadline: str | None
    sentences: list[int]


class ProjectEntry(Entry):
    """A named project; `name` and `status` (签约, 开工, 在建, 竣工, … or "") are copied."""

    name: str
    status: str
    numerals: list[int]
    sentences: list[int]


class ProblemEntry(Entry):
    """An admitted shortcoming; `text` is copied."""

    text: str
    implied: bool
    sentences: list[int]


class PointEntry(Entry):
    """A candidate for the page; every quantity in `text` is a placeholder `{n}`."""

    text: str
    sentences: list[int]


class SkippedEntry(Entry):
    """A numeral that is no quantity."""

    n: int
    reason: str


class ChunkAnswer(Entry):
    """Answer to the question `chunk`."""

    indicators: list[IndicatorEntry]
    statements: list[StatementEntry]
    tasks: list[TaskEntry]
    projects: list[ProjectEntry]
    problems: list[ProblemEntry]
    points: list[PointEntry]
    skipped: list[SkippedEntry]
    unmarked: list[int]


class SecondLookAnswer(Entry):
    """Answer to the question `second_look`: numerals that the first answer left out."""

    indicators: list[IndicatorEntry]
    skipped: list[SkippedEntry]


class HeaderAnswer(Entry):
    """Answer to the question `header`: metadata that the rules were unsure of; copied, null where the text does not say."""

    title: str | None
    doc_type: DocType
    issuer: str | None
    doc_number: str | None
    date: str | None
    speaker: str | None
    meeting: str | None
    sentences: list[int]


class OverviewPoint(Entry):
    """A sentence of the brief; `{n}` in `text` stands for value and unit of entry n; `entries` are all that it rests on."""

    text: str
    entries: list[int]


class OverviewAnswer(Entry):
    """Answer to the question `overview`: what the page says first."""

    headline: OverviewPoint
    key_points: list[OverviewPoint]
