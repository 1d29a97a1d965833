"""Headline and key points into a record: placeholders become values, numbers of entries become sentences and ids."""

import re
from collections.abc import Iterable, Sequence

from summarizer.domain.answer import OverviewAnswer, OverviewPoint
from summarizer.domain.highlights import choose
from summarizer.domain.overview_text import EntryLine
from summarizer.domain.record import Highlights, Indicator, Point, Record, SpanText
from summarizer.domain.reply import Reply
from summarizer.merging.overview import ListedEntry, listed_entries

_PLACEHOLDER = re.compile(r"\{(\d{1,6})\}")
# Verbs that a value may bring along itself (`下降2.9%`, `年均增长5.6%`), so that the sentence must not say them again
_VERBS = ("同比增长", "同比下降", "年均增长", "年均下降", "累计增长", "增长", "下降", "增加", "减少", "提高", "降低", "回落")
_NOTHING = Point(text="", evidence=[], indicators=[])


def with_highlights(record: Record, entries: Sequence[EntryLine], reply: Reply | None = None) -> Record:
    """Return the record with headline and key points: those of the reply, or of the stated rule where there is none."""
    answer = reply.answer if reply and isinstance(reply.answer, OverviewAnswer) else choose(list(entries))
    listed = {entry.line.n: entry for entry in listed_entries(record)}
    points = [filled for point in answer.key_points if (filled := _filled(point, listed, record))]
    headline = _filled(answer.headline, listed, record) or _NOTHING
    return record.model_copy(update={"highlights": Highlights(headline=headline, key_points=points)})


def _filled(point: OverviewPoint, listed: dict[int, ListedEntry], record: Record) -> Point | None:
    """Return a point with its values, None where it points to nothing or to an entry that isn't there."""
    numbers = {*point.entries, *(int(found[1]) for found in _PLACEHOLDER.finditer(point.text))}
    if not numbers or not point.text.strip() or not numbers <= listed.keys():
        return None
    used = [listed[n] for n in sorted(numbers)]
    ids = {entry.part.id for entry in used if isinstance(entry.part, Indicator)}
    return Point(
        text=_with_values(point.text, listed),
        evidence=_in_order(span for entry in used for span in entry.evidence),
        indicators=[indicator.id for indicator in record.indicators if indicator.id in ids],
    )


def _with_values(text: str, listed: dict[int, ListedEntry]) -> str:
    written, at = "", 0
    for found in _PLACEHOLDER.finditer(text):
        value = listed[int(found[1])].line.value
        written = _joined(written + text[at : found.start()], value)
        at = found.end()
    return written + text[at:]


def _joined(before: str, value: str) -> str:
    """Join a sentence's beginning and a value, the verb said once: of `增长` and `下降2.9%` the value's holds."""
    if value[:1].isdigit():
        return before + value
    said = next((verb for verb in _VERBS if before.endswith(verb)), "")
    return (before.removesuffix(said) if said and any(verb in value for verb in _VERBS) else before) + value


def _in_order(spans: Iterable[SpanText]) -> list[SpanText]:
    once = {(span.start, span.end): span for span in spans}
    return [once[place] for place in sorted(once)]
