"""The record: all that is known of one report. The contract of the program, version 1.

Offsets are characters of the document's text, end exclusive. A `SpanText` repeats its characters, so a record explains
itself without its source. Values that stood in the text are strings of the exact decimal.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from summarizer.domain.document import MarkKind
from summarizer.domain.scan import Basis, Bound, Sign

SCHEMA_VERSION = "1"

DocType = Literal["work_report", "development_plan", "action_plan", "bulletin", "other"]
Role = Literal["level", "growth", "change", "share", "rank", "multiple"]
Kind = Literal["actual", "target", "baseline"]
StatementKind = Literal["actual", "target"]
PeriodKind = Literal["review", "plan"]
ConflictKind = Literal["value", "scope"]
DismissedBy = Literal["reader", "model"]
Step = Literal["strict", "tools", "json_object"]


class Part(BaseModel):
    """Base of all parts: unknown keys are an error, values can't be changed or coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SpanText(Part):
    """A stretch of the document with its characters."""

    start: int
    end: int
    text: str


class Source(Part):
    """Where the report was read."""

    path: str
    sha256: str
    media_type: str
    encoding: str
    span: list[int]
    url: str = ""
    retrieved: str = ""


class Place(Part):
    """The administrative divisions, outermost first; `""` where neither text nor table says."""

    province: str = ""
    city: str = ""
    county: str = ""
    town: str = ""


class Period(Part):
    """A period that the report reviews or plans for."""

    kind: PeriodKind
    value: str


class Meta(Part):
    """What the report says of itself; `""` where it does not say."""

    title: str = ""
    doc_type: DocType = "other"
    place: Place = Place()
    issuer: str = ""
    forwarded_by: str = ""
    doc_number: str = ""
    date: str = ""
    speaker: str = ""
    meeting: str = ""
    review_period: str = ""
    plan_year: str = ""
    periods: list[Period] = []


class Marked(Part):
    """A stretch that is no part of the argument."""

    start: int
    end: int
    kind: MarkKind
    reason: str


class Heading(Part):
    """An entry of the outline; `start` to `end` is the heading itself, numbering included."""

    id: str
    level: int
    number: str
    title: str
    start: int
    end: int
    run_in: bool
    damaged: bool


class Indicator(Part):
    """A labelled numeral."""

    id: str
    name: str
    canonical: list[str]
    value: str
    unit: str
    role: Role
    basis: Basis
    kind: Kind
    period: str
    bound: Bound
    sign: Sign
    estimated: bool
    qualifiers: list[SpanText]
    amount: str
    amount_unit: str
    numeral: SpanText
    sentence: SpanText
    section: str
    inferred: list[str]
    same_as: str = ""
    group: str = ""


class Statement(Part):
    """A goal or a result said without a numeral."""

    id: str
    name: str
    canonical: list[str]
    text: str
    kind: StatementKind
    period: str
    evidence: list[SpanText]
    section: str


class Deadline(Part):
    """When a task is due, as the text says it and as a date (`2025`, `2025-12-31`)."""

    start: int
    end: int
    text: str
    date: str


class Task(Part):
    """Something that somebody has to do."""

    id: str
    title: str
    owners: list[SpanText]
    deadline: Deadline | None
    indicators: list[str]
    evidence: list[SpanText]
    section: str


class Project(Part):
    """A named project."""

    id: str
    name: str
    status: str
    indicators: list[str]
    evidence: list[SpanText]
    section: str


class Problem(Part):
    """An admitted shortcoming; `implied` when it is admitted inside a task."""

    id: str
    text: str
    implied: bool
    evidence: list[SpanText]
    section: str


class Point(Part):
    """A composed sentence for the brief, with what it rests on."""

    text: str
    evidence: list[SpanText]
    indicators: list[str]


class Highlights(Part):
    """The headline and the key points."""

    headline: Point
    key_points: list[Point]


class Conflict(Part):
    """Members that can't both be right (value), or that only look comparable (scope)."""

    kind: ConflictKind
    what: str
    members: list[str]
    reason: str


class Dismissed(Part):
    """A numeral that is no quantity, and why."""

    start: int
    end: int
    text: str
    reason: str
    by: DismissedBy


class Disagreement(Part):
    """Reader and answer read one field of one indicator differently; the answer's reading stands in the indicator."""

    indicator: str
    field: str
    reader: str
    answer: str


class Dropped(Part):
    """An entry of an answer that could not be used."""

    question: str
    entry: str
    reason: str


class Failed(Part):
    """A question that got no usable answer."""

    id: str
    span: list[int]
    reason: str


class Questions(Part):
    """How many questions were asked, and which failed."""

    total: int
    answered: int
    failed: list[Failed]


class Audit(Part):
    """What became of every numeral, section and question."""

    quantities: int
    labelled: int
    dismissed: list[Dismissed]
    unaccounted: list[SpanText]
    silent_sections: list[str]
    disagreements: list[Disagreement]
    dropped: list[Dropped]
    questions: Questions
    complete: bool


class Provenance(Part):
    """Everything that can change the record, and nothing else."""

    summarizer: str
    model: str
    step: Step
    settings_hash: str
    prompts: dict[str, str]
    schema_hash: str
    rules_hash: str
    questions_hash: str
    answers_hash: str


class Record(Part):
    """All that is known of one report."""

    schema_version: Literal["1"] = Field(default="1")
    report_id: str
    work_key: str
    text_hash: str
    source: Source
    meta: Meta
    meta_evidence: dict[str, list[SpanText] | Literal["derived"]]
    marked: list[Marked]
    outline: list[Heading]
    indicators: list[Indicator]
    statements: list[Statement]
    tasks: list[Task]
    projects: list[Project]
    problems: list[Problem]
    highlights: Highlights
    conflicts: list[Conflict]
    audit: Audit
    provenance: Provenance
