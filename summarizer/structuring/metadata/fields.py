"""What a report says of itself, read by rule, each field with the span that it was read from."""

from collections.abc import Sequence

from summarizer.domain.prepared import Evidence
from summarizer.domain.record import Meta
from summarizer.domain.report import Report
from summarizer.domain.scan import Scan
from summarizer.domain.section import Section
from summarizer.domain.span import Span
from summarizer.structuring.metadata.issuer import find_doc_number, find_forwarder, find_issuer
from summarizer.structuring.metadata.occasion import find_date, find_meeting, find_speaker
from summarizer.structuring.metadata.periods import find_report_periods
from summarizer.structuring.metadata.place import find_place
from summarizer.structuring.metadata.places_to_look import Found, find_places_to_look
from summarizer.structuring.metadata.title import find_doc_type, find_title


def describe(report: Report, scan: Scan, sections: Sequence[Section]) -> tuple[Meta, Evidence]:  # noqa: ARG001
    """Return a report's metadata with its evidence; a field that the report doesn't say is `""` and has no evidence."""
    places = find_places_to_look(report, sections)
    title = find_title(places)
    doc_type = find_doc_type(title.value, places, [section.title for section in sections if section.level == 1])
    place, place_evidence = find_place(places)
    meeting = find_meeting(places)
    date = find_date(places, meeting)
    periods = find_report_periods(places, sections, doc_type, title, date)
    found: dict[str, Found] = {
        "title": title,
        "issuer": find_issuer(places, doc_type, title.value, place),
        "forwarded_by": find_forwarder(places, place),
        "doc_number": find_doc_number(places),
        "date": date,
        "speaker": find_speaker(places),
        "meeting": meeting,
        "review_period": periods.review,
        "plan_year": periods.plan,
    }
    values = {field: each.value for field, each in found.items()}
    meta = Meta(doc_type=doc_type, place=place, periods=list(periods.all), **values)
    return meta, _evidence(found, place_evidence, title, periods.spans)


def _evidence(found: dict[str, Found], place: Evidence, title: Found, periods: tuple[Span, ...]) -> Evidence:
    evidence: Evidence = {field: each.spans for field, each in found.items() if each.value}
    evidence["doc_type"] = title.spans or "derived"
    evidence["periods"] = periods or "derived"
    evidence |= place
    return evidence
