"""Metadata that the rules left empty, completed from the answer about a report's head. Nothing that a rule found is changed."""

import re
from collections.abc import Iterator, Sequence

from summarizer.domain.answer import HeaderAnswer
from summarizer.domain.grammar.dates import find_dates
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.prepared import Evidence, Prepared
from summarizer.domain.record import Dropped, Meta
from summarizer.domain.reply import Reply
from summarizer.domain.scan import Sentence
from summarizer.domain.span import Span
from summarizer.merging.places import Places


def completed_meta(prepared: Prepared, replies: Sequence[Reply], places: Places) -> tuple[Meta, Evidence, list[Dropped]]:
    """Return the metadata with its evidence, and what of the answer could not be used."""
    answers = [reply.answer for reply in replies if isinstance(reply.answer, HeaderAnswer)]
    if not answers:
        return prepared.meta, prepared.evidence, []
    pointed = [prepared.head[n - 1] for n in answers[0].sentences if 1 <= n <= len(prepared.head)]
    found: dict[str, tuple[str, tuple[Span, ...]]] = {}
    dropped: list[Dropped] = []
    for field, copied in _wanted(prepared, answers[0]):
        value, spans = _looked_up(field, copied, pointed, places)
        if value:
            found[field] = value, spans
        else:
            dropped.append(Dropped(question="header", entry=f"{field} {copied}", reason="不是所指句子中的原文，或不是日期"))
    meta = prepared.meta.model_copy(update={field: value for field, (value, _) in found.items()})
    return meta, prepared.evidence | {field: spans for field, (_, spans) in found.items()}, dropped


def _wanted(prepared: Prepared, answer: HeaderAnswer) -> Iterator[tuple[str, str]]:
    for field in prepared.unsure:
        said = getattr(answer, field)
        if said and said != getattr(prepared.meta, field):
            yield field, said


def _looked_up(field: str, copied: str, pointed: Sequence[Sentence], places: Places) -> tuple[str, tuple[Span, ...]]:
    """Return a field's value as records hold it and where it stands; `""` where it stands nowhere."""
    if field == "doc_type":
        return copied, tuple(span for sentence in pointed for span in sentence.spans)
    span = places.find_copied(copied, pointed)
    if span is None:
        return "", ()
    text = span.of(places.text)
    if field == "date":
        dates = find_dates(same_length_view(text))
        return (dates[0][1] if dates else ""), (span,)
    return (re.sub(r"\s", "", text) if field == "speaker" else text), (span,)
