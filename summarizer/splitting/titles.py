"""Lines that name a report: titles, listing lines of a site, titles of notices that forward one."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from summarizer.domain.span import Span
from summarizer.splitting.lines import Line

TitleKind = Literal["strong", "plain", "weak", "notice", "listing"]
"""strong: stands on its own wherever it is found; plain: a plan or summary; weak: may be anything official."""

_LONGEST = 120
_LONGEST_LINE = 1000
"""A title with the space between its characters and all that follows it."""
_LONGEST_PART = 50
_MOST_PARTS = 4
# What comes before a title on its line: `# `, `• `, `【东营招商】`, `1.` of a list of links.
_LEAD = re.compile(r"^(?:#{1,6}\s+|\*\*|\[)?")
_LISTED = re.compile(r"^(?:[•●·◆■▪◦○*-]\s*)?【[^】]{1,20}】\s*|^[•●·◆■▪◦]\s*")
# What comes after it: —2021年1月8日在…第五次会议上, 县长 李明, (草案) (2021年1月5日) (2021—2025年) 2021-01-20 》
_TAIL = re.compile(
    r"(?:\s*(?:(?<=报告)(?:全文|摘要|实录|摘编|节选)|(?<=公报)\s*(?:19|20)\d\d年?|\([^()]{0,60}\)|[〔\[【][^〕\]】]{0,30}[〕\]】]|\*\*|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|[》”\"]"
    r"|[—–─-]{1,3}\s?(?:[12一二]\S{3}年|在)[^。]{0,60}(?:会议|大会)上?"
    r"|\s(?:代)?[省市县区旗州镇乡]长\s{0,6}[\u4e00-\u9fff][\u4e00-\u9fff\s·]{1,7}))+$"
)
# ——2021年1月8日在某县第十届人民代表大会第三次会议上的报告: stands below a title
_OCCASION_LINE = re.compile(r"[—–─-]{1,3}\s?(?:[12一二]\S{3}年|在)")
_STRONG = re.compile(
    r"政府工作的?报告$|统计公报$|国民经济和社会发展(?:年度)?计划$|(?:计划|预算)草案的?(?:报告|说明)$|"
    r"国民经济(?:和社会发展)?.{0,40}(?:计划|规划).{0,40}(?:报告|说明|执行情况|草案|纲要)$"
)
_PLAIN = re.compile(
    r"(?:工作|实施|行动|总体|攻坚|建设|改革|试点|推进|落实|配套)方案$|(?:行动|实施|工作|攻坚|推进|发展|年度)计划$|工作要点$|重点工作$|(?:预算|计划)草案$|(?:进度|(?:进展|完成|落实)情况)(?:登记|统计|汇总|一览|公示)?表$|工作(?:总结|安排|打算|思路|报告|情况)$|"
    r"(?:规划|纲要)$|(?:任务|责任|工作)(?:分解|分工|清单)(?:表|方案)?$|情况的?报告$|情况汇报$|(?:实事|民生)项目$|责任(?:清单|分工)$|考核(?:办法|细则)$|实施(?:细则|办法)$|经济运行情况(?:分析|综述)?$|计划$|方案$|"
    # 1-9月进度数据发布: over a bureau's tables of the months
    r"月份?(?:进度|统计|主要|经济){1,3}(?:数据|指标)(?:发布|快报|公布)$|"
    # 关于2025年重点工作及责任分解的通知: the notice is the list itself
    r"(?:重点工作|(?:任务|责任)(?:分解|分工|清单)|工作(?:任务|安排)|目标任务|实事)的通知$"
)
# 主要经济指标运行情况
_WEAK = re.compile(r"经济指标(?:运行|完成)?情况$|(?:意见|措施|讲话|报告|总结|说明|汇报|公报)$")
# 关于印发…的通知, 关于转发…的通知, 批转…报告的通知, 关于分解落实《…》重点工作的通知
_NOTICE = re.compile(r"(?:印发|分解(?:落实)?(?=《)|转发|批转|下达|发布|公布|颁发|报送).{2,}的?(?:通知|通报|公告|函|通告|决定)$")
# 政 府 工 作 报 告
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
# A heading's number: 一、 (一) 1. 第一章
_NUMBERED = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]?\d{1,3}[)）、.](?!\d)|第[一二三四五六七八九十\d]{1,3}[章节条篇部])"
)
# News and comment about a report, and what is said to a report, are none.
_ABOUT = re.compile(
    r"作(?:了|的)?《?(?:政府)?工作报告|解读|图解|一图|答记者|审议|听取|学习|贯彻(?!落实)|征求.{0,12}意见|起草|发布会|的(?:决议|决定|批复|公告|公示)$|政府公报$|相关新闻|热烈讨论|问答"
)
_SENTENCE = re.compile(r"[。;!?](?!$)|[。;!?,:]$")
_GOES_ON = re.compile(
    r"^(?:执行情况|完成情况|[与和及暨]|草案|\(草案\)|的?(?:报告|通知|说明|方案|意见|工作方案)$|(?:经济|社会).{0,30}(?:计划|的通知)|工作方案|行动计划|实施方案|计划草案|计划(?:情况)?的|(?:责任|任务)?(?:分工|分解)(?:落实)?(?:方案|表)?$)"
)
# A notice broken over its lines: …关于印发2020年区政府 / 工作报告…责任分解 / 方案的通知
_FORWARDS = re.compile(r"印发|转发|批转")
# 关于印发《2031年度全县综合目标任务体系》的通知: what it issues
_ISSUED = re.compile(r"(?:印发|转发|下达|发布|公布|颁发)[^《》]{0,12}《([^《》]{4,60})》")
# 统计公报: a line that says only what kind of text it is goes with the one above that says of what
_BARE_KIND = re.compile(r"^(?:统计公报|(?:实施|工作|行动)方案|行动计划|工作要点)$")
# 云沐区2023年预算执行情况和: goes on below
_OPEN_END = re.compile(r"^(?=.*(?:19|20)\d\d)[\w“”\"()—-]{5,49}[和与及暨]$")
_SAYS_OF_WHAT = re.compile(r"^(?=.*(?:年|关于|[省市县区旗州镇乡]))[\w“”\"()、—-]{5,49}[\u4e00-\u9fff]$")
# 金乡县 · 金乡县人民政府 · 2021年 · 关于2020年国民经济和社会发展计划 · 在某县第十届人民代表大会第三次会议上
_BEGINS = re.compile(
    r"^(?:[\w]{2,16}(?:省|市|县|区|旗|盟|州|镇|乡|街道)(?:人民政府|人民公社)?|(?:[12]\d{3}|[一二][〇零一二三四五六七八九]{3})年度?)$|^(?:[\w]{0,24})?关于[^。,:;]{2,60}$"
)
# 云沐县人民政府办公室 / 关于做好2031年重点工作的通知
_OFFICE = re.compile(r"^[\u4e00-\u9fff]{2,12}[省市县区旗盟州镇乡](?:人民政府)?(?:办公室|办公厅|委员会|委|局)$")
# 某县人民政府文件 · 某政发〔2021〕3号 签发人:某某 · 中共某县委办公室
_LETTERHEAD = re.compile(
    r"^(?:[\w ]{2,40}(?:人民政府|政府|办公室|办公厅|委员会|局|厅)(?:文件)?(?:\([^)]{0,10}\))?|[\w ]{2,40}文件|"
    r"(?:[\w ]{2,40}文件\s*)?[\w ]{1,14}[〔\[【(]\s?(?:19|20)?\d\d\s?[〕\]】)]\s?第?\s?\d{1,4}\s?号(?:\s*签发人.{0,12})?)$"
)


class Title(Struct, frozen=True):
    """A title over one line or several."""

    kind: TitleKind
    first: int
    """Index of its first line."""
    last: int
    span: Span
    """Its characters, list signs left out."""
    text: str
    """As the view shows it, the lines joined."""


def find_titles(lines: Sequence[Line]) -> list[Title]:
    """Return the titles among the lines, in order."""
    found: list[Title] = []
    issued: set[str] = set()
    at = 0
    while at < len(lines):
        title = _title_at(lines, at, found[-1].last + 1 if found else 0) or _issued_title(lines, at, issued)
        if title is None:
            at += 1
            continue
        if title.kind == "notice":
            issued.update(_ISSUED.findall(title.text))
        found.append(title)
        at = title.last + 1
    return found


def _issued_title(lines: Sequence[Line], at: int, issued: Collection[str]) -> Title | None:
    """Return a line that is what a notice above it issues, whatever its words: 2014年度全市综合目标任务框架体系."""
    line = lines[at]
    # A look at the first character passes over the paragraphs of a text.
    begins = line.text.startswith(tuple(name[0] for name in issued))
    named = begins and bare_title(line.text) in issued
    return Title("plain", at, at, line.span, line.text) if named else None


@lru_cache(maxsize=4096)
def title_kind(text: str) -> TitleKind | None:
    """Return what kind of title a line is, None where it is none."""
    if len(text) > _LONGEST_LINE:
        return None
    bare = bare_title(text)
    if not 4 <= len(bare) <= _LONGEST or _NUMBERED.match(bare) or _SENTENCE.search(bare):
        return None
    if _NOTICE.search(bare):
        return "notice"
    if _ABOUT.search(bare):
        return None
    forms: tuple[tuple[TitleKind, re.Pattern[str]], ...] = (("strong", _STRONG), ("plain", _PLAIN), ("weak", _WEAK))
    return next((kind for kind, form in forms if form.search(bare)), None)


def bare_title(text: str) -> str:
    """Return a title as its words alone: without occasion, brackets and date behind it, not spread for looks."""
    alone = text.removesuffix("|") if text.count("|") == 1 else text  # the only cell of a row
    return _SPREAD.sub("", _TAIL.sub("", alone).strip())


def _title_at(lines: Sequence[Line], at: int, free_from: int) -> Title | None:
    """Return the title whose deciding line is at an index: lines before it are taken in where they begin it."""
    line = lines[at]
    if len(line.text) > _LONGEST + 40:
        return None
    listed = _LISTED.match(line.text)
    lead = listed or _LEAD.match(line.text) or _LISTED.match("")
    skipped = lead.end() if lead else 0
    kind = title_kind(line.text[skipped:])
    if kind is None:
        return _broken_title(lines, at)
    if _OCCASION_LINE.match(line.text):
        return _title_above(lines, at, free_from, kind)
    if listed and kind != "notice":
        return Title("listing", at, at, Span(line.start + skipped, line.end), line.text[skipped:])
    first, last = _first_part(lines, at, free_from), _last_part(lines, at)
    if first == at and first > free_from and _begins(lines[first - 1], kind, line) and not listed:
        first -= 1
    last = _end_of_notice(lines, first, last)
    whole = "".join(each.text for each in lines[first : last + 1])
    shown = whole[skipped:] if first == at else whole
    start = line.start + skipped if first == at else lines[first].start
    return Title(title_kind(shown) or kind, first, last, Span(start, lines[last].end), shown)


def _title_above(lines: Sequence[Line], at: int, free_from: int, kind: TitleKind) -> Title | None:
    """Return the line above an occasion as the title, whatever its words; an occasion that nothing stands above is one itself."""
    if at == free_from > 0:
        return None
    above = lines[at - 1] if at else None
    if above is None or not 4 <= len(above.text) <= _LONGEST_PART or _SENTENCE.search(above.text) or above.prose:
        return Title(kind, at, at, Span(lines[at].start, lines[at].end), lines[at].text)
    return Title(kind, at - 1, at - 1, Span(above.start, above.end), above.text)


def _end_of_notice(lines: Sequence[Line], first: int, last: int) -> int:
    """Return the last line of a notice's title of which some lines are a title themselves, else `last`."""
    whole = "".join(line.text for line in lines[first : last + 1])
    if title_kind(whole) == "notice" or not _FORWARDS.search(whole):
        return last
    for index in range(last + 1, min(first + _MOST_PARTS, len(lines))):
        whole += lines[index].text
        if lines[index].prose or len(lines[index].text) > _LONGEST_PART:
            return last
        if title_kind(whole) == "notice":
            return index
    return last


def _begins(line: Line, kind: TitleKind, below: Line) -> bool:
    says_of_what = _BARE_KIND.match(below.text) and _SAYS_OF_WHAT.match(line.text)
    if (says_of_what or _OPEN_END.match(line.text)) and not title_kind(line.text):
        return True
    if kind == "notice" or len(line.text) > _LONGEST_PART or title_kind(line.text):
        return False
    return bool(_BEGINS.match(line.text)) or (below.text.startswith("关于") and bool(_OFFICE.match(line.text)))


def _first_part(lines: Sequence[Line], at: int, free_from: int) -> int:
    """Take in the lines above that open the quotes and brackets that a wrapped title closes."""
    first, whole = at, lines[at].text
    while not _balanced(whole) and first > max(free_from, at - _MOST_PARTS + 1):
        first -= 1
        whole = lines[first].text + whole
    return first if _balanced(whole) and not any(line.prose for line in lines[first:at]) else at


def _balanced(text: str) -> bool:
    return all(text.count(closing) <= text.count(opening) for opening, closing in ("《》", "()", "〈〉", "“”"))


def _last_part(lines: Sequence[Line], at: int) -> int:
    """Take in the following lines that go on with a title: …发展计划 / 执行情况与2021年…发展 / 计划草案的报告."""
    whole, last = lines[at].text, at
    for index in range(at + 1, min(at + _MOST_PARTS, len(lines))):
        following = lines[index].text
        goes_on = _GOES_ON.match(following) or last < index - 1
        if len(following) > _LONGEST_PART or not goes_on or lines[index].prose or _NUMBERED.match(following):
            break
        whole += following
        if title_kind(whole) not in (None, "notice"):
            last = index
    return last


def _broken_title(lines: Sequence[Line], at: int) -> Title | None:
    """Return a title broken so that no line alone is one: 关于转发…国民 / 经济和社会发展计划的通知."""
    lead = _LEAD.match(lines[at].text)
    skipped = lead.end() if lead else 0
    whole = lines[at].text[skipped:]
    if not _BEGINS.match(whole) or len(whole) > _LONGEST_PART:
        return None
    for last in range(at + 1, min(at + _MOST_PARTS, len(lines))):
        if len(lines[last].text) > _LONGEST_PART or _NUMBERED.match(lines[last].text) or lines[last].prose:
            return None
        whole += lines[last].text
        kind = title_kind(whole)
        if kind in ("strong", "plain", "notice") and "关于" in whole:
            last = _end_of_notice(lines, at, last)
            whole = "".join(line.text for line in lines[at : last + 1])[skipped:]
            return Title(title_kind(whole) or kind, at, last, Span(lines[at].start + skipped, lines[last].end), whole)
    return None


def is_letterhead(text: str) -> bool:
    """Say whether a line is the head of an official letter: an office alone, a document number, both."""
    return len(text) <= _LONGEST_PART and bool(_LETTERHEAD.match(text))
