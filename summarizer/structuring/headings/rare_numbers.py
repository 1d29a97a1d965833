"""Numbering that few reports have, believed only as a series from its first on: 1.1 and 1.1.1, Ⅰ and Ⅱ, 甲、 and 乙、."""

import re
from collections.abc import Callable, Sequence

from summarizer.structuring.headings.titles import title_end
from summarizer.structuring.page.candidate import Candidate, Style
from summarizer.structuring.page.layout import Line, Page

_LONGEST = 40
_LEAST = 2
# 2.1 推进产业升级 · 1.1.1综合实力 · 1 总体要求, but not 2.5亿元 · 3.2个百分点 · 2021年
_DECIMAL = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.? *(?=[\u4e00-\u9fff“])(?![个亿万倍元吨亩户人家项年月日公千平分成级米])"
)
_DEEPER: tuple[Style, ...] = ("arabic", "decimal2", "decimal3", "decimal4")
_ROMAN = re.compile(r"(?P<number>[Ⅰ-Ⅻ]|(?:I{1,3}|IV|VI{0,3}|IX|X)(?=[、. ]))[、. ]? *(?=[\u4e00-\u9fff“])")
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_STEM = re.compile(r"(?P<number>[甲乙丙丁戊己庚辛壬癸])[、.] *(?=[\u4e00-\u9fff“])")
_STEMS = "甲乙丙丁戊己庚辛壬癸"


def find_rare_numbers(page: Page) -> list[Candidate]:
    """Return the headings that rare numbering counts, in order of their kinds."""
    lines = [line for line in page.lines if line.start not in page.rows]
    romans = _counted(page, lines, _ROMAN, "roman", _roman)
    return [*_decimals(page, lines), *romans, *_counted(page, lines, _STEM, "stem", lambda sign: _STEMS.index(sign) + 1)]


def _decimals(page: Page, lines: Sequence[Line]) -> list[Candidate]:
    """Return the headings of decimal numbering, each the next of its level or the first of a deeper one."""
    read = [
        (tuple(map(int, match["number"].split("."))), line, match) for line in lines if (match := _match(page, line, _DECIMAL))
    ]
    if sum(len(number) > 1 for number, _, _ in read) < _LEAST:
        return []
    last: tuple[int, ...] = (0,)
    found: list[Candidate] = []
    for number, line, match in read:
        alone = len(number) == 1 and (line.end - match.end() > _LONGEST)
        if not alone and _follows(number, last):
            found.append(_heading(page, line, match, _DEEPER[len(number) - 1], number[-1]))
            last = number
    return found if sum(heading.style != "arabic" for heading in found) >= _LEAST else []


def _follows(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Say whether a number comes next: 1.2 and 1.1.1 after 1.1, 2 and 2.1 after 1.3, and 1.1 anew."""
    if set(number) == {1} or number == (last[0] + 1, 1):
        return True
    level = len(number) - 1
    if level == len(last):
        return number == (*last, 1)
    return level < len(last) and number == (*last[:level], last[level] + 1)


def _counted(
    page: Page, lines: Sequence[Line], form: re.Pattern[str], style: Style, value: Callable[[str], int]
) -> list[Candidate]:
    """Return the lines whose signs count from the first on; one alone counts nothing."""
    runs: list[list[Candidate]] = []
    for line in lines:
        match = _match(page, line, form)
        ordinal = value(match["number"]) if match else 0
        if match and ordinal == 1:
            runs.append([_heading(page, line, match, style, 1)])
        elif match and runs and ordinal == runs[-1][-1].ordinal + 1:
            runs[-1].append(_heading(page, line, match, style, ordinal))
    return [heading for run in runs if len(run) >= _LEAST for heading in run]


def _match(page: Page, line: Line, form: re.Pattern[str]) -> re.Match[str] | None:
    return form.match(page.text, line.start, line.end)


def _heading(page: Page, line: Line, match: re.Match[str], style: Style, ordinal: int) -> Candidate:
    short = line.end - match.end() <= _LONGEST and page.text[line.end - 1] not in "。;"
    end = line.end if short else title_end(page.text, match.end())
    return Candidate(line.start, match.end(), end, style, ordinal, match["number"])


def _roman(sign: str) -> int:
    return _ROMANS.index(sign) + 1 if sign in _ROMANS else ord(sign) - ord("Ⅰ") + 1
