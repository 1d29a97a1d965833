"""Where the reports of a document begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.splitting.back_matter import find_back_matter
from summarizer.splitting.lines import Line
from summarizer.splitting.titles import Title, find_titles

_LEAST_BODY = 120
"""Characters of prose under a title; a page title, a link and a line of contents have less."""
_LEAST_NOTICE_BODY = 600
"""A notice that itself is the report has more under it than greeting and order."""
_LEAST_UNTITLED_BODY = 300
_LEAST_SIGNS = 3
_LEAST_WEAK_SIGNS = 2
_MOST_HEADINGS_ABOVE = 3
_ALWAYS_A_REPORT = re.compile(r"政府工作的?报告$|统计公报$|国民经济和社会发展.{0,60}(?:计划|报告)")
_ANNEX_NUMBER = re.compile(r"^附件\s?[一二三四五六七八九十\d]{0,3}\s?:?$")
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
        '十[一二三四五六七八九]?五[”"]?(?:规划|时期|计划)|五年计划',
        "总体要求|指导思想|基本原则",
        "保障措施|组织领导|组织保障|督导考核",
        "重点任务|重点工作|主要任务|工作任务",
        "(?:人均)?可支配收入|人均纯收入",
        "全(?:省|市|县|区|镇|旗|州|乡)",
        "乡村振兴|招商引资|民生|脱贫攻坚|营商环境|粮食(?:总)?产量",
    )
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that hold one report or one copy of one: from the first of its title or body to the one before the next."""

    first: int
    stop: int
    start: int
    """First character: a title's list sign is left out."""
    title: Title | None


def find_stretches(lines: Sequence[Line], furniture: dict[int, str]) -> list[Stretch]:
    """Return the stretches of the reports in order; empty where the lines hold no report."""
    titles = [title for title in find_titles(lines) if title.first not in furniture]
    prose = _prose_sums(lines, furniture)
    chosen = _choose(lines, titles, prose)
    if not chosen or chosen[0].title is None:
        chosen = [*_untitled(lines[: chosen[0].stop] if chosen else lines, furniture), *chosen[1:]]
    stops = [_stop(titles, stretch.first) for stretch in chosen[1:]]
    return [replace(each, stop=stop) for each, stop in zip(chosen, [*stops, len(lines)], strict=True)] if chosen else []


def count_signs(lines: Sequence[Line]) -> int:
    """Return how many signs of a report's body stand in the lines."""
    text = "\n".join(line.text for line in lines if line.prose)
    return sum(1 for sign in _SIGNS if sign.search(text))


def _prose_sums(lines: Sequence[Line], furniture: dict[int, str]) -> list[int]:
    sums = [0]
    for index, line in enumerate(lines):
        sums.append(sums[-1] + (0 if index in furniture else line.prose))
    return sums


def _choose(lines: Sequence[Line], titles: Sequence[Title], prose: Sequence[int]) -> list[Stretch]:
    """Choose the titles that begin a report: the last one before a body, and in a report only one that stands on its own."""
    chosen: list[Stretch] = []
    closed = True
    for title, following in zip(titles, [*titles[1:], None], strict=True):
        stop = following.first if following else len(lines)
        body = prose[stop] - prose[title.last + 1]
        if title.kind == "notice":
            closed = closed or _notice_begins(title, titles, prose)
            if closed and body >= _LEAST_NOTICE_BODY:
                chosen.append(Stretch(title.first, stop, title.span.start, title))
                closed = False
            continue
        if not chosen and body >= _LEAST_BODY and _has_body_before(lines, titles, title, prose):
            chosen.append(Stretch(0, title.first, lines[0].start, None))
            closed = False
        if body >= _LEAST_BODY and _begins(lines, title, chosen, closed, stop):
            chosen.append(_stretch(lines, title, stop))
            closed = False
    return chosen


def _has_body_before(lines: Sequence[Line], titles: Sequence[Title], title: Title, prose: Sequence[int]) -> bool:
    """Say whether a report without a title stands before one: 2021年工作安排 is a heading then."""
    if title.kind == "listing" or any(each.kind == "notice" and each.first < title.first for each in titles):
        return False
    return prose[title.first] >= _LEAST_UNTITLED_BODY and count_signs(lines[: title.first]) >= _LEAST_SIGNS


def _begins(lines: Sequence[Line], title: Title, chosen: Sequence[Stretch], closed: bool, stop: int) -> bool:
    if title.kind == "listing":
        return closed or count_signs(lines[title.last + 1 : stop]) >= _LEAST_WEAK_SIGNS
    if closed:
        return title.kind != "weak" or count_signs(lines[title.last + 1 : stop]) >= _LEAST_WEAK_SIGNS
    before = lines[chosen[-1].first : title.first]
    if chosen[-1].title is None:
        return title.kind == "strong"
    if chosen[-1].title.text == title.text:
        return True
    if _ANNEX_NUMBER.match(lines[title.first - 1].text):
        return False
    if find_back_matter(before)[1]:
        return bool(_ALWAYS_A_REPORT.search(title.text))
    return title.kind == "strong"


def _notice_begins(notice: Title, titles: Sequence[Title], prose: Sequence[int]) -> bool:
    """Say whether a notice in a report ends it: a plan or summary of its own follows soon."""
    following = next((title for title in titles if title.first > notice.last), None)
    return (
        following is not None
        and following.kind != "notice"
        and prose[following.first] - prose[notice.last + 1] < _LEAST_NOTICE_BODY
    )


def _stretch(lines: Sequence[Line], title: Title, stop: int) -> Stretch:
    """A listing line is the site's own: the report begins under it."""
    if title.kind == "listing":
        return Stretch(title.last + 1, stop, lines[title.last + 1].start, title)
    return Stretch(title.first, stop, title.span.start, title)


def _stop(titles: Sequence[Title], first: int) -> int:
    """Return the line at which what stands before a report begins: its listing line or its notice, else its own first line."""
    above = [title for title in titles if title.first < first]
    if above and above[-1].kind == "listing" and above[-1].last == first - 1:
        return above[-1].first
    if above and above[-1].kind == "notice":
        return above[-1].first
    return first


def _untitled(lines: Sequence[Line], furniture: dict[int, str]) -> list[Stretch]:
    """Return the whole text as one report where it has the body of one, from the headings above its first prose on."""
    kept = [index for index in range(len(lines)) if index not in furniture]
    prose = sum(lines[index].prose for index in kept)
    if prose < _LEAST_UNTITLED_BODY or count_signs([lines[index] for index in kept]) < _LEAST_SIGNS:
        return []
    at = next(place for place, index in enumerate(kept) if lines[index].prose)
    first = kept[max(0, at - _MOST_HEADINGS_ABOVE)]
    return [Stretch(first, len(lines), lines[first].start, None)]
