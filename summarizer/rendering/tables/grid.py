"""A table across reports before it has a format: cells with a value, and the place in a report that it was read from."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from summarizer.domain.record import DocType, Indicator, Record
from summarizer.domain.scan import Bound
from summarizer.rendering.page.identity import TYPE_NAMES
from summarizer.rendering.wording.places import SOURCE_VIEW, place_id
from summarizer.rendering.wording.printable import clipped, printable

# What a row may stand for, and the head of its column for people
FIELD_HEADS = {
    "place": "地区",
    "province": "省",
    "city": "市",
    "county": "县",
    "year": "年份",
    "type": "类型",
    "report": "报告",
}
_LONGEST_QUOTE = 120
# Base unit → unit of a table, and how many base units it is.
_SHOWN: dict[str, tuple[str, Decimal]] = {
    "CNY": ("亿元", Decimal(100_000_000)),
    "m": ("公里", Decimal(1000)),
    **{
        base: (name, Decimal(1))
        for base, name in {
            "USD": "美元",
            "person": "人",
            "household": "户",
            "day": "天",
            "t": "吨",
            "tce": "吨标准煤",
            "mu": "亩",
            "m2": "平方米",
            "m3": "立方米",
            "kW": "千瓦",
            "kWh": "千瓦时",
            "times": "倍",
            "pp": "个百分点",
            "bp": "个基点",
        }.items()
    },
}

_BOUNDS: dict[Bound, str] = {"ge": "≥", "gt": "＞", "le": "≤", "lt": "＜", "approx": "约", "range": "区间"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands: report, characters of its document, sentence."""

    report_id: str
    start: int
    end: int
    quote: str

    def link(self, page: str) -> str:
        """Return the place in a file of the report, relative to the output folder; only the source view knows places."""
        place = f"#{place_id(self.start)}" if page == SOURCE_VIEW else ""
        return f"reports/{self.report_id}/{page}{place}"

    def __str__(self) -> str:
        return f"{self.report_id}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: a figure, or words."""

    text: str = ""
    value: Decimal | None = None
    spots: tuple[Spot, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads, the first of them without spots, and rows."""

    title: str
    heads: tuple[str, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    page: str = SOURCE_VIEW
    """The file of a report that its figures are linked to."""


def spot_of(record: Record, indicator: Indicator) -> Spot:
    """Return where an indicator's numeral stands."""
    quote = clipped(printable(indicator.sentence.text), _LONGEST_QUOTE)
    return Spot(record.report_id, indicator.numeral.start, indicator.numeral.end, quote)


def measured(indicator: Indicator) -> tuple[Decimal, str] | None:
    """Return an indicator's amount, signed, in the unit of tables; None where it has no amount."""
    try:
        amount = Decimal(indicator.amount) * (-1 if indicator.sign < 0 else 1)
    except InvalidOperation:
        return None
    if not amount.is_finite():
        return None
    unit, factor = _SHOWN.get(indicator.amount_unit, (indicator.amount_unit, Decimal(1)))
    return (amount / factor).normalize(), unit


def written(value: Decimal) -> str:
    """Return a number without exponent: `147.28`, `1000`."""
    return f"{value:f}"


def bounded(bound: Bound, value: Decimal) -> str:
    """Return a number with what bounds it: `≥6`, `约5`. A bound is never left out: over 10 is not 10."""
    return _BOUNDS.get(bound, "") + written(value)


def type_of(doc_type: DocType) -> str:
    """Return the name of a type of report."""
    return TYPE_NAMES[doc_type]


def place_of(record: Record) -> str:
    """Return the place of a report, outermost first."""
    place = record.meta.place
    return "".join(part for part in (place.province, place.city, place.county, place.town) if part)
