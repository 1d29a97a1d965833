"""What the answers say, with their numbers looked up: one label a numeral, the entries with their sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.domain.answer import ChunkAnswer, IndicatorEntry, SecondLookAnswer
from summarizer.domain.chunk import Chunk
from summarizer.domain.prepared import Prepared
from summarizer.domain.reply import Reply
from summarizer.domain.scan import Numeral, Sentence


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer about a chunk, and the chunk that its numbers refer to."""

    question: str
    answer: ChunkAnswer | SecondLookAnswer
    chunk: Chunk

    def numeral(self, n: int) -> Numeral | None:
        """Return numeral n, None for a number that the chunk doesn't have."""
        return self.chunk.numerals[n - 1] if 1 <= n <= len(self.chunk.numerals) else None

    def sentences(self, numbers: Sequence[int]) -> list[Sentence]:
        """Return the sentences pointed to, in the order of the text."""
        known = sorted({n for n in numbers if 1 <= n <= len(self.chunk.sentences)})
        return [self.chunk.sentences[n - 1] for n in known]


@dataclass(frozen=True, slots=True)
class Label:
    """What an answer says of one numeral."""

    numeral: Numeral
    entry: IndicatorEntry


def answers_of(prepared: Prepared, replies: Sequence[Reply]) -> list[Answered]:
    """Return the answers about chunks in the order of the text, first looks before second ones, whatever order they came in."""
    chunks = {chunk.id: chunk for chunk in prepared.chunks}
    found: dict[str, Answered] = {}
    for reply in sorted(replies, key=_place):
        chunk = reply.question.chunk or chunks.get(reply.question.id)
        if chunk and isinstance(reply.answer, ChunkAnswer | SecondLookAnswer):
            found.setdefault(reply.question.id, Answered(reply.question.id, reply.answer, chunk))
    return list(found.values())


def labels_of(answers: Sequence[Answered]) -> list[Label]:
    """Return the labels in the order of the text, one a numeral; what is said first of a numeral holds."""
    labels: dict[int, Label] = {}
    for label in _all_labels(answers):
        labels.setdefault(label.numeral.span.start, label)
    return [labels[start] for start in sorted(labels)]


def _all_labels(answers: Sequence[Answered]) -> Iterator[Label]:
    for answered in answers:
        for entry in answered.answer.indicators:
            numeral = answered.numeral(entry.n)
            if numeral:
                yield Label(numeral, entry)


def _place(reply: Reply) -> tuple[bool, int, int, str, str]:
    question = reply.question
    answer = reply.answer.model_dump_json() if reply.answer else ""
    return (question.name == "second_look", question.span.start, question.span.end, question.id, answer)
