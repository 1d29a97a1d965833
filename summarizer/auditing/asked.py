"""What became of each question."""

from collections.abc import Sequence

from summarizer.domain.chunk import Chunk
from summarizer.domain.prepared import Prepared
from summarizer.domain.record import Dropped, Failed, Questions
from summarizer.domain.reply import Reply

_ORDER = ("header", "chunk", "second_look", "overview")


def in_order(replies: Sequence[Reply]) -> list[Reply]:
    """Return the replies in one order, whatever order they came in; one of those to the same question."""
    once: dict[str, Reply] = {}
    for reply in sorted(replies, key=_place):
        once.setdefault(reply.question.id, reply)
    return list(once.values())


def questions_of(prepared: Prepared, replies: Sequence[Reply]) -> Questions:
    """Count the questions and list those without an answer, chunks that nobody asked about included."""
    failed = [_failed(reply) for reply in replies if reply.answer is None]
    unasked = [_unasked(chunk) for chunk in prepared.chunks if not any(_is_about(chunk, reply) for reply in replies)]
    total = len(replies) + len(unasked)
    listed = sorted([*failed, *unasked], key=lambda one: (one.span, one.id))
    return Questions(total=total, answered=total - len(listed), failed=listed)


def dropped_of(replies: Sequence[Reply], already: Sequence[Dropped]) -> list[Dropped]:
    """Return all entries that could not be used, each once: those that asking left out, then those that merging did."""
    once: dict[tuple[str, str, str], Dropped] = {}
    for dropped in (*(one for reply in replies for one in reply.dropped), *already):
        once.setdefault((dropped.question, dropped.entry, dropped.reason), dropped)
    return list(once.values())


def _is_about(chunk: Chunk, reply: Reply) -> bool:
    """Say whether a reply is the chunk's or that of a part into which it was cut; a second look doesn't stand in for it."""
    question = reply.question
    return question.name == "chunk" and (question.id == chunk.id or question.id.startswith(f"{chunk.id}."))


def _failed(reply: Reply) -> Failed:
    span = reply.question.span
    return Failed(id=reply.question.id, span=[span.start, span.end], reason=reply.failure or "no answer")


def _unasked(chunk: Chunk) -> Failed:
    return Failed(id=chunk.id, span=[chunk.spans[0].start, chunk.spans[-1].end], reason="not asked")


def _place(reply: Reply) -> tuple[int, int, int, str, bool, str]:
    question = reply.question
    answer = reply.answer.model_dump_json() if reply.answer else ""
    return (_ORDER.index(question.name), question.span.start, question.span.end, question.id, not answer, answer)
