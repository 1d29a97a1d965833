"""What a chunk's question says beside its text: where the chunk stands and of which period the text before it speaks."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from summarizer.domain.chunk import Context
from summarizer.domain.grammar.periods import find_periods
from summarizer.domain.record import Meta
from summarizer.domain.report import Report
from summarizer.domain.scan import Sentence
from summarizer.domain.section import Section
from summarizer.domain.span import Span

_LONGEST_OPENER = 120
_LONGEST_PERIOD_SENTENCE = 300


class Surroundings:
    """A report's headings, openers and period sentences, looked up by place."""

    def __init__(self, report: Report, sentences: Sequence[Sentence], sections: Sequence[Section], meta: Meta) -> None:
        self._text = report.document.text
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._sections = sections
        self._headings = [section.heading.start for section in sections]
        self._by_id = {section.id: section for section in sections}
        self._tops = [report.span.start, *(section.heading.start for section in sections if section.level == 1)]
        self._meta = meta
        self._dated = self._dated_sentences(report)

    def of(self, stretch: Span) -> Context:
        """Return the context of a chunk."""
        first = bisect_left(self._starts, stretch.start)
        last = bisect_left(self._starts, stretch.end) - 1
        start = self._sentences[first].start
        around = self._sections_around(start, self._sentences[last].end)
        openers = [opener for section in around if (opener := self._opener(section, start))]
        return Context(
            title=self._meta.title,
            doc_type=self._meta.doc_type,
            review_period=self._meta.review_period,
            plan_year=self._meta.plan_year,
            heading_path=tuple(section.heading.of(self._text) for section in around),
            openers=tuple(openers),
            period_sentence=self._period_sentence(first),
        )

    def _sections_around(self, start: int, end: int) -> list[Section]:
        """Return the sections that hold the whole chunk and begin before it, outermost first."""
        around: list[Section] = []
        at = bisect_left(self._headings, start) - 1
        section = self._sections[at] if at >= 0 else None
        while section:
            if section.extent.start < start and end <= section.extent.end:
                around.append(section)
            section = self._by_id.get(section.parent)
        return around[::-1]

    def _opener(self, section: Section, before: int) -> str:
        """Return the first sentence of a section's own text, if it stands before the chunk."""
        at = bisect_left(self._starts, section.heading.end)
        following = bisect_right(self._headings, section.heading.start)
        child = self._headings[following] if following < len(self._headings) else section.extent.end
        if at >= len(self._starts) or self._starts[at] >= min(before, child):
            return ""
        return self._sentences[at].of(self._text)[:_LONGEST_OPENER]

    def _dated_sentences(self, report: Report) -> list[int]:
        """Return the indexes of the sentences that state a period (全年 and 年内 state none of their own)."""
        found: list[int] = []
        for mention in find_periods(report.document.view, report.span.start, report.span.end):
            at = bisect_right(self._starts, mention.span.start) - 1
            stated = mention.relative != "within_year" and at >= 0 and mention.span.end <= self._sentences[at].end
            if stated and (not found or found[-1] != at):
                found.append(at)
        return found

    def _period_sentence(self, first: int) -> str:
        """Return the last sentence before the chunk, in its level-1 section, that states a period; none if the chunk opens so."""
        at = bisect_left(self._dated, first)
        if at < len(self._dated) and self._dated[at] == first:
            return ""
        top = self._tops[bisect_right(self._tops, self._starts[first]) - 1]
        if at == 0 or self._starts[self._dated[at - 1]] < top:
            return ""
        return self._sentences[self._dated[at - 1]].of(self._text)[:_LONGEST_PERIOD_SENTENCE]
