"""What became of each numeral: labelled, dismissed with a reason, or unaccounted."""

from collections.abc import Iterator, Sequence

from summarizer.domain.answer import ChunkAnswer, SecondLookAnswer
from summarizer.domain.chunk import Chunk
from summarizer.domain.prepared import Prepared
from summarizer.domain.record import Dismissed, DismissedBy, Indicator, SpanText
from summarizer.domain.reply import Reply
from summarizer.domain.scan import Numeral
from summarizer.domain.span import Span


def unlabelled(chunk: Chunk, reply: Reply) -> tuple[int, ...]:
    """Return the numbers of the numerals that an answer neither labels nor skips; none when there is no answer to complete."""
    if not isinstance(reply.answer, ChunkAnswer):
        return ()
    told = {entry.n for entry in reply.answer.indicators} | {entry.n for entry in reply.answer.skipped}
    return tuple(n for n in range(1, len(chunk.numerals) + 1) if n not in told)


def quantities(prepared: Prepared) -> list[Numeral]:
    """Return the numerals that may be quantities, in the order of the text."""
    return [numeral for numeral in prepared.scan.numerals if not numeral.dismissed]


def dismissed(prepared: Prepared, replies: Sequence[Reply], indicators: Sequence[Indicator]) -> list[Dismissed]:
    """Return the numerals that reader or model said to be no quantity, in the order of the text."""
    text = prepared.report.document.text
    labelled = {indicator.numeral.start for indicator in indicators}
    found: dict[int, Dismissed] = {}
    for numeral in prepared.scan.numerals:
        if numeral.dismissed and numeral.span.start not in labelled:
            found[numeral.span.start] = _dismissed(numeral, numeral.dismissed, text, "reader")
    for numeral, reason in _skipped(prepared, replies):
        if numeral.span.start not in labelled:
            found.setdefault(numeral.span.start, _dismissed(numeral, reason, text, "model"))
    return [found[start] for start in sorted(found)]


def unaccounted(
    prepared: Prepared, replies: Sequence[Reply], indicators: Sequence[Indicator], set_aside: Sequence[Dismissed]
) -> list[SpanText]:
    """Return the numerals of which nothing is known, and the sentences in which an answer saw a quantity that isn't marked."""
    text = prepared.report.document.text
    known = {indicator.numeral.start for indicator in indicators} | {numeral.start for numeral in set_aside}
    spans = {numeral.span for numeral in quantities(prepared) if numeral.span.start not in known}
    spans |= set(_unmarked(prepared, replies))
    return [SpanText(start=span.start, end=span.end, text=span.of(text)) for span in sorted(spans)]


def chunk_of(reply: Reply, prepared: Prepared) -> Chunk | None:
    """Return the chunk that the numbers of a reply refer to."""
    return reply.question.chunk or next((chunk for chunk in prepared.chunks if chunk.id == reply.question.id), None)


def _skipped(prepared: Prepared, replies: Sequence[Reply]) -> Iterator[tuple[Numeral, str]]:
    for reply in replies:
        chunk = chunk_of(reply, prepared)
        if chunk and isinstance(reply.answer, ChunkAnswer | SecondLookAnswer):
            for entry in reply.answer.skipped:
                if 1 <= entry.n <= len(chunk.numerals):
                    yield chunk.numerals[entry.n - 1], entry.reason


def _unmarked(prepared: Prepared, replies: Sequence[Reply]) -> Iterator[Span]:
    for reply in replies:
        chunk = chunk_of(reply, prepared)
        if chunk and isinstance(reply.answer, ChunkAnswer):
            for n in reply.answer.unmarked:
                if 1 <= n <= len(chunk.sentences):
                    yield Span(chunk.sentences[n - 1].start, chunk.sentences[n - 1].end)


def _dismissed(numeral: Numeral, reason: str, text: str, by: DismissedBy) -> Dismissed:
    span = numeral.span
    return Dismissed(start=span.start, end=span.end, text=span.of(text), reason=reason, by=by)
