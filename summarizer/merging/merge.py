"""A prepared report and the replies about it in, its record out. The order of the replies changes nothing."""

from collections.abc import Sequence
from typing import Literal

from summarizer.domain.document import Mark
from summarizer.domain.prepared import Evidence, Prepared
from summarizer.domain.record import (
    Audit,
    Disagreement,
    Dropped,
    Heading,
    Highlights,
    Marked,
    Point,
    Provenance,
    Questions,
    Record,
    Source,
    SpanText,
)
from summarizer.domain.reply import Reply
from summarizer.domain.section import Section
from summarizer.merging.answered import answers_of, labels_of
from summarizer.merging.conflicts import conflicts_of
from summarizer.merging.entries import entries_of
from summarizer.merging.header import completed_meta
from summarizer.merging.identity import with_repeats
from summarizer.merging.indicators import disagreements_of, indicators_of
from summarizer.merging.places import Places, places_of
from summarizer.merging.stated_periods import stated_periods

_NOTHING = Point(text="", evidence=[], indicators=[])


def merge(prepared: Prepared, replies: Sequence[Reply]) -> Record:
    """Return the record of a report without highlights; of audit and provenance it holds only what merging itself knows."""
    places = places_of(prepared)
    answers = answers_of(prepared, replies)
    labels = labels_of(answers)
    periods = stated_periods(places.view, prepared.report.span, prepared.meta)
    indicators = with_repeats(indicators_of(labels, places, periods), prepared.meta)
    entries = entries_of(answers, places, indicators, prepared.meta.plan_year)
    meta, evidence, unusable = completed_meta(prepared, replies, places)
    return Record(
        report_id=prepared.report_id,
        work_key=prepared.work_key,
        text_hash=prepared.text_hash,
        source=_source(prepared),
        meta=meta,
        meta_evidence=_meta_evidence(evidence, places),
        marked=[_marked(mark) for mark in _marks(prepared)],
        outline=[_heading(section) for section in places.sections],
        indicators=indicators,
        statements=entries.statements,
        tasks=entries.tasks,
        projects=entries.projects,
        problems=entries.problems,
        highlights=Highlights(headline=_NOTHING, key_points=[]),
        conflicts=conflicts_of(indicators, prepared.meta, periods),
        audit=_audit(disagreements_of(labels, indicators, periods), [*unusable, *entries.dropped]),
        provenance=_provenance(),
    )


def _source(prepared: Prepared) -> Source:
    document, span = prepared.report.document, prepared.report.span
    return Source(
        path=document.path,
        sha256=document.sha256,
        media_type=document.media_type,
        encoding=document.encoding,
        span=[span.start, span.end],
        url=document.url,
        retrieved=document.retrieved,
    )


def _meta_evidence(evidence: Evidence, places: Places) -> dict[str, list[SpanText] | Literal["derived"]]:
    return {
        field: "derived" if spans == "derived" else [places.span_text(span) for span in spans]
        for field, spans in evidence.items()
    }


def _marks(prepared: Prepared) -> list[Mark]:
    report = prepared.report
    litter = [mark for mark in report.document.marks if report.span.covers(mark.span)]
    return sorted({*report.marks, *litter})


def _marked(mark: Mark) -> Marked:
    return Marked(start=mark.span.start, end=mark.span.end, kind=mark.kind, reason=mark.reason)


def _heading(section: Section) -> Heading:
    return Heading(
        id=section.id,
        level=section.level,
        number=section.number,
        title=section.title,
        start=section.heading.start,
        end=section.heading.end,
        run_in=section.run_in,
        damaged=section.damaged,
    )


def _audit(disagreements: list[Disagreement], dropped: list[Dropped]) -> Audit:
    return Audit(
        quantities=0,
        labelled=0,
        dismissed=[],
        unaccounted=[],
        silent_sections=[],
        disagreements=disagreements,
        dropped=dropped,
        questions=Questions(total=0, answered=0, failed=[]),
        complete=False,
    )


def _provenance() -> Provenance:
    return Provenance(
        summarizer="",
        model="",
        step="strict",
        settings_hash="",
        prompts={},
        schema_hash="",
        rules_hash="",
        questions_hash="",
        answers_hash="",
    )
