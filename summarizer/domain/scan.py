"""What a model may point to: sentences and numerals, with their places."""

from typing import Literal

from msgspec import Struct

from summarizer.domain.span import Span

Bound = Literal["eq", "ge", "gt", "le", "lt", "approx", "range"]
Basis = Literal["yoy", "annual_average", "cumulative", "versus_base", "plan_completion", "other", ""]
Sign = Literal[1, -1]


class Numeral(Struct, frozen=True, gc=False):
    """A value in the text, read by rule. Spans are characters of the text that was scanned."""

    span: Span
    """The value alone: `147.28`, `1亿5000万`, `五分之一`."""
    value: str
    """Exact decimal as a string, or a fraction `1/5`."""
    unit: str
    """Clean unit (`万余人` → `万人`); `""` where none stands beside it."""
    unit_span: Span | None
    bound: Bound
    sign: Sign
    """-1 for a decline, a cut or a shortfall."""
    basis: Basis
    estimated: bool
    """Said with 预计 or the like."""
    qualifiers: tuple[Span, ...]
    """按可比价格计算, 剔除…因素, 比2015年 and the like."""
    amount: str
    """The value in `amount_unit`, exact decimal; `""` where it has none."""
    amount_unit: str
    """Base unit: CNY, USD, person, m2, kWh, %, …"""
    dismissed: str = ""
    """Why it is no quantity (date, outline number, document number, name, …); `""` when it may be one."""
    group: int = 0
    """Numerals of one range, ratio or 分别 series share a number above 0."""


class Sentence(Struct, frozen=True, gc=False):
    """A sentence: one span, or several where furniture interrupts it."""

    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        """First character."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.spans[-1].end

    def __len__(self) -> int:
        if len(self.spans) == 1:
            return self.spans[0].end - self.spans[0].start
        return sum(map(len, self.spans))

    def of(self, text: str) -> str:
        """Return the sentence's characters, joined where furniture interrupts it."""
        return "".join(span.of(text) for span in self.spans)


class Scan(Struct, frozen=True):
    """All sentences and numerals of a report, each in the order of the text."""

    sentences: tuple[Sentence, ...]
    numerals: tuple[Numeral, ...]
