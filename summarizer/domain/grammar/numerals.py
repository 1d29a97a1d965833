"""Every numeral of a text: value, unit, bound, direction, or why it is no quantity."""

import re

from summarizer.domain.scan import Bound, Numeral
from summarizer.domain.span import Span

_MULTIPLIER = "万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百"
_UNIT = "个百分点|平方公里|万千瓦时|立方米|平方米|千瓦时|人次|户次|家次|公里|公顷|美元|千瓦|场次|大类|元|吨|亩|斤|人|户|家|个|项|件|条|台|辆|所|处|座|套|张|名|位|次|场|起|笔|宗|批|头|只|眼|盏|支|类|天|倍|米|%|‰|强"
_NUMERAL = re.compile(
    rf"(?P<value>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?) ?(?P<more>[余多来几]?)(?P<times>{_MULTIPLIER})?(?P<more2>[余多来几]?)(?P<unit>{_UNIT})?"
)
_NO_QUANTITY = re.compile(
    r"\d{4} ?年|\d{1,2} ?月(?: ?\d{1,2} ?日)?|\d{1,2} ?日|\(\d{1,2}\)|[A-Za-z]+\d+(?:\.\d+)?|\d+[A-Za-z]+|\d+(?:\+\d+)+|\d+周年|[〔\[【]\d{4}[〕\]】]\d*|第\d+号|\d+强"
)
_BEFORE: dict[str, Bound] = {
    "不少于": "ge",
    "不低于": "ge",
    "至少": "ge",
    "超过": "gt",
    "突破": "gt",
    "不超过": "le",
    "约": "approx",
    "近": "approx",
}
_AFTER: dict[str, Bound] = {"以上": "ge", "以内": "le", "以下": "le", "左右": "approx"}


def find_numerals(view: str, start: int = 0, end: int | None = None) -> list[Numeral]:
    """Return every numeral of the view in order, those that are no quantity with their reason in `dismissed`."""
    stop = len(view) if end is None else end
    names = [Span(*match.span()) for match in _NO_QUANTITY.finditer(view, start, stop)]
    found: list[Numeral] = []
    at = 0
    for match in _NUMERAL.finditer(view, start, stop):
        while at < len(names) and names[at].end <= match.start("value"):
            at += 1
        dismissed = at < len(names) and names[at].start <= match.start("value")
        found.append(_numeral(view, match, "date or name" if dismissed else ""))
    return found


def _numeral(view: str, match: re.Match[str], dismissed: str) -> Numeral:
    before, after = view[max(match.start() - 4, 0) : match.start()], view[match.end() : match.end() + 3]
    bound: Bound = "approx" if match["more"] or match["more2"] else "eq"
    bound = next((_AFTER[word] for word in _AFTER if after.startswith(word)), bound)
    bound = next((_BEFORE[word] for word in sorted(_BEFORE, key=len, reverse=True) if before.endswith(word)), bound)
    unit = (match["times"] or "") + (match["unit"] or "")
    return Numeral(
        span=Span(*match.span("value")),
        value=match["value"].replace(",", ""),
        unit=unit,
        unit_span=Span(match.end("value"), match.end()) if unit else None,
        bound=bound,
        sign=-1 if before.endswith(("下降", "减少", "降低", "回落")) else 1,
        basis="",
        estimated=False,
        qualifiers=(),
        amount="",
        amount_unit="",
        dismissed=dismissed,
    )
