"""Calendar dates with a year and a month, in Arabic and Chinese numerals."""

import re
from datetime import date

from summarizer.domain.grammar.chinese import chinese_number
from summarizer.domain.span import Span

_DIGIT = "[〇零一二三四五六七八九Oo0]"
# 2021年8月5日, 2021年8月5 at the end of a line, 2021 年 8 月, 二〇二一年一月十二日, 2021-08-05, 2021.8.5, 2021/8/5
_DATE = re.compile(
    r"(?<!\d)(?P<year>[12]\d{3}) ?年 ?(?P<month>\d{1,2}|元) ?月(?: ?(?P<day>\d{1,2})(?: ?[日号]|(?=\s*(?:\n|$))))?"
    rf"|(?P<zyear>[一二]{_DIGIT}{{3}}) ?年 ?(?P<zmonth>[一二三四五六七八九十]{{1,2}}|元) ?月"
    r"(?: ?(?P<zday>[一二三四五六七八九十廿卅]{1,3}) ?[日号])?"
    r"|(?<![\d.-])(?P<dyear>(?:19|20)\d{2})(?P<sep>[-./])(?P<dmonth>\d{1,2})(?P=sep)(?P<dday>\d{1,2})(?![\d-]|\.\d)"
)

# 2010224, 20101224, 2010年224日
_DAMAGED = re.compile(r"(?P<year>(?:19|20)\d\d) ?年? ?(?P<rest>\d{3,4}) ?日?")


def find_dates(view: str, start: int = 0, end: int | None = None) -> list[tuple[Span, str]]:
    """Return the dates of a view with their ISO forms: `2021-08-05`, or `2021-08` where no day is said."""
    found: list[tuple[Span, str]] = []
    for match in _DATE.finditer(view, start, len(view) if end is None else end):
        iso = _iso(match)
        if iso:
            found.append((Span(*match.span()), iso))
    return found


def damaged_dates(line: str) -> set[str]:
    """Return the dates that a line of its own may stand for although it lost signs.

    2010224 and 2010年224日 are 2010-02-24 alone; 2010112 may be in January or November.
    """
    match = _DAMAGED.fullmatch(line.strip(" ()[]"))
    if not match:
        return set()
    year, rest = match["year"], match["rest"]
    return {iso for cut in (1, 2) if (iso := _valid(year, rest[:cut], rest[cut:]))}


def _valid(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _iso(match: re.Match[str]) -> str:
    if match["zyear"]:
        parts = [_read(match["zyear"]), _read(match["zmonth"]), _read(match["zday"])]
    else:
        parts = [int((match[name] or match[f"d{name}"] or "0").replace("元", "1")) for name in ("year", "month", "day")]
    year, month, day = parts
    try:
        whole = date(year, month, day or 1)
    except ValueError:
        return ""
    return whole.isoformat() if day else whole.isoformat()[:7]


def _read(chinese: str | None) -> int:
    number = chinese_number(re.sub("[Oo0]", "〇", chinese or "").replace("廿", "二十").replace("卅", "三十").replace("元", "一"))
    return int(number) if number is not None else 0
