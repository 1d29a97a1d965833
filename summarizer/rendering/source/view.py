"""The source view: the report's text with everything that the record rests on marked in it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.domain.record import Heading, Record
from summarizer.rendering.page.identity import title_of
from summarizer.rendering.page.parts import Brief, all_words
from summarizer.rendering.source.entries import Entry, EntryKind, entries_of
from summarizer.rendering.source.text import paragraphs
from summarizer.rendering.templates import fill_template
from summarizer.rendering.wording.language import current_language, label
from summarizer.rendering.wording.places import place_id
from summarizer.rendering.wording.printable import clipped, printable

_KINDS: dict[EntryKind, str] = {
    "actual": "实绩",
    "target": "目标",
    "baseline": "基数",
    "statement": "定性表述",
    "task": "任务",
    "project": "项目",
    "problem": "问题",
    "unaccounted": "未识别",
    "dismissed": "非数值",
    "aside": "不属正文",
}
_LONGEST_HEADING = 60
# of little use in the list: shown on request
_HIDDEN_AT_FIRST = ("dismissed", "aside")


@dataclass(frozen=True, slots=True)
class KindFilter:
    """A kind of entries that can be shown or hidden."""

    id: str
    name: str
    count: int
    shown: bool


def linked_places(brief: Brief) -> frozenset[int]:
    """Return the offsets that a page links to: its figures, and the sentences that it cites."""
    runs = [run for words in all_words(brief) for run in words]
    spots = {start for run in runs for start, _ in run.spots}
    return frozenset(spots | {source.start for run in runs for source in run.sources})


def render_source_view(record: Record, text: str, places: Iterable[int] = (), brief: str = "") -> str:
    """Return the view in HTML, readable without its script. `text` is the document's, `brief` a link to the page."""
    entries = entries_of(record)
    start, end = record.source.span
    choosable = _choosable_level(record.outline)
    return fill_template(
        "source.html",
        "source.css",
        "source.js",
        language=current_language(),
        label=label,
        title=title_of(record),
        brief=brief,
        outline=record.outline,
        deep=max((heading.level for heading in record.outline), default=1),
        kinds=_kinds(entries),
        names={kind: label(name) for kind, name in _KINDS.items()},
        periods=sorted({entry.period for entry in entries if entry.period}),
        sections=[heading for heading in record.outline if heading.level <= choosable],
        entries=entries,
        paragraphs=paragraphs(text, (start, end), record.outline, entries, places),
        place_id=place_id,
        words=lambda heading: clipped(printable(text[heading.start : heading.end]), _LONGEST_HEADING),
    )


def _kinds(entries: list[Entry]) -> list[KindFilter]:
    counts = Counter(entry.kind for entry in entries)
    return [
        KindFilter(kind, label(name), counts[kind], kind not in _HIDDEN_AT_FIRST)
        for kind, name in _KINDS.items()
        if kind in counts
    ]


def _choosable_level(outline: list[Heading]) -> int:
    """Return the deepest level that the filter offers, so that its list stays short."""
    counts = [sum(heading.level <= level for heading in outline) for level in range(1, 5)]
    return max((level for level, count in enumerate(counts, 1) if count <= 60), default=1)
