"""Reports without a title: where they begin in a text that reads like one, several below one another too."""

import re
from collections.abc import Mapping, Sequence

from summarizer.domain.span import Span
from summarizer.splitting.back_matter import closing_reason
from summarizer.splitting.letters import letter_title
from summarizer.splitting.lines import Line
from summarizer.splitting.signs import HANDED_OVER, LEAST_UNTITLED_BODY, OCCASION, is_news, reads_like_a_report, tabulates
from summarizer.splitting.stretch import Stretch
from summarizer.splitting.titles import Title, is_letterhead, title_kind

_MOST_HEADINGS_ABOVE = 3
_MOST_LINES_ABOVE = 8
# 云沐市经济运行开局良好: words alone that begin with a place, no name of an office, a meeting or a date
_HEADLINE = re.compile(
    r"(?![全我本各])[\u4e00-\u9fff]{1,8}?[省市县区旗州盟镇乡](?!.*(?:人民政府$|会议|大会|代表))[\u4e00-\u9fff\d“”、]{4,36}$"
)
# 现在,我代表县人民政府向大会报告工作 · 各位代表:我受县人民政府委托,现将…提请审议: said once in a report
_GIVEN = re.compile(rf"^(?:各位代表\s?[:,!]\s?)?(?:现在\s?,?\s?)?(?:{HANDED_OVER.pattern})")
_SUBTITLE = re.compile(r"^[—–─-]{1,3}\s?(?:[12一二]\S{3}\s?年|在)")
# 奋力谱写云沐发展新篇章, but not 云沐县人民政府网 · 2031年1月8日 · 一、
_WORDS = re.compile(r"(?!.*(?:网站?|首页|\d日|[。;:!?])$)(?![一二三四五六七八九十]{1,3}、)[\u4e00-\u9fff\d“”、,\s]{4,40}$")
_LONGEST_HEAD_LINE = 60
# 云沐“十三五”规划《纲要》预计完成29项指标: the headline of a digest
_NEWS_HEAD = re.compile(r"(?!.*(?:网站?|首页|\d日)$)[\u4e00-\u9fff\d%“”《》、 ]{8,50}$")
# | 标题:清水镇人民政府2023年工作计划 | |
_BOXED = re.compile(r"^[|\s]*(?:标\s?题|信息名称|文件名称|名\s?称)\s?:\s?(?P<title>[^|:]{4,80}?)[|\s]*$")


def find_untitled(lines: Sequence[Line], furniture: Mapping[int, str], titles: Sequence[Title]) -> list[Stretch]:
    """Return a text that has the body of a report as one, or as several where it is handed over several times."""
    kept = [index for index in range(len(lines)) if index not in furniture]
    at = next((place for place, index in enumerate(kept) if lines[index].prose), 0)
    letter = letter_title(lines, kept[:at], titles)
    boxed = _boxed_title(lines[: kept[at]] if kept else ())
    if not reads_like_a_report([lines[index] for index in kept], headed=letter is not None or boxed is not None):
        return []
    above = kept[max(0, at - _MOST_LINES_ABOVE) : at]
    occasion = next((index for index in above if OCCASION.search(lines[index].text)), None)
    if letter is not None and occasion is None:
        return [Stretch(letter.first, len(lines), letter.span.start, letter)]
    if boxed is not None and occasion is None:
        below = [index for index in kept[: at + 1] if index > boxed.first]
        first = next(index for index in below if not lines[index].text.startswith("|") or index == kept[at])
        return [Stretch(first, len(lines), lines[first].start, boxed)]
    first = kept[max(0, at - _MOST_HEADINGS_ABOVE)] if occasion is None else occasion
    if occasion is None and tabulates([lines[index] for index in kept[:at]]):
        first = kept[0]  # tables stand above its first sentence
    if occasion is None and (headline := _headline_of_digest(lines, kept)):
        return [Stretch(headline.first, len(lines), headline.span.start, headline)]
    later = [_stretch(lines, begin, kept[0]) for begin in _later_beginnings(lines, kept)]
    return [_stretch(lines, first, kept[0]), *later]


def _headline_of_digest(lines: Sequence[Line], kept: Sequence[int]) -> Title | None:
    head = lines[kept[0]]
    heads = _NEWS_HEAD.match(head.text) and not head.prose and is_news([lines[index] for index in kept])
    return Title("weak", kept[0], kept[0], head.span, head.text) if heads else None


def _boxed_title(lines: Sequence[Line]) -> Title | None:
    """Return the title that the page's box of information gives a text which has none over it: 标题:某镇2023年工作计划."""
    for index, line in enumerate(lines):
        match = _BOXED.match(line.text)
        if match and title_kind(match["title"]):
            begin = line.start + match.start("title")
            return Title("listing", index, index, Span(begin, begin + len(match["title"])), match["title"])
    return None


def _stretch(lines: Sequence[Line], first: int, least: int) -> Stretch:
    """Return the stretch that begins at a line, or at the title above it where it is a title's second line."""
    title = _own_title(lines, first) or (_title_above(lines, first) if first > least else None)
    return (
        Stretch(title.first, len(lines), title.span.start, title)
        if title
        else Stretch(first, len(lines), lines[first].start, None)
    )


def _title_above(lines: Sequence[Line], first: int) -> Title | None:
    """Return the line above an occasion that is set below it as its second line: 奋力谱写新篇章 / ——在…会议上."""
    above = lines[first - 1]
    heads = _SUBTITLE.match(lines[first].text) and _WORDS.match(above.text) and not above.prose and not is_letterhead(above.text)
    return Title("weak", first - 1, first - 1, above.span, above.text) if heads else None


def _later_beginnings(lines: Sequence[Line], kept: Sequence[int]) -> list[int]:
    """Return where the second report begins and those after it: above the words that hand it over, a report behind it."""
    given = [place for place, index in enumerate(kept) if _GIVEN.match(lines[index].text)]
    begins: list[int] = []
    for before, place, after in zip([0, *given], given, [*given[1:], len(kept)], strict=False):
        own = [lines[index] for index in kept[place:after]]
        whole = sum(lines[index].prose for index in kept[before:place]) >= LEAST_UNTITLED_BODY
        if whole and reads_like_a_report(own, headed=False):
            begins.append(kept[_head_above(lines, kept, place, before)])
    return begins


def _head_above(lines: Sequence[Line], kept: Sequence[int], place: int, least: int) -> int:
    """Return the first of the short lines right above a place: title, occasion, speaker, address."""
    while place - 1 > least and _is_of_head(lines[kept[place - 1]]):
        place -= 1
    return place


def _is_of_head(line: Line) -> bool:
    ends = line.prose or closing_reason(line.text) or line.text.endswith(("。", "!", ";"))
    return not ends and len(line.text) <= _LONGEST_HEAD_LINE


def _own_title(lines: Sequence[Line], first: int) -> Title | None:
    """Return the line that names the place and heads a text whose title is none by its words: 某市经济运行开局良好."""
    line = lines[first]
    named = first + 1 < len(lines) and lines[first + 1].prose and _HEADLINE.match(line.text) and not is_letterhead(line.text)
    return Title("weak", first, first, line.span, line.text) if named else None
