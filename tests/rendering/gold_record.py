"""A record made of checked facts, as merging and auditing would give it."""

import hashlib
import json
import re
from pathlib import Path
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
)
from summarizer.domain.registry import canonical_ids

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
_STOP = re.compile(r"[。；;\n]")
# (sentence to look for, name, words of the statement, kind, period)
Said = tuple[str, str, str, str]
_UNITS = ("万余元", "万余人次")


def gold_record(prefix: str, source: str, said: list[Said], conflicts: list[tuple[str, str, list[str]]]) -> Record:
    """Return the record of a gold report. `said`: name, words, kind, period of statements; `conflicts`: kind, reason, values."""
    text = (FIXTURES / "reports" / source).read_text(encoding="utf-8")
    report = json.loads((FIXTURES / "gold" / f"{prefix}.report.json").read_text(encoding="utf-8"))[0]
    lines = (FIXTURES / "gold" / f"{prefix}.numerals.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["fact"]]
    outline = _outline(report)
    indicators = [_indicator(f"i{n}", row, text, outline) for n, row in enumerate(rows, 1)]
    return Record(
        report_id=f"gold-{prefix}",
        work_key=f"gold-{prefix}",
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        source=Source(
            path=source,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            media_type="text/plain",
            encoding="utf-8",
            span=report["span"],
        ),
        meta=_meta(report),
        meta_evidence={"place.province": "derived", "place.city": "derived"},
        marked=[],
        outline=outline,
        indicators=indicators,
        statements=[_statement(f"t{n}", each, text, outline) for n, each in enumerate(said, 1)],
        tasks=[],
        projects=[],
        problems=[_problem(f"p{n}", words, text, outline) for n, words in enumerate(report["problems"], 1)],
        highlights=Highlights(headline=Point(text="", evidence=[], indicators=[]), key_points=[]),
        conflicts=[_conflict(each, indicators) for each in conflicts],
        audit=Audit(
            quantities=len(rows),
            labelled=len(rows),
            dismissed=[],
            unaccounted=[],
            silent_sections=[],
            disagreements=[],
            dropped=[],
            questions=Questions(total=9, answered=9, failed=[]),
            complete=True,
        ),
        provenance=Provenance(
            summarizer="0.1.0",
            model="builtin/0",
            step="strict",
            settings_hash="0",
            prompts={"chunk": "1+0a1b2c", "overview": "1+3d4e5f"},
            schema_hash="0",
            rules_hash="0",
            questions_hash="0",
            answers_hash="0",
        ),
    )


def _meta(report: dict[str, Any]) -> Meta:
    fields = (
        "title",
        "doc_type",
        "issuer",
        "forwarded_by",
        "doc_number",
        "date",
        "speaker",
        "meeting",
        "review_period",
        "plan_year",
    )
    return Meta(place=Place(**report["place"]), periods=[], **{field: report.get(field, "") for field in fields})


def _outline(report: dict[str, Any]) -> list[Heading]:
    counts: list[int] = []
    outline = []
    for heading in report["headings"]:
        level = heading["level"]
        counts = [*counts, *[0] * level][:level]
        counts[-1] += 1
        number = re.match(r"[（(]?[一二三四五六七八九十]+[）)、]|[一二三四五六七八九十]是|\d+[.、]", heading["text"])
        outline.append(
            Heading(
                id="s" + ".".join(map(str, counts)),
                level=level,
                number=number[0] if number else "",
                title=heading["text"][number.end() :] if number else heading["text"],
                start=heading["o"],
                end=heading["o"] + len(heading["text"]),
                run_in=heading.get("run_in", False),
                damaged=heading.get("damaged", False),
            )
        )
    return outline


def _sentence(at: int, text: str) -> SpanText:
    start = max((m.end() for m in _STOP.finditer(text, 0, at)), default=0)
    end = found.end() if (found := re.compile(r"[。\n]").search(text, at)) else len(text)
    start = max((m.end() for m in re.finditer(r"[。\n]", text[:at])), default=start if not text[:at] else 0)
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return SpanText(start=start + left, end=start + len(words.rstrip()), text=words.strip())


def _section(at: int, outline: list[Heading]) -> str:
    return next((heading.id for heading in reversed(outline) if heading.start <= at), "")


def _indicator(id: str, row: dict[str, Any], text: str, outline: list[Heading]) -> Indicator:  # noqa: A002
    at, end = row["o"], row["o"] + len(row["t"])
    return Indicator(
        id=id,
        name=row["name"],
        canonical=canonical_ids(row["name"]),
        value=row["t"],
        unit=row.get("unit_norm", row["unit"]),
        role=row["role"],
        basis="yoy" if row["role"] == "growth" and len(row["year"]) == 4 else _basis(row),
        kind=row["kind"],
        period=row["year"],
        bound=row["bound"],
        sign=row.get("sign", 1),
        estimated=False,
        qualifiers=_qualifiers(at, text),
        amount="",
        amount_unit="",
        numeral=SpanText(start=at, end=end, text=text[at:end]),
        sentence=_sentence(at, text),
        section=_section(at, outline),
        inferred=[],
    )


def _basis(row: dict[str, Any]) -> Any:
    return "annual_average" if row["role"] == "growth" and len(row["year"]) > 4 else ""


def _qualifiers(at: int, text: str) -> list[SpanText]:
    """Find 按可比价格计算（下同） between the clause before and the growth."""
    found = re.search(r"按[^，,；;。]{1,6}价格?计算(?:[（(]下同[)）])?(?=[，,]同比增长$)", text[max(0, at - 30) : at])
    if not found:
        return []
    start = max(0, at - 30) + found.start()
    return [SpanText(start=start, end=start + len(found[0]), text=found[0])]


def _statement(id: str, said: Said, text: str, outline: list[Heading]) -> Statement:  # noqa: A002
    name, words, kind, period = said
    at = text.index(words)
    return Statement(
        id=id,
        name=name,
        canonical=canonical_ids(name),
        text=words,
        kind="target" if kind == "target" else "actual",
        period=period,
        evidence=[_sentence(at, text)],
        section=_section(at, outline),
    )


def _problem(id: str, words: str, text: str, outline: list[Heading]) -> Problem:  # noqa: A002
    at = text.index(words)
    return Problem(id=id, text=words, implied=False, evidence=[_sentence(at, text)], section=_section(at, outline))


def _conflict(each: tuple[str, str, list[str]], indicators: list[Indicator]) -> Conflict:
    kind, reason, names = each
    members = [next(i.id for i in indicators if i.name == name and i.role == "level") for name in names]
    return Conflict(kind="scope" if kind == "scope" else "value", what="、".join(names), members=members, reason=reason)


SAID_000: list[Said] = [
    ("万元GDP能耗", "万元GDP能耗完成市定任务", "actual", "2020"),
    ("进出口和实际使用外资", "进出口和实际使用外资保持稳定增长", "target", "2021"),
    ("GDP能耗", "完成市下达的GDP能耗和环境质量改善目标", "target", "2021"),
    ("粮食总产量", "粮食总产量保持稳定", "target", "2021"),
    ("播种面积", "播种面积不低于2020年水平", "target", "2021"),
]


def record_000() -> Record:
    return gold_record(
        "000",
        "000_54393ecdd852f404.txt",
        SAID_000,
        [("scope", "", ["税收收入", "地方一般公共预算收入"])],
    )
