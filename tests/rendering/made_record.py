"""Records made of checked facts, as merging and auditing would give them."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

from summarizer.domain.record import (
    Audit,
    Conflict,
    Heading,
    Highlights,
    Indicator,
    Meta,
    Place,
    Point,
    Problem,
    Provenance,
    Questions,
    Record,
    Source,
    SpanText,
    Statement,
    Task,
)
from summarizer.domain.registry import canonical_ids

_SENTENCE_END = re.compile(r"[。\n]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A labelled numeral: where it stands and what it is."""

    at: int
    value: str
    name: str
    unit: str
    role: str
    kind: str
    period: str
    bound: str = "eq"
    sign: int = 1
    basis: str = ""
    qualifiers: tuple[str, ...] = ()
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A goal or result in words."""

    name: str
    text: str
    kind: str
    period: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a record is made of."""

    id: str
    text: str
    report: dict[str, Any]
    """Title, type, place and so on, as in the gold files."""
    figures: list[Figure]
    said: list[Said] = field(default_factory=list)
    conflicts: list[tuple[str, list[str]]] = field(default_factory=list)
    """Kind, names of the levels that conflict."""
    source: str = "made.txt"
    inferred: tuple[str, ...] = ()
    """Metadata fields that were inferred."""


def make_record(facts: Facts) -> Record:
    """Return the record of a report that was answered completely."""
    outline = _outline(facts.report.get("headings", []))
    indicators = [_indicator(f"i{n}", each, facts.text, outline) for n, each in enumerate(facts.figures, 1)]
    sha256 = hashlib.sha256(facts.text.encode()).hexdigest()
    return Record(
        report_id=facts.id,
        work_key=facts.id,
        text_hash=sha256,
        source=Source(
            path=facts.source,
            sha256=sha256,
            media_type="text/plain",
            encoding="utf-8",
            span=facts.report.get("span", [0, len(facts.text)]),
        ),
        meta=_meta(facts.report),
        meta_evidence=dict.fromkeys(facts.inferred, "derived"),
        marked=[],
        outline=outline,
        indicators=indicators,
        statements=[_statement(f"t{n}", each, facts.text, outline) for n, each in enumerate(facts.said, 1)],
        tasks=[],
        projects=[],
        problems=[_problem(f"p{n}", each, facts.text, outline) for n, each in enumerate(facts.report.get("problems", []), 1)],
        highlights=Highlights(headline=Point(text="", evidence=[], indicators=[]), key_points=[]),
        conflicts=[_conflict(kind, names, indicators) for kind, names in facts.conflicts],
        audit=complete_audit(len(indicators)),
        provenance=_PROVENANCE,
    )


def complete_audit(quantities: int) -> Audit:
    """Return the audit of a report in which every quantity was labelled."""
    return Audit(
        quantities=quantities,
        labelled=quantities,
        dismissed=[],
        unaccounted=[],
        silent_sections=[],
        disagreements=[],
        dropped=[],
        questions=Questions(total=9, answered=9, failed=[]),
        complete=True,
    )


def task(n: int, title: str, owners: list[str], text: str, indicators: list[str]) -> Task:
    """Return a task whose words stand in the text."""
    at = text.index(title)
    return Task(
        id=f"k{n}",
        title=title,
        owners=[_span(text.index(owner), owner) for owner in owners],
        deadline=None,
        indicators=indicators,
        evidence=[sentence_at(at, text)],
        section="",
    )


def sentence_at(at: int, text: str) -> SpanText:
    """Return the sentence around a character."""
    start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, at)), default=0)
    end = found.end() if (found := _SENTENCE_END.search(text, at)) else len(text)
    left = start + len(text[start:end]) - len(text[start:end].lstrip())
    return _span(left, text[left:end].rstrip())


_PROVENANCE = Provenance(
    summarizer="0.1.0",
    model="builtin/0",
    step="strict",
    settings_hash="0",
    prompts={"chunk": "1+0a1b2c3d", "overview": "1+3d4e5f60"},
    schema_hash="0",
    rules_hash="0",
    questions_hash="0",
    answers_hash="0",
)
_META = ("title", "doc_type", "issuer", "forwarded_by", "doc_number", "date", "speaker", "meeting", "review_period", "plan_year")


def _span(start: int, text: str) -> SpanText:
    return SpanText(start=start, end=start + len(text), text=text)


def _meta(report: dict[str, Any]) -> Meta:
    return Meta(place=Place(**report.get("place", {})), periods=[], **{name: report.get(name, "") for name in _META})


def _outline(headings: list[dict[str, Any]]) -> list[Heading]:
    counts: list[int] = []
    outline = []
    for heading in headings:
        counts = [*counts, *[0] * heading["level"]][: heading["level"]]
        counts[-1] += 1
        text = heading["text"]
        number = re.match(r"[（(]?[一二三四五六七八九十]{1,3}[）)、是]|\d{1,3}[.、]|", text)
        title = text[number.end() :] if number else text
        outline.append(
            Heading(
                id="s" + ".".join(map(str, counts)),
                level=heading["level"],
                number=text[: len(text) - len(title)],
                title=title,
                start=heading["o"],
                end=heading["o"] + len(text),
                run_in=heading.get("run_in", False),
                damaged=heading.get("damaged", False),
            )
        )
    return outline


def _section(at: int, outline: list[Heading]) -> str:
    return next((heading.id for heading in reversed(outline) if heading.start <= at), "")


def _indicator(indicator_id: str, figure: Figure, text: str, outline: list[Heading]) -> Indicator:
    sentence = sentence_at(figure.at, text)
    fields = {
        name: getattr(figure, name) for name in ("name", "value", "unit", "role", "kind", "period", "bound", "sign", "basis")
    }
    return Indicator(
        id=indicator_id,
        canonical=canonical_ids(figure.name),
        estimated=figure.estimated,
        qualifiers=[_span(sentence.start + sentence.text.index(words), words) for words in figure.qualifiers],
        amount="",
        amount_unit="",
        numeral=_span(figure.at, figure.value),
        sentence=sentence,
        section=_section(figure.at, outline),
        inferred=[],
        **fields,
    )


def _statement(statement_id: str, said: Said, text: str, outline: list[Heading]) -> Statement:
    at = text.index(said.text)
    return Statement.model_validate_json(
        json.dumps(
            {
                "id": statement_id,
                "name": said.name,
                "canonical": canonical_ids(said.name),
                "text": said.text,
                "kind": said.kind,
                "period": said.period,
                "evidence": [sentence_at(at, text).model_dump()],
                "section": _section(at, outline),
            }
        )
    )


def _problem(problem_id: str, words: str, text: str, outline: list[Heading]) -> Problem:
    at = text.index(words)
    return Problem(id=problem_id, text=words, implied=False, evidence=[sentence_at(at, text)], section=_section(at, outline))


def _conflict(kind: str, names: list[str], indicators: list[Indicator]) -> Conflict:
    members = [next(i.id for i in indicators if i.name == name and i.role == "level") for name in names]
    return Conflict(kind="scope" if kind == "scope" else "value", what="、".join(names), members=members, reason="")
