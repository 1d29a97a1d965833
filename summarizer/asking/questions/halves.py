"""A question whose answer is too long in, two questions about its halves out. Pure."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from summarizer.asking.questions.making import about_chunk
from summarizer.domain.chunk import Chunk, Context
from summarizer.domain.reply import Question
from summarizer.domain.scan import Sentence
from summarizer.domain.span import Span

# 2020年, 今年, 去年, 五年来, “十三五”: a sentence that states a period
_PERIOD = re.compile(r"\d{4}年|[今去本上]年|[三五]年来?|[一二三四]五[”\"]?(?:时期|期间|规划)")
# A new line is worth a cut that is so many sentences off the middle: what belongs together stays together
_WORTH_OF_A_LINE = 4
_LONGEST_OPENER, _LONGEST_PERIOD_SENTENCE = 120, 300


def cut_point(question: Question) -> int:
    """Return after which sentence a question is cut in two, near its middle; 0 where it can't be."""
    chunk = question.chunk
    if chunk is None or len(chunk.sentences) < 2:
        return 0
    headings = {span.start for span, _ in chunk.headings}
    middle = _weights(chunk.sentences)
    return min(range(1, len(chunk.sentences)), key=lambda k: (_distance(k, middle, chunk, headings), k))


def halves(question: Question, cut_at: int, document_text: str) -> tuple[Question, Question]:
    """Return the questions about the sentences up to the cut and about those after it, numbered anew."""
    chunk = question.chunk
    assert chunk is not None
    first, second = chunk.sentences[:cut_at], chunk.sentences[cut_at:]
    parts = (
        _part(chunk, first, chunk.context),
        _part(chunk, second, _later_context(chunk, first, second, document_text)),
    )
    one, two = (about_chunk(f"{question.id}.{n}", question.name, part, document_text) for n, part in enumerate(parts, 1))
    return one, two


def _weights(sentences: Sequence[Sentence]) -> float:
    """Return the offset of the middle."""
    return (sentences[0].start + sentences[-1].end) / 2


def _distance(k: int, middle: float, chunk: Chunk, headings: set[int]) -> float:
    """Return how bad a cut is, in sentences: far from the middle, inside a paragraph, below a heading."""
    before, after = chunk.sentences[k - 1], chunk.sentences[k]
    mean = max(1.0, (chunk.sentences[-1].end - chunk.sentences[0].start) / len(chunk.sentences))
    is_new = after.start in headings
    is_bad = before.start in headings
    return abs(after.start - middle) / mean - (_WORTH_OF_A_LINE if is_new else 0) + (_WORTH_OF_A_LINE if is_bad else 0)


def _part(chunk: Chunk, sentences: tuple[Sentence, ...], context: Context) -> Chunk:
    start, end = sentences[0].start, sentences[-1].end

    def lies_inside(span: Span) -> bool:
        return start <= span.start < end

    return replace(
        chunk,
        spans=tuple(span for sentence in sentences for span in sentence.spans),
        sentences=sentences,
        numerals=tuple(numeral for numeral in chunk.numerals if lies_inside(numeral.span)),
        headings=tuple(heading for heading in chunk.headings if lies_inside(heading[0])),
        context=context,
    )


def _later_context(chunk: Chunk, first: Sequence[Sentence], second: Sequence[Sentence], text: str) -> Context:
    """Return the context of the second half: also the headings above it, with their openers, and the last period before it."""
    cut = second[0].start
    path = _headings_above(chunk, cut)
    openers = [opener for heading in path if (opener := _opener(heading, first, chunk, text))]
    dated = [sentence for sentence in first if _PERIOD.search(sentence.of(text))]
    period = chunk.context.period_sentence if not dated else dated[-1].of(text)[:_LONGEST_PERIOD_SENTENCE]
    return replace(
        chunk.context,
        heading_path=(*chunk.context.heading_path, *(heading.of(text) for heading in path)),
        openers=(*chunk.context.openers, *openers),
        period_sentence="" if _PERIOD.search(second[0].of(text)) else period,
    )


def _headings_above(chunk: Chunk, cut: int) -> list[Span]:
    """Return the headings before the cut that hold all that follows it."""
    highest = min((level for span, level in chunk.headings if span.start >= cut), default=99)
    path: list[tuple[Span, int]] = []
    for span, level in chunk.headings:
        if span.start < cut:
            path = [one for one in path if one[1] < level] + [(span, level)]
    return [span for span, level in path if level < highest]


def _opener(heading: Span, first: Sequence[Sentence], chunk: Chunk, text: str) -> str:
    headings = {span.start for span, _ in chunk.headings}
    after = next((sentence for sentence in first if sentence.start > heading.start), None)
    return "" if after is None or after.start in headings else after.of(text)[:_LONGEST_OPENER]
