"""Where the reports of a document begin."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise, takewhile

from msgspec.structs import replace

from summarizer.domain.mark_reasons import IMPRINT
from summarizer.splitting.back_matter import closing_reason, find_back_matter
from summarizer.splitting.lines import Line
from summarizer.splitting.signs import (
    GREETING,
    HANDED_OVER,
    LEAST_BODY,
    LEAST_SIGNS,
    LEAST_UNTITLED_BODY,
    LEAST_WEAK_SIGNS,
    OCCASION,
    has_signs,
    tabulates,
)
from summarizer.splitting.stretch import Stretch
from summarizer.splitting.titles import Title, bare_title, find_titles
from summarizer.splitting.untitled import find_untitled

_LEAST_NOTICE_BODY = 600
"""A notice that itself is the report has more under it than greeting and order."""
_LEAST_NOTICE_WITH_SECTIONS = 300
_MOST_LINES_UNDER_TITLE = 4
_LINES_UNDER_TITLE = 12
_ALWAYS_A_REPORT = re.compile(r"政府工作的?报告$|统计公报$|国民经济和社会发展.{0,60}(?:计划|报告)")
_ANNEX_NUMBER = re.compile(r"^附件\s?[一二三四五六七八九十\d]{0,3}\s?:?$")
# 三、实施农村饮水工程 · (二)责任单位
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)")
# 责任单位:县发展和改革局
_OWNER_LINE = re.compile(r"^[(\[【]?(?:责任|牵头|主办|配合)(?:单位|部门)[)\]】]?\s?:")
_LEAST_OWNERS = 3
# A title inside a report is a heading unless it says whose report it is: 某县2021年…, not 全县2021年…, 2021年…
_NAMES_ITS_PLACE = re.compile(r"(?<![全我本各])(?:省|市|县|区|旗|州|盟|镇|乡|街道).{0,80}$|^关于|^政府工作报告$")
# 为深入贯彻落实…,结合我县实际,制定本方案。
_PURPOSE = re.compile(r"^(?:为|根据|按照).{6,}(?:制定|提出|编制).{0,8}(?:方案|计划|措施|意见|规划|要点|清单|如下)")
# Furniture that stands between the pages of a site.
_NEW_PAGE = frozenset({"page date", "breadcrumbs", "link to another page", "site imprint"})


def find_stretches(lines: Sequence[Line], furniture: Mapping[int, str]) -> list[Stretch]:
    """Return the stretches of the reports in order; empty where the lines hold no report."""
    found = find_titles(lines)
    titles = [title for title in found if not any(index in furniture for index in range(title.first, title.last + 1))]
    chosen = _Choice(lines, furniture, titles).chosen
    if not chosen or chosen[0].title is None:
        chosen = [*find_untitled(lines[: chosen[0].stop] if chosen else lines, furniture, titles), *chosen[1:]]
    stops = [_stop_between(lines, titles, before, stretch) for before, stretch in pairwise(chosen)]
    return [replace(each, stop=stop) for each, stop in zip(chosen, [*stops, len(lines)], strict=True)] if chosen else []


class _Choice:
    """Which titles begin a report: the last one before a body, and inside a report only one that stands on its own."""

    def __init__(self, lines: Sequence[Line], furniture: Mapping[int, str], titles: Sequence[Title]) -> None:
        self._lines = lines
        self._furniture = furniture
        self._titles = titles
        self._prose = [0, *accumulate(0 if index in furniture else line.prose for index, line in enumerate(lines))]
        self._in_report = False
        self._looked_above = False
        self.chosen: list[Stretch] = []
        for number in range(len(titles)):
            self._consider(number)

    def _consider(self, number: int) -> None:
        title = self._titles[number]
        body = self._prose[self._stop(number)] - self._prose[title.last + 1]
        if title.kind == "notice":
            self._in_report = self._in_report and not self._notice_begins(number)
            if not self._in_report and (body >= _LEAST_NOTICE_BODY or self._holds_sections(number, body)):
                self._take(Stretch(title.first, 0, title.span.start, title))
        elif body >= LEAST_BODY or self._lists(number):
            self._look_above(title)
            if self._begins(number):
                self._take(self._stretch(number))

    def _holds_sections(self, number: int, body: int) -> bool:
        """Say whether a short notice goes on with numbered sections of its own, be it in one line with the order."""
        if body < _LEAST_NOTICE_WITH_SECTIONS:
            return False
        below = self._lines[self._titles[number].last + 1 : self._stop(number)]
        return all(any(first in line.text for line in below) for first in ("一、", "二、"))

    def _lists(self, number: int) -> bool:
        """Say whether a title stands over tasks, each with who answers for it, or over a table: no line of them is prose."""
        title = self._titles[number]
        below = self._lines[title.last + 1 : self._stop(number)]
        owners = sum(bool(_OWNER_LINE.match(line.text)) for line in below)
        return owners >= _LEAST_OWNERS or (title.kind in ("strong", "plain") and tabulates(below))

    def _take(self, stretch: Stretch) -> None:
        self.chosen.append(stretch)
        self._in_report = True

    def _stop(self, number: int) -> int:
        return self._titles[number + 1].first if number + 1 < len(self._titles) else len(self._lines)

    def _look_above(self, title: Title) -> None:
        """A report without a title may stand above the first one: 2021年工作安排 is a heading of it then."""
        if self._looked_above or self.chosen:
            return
        self._looked_above = True
        noticed = any(each.kind in ("notice", "listing") for each in self._titles if each.first <= title.first)
        enough = self._prose[title.first] >= LEAST_UNTITLED_BODY
        if not noticed and enough and has_signs(self._lines[: title.first], LEAST_SIGNS):
            self._take(Stretch(0, title.first, self._lines[0].start, None))

    def _begins(self, number: int) -> bool:
        title = self._titles[number]
        if title.kind == "weak" and self._in_report and title.text.startswith("关于"):
            return self._states_its_purpose(title)
        if title.kind == "weak" or (title.kind == "listing" and self._in_report):
            telling = has_signs(self._lines[title.last + 1 : self._stop(number)], LEAST_WEAK_SIGNS)
            return telling and (title.kind == "listing" or not self._in_report)
        return not self._in_report or title.kind == "listing" or self._begins_inside(title)

    def _begins_inside(self, title: Title) -> bool:
        """Say whether a title in a report begins another one."""
        begun = self.chosen[-1]
        if begun.title is not None and begun.title.text == title.text:
            return self._begins_anew(begun, title)
        words = bare_title(title.text)
        if self._is_given(title):
            return True
        if not _NAMES_ITS_PLACE.search(words):
            return False
        if self._is_annex(title.first):
            # Annexes of a notice that is nothing else are reports, those of a report aren't.
            return self._is_annex(begun.first)
        if title.kind == "plain":
            return self._new_page(title.first) or self._states_its_purpose(title) or self._counts_anew(title)
        return bool(_ALWAYS_A_REPORT.search(words)) or not find_back_matter(self._lines[begun.first : title.first])[1]

    def _is_given(self, title: Title) -> bool:
        """Say whether a title stands above an occasion or the words that hand a report over: no heading does."""
        under = self._lines[title.last + 1 : title.last + 1 + _LINES_UNDER_TITLE]
        above = takewhile(lambda line: not _SECTION.match(line.text), under)
        return any(OCCASION.search(line.text) or HANDED_OVER.search(line.text) for line in above)

    def _counts_anew(self, title: Title) -> bool:
        """Say whether the numbering begins again right under a title, as it does in a plan of its own."""
        under = self._lines[title.last + 1 : title.last + 1 + _MOST_LINES_UNDER_TITLE]
        return any(line.text.startswith("一、") for line in under)

    def _begins_anew(self, begun: Stretch, title: Title) -> bool:
        """Say whether a title that comes again begins a copy or another report; a running head does neither."""
        under = self._lines[title.last + 1 : title.last + 1 + _LINES_UNDER_TITLE]
        first = {line.text for line in self._lines[begun.first : begun.first + _LINES_UNDER_TITLE] if line.prose}
        return any(line.text in first or GREETING.search(line.text) for line in under)

    def _is_annex(self, first: int) -> bool:
        return first > 0 and bool(_ANNEX_NUMBER.match(self._lines[first - 1].text))

    def _new_page(self, first: int) -> bool:
        above = self._furniture.get(first - 1, "")
        return above in _NEW_PAGE or closing_reason(self._lines[first - 1].text) == IMPRINT

    def _states_its_purpose(self, title: Title) -> bool:
        """Say whether the first prose under a title says why it was made: the opening of a plan of its own."""
        under = self._lines[title.last + 1 : title.last + 1 + _MOST_LINES_UNDER_TITLE]
        first = next((line.text for line in under if line.prose), "")
        return bool(_PURPOSE.search(first))

    def _notice_begins(self, number: int) -> bool:
        """Say whether a notice in a report ends it: a plan or summary of its own follows soon."""
        if number + 1 == len(self._titles) or self._titles[number + 1].kind == "notice":
            return False
        return self._prose[self._stop(number)] - self._prose[self._titles[number].last + 1] < _LEAST_NOTICE_BODY

    def _stretch(self, number: int) -> Stretch:
        """A listing line is the site's own: the report begins under it."""
        title = self._titles[number]
        if title.kind == "listing":
            return Stretch(title.last + 1, 0, self._lines[title.last + 1].start, title)
        first = title.first
        for above in reversed(self._titles[:number]):
            if (
                first - above.last > _MOST_LINES_UNDER_TITLE
                or self._prose[title.first] - self._prose[above.last + 1] >= LEAST_BODY
            ):
                break
            first = above.first
            title = above if self._is_heading_under(above, title) else title
        return Stretch(title.first, 0, title.span.start, title)

    def _is_heading_under(self, above: Title, title: Title) -> bool:
        """A title may stand right above a heading that reads like one: 2020年工作总结, 2020年…计划执行情况."""
        if above.kind not in ("strong", "plain"):
            return False
        part = above.text != title.text and title.text in above.text
        names_less = bool(_NAMES_ITS_PLACE.search(above.text)) and not _NAMES_ITS_PLACE.search(title.text)
        return (part and title.first - above.last == 1) or names_less


def _stop_between(lines: Sequence[Line], titles: Sequence[Title], before: Stretch, after: Stretch) -> int:
    """Return where one report ends and what is about the next begins; a notice that is a report itself is about no other."""
    stop = _stop_before(lines, titles, after.first)
    return stop if stop > before.first else after.first


def _stop_before(lines: Sequence[Line], titles: Sequence[Title], first: int) -> int:
    """Return the line from which on the text is about a report: its annex number, listing line or notice, else its own first."""
    if first > 0 and _ANNEX_NUMBER.match(lines[first - 1].text):
        return first - 1
    number = bisect_left(titles, first, key=lambda title: title.first) - 1
    above = titles[number] if number >= 0 else None
    if above and (above.kind == "notice" or (above.kind == "listing" and above.last == first - 1)):
        return above.first
    return first
