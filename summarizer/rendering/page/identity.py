"""The line that says which report this is."""

from summarizer.domain.record import Record
from summarizer.rendering.wording.language import label
from summarizer.rendering.wording.printable import printable

TYPE_NAMES = {
    "work_report": "政府工作报告",
    "development_plan": "发展计划",
    "action_plan": "工作方案",
    "bulletin": "统计公报",
    "other": "其他报告",
}


def identity_line(record: Record) -> tuple[str, ...]:
    """Return the parts of the identity line; the title is printed above it."""
    parts = (
        type_name(record),
        _periods(record),
        _named(label("编制"), "issuer", record),
        _forwarder(record),
        _named(label("报告人"), "speaker", record),
        _named("", "meeting", record),
        _date(record),
        _number(record),
        place_name(record),
    )
    return tuple(part for part in parts if part)


def _forwarder(record: Record) -> str:
    """Return who forwarded the report; an issuer that sent out its own is named once."""
    return "" if record.meta.forwarded_by == record.meta.issuer else _named(label("转发"), "forwarded_by", record)


def title_of(record: Record) -> str:
    """Return the report's title with its place where it names none, or a name made of place and type where it has no title."""
    title, place = printable(record.meta.title), record.meta.place
    if not title:
        return label("{name}（标题未载）", name=_bare_place(record) + type_name(record))
    names = [printable(name) for name in (place.town, place.county, place.city, place.province) if name]
    named = any(name in title or (len(name) > 2 and name[:-1] in title) for name in names)
    return title if named or not names else label("{title}（{place}）", title=title, place=names[0])


def type_name(record: Record) -> str:
    """Return what kind of report it is."""
    return label(TYPE_NAMES[record.meta.doc_type])


def place_name(record: Record) -> str:
    """Return the place from the province down, with 推断 where a part of it was inferred."""
    parts = ("province", "city", "county", "town")
    inferred = any(record.meta_evidence.get(f"place.{part}") == "derived" for part in parts)
    inferred = inferred or record.meta_evidence.get("place") == "derived"
    name = _bare_place(record)
    return name + (label("（推断）") if name and inferred else "")


def _bare_place(record: Record) -> str:
    place = record.meta.place
    names = [printable(name) for name in (place.province, place.city, place.county, place.town)]
    # a municipality is its own province: 北京市北京市
    return "".join(name for at, name in enumerate(names) if name and name not in names[:at])


def _marked(value: str, field: str, record: Record) -> str:
    return printable(value) + (label("（推断）") if record.meta_evidence.get(field) == "derived" else "")


def _named(named: str, field: str, record: Record) -> str:
    value = getattr(record.meta, field)
    if not value:
        return ""
    shown = _marked(value, field, record)
    return f"{named}{label('：')}{shown}" if named else shown


def _periods(record: Record) -> str:
    meta = record.meta
    ahead = label("实施期") if meta.doc_type == "action_plan" else label("计划期")
    behind = label("执行期") if meta.doc_type == "development_plan" else label("回顾期")
    parts = [
        behind + _marked(meta.review_period, "review_period", record) if meta.review_period else "",
        ahead + _marked(meta.plan_year, "plan_year", record) if meta.plan_year else "",
    ]
    return label("，").join(part for part in parts if part) or label("时期未载")


def _date(record: Record) -> str:
    if not record.meta.date:
        return label("日期未载")
    evidence = record.meta_evidence.get("date")
    printed = isinstance(evidence, list) and any("印发" in span.text for span in evidence)
    return (label("印发") if printed else label("日期")) + _marked(record.meta.date, "date", record)


def _number(record: Record) -> str:
    return _marked(record.meta.doc_number, "doc_number", record) if record.meta.doc_number else label("文号未载")
