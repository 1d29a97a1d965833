"""Fields of a part of a record as strings, so that two of them can be compared and shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from summarizer.domain.record import Deadline, Period, SpanText

_REFERENCES = ("indicators", "same_as")


@dataclass(frozen=True, slots=True)
class Names:
    """What ids of a record stand for, since ids count and shift. What both records hold has one name in both."""

    indicators: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    """Group id → the names of its members."""


def written(part: BaseModel, names: Names | None = None) -> dict[str, str]:
    """Return field name → value as a string; a span is its text, parts of a part have names like `place.county`."""
    known = names or Names()
    fields: dict[str, str] = {}
    for name, value in part:
        if name in _REFERENCES:
            fields[name] = "、".join(known.indicators.get(one, one) for one in _ids(value))
        elif name == "section":
            fields[name] = known.sections.get(value, value)
        elif name == "group":
            fields[name] = known.groups.get(value, value)
        elif isinstance(value, BaseModel) and not isinstance(value, SpanText | Deadline):
            fields |= {f"{name}.{below}": text for below, text in written(value, known).items()}
        else:
            fields[name] = _value(value)
    return fields


def texts(spans: Sequence[SpanText]) -> tuple[str, ...]:
    """Return the texts of spans."""
    return tuple(span.text for span in spans)


def first_text(spans: Sequence[SpanText]) -> str:
    """Return the text of the first span, `""` where there is none."""
    return spans[0].text if spans else ""


def _ids(value: object) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value])]


def _value(value: object) -> str:
    match value:
        case SpanText():
            return value.text
        case Deadline():
            return f"{value.text} ({value.date})" if value.date else value.text
        case Period():
            return f"{value.kind} {value.value}"
        case list():
            return "、".join(map(_value, value))
        case bool():
            return "yes" if value else "no"
        case None:
            return ""
    return str(value)
