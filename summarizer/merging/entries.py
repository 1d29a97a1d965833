"""What answers say beside indicators: statements, tasks, projects, problems; each with its sentences, in order of place."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from summarizer.domain.answer import ChunkAnswer, Entry, ProblemEntry, ProjectEntry, StatementEntry, TaskEntry
from summarizer.domain.record import Deadline, Dropped, Indicator, Problem, Project, SpanText, Statement, Task
from summarizer.domain.registry import canonical_ids
from summarizer.domain.scan import Sentence
from summarizer.domain.section import Section
from summarizer.domain.span import Span
from summarizer.merging.answered import Answered
from summarizer.merging.due_date import due_date
from summarizer.merging.places import Places

AnyPart = TypeVar("AnyPart", Statement, Task, Project, Problem)
_NOT_FOUND = "抄录的文字不在所指句子里"


@dataclass(frozen=True, slots=True)
class Entries:
    """All that is no indicator, and what could not be used."""

    statements: list[Statement]
    tasks: list[Task]
    projects: list[Project]
    problems: list[Problem]
    dropped: list[Dropped]


@dataclass(frozen=True, slots=True)
class _Surroundings:
    places: Places
    indicators: Sequence[Indicator]
    plan_year: str
    dropped: list[Dropped] = field(default_factory=list)


def entries_of(answers: Sequence[Answered], places: Places, indicators: Sequence[Indicator], plan_year: str) -> Entries:
    """Return the entries of all answers, each once, in the order of the text."""
    around = _Surroundings(places, indicators, plan_year)
    chunks = [(answered, answered.answer) for answered in answers if isinstance(answered.answer, ChunkAnswer)]
    statements = (_statement(e, answered, around) for answered, answer in chunks for e in answer.statements)
    tasks = (_task(e, answered, around) for answered, answer in chunks for e in answer.tasks)
    projects = (_project(e, answered, around) for answered, answer in chunks for e in answer.projects)
    problems = (_problem(e, answered, around) for answered, answer in chunks for e in answer.problems)
    return Entries(
        _numbered("s", statements, lambda s: (s.name, s.text, s.kind, s.period)),
        _with_indicators(_numbered("t", tasks, lambda t: (t.title,)), around),
        _numbered("p", projects, lambda p: (p.name,)),
        _numbered("b", problems, lambda b: (b.text,)),
        around.dropped,
    )


def _statement(entry: StatementEntry, answered: Answered, around: _Surroundings) -> tuple[int, Statement] | None:
    sentences = answered.sentences(entry.sentences)
    span = _found(entry, entry.text, sentences, answered, around)
    if span is None:
        return None
    return (
        span.start,
        Statement(
            id="",
            name=entry.name.strip(),
            canonical=canonical_ids(entry.name),
            text=span.of(around.places.text),
            kind=entry.kind,
            period=entry.period,
            evidence=_evidence(sentences, around.places),
            section=around.places.section_id_at(span.start),
        ),
    )


def _task(entry: TaskEntry, answered: Answered, around: _Surroundings) -> tuple[int, Task] | None:
    places, sentences = around.places, answered.sentences(entry.sentences)
    span = _found(entry, entry.title, sentences, answered, around)
    if span is None:
        return None
    owners = [_found(entry, owner, sentences, answered, around) for owner in entry.owners]
    return (
        span.start,
        Task(
            id="",
            title=span.of(places.text),
            owners=[places.span_text(owner) for owner in dict.fromkeys(owners) if owner],
            deadline=_deadline(entry, sentences, answered, around),
            indicators=[],
            evidence=_evidence(sentences, places),
            section=places.section_id_at(span.start),
        ),
    )


def _deadline(entry: TaskEntry, sentences: list[Sentence], answered: Answered, around: _Surroundings) -> Deadline | None:
    span = _found(entry, entry.deadline, sentences, answered, around) if entry.deadline else None
    if span is None:
        return None
    words = span.of(around.places.text)
    return Deadline(start=span.start, end=span.end, text=words, date=due_date(words, around.plan_year))


def _project(entry: ProjectEntry, answered: Answered, around: _Surroundings) -> tuple[int, Project] | None:
    sentences = answered.sentences(entry.sentences)
    span = _found(entry, entry.name, sentences, answered, around)
    starts = {numeral.span.start for n in entry.numerals if (numeral := answered.numeral(n))}
    if span is None:
        return None
    return (
        span.start,
        Project(
            id="",
            name=span.of(around.places.text),
            status=entry.status.strip(),
            indicators=[i.id for i in around.indicators if i.numeral.start in starts],
            evidence=_evidence(sentences, around.places),
            section=around.places.section_id_at(span.start),
        ),
    )


def _problem(entry: ProblemEntry, answered: Answered, around: _Surroundings) -> tuple[int, Problem] | None:
    sentences = answered.sentences(entry.sentences)
    span = _found(entry, entry.text, sentences, answered, around)
    if span is None:
        return None
    return (
        span.start,
        Problem(
            id="",
            text=span.of(around.places.text),
            implied=entry.implied,
            evidence=_evidence(sentences, around.places),
            section=around.places.section_id_at(span.start),
        ),
    )


def _found(entry: Entry, copied: str, sentences: Sequence[Sentence], answered: Answered, around: _Surroundings) -> Span | None:
    span = around.places.find_copied(copied, sentences)
    if span is None:
        said = json.dumps(entry.model_dump(), ensure_ascii=False)
        around.dropped.append(Dropped(question=answered.question, entry=said, reason=f"{_NOT_FOUND}：{copied}"))
    return span


def _evidence(sentences: Iterable[Sentence], places: Places) -> list[SpanText]:
    return [places.sentence_text(sentence) for sentence in sentences]


def _numbered(
    letter: str, found: Iterable[tuple[int, AnyPart] | None], identity: Callable[[AnyPart], tuple[str, ...]]
) -> list[AnyPart]:
    """Sort parts by place, keep one of those that say the same at one place, give ids."""
    once: dict[tuple[int, tuple[str, ...]], AnyPart] = {}
    for place, part in (one for one in found if one is not None):
        once.setdefault((place, identity(part)), part)
    return [once[key].model_copy(update={"id": f"{letter}{number}"}) for number, key in enumerate(sorted(once), 1)]


def _with_indicators(tasks: Sequence[Task], around: _Surroundings) -> list[Task]:
    alone = {section for section, count in Counter(task.section for task in tasks).items() if count == 1}
    return [task.model_copy(update={"indicators": list(_inside(task, alone, around))}) for task in tasks]


def _inside(task: Task, alone: set[str], around: _Surroundings) -> Iterator[str]:
    """Return the indicators of a task's sentences, and of its section where the section is the task's own."""
    section = around.places.by_id.get(task.section)
    spans = [Span(sentence.start, sentence.end) for sentence in task.evidence]
    if section and task.section in alone and _is_headed_by(section, spans):
        spans.append(section.extent)
    for indicator in around.indicators:
        if any(span.start <= indicator.numeral.start < span.end for span in spans):
            yield indicator.id


def _is_headed_by(section: Section, spans: Sequence[Span]) -> bool:
    return any(span.overlaps(section.heading) for span in spans)
