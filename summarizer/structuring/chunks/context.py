"""What a chunk's question says beside its text: where the chunk stands and of which period the text before it speaks."""

import re
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
_LONGEST_HEAD = 24
_LONGEST_CAPTION = 40
_CAPTION_LINES = 2
# 表1 2021年年末人口数及构成 · 单位：亿元
_CAPTION = re.compile(r"^\s*表|单位|情况|速度|构成|一览|统计")
# 五年来 · 2020年, · “十四五”时期是
_HOLDS_ON = re.compile(r"[来间]|.[,是]")

# 报告提出的具体目标为:
_ANNOUNCES = re.compile(r"(?:目标|指标|任务)[^,，。]{0,6}[:：]$")


class Surroundings:
    """A report's headings, openers and period sentences, looked up by place."""

    def __init__(
        self, report: Report, sentences: Sequence[Sentence], starts: Sequence[int], sections: Sequence[Section], meta: Meta
    ) -> None:
        self._text = report.document.text
        self._sentences = sentences
        self._starts = starts
        self._sections = sections
        self._headings = [section.heading.start for section in sections]
        self._heading_starts = set(self._headings)
        self._by_id = {section.id: section for section in sections}
        self._first_below = {section.parent: section for section in reversed(sections)}
        self._tops = [report.span.start, *(section.heading.start for section in sections if section.level == 1)]
        self._meta = meta
        self._view = report.document.view

    def of_all(self, stretches: Sequence[Span]) -> list[Context]:
        """Return the context of each chunk, given all of them in order."""
        contexts: list[Context] = []
        dated, before, top = -1, 0, -1
        for stretch in stretches:
            first = bisect_left(self._starts, stretch.start)
            own_top = bisect_right(self._tops, self._starts[first]) - 1
            if own_top != top:
                dated, before, top = -1, bisect_left(self._starts, self._tops[own_top]), own_top
            found = self._last_dated(before, first)
            dated, before = (dated if found < 0 else found), first
            contexts.append(self._context(stretch, first, dated))
        return contexts

    def _context(self, stretch: Span, first: int, dated: int) -> Context:
        last = bisect_left(self._starts, stretch.end) - 1
        start = self._sentences[first].start
        around = self._sections_around(start, self._sentences[last].end)
        openers = [opener for section in around if (opener := self._opener(section, start))]
        announced = self._announcement(start)
        openers += [announced] if announced and announced not in openers else []
        period = "" if dated < 0 or self._is_dated(first) else self._sentences[dated].of(self._text)
        return Context(
            title=self._meta.title,
            doc_type=self._meta.doc_type,
            review_period=self._meta.review_period,
            plan_year=self._meta.plan_year,
            heading_path=tuple(section.heading.of(self._text) for section in around),
            openers=tuple(openers),
            period_sentence=period[:_LONGEST_PERIOD_SENTENCE],
            table=self._table_above(first),
        )

    def _table_above(self, first: int) -> tuple[str, ...]:
        """Return caption and head of the table in whose midst a sentence stands, `()` where it stands in none."""
        head = first
        while head > 0 and self._is_row(head - 1) and self._is_row(head):
            head -= 1
        if head == first:
            return ()
        caption = head
        while caption > max(head - _CAPTION_LINES, 0) and self._is_caption(caption - 1):
            caption -= 1
        lines = (self._sentences[at].of(self._text)[:_LONGEST_OPENER] for at in range(caption, head + 1))
        return tuple(line.replace("\t", " | ") for line in lines)

    def _is_row(self, at: int) -> bool:
        words = self._sentences[at].of(self._text)
        return "\t" in words or words.count("|") > 1

    def _is_caption(self, at: int) -> bool:
        words = self._sentences[at].of(self._text)
        return len(words) <= _LONGEST_CAPTION and not self._is_row(at) and bool(_CAPTION.search(words))

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

    def _announcement(self, start: int) -> str:
        """Return the sentence that announces the goals among which a section stands, where it begins a chunk: 具体目标为:."""
        at = bisect_right(self._headings, start) - 1
        section = self._sections[at] if at >= 0 else None
        first = self._first_below.get(section.parent, section) if section else None
        if not section or not first or first.heading.start > start:
            return ""
        sentence = bisect_left(self._starts, first.heading.start) - 1
        words = self._sentences[sentence].of(self._text) if sentence >= 0 else ""
        return words if len(words) <= _LONGEST_OPENER and _ANNOUNCES.search(words) else ""

    def _last_dated(self, low: int, high: int) -> int:
        """Return the index of the last sentence from `low` to before `high` that states a period, -1 where none does."""
        for at in range(high - 1, low - 1, -1):
            head = self._view[self._starts[at] : self._starts[at] + _LONGEST_HEAD]
            if ("年" in head or "五" in head) and self._is_dated(at):
                return at
        return -1

    def _is_dated(self, at: int) -> bool:
        """Say whether a sentence opens with a period that holds on (五年来，… · 2020年是…) or is a heading that names one.

        One inside a sentence (是2015年的2.1倍, 2020年实现…) holds for that sentence only. 全年 and 年内 state none of their own.
        """
        sentence = self._sentences[at]
        head = min(sentence.end, sentence.start + _LONGEST_HEAD)
        mentions = (mention for mention in find_periods(self._view, sentence.start, head) if mention.relative != "within_year")
        heading = sentence.start in self._heading_starts
        return any(heading or _HOLDS_ON.match(self._view, mention.span.end - 1) for mention in mentions)
