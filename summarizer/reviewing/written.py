"""Fields of a part of a record as strings, so that two of them can be compared and shown."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from summarizer.domain.record import Deadline, Period, SpanText
from summarizer.reviewing.pairing import NumeralPlace

Places = Mapping[str, NumeralPlace]


def written(part: BaseModel, places: Places | None = None) -> dict[str, str]:
    """Return field name → value as a string; a span is its text, parts of a part have names like `place.county`.

    Ids of indicators are given by their numerals' places, since ids count and shift.
    """
    fields: dict[str, str] = {}
    for name, value in part:
        if name in ("indicators", "same_as") and places is not None:
            ids = value if isinstance(value, list) else [value]
            fields[name] = "、".join(str(places[one]) if one in places else one for one in ids)
        elif isinstance(value, BaseModel) and not isinstance(value, SpanText | Deadline):
            fields |= {f"{name}.{below}": text for below, text in written(value).items()}
        else:
            fields[name] = _value(value)
    return fields


def texts(spans: Sequence[SpanText]) -> tuple[str, ...]:
    """Return the texts of spans."""
    return tuple(span.text for span in spans)


def first_text(spans: Sequence[SpanText]) -> str:
    """Return the text of the first span, `""` where there is none."""
    return spans[0].text if spans else ""


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
