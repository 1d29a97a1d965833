"""When, where and by whom a report was given."""

import re
from collections.abc import Iterator
from itertools import pairwise

from summarizer.domain.grammar.dates import damaged_dates, find_dates
from summarizer.domain.span import Span
from summarizer.structuring.metadata.places_to_look import NOT_FOUND, Found, PlacesToLook

_COUNT = r"第?[一二三四五六七八九十百零〇\d]{1,4}"
_BETWEEN_LINES = 12
# 金乡县第十七届人民代表大会第五次会议 · 第七届全国人民代表大会第三次会议 · 县十六届人大四次会议
_MEETING = re.compile(
    rf"\w{{0,30}}?\s{{0,{_BETWEEN_LINES}}}{_COUNT}届(?:\w{{0,12}}?|\s{{0,{_BETWEEN_LINES}}})(?:人民代表大会|人大|委员会|全委会)(?:常务委员会|常委会)?\s*(?:{_COUNT}次|第[一二三四五六七八九十]{{1,2}})(?:全体)?\(?(?:扩大)?\)?会议"
    rf"|\w{{0,30}}{_COUNT}次(?:人民代表大会|党代会|人代会)"
)
# What \w took in before the meeting: 2021年1月8日在, 已经, 2021年2月3日
_BEFORE_MEETING = re.compile(r"^(?:.*在)?(?:.*(?:已经|业经|提请|提交|\d日|[一二三四五六七八九十]日))?(?:经(?!济))?")
# 全面落实省第十一次党代会 · 解读市第十三次党代会 · 较好地完成了县十六届人大五次会议…: what a report follows is none
# that it was given to
_FOLLOWED = re.compile(r"(?:落实|贯彻|学习|解读|宣讲|按照|根据|围绕|完成了?).{2,}")
# …第五次会议精神 · …第五次会议确定的各项任务
_DECIDED = re.compile(r"精神|(?:所?确定|提出|下达)的")
_ROLE = r"(?:省|市|县|区|旗|州|盟|镇|乡)\s*长|主\s*席|主\s*任|局\s*长|厅\s*长|书\s*记|专\s*员|总\s*理|行政长官"
_HAN = "[\u4e00-\u9fff]"
_DOTTED = rf"{_HAN}{{1,8}}(?:[·•.]{_HAN}{{1,8}}){{1,3}}"
_NAME = rf"{_HAN}(?:[^\S\n]{{0,4}}{_HAN}){{1,3}}|{_DOTTED}"
# 县长李明 · 县长李明同志 · 县长李明作政府工作报告: under the picture of a page
_END = r"(?=\s*(?:同志)?\s*(?:\)|\n|$|[12]\d{3}[年.-]|(?:代表政府)?(?:向大会)?作(?:了)?《?(?:政府)?工作报告))"
_ROLE_SAID = rf"(?:常务)?[副代]?(?:{_ROLE})"
# 县长郑士民 · 区长;曹殿军 · 县委副书记、副县长(代理县长) 李四 · 代市长 李 四 · 发展和改革委员会主任 王五
_SPEAKER = re.compile(rf"(?:{_ROLE})\s*(?:\([^()]{{1,8}}\)|\))?[\s;:,、—-]{{0,6}}(?!{_ROLE_SAID})(?P<name>{_NAME}){_END}")
# 报告人:张三
_REPORTER = re.compile(rf"(?:报告人|汇报人)\s*:\s*(?P<name>{_NAME}){_END}")
# …第五次会议上盖红旗: a name alone where the speaker stands
_NAME_ALONE = re.compile(rf"(?:会议上?|代表大会上)\)?[\s—-]{{0,12}}(?P<name>{_HAN}{{2,4}}|{_HAN}\s{{1,4}}{_HAN}|{_DOTTED}){_END}")
# 某县人民政府 李明
_OF_GOVERNMENT = re.compile(rf"人民政府[^\S\n]+(?P<name>{_HAN}{{2,4}}|{_HAN}\s{{1,4}}{_HAN}){_END}")
# A line with nothing but a name, by the surnames that nearly all have
_NAME_LINE = re.compile(
    r"^[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    r"姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康"
    r"施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍]"
    r"\s{0,6}[\u4e00-\u9fff](?:\s{0,6}[\u4e00-\u9fff])?$"
)
# 江北区 · 石泉县 · 金乡县: the place of a report begins with a surname as often as not; 方案 says what it is
_NO_NAME = re.compile(
    r"[省市县区]$|方\s*案|的|[开闭]幕|召开|讲话|通过|批准|审议|讨论|各位|代表|政府|会议|草案|工作|报告|同志|人民|委员|大会|目录|摘要|稿"
)
# 金融业 over 211.71 or ——: a row of a table set one cell a line
_VALUE_LINE = re.compile(r"\s*\n\s*(?:[—–-]+|-?\d+(?:\.\d+)?%?)[^\S\n]*(?:\n|$)")
_ISSUED = re.compile(r"(?:成文|发文|印发|制发|通过)(?:日期|时间)\s*:?\s*")
# - 时间:2023-02-24 · 发布日期:2023-01-12 · 归档时间:2023-01-12: the page's
_PAGE_DATE = re.compile(r"[-•·*\s]{0,4}(?:发布|更新|添加|录入|上传|信息|归档|编稿|编辑|发稿)?(?:时间|日期)\s*:")
# 2026年02月10日 07时41分 · 2026-02-10 07:41: a page tells the minute, no report does
_CLOCK = re.compile(r"\s*\d{1,2}(?:时|点|:)\s?\d{1,2}")
# 云沐县2020年工作总结 2021-04-02: a list of pages writes its dates so, behind the titles
_LISTED_DATE = re.compile(r"\S\s+$")
_WITH_HYPHENS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}$")
# 2021年1月8日在 · 2021年1月8日,经
_AT_MEETING = re.compile(r"\s*,?\s*(?:在|经|由|于)")
# 现将2020年…草案提请|县第十六届人大二次会议审议
_SUBMITS = re.compile(r"提请|提交|报请")
_LONGEST_MEETING = 40
_BREAKS = re.compile(r"(?:[省市县区旗州盟镇乡届]|大会|委会|人大)$")
_GOES_ON = re.compile(rf"{_COUNT}(?:届|次)|人民代表大会")
_LONGEST_DATE_LINE = 80
# 云沐市统计局 国家统计局云沐调查队 2010年3月31日 |2009年,全市…: whoever made a text, and when, on the line that it begins on
_MADE_ON = re.compile(r"(?:\S{2,24}(?:[局厅委队]|人民政府|办公室) +){1,3}")


def find_meeting(places: PlacesToLook) -> Found:
    """Return the meeting that the report was given to or adopted by: said in its head or in the notice around it."""
    for span in (*_wrapped(places), *places.head_lines, *places.notice, *_submitted(places)):
        for match in _MEETING.finditer(places.view, span.start, span.end):
            if _FOLLOWED.search(match.group()) or _DECIDED.match(places.view, match.end()):
                continue
            lead = _BEFORE_MEETING.match(match.group())
            start = match.start() + (lead.end() if lead else 0)
            shown = zip(places.text[start : match.end()], places.view[start : match.end()], strict=True)
            return Found("".join(sign for sign, seen in shown if not seen.isspace()), (Span(start, match.end()),))
    return NOT_FOUND


def _wrapped(places: PlacesToLook) -> Iterator[Span]:
    """Two lines of the head together where a meeting is broken over them: 在某县|第十届人民代表大会, …人民代表大会|五次会议."""
    for first, second in pairwise(places.head_lines):
        broken = _BREAKS.search(places.seen(first)) and _GOES_ON.match(places.seen(second))
        if broken and not places.view[first.end : second.start].strip():
            yield Span(first.start, second.end)


def _submitted(places: PlacesToLook) -> Iterator[Span]:
    """现将…提请县第十六届人大二次会议审议: what stands after the word that submits."""
    match = _SUBMITS.search(places.view, places.greeting.start, places.greeting.end)
    if match:
        yield Span(match.end(), min(match.end() + _LONGEST_MEETING, places.greeting.end))


def find_date(places: PlacesToLook, meeting: Found) -> Found:
    """Return the report's date: of its meeting or adoption, else of its signature, imprint or notice; never the page's."""
    dates = [*_dates_of_occasion(places, meeting), *_dates_alone(places)]
    return dates[0] if dates else NOT_FOUND


def find_speaker(places: PlacesToLook) -> Found:
    """Return who gave the report, as its head names them."""
    for form in (_REPORTER, _SPEAKER, _NAME_ALONE, _OF_GOVERNMENT):
        match = form.search(places.view, places.head.start, places.head.end)
        if match and not _NO_NAME.search(match["name"]):
            span = Span(*match.span("name"))
            return Found(re.sub(r"\s", "", span.of(places.text)), (span,))
    for line in reversed(places.head_lines):
        named = _NAME_LINE.match(places.seen(line)) and not _NO_NAME.search(places.seen(line))
        if named and not _VALUE_LINE.match(places.view, line.end):
            return Found(re.sub(r"\s", "", line.of(places.text)), (line,))
    return NOT_FOUND


def _dates_of_occasion(places: PlacesToLook, meeting: Found) -> Iterator[Found]:
    """Dates in the head, first those that say where; and one that stands before the meeting that a notice names."""
    alone: list[Found] = []
    for line in places.head_lines:
        if _PAGE_DATE.match(places.seen(line)):
            continue
        for span, iso in find_dates(places.view, line.start, line.end):
            follows = places.view[span.end : line.end]
            if _AT_MEETING.match(follows):
                yield Found(iso, (span,))
            elif (
                (len(line) <= _LONGEST_DATE_LINE or _is_signature(places, line, span))
                and not _CLOCK.match(follows)
                and not _is_listed(places, line, span)
            ):
                alone.append(Found(iso, (span,)))
    yield from alone
    for at in meeting.spans if meeting.spans != "derived" else ():
        for span, iso in find_dates(places.view, max(0, at.start - 30), at.start):
            yield Found(iso, (span,))


def _is_signature(places: PlacesToLook, line: Span, date: Span) -> bool:
    made = _MADE_ON.match(places.view, line.start, date.start)
    return made is not None and made.end() == date.start and places.view[date.end : date.end + 1] == " "


def _is_listed(places: PlacesToLook, line: Span, date: Span) -> bool:
    """Say whether a date stands behind the title on its line as a list of pages writes it."""
    behind = date.end == line.end and _LISTED_DATE.search(places.view[line.start : date.start])
    return bool(
        behind and _WITH_HYPHENS.match(places.seen(date)) and places.title and places.title.start <= line.start < places.title.end
    )


def _dates_alone(places: PlacesToLook) -> Iterator[Found]:
    for line in places.lines([*places.closing, *_ends(places)]):
        for span, iso in find_dates(places.view, line.start, line.end):
            yield Found(iso, (span,))
        readings = damaged_dates(places.seen(line))
        if len(readings) == 1:
            yield Found(readings.pop(), (line,))
    for line in places.lines(places.page_information):
        label = _ISSUED.search(places.view, line.start, line.end)
        for span, iso in find_dates(places.view, label.end(), label.end() + 16) if label else ():
            yield Found(iso, (span,))


def _ends(places: PlacesToLook) -> list[Span]:
    """The last lines of a notice that are short: its signature and date."""
    lines = [line for line in places.lines(places.notice) if len(line) <= _LONGEST_DATE_LINE]
    return lines[::-1][:4]
