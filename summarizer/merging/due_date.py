"""When a deadline is, as a date: `2025年底前` → `2025-12-31`."""

import re
from calendar import monthrange

# `2021年6月底前`, `6月30日前`, `2025年`, `二季度末`, `年底前`, `上半年`; after full-width and Chinese digits were read
_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d) ?年?)? ?"
    r"(?:(?P<month>\d{1,2}) ?月(?:份)?(?: ?(?P<day>\d{1,2}) ?[日号])?(?P<month_end>底|末)?"
    r"|第?(?P<quarter>[1-4]) ?(?:个)?季度|(?P<half>上半年)|(?P<year_end>年?[底末终]|下半年)"
    r"|(?P<within>年内|当年|本年|今年|全年))?"
)
_DIGITS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "000123456789" + "0123456789")
# `十二月`, `十月`
_TENS = re.compile(r"(?<![0-9])十([0-9])?(?=月)")
_RANGE = re.compile(r"(?:19|20)\d\d ?年? ?[-—–~至到] ?(?=(?:19|20)\d\d)")


def due_date(words: str, plan_year: str) -> str:
    """Return `2025`, `2025-06` or `2025-12-31`, `""` where the words tell no date. A year that isn't said is the plan's."""
    text = _TENS.sub(lambda found: "1" + (found[1] or "0"), words.translate(_DIGITS))
    text = _RANGE.sub("", text)
    said = max(_DATE.finditer(text), key=_how_much, default=None)
    if said is None or not _how_much(said):
        return ""
    year = said["year"] or (plan_year if re.fullmatch(r"\d{4}", plan_year) else "")
    return _written(said, year) if year else ""


def _how_much(said: re.Match[str]) -> int:
    return sum(value is not None for value in said.groups())


def _written(said: re.Match[str], year: str) -> str:
    if said["month"]:
        return _of_month(said, int(year), int(said["month"]))
    if said["quarter"]:
        return _month_end(int(year), 3 * int(said["quarter"]))
    if said["half"]:
        return f"{year}-06-30"
    return f"{year}-12-31" if said["year_end"] else year


def _of_month(said: re.Match[str], year: int, month: int) -> str:
    if not 1 <= month <= 12:
        return ""
    last = monthrange(year, month)[1]
    if said["day"]:
        return f"{year}-{month:02}-{int(said['day']):02}" if 1 <= int(said["day"]) <= last else ""
    return _month_end(year, month) if said["month_end"] else f"{year}-{month:02}"


def _month_end(year: int, month: int) -> str:
    return f"{year}-{month:02}-{monthrange(year, month)[1]}"
