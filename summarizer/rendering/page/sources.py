"""Where things on the page come from: evidence of the record as sources with their headings."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from summarizer.domain.record import Heading, Indicator, Record, SpanText
from summarizer.rendering.page.parts import Run, Source
from summarizer.rendering.wording.amounts import written_value
from summarizer.rendering.wording.printable import printable

# a sentence without an end is text that was damaged: no page shows all of it
_LONGEST = 1000


def heading_path(section: str, record: Record) -> str:
    """Return the headings above a section id (`s1.2`), outermost first."""
    return _paths(_Same(record.outline), section)


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """An outline that is compared by what it is, not by what it holds."""

    outline: list[Heading]

    def __hash__(self) -> int:
        return id(self.outline)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.outline is self.outline


# one page asks for few sections, again and again
@lru_cache(maxsize=512)
def _paths(outline: _Same, section: str) -> str:
    numbers = section.split(".")
    above = [".".join(numbers[: count + 1]) for count in range(len(numbers))]
    titles = {heading.id: heading.title for heading in outline.outline if heading.id in above}
    return " › ".join(printable(titles[each]) for each in above if titles.get(each))


def source_of(span: SpanText, section: str, record: Record, at: int | None = None) -> Source:
    """Return a span of the record as a source; of a stretch too long to read only the part around the character `at`."""
    start, text = span.start, span.text
    if len(text) > _LONGEST:
        skipped = max(0, (at if at is not None else start) - start - _LONGEST // 2)
        start, text = start + skipped, text[skipped : skipped + _LONGEST]
    return Source(start, start + len(text), text, heading_path(section, record))


def sources_of(evidence: Iterable[SpanText], section: str, record: Record) -> tuple[Source, ...]:
    """Return the evidence of one entry as sources, each once."""
    return tuple(dict.fromkeys(source_of(span, section, record) for span in evidence))


def figure(indicator: Indicator, record: Record, text: str = "") -> Run:
    """Return a figure as it is written, or `text` for it, with the sentence it stands in."""
    source = source_of(indicator.sentence, indicator.section, record, indicator.numeral.start)
    return Run(text or written_value(indicator), (source,), ((indicator.numeral.start, indicator.numeral.end),))
