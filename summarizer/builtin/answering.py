"""Which rules answer which question."""

from summarizer.builtin.header import answer_header
from summarizer.builtin.labels import label
from summarizer.builtin.periods.own_years import with_own_years
from summarizer.builtin.points import choose_points
from summarizer.builtin.problems import find_problems
from summarizer.builtin.projects import find_projects
from summarizer.builtin.request import Request
from summarizer.builtin.statements import find_statements
from summarizer.builtin.tasks import find_tasks
from summarizer.builtin.unmarked import unmarked_sentences
from summarizer.domain.answer import ChunkAnswer, Entry, SecondLookAnswer
from summarizer.domain.highlights import choose
from summarizer.domain.marked_text import ShownChunk, read_chunk
from summarizer.domain.overview_text import read_entries


def answer_to(request: Request) -> Entry:
    """Return the answer to a question."""
    if request.question == "overview":
        return choose(read_entries(request.variable))
    shown = with_own_years(read_chunk(request.variable))
    if request.question == "header":
        return answer_header(shown, request.variable)
    if request.question == "second_look":
        labels = label(shown)
        return SecondLookAnswer(indicators=labels.indicators, skipped=labels.skipped)
    return answer_chunk(shown)


def answer_chunk(shown: ShownChunk) -> ChunkAnswer:
    """Return all that the rules find in a chunk."""
    labels = label(shown)
    tasks = find_tasks(shown)
    return ChunkAnswer(
        indicators=labels.indicators,
        statements=find_statements(shown),
        tasks=tasks,
        projects=find_projects(shown, labels.indicators),
        problems=find_problems(shown),
        points=choose_points(shown, labels.indicators),
        skipped=labels.skipped,
        unmarked=unmarked_sentences(shown),
    )
