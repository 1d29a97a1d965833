"""Where the reports of a document begin."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise, takewhile

from msgspec import Struct
from msgspec.structs import replace

from summarizer.domain.mark_reasons import IMPRINT
from summarizer.splitting.back_matter import closing_reason, find_back_matter
from summarizer.splitting.figure_tables import is_table_of_figures
from summarizer.splitting.letters import is_letter, letter_title
from summarizer.splitting.lines import Line
from summarizer.splitting.titles import Title, bare_title, find_titles, is_letterhead, is_table_title

_LEAST_BODY = 120
"""Characters of prose under a title; a page title, a link and a line of contents have less."""
_LEAST_NOTICE_BODY = 600
"""A notice that itself is the report has more under it than greeting and order."""
_LEAST_UNTITLED_BODY = 300
_LEAST_LETTER_BODY = 140
_LEAST_SIGNS = 3
_LEAST_WEAK_SIGNS = 2
_MOST_HEADINGS_ABOVE = 3
_MOST_LINES_ABOVE = 8
# ——2025年3月30日在某县第十五届人民代表大会: a report whose title is lost begins with its occasion
_OCCASION = re.compile(r"(?:年.{1,12}日|^[—–─-]{1,3}\s?)(?:上午|下午)?在\S{2,30}(?:会议|大会)")
_MOST_LINES_UNDER_TITLE = 4
_LINES_UNDER_TITLE = 12
_ALWAYS_A_REPORT = re.compile(r"政府工作的?报告$|统计公报$|国民经济和社会发展.{0,60}(?:计划|报告)")
_ANNEX_NUMBER = re.compile(r"^附件\s?[一二三四五六七八九十\d]{0,3}\s?:?$")
# 现在,我代表县人民政府向大会报告工作 · 受市人民政府委托,现将…提请大会审议
_HANDED_OVER = re.compile(r"我(?:代表|受).{2,30}(?:报告|审议)|受.{2,20}委托.{0,80}(?:审议|审查|报告)")
_GREETING = re.compile(rf"{_HANDED_OVER.pattern}|各位代表\s?[:,]")
# 三、实施农村饮水工程 · (二)责任单位
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)")
# 147.28亿元, 5.2%, 28公里: every report has figures, a text about one hardly
_FIGURE = re.compile(r"\d(?:%|个百分点|亿|万|公里|千米|亩|个|家|项|人|户|元|吨|平方)")
_LEAST_FIGURES = 5
_NEWS = re.compile(r"本报讯|记者|通讯员|新华社|讯\(|分组讨论|与会")
# 责任单位:县发展和改革局
_OWNER_LINE = re.compile(r"^[(\[【]?(?:责任|牵头|主办|配合)(?:单位|部门)[)\]】]?\s?:")
_LEAST_OWNERS = 3
_OPENING_LINES = 6
_OPENING = 300
# A title inside a report is a heading unless it says whose report it is: 某县2021年…, not 全县2021年…, 2021年…
_NAMES_ITS_PLACE = re.compile(r"(?<![全我本各])(?:省|市|县|区|旗|州|盟|镇|乡|街道).{0,80}$|^关于|^政府工作报告$")
# 为深入贯彻落实…,结合我县实际,制定本方案。
_PURPOSE = re.compile(r"^(?:为|根据|按照).{6,}(?:制定|提出|编制).{0,8}(?:方案|计划|措施|意见|规划|要点|清单|如下)")
# 云沐市经济运行开局良好: words alone that begin with a place, no name of an office, a meeting or a date
_HEADLINE = re.compile(
    r"(?![全我本各])[\u4e00-\u9fff]{1,8}?[省市县区旗州盟镇乡](?!.*(?:人民政府$|会议|大会|代表))[\u4e00-\u9fff\d“”、]{4,36}$"
)
# 1-9月主要指标 · 11-1 农村基层组织: words of which one says what the figures are
_TABLE_TITLE = re.compile(r"(?=.*(?:指标|数据|情况|统计|\d-\d))[^,。;:|]{6,40}")
# Furniture that stands between the pages of a site.
_NEW_PAGE = frozenset({"page date", "breadcrumbs", "link to another page", "site imprint"})
# Words of which every report has several and a news item, a page of links or a terms-of-use page hardly two.
_SIGNS = tuple(
    re.compile(sign)
    for sign in (
        "各位代表",
        "工作回顾|主要(?:工作)?(?:成效|成绩)|完成情况|执行情况",
        "主要(?:预期)?目标|目标任务|预期目标|发展目标|工作目标",
        "生产总值|GDP|国民收入|工农业总产值",
        "公共预算收入|财政(?:总)?收入|税收收入",
        "固定资产投资",
        "(?:同比|比上年|年均|比去年)(?:增长|下降|增加|减少)",
        "(?:责任|牵头|主办|配合|协办)单位",
        '十[一二三四五六七八九]?五(?:[”"]|规划|时期|计划)|五年计划',
        "总体要求|指导思想|基本原则",
        "保障措施|组织领导|组织保障|督导考核",
        "重点任务|重点工作|主要任务|工作任务",
        "(?:人均)?可支配收入|人均纯收入",
        "全(?:省|市|县|区|镇|旗|州|乡)",
        "乡村振兴|招商引资|民生|脱贫攻坚|营商环境|粮食(?:总)?产量",
    )
)


class Stretch(Struct, frozen=True):
    """Lines that hold one report or one copy of one: from the first of its title or body to the one before the next."""

    first: int
    stop: int
    start: int
    """First character: a title's list sign is left out."""
    title: Title | None


def find_stretches(lines: Sequence[Line], furniture: Mapping[int, str]) -> list[Stretch]:
    """Return the stretches of the reports in order; empty where the lines hold no report."""
    found = find_titles(lines)
    titles = [title for title in found if not any(index in furniture for index in range(title.first, title.last + 1))]
    chosen = _Choice(lines, furniture, titles).chosen
    if not chosen or chosen[0].title is None:
        chosen = [*_untitled(lines[: chosen[0].stop] if chosen else lines, furniture, titles), *chosen[1:]]
    stops = [_stop_between(lines, titles, before, stretch) for before, stretch in pairwise(chosen)]
    return [replace(each, stop=stop) for each, stop in zip(chosen, [*stops, len(lines)], strict=True)] if chosen else []


def has_signs(lines: Sequence[Line], least: int) -> bool:
    """Say whether at least so many signs of a report's body stand in the lines."""
    return _has_signs((line for line in lines if line.prose), least)


def _has_signs(lines: Iterable[Line], least: int) -> bool:
    text = "\n".join(line.text for line in lines)
    return any(found == least for found, _ in enumerate((sign for sign in _SIGNS if sign.search(text)), 1))


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
            if not self._in_report and body >= _LEAST_NOTICE_BODY:
                self._take(Stretch(title.first, 0, title.span.start, title))
        elif body >= _LEAST_BODY or self._hands_out_tasks(number):
            self._look_above(title)
            if self._begins(number):
                self._take(self._stretch(number))

    def _hands_out_tasks(self, number: int) -> bool:
        """Say whether what stands under a title is a list of tasks, each with who answers for it: no line of it is prose."""
        below = self._lines[self._titles[number].last + 1 : self._stop(number)]
        return sum(bool(_OWNER_LINE.match(line.text)) for line in below) >= _LEAST_OWNERS

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
        enough = self._prose[title.first] >= _LEAST_UNTITLED_BODY
        if not noticed and enough and has_signs(self._lines[: title.first], _LEAST_SIGNS):
            self._take(Stretch(0, title.first, self._lines[0].start, None))

    def _begins(self, number: int) -> bool:
        title = self._titles[number]
        if title.kind == "weak" and self._in_report and title.text.startswith("关于"):
            return self._states_its_purpose(title)
        if title.kind == "weak" or (title.kind == "listing" and self._in_report):
            under = self._lines[title.last + 1 : self._stop(number)]
            # the heads of a table tell what it is as sentences do elsewhere
            telling = (_has_signs if is_table_title(title) else has_signs)(under, _LEAST_WEAK_SIGNS)
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
        return any(_OCCASION.search(line.text) or _HANDED_OVER.search(line.text) for line in above)

    def _counts_anew(self, title: Title) -> bool:
        """Say whether the numbering begins again right under a title, as it does in a plan of its own."""
        under = self._lines[title.last + 1 : title.last + 1 + _MOST_LINES_UNDER_TITLE]
        return any(line.text.startswith("一、") for line in under)

    def _begins_anew(self, begun: Stretch, title: Title) -> bool:
        """Say whether a title that comes again begins a copy or another report; a running head does neither."""
        under = self._lines[title.last + 1 : title.last + 1 + _LINES_UNDER_TITLE]
        first = {line.text for line in self._lines[begun.first : begun.first + _LINES_UNDER_TITLE] if line.prose}
        return any(line.text in first or _GREETING.search(line.text) for line in under)

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
                or self._prose[title.first] - self._prose[above.last + 1] >= _LEAST_BODY
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


def _untitled(lines: Sequence[Line], furniture: Mapping[int, str], titles: Sequence[Title]) -> list[Stretch]:
    """Return the whole text as one report where it has the body of one, from the headings above its first prose on."""
    kept = [index for index in range(len(lines)) if index not in furniture]
    at = next((place for place, index in enumerate(kept) if lines[index].prose), 0)
    letter = letter_title(lines, kept[:at], titles)
    shown = [lines[index] for index in kept]
    if not _reads_like_a_report(shown, letter):
        return _table_of_figures(lines, kept, letter) if is_table_of_figures(shown) else []
    above = kept[max(0, at - _MOST_LINES_ABOVE) : at]
    occasion = next((index for index in above if _OCCASION.search(lines[index].text)), None)
    if letter is not None and occasion is None:
        return [Stretch(letter.first, len(lines), letter.span.start, letter)]
    first = kept[max(0, at - _MOST_HEADINGS_ABOVE)] if occasion is None else occasion
    return [Stretch(first, len(lines), lines[first].start, _own_title(lines, first))]


def _table_of_figures(lines: Sequence[Line], kept: Sequence[int], letter: Title | None) -> list[Stretch]:
    """Return a table with all that stands around it; its title is that of the notice it came with, or its first line."""
    if letter is not None:
        return [Stretch(letter.first, len(lines), letter.span.start, letter)]
    first = kept[0]
    named = _TABLE_TITLE.fullmatch(lines[first].text)
    title = Title("weak", first, first, lines[first].span, lines[first].text) if named else None
    return [Stretch(first, len(lines), lines[first].start, title)]


def _own_title(lines: Sequence[Line], first: int) -> Title | None:
    """Return the line that names the place and heads a text whose title is none by its words: 某市经济运行开局良好."""
    line = lines[first]
    named = first + 1 < len(lines) and lines[first + 1].prose and _HEADLINE.match(line.text) and not is_letterhead(line.text)
    return Title("weak", first, first, line.span, line.text) if named else None


def _reads_like_a_report(lines: Sequence[Line], letter: Title | None) -> bool:
    """Say whether a text without a title has the body of a report: its words and its figures, and no reporter's."""
    prose = sum(line.prose for line in lines)
    news = _NEWS.search("".join(line.text for line in lines[:_OPENING_LINES])[:_OPENING])
    begins = next((place for place, line in enumerate(lines) if line.prose), 0)
    if not news and prose >= _LEAST_LETTER_BODY and (letter is not None or is_letter(lines[begins:])):
        return _has_signs(lines, _LEAST_WEAK_SIGNS if letter is None else 1)
    greeted = any(_GREETING.search(line.text) for line in lines)
    if prose < (_LEAST_BODY if greeted else _LEAST_UNTITLED_BODY) or not has_signs(lines, _LEAST_SIGNS):
        return False
    figures = sum(len(_FIGURE.findall(line.text)) for line in lines)
    return greeted or (figures >= _LEAST_FIGURES and not news)
