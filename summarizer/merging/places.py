"""Where things stand in a report: its sentences and sections by offset."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.domain.marked_text import locate, shown
from summarizer.domain.prepared import Prepared
from summarizer.domain.record import SpanText
from summarizer.domain.scan import Sentence
from summarizer.domain.section import Section
from summarizer.domain.span import Span


@dataclass(frozen=True, slots=True)
class Places:
    """Look-ups in one report. Offsets are the document's."""

    text: str
    view: str
    sentences: tuple[Sentence, ...]
    sentence_starts: tuple[int, ...]
    sections: tuple[Section, ...]
    section_starts: tuple[int, ...]
    by_id: dict[str, Section]

    def span_text(self, span: Span) -> SpanText:
        """Return a span with its characters."""
        return SpanText(start=span.start, end=span.end, text=span.of(self.text))

    def sentence_text(self, sentence: Sentence) -> SpanText:
        """Return a sentence from its first to its last character, furniture in between included."""
        return self.span_text(Span(sentence.start, sentence.end))

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds a character."""
        at = bisect_right(self.sentence_starts, offset) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None

    def section_at(self, offset: int) -> Section | None:
        """Return the innermost section that holds a character."""
        at = bisect_right(self.section_starts, offset) - 1
        section = self.sections[at] if at >= 0 else None
        while section and not section.extent.start <= offset < section.extent.end:
            section = self.by_id.get(section.parent)
        return section

    def section_id_at(self, offset: int) -> str:
        """Return the id of the innermost section that holds a character, `""` where there is none."""
        section = self.section_at(offset)
        return section.id if section else ""

    def find_copied(self, copied: str, sentences: Sequence[Sentence]) -> Span | None:
        """Return where copied words stand: in a stretch of a sentence, else over furniture that interrupts one."""
        found = locate(copied, tuple(sentences), self.text)
        if found or not copied.strip():
            return found
        return next((span for sentence in sentences if (span := self._over_furniture(copied, sentence))), None)

    def _over_furniture(self, copied: str, sentence: Sentence) -> Span | None:
        wanted = shown(copied).strip()
        at = shown(sentence.of(self.text)).find(wanted)
        if at < 0:
            return None
        offsets = [offset for span in sentence.spans for offset in range(span.start, span.end)]
        return Span(offsets[at], offsets[at + len(wanted) - 1] + 1)


def places_of(prepared: Prepared) -> Places:
    """Return the look-ups of a prepared report."""
    document = prepared.report.document
    sentences = _sentences(prepared)
    sections = tuple(sorted(prepared.sections, key=lambda section: (section.extent.start, section.level)))
    return Places(
        text=document.text,
        view=document.view,
        sentences=sentences,
        sentence_starts=tuple(sentence.start for sentence in sentences),
        sections=sections,
        section_starts=tuple(section.extent.start for section in sections),
        by_id={section.id: section for section in sections},
    )


def _sentences(prepared: Prepared) -> tuple[Sentence, ...]:
    """Return the sentences as the questions show them: a heading is one of its own, and none is longer than a chunk."""
    shown_ones = {sentence.start: sentence for chunk in prepared.chunks for sentence in chunk.sentences}
    return tuple(shown_ones[start] for start in sorted(shown_ones))
