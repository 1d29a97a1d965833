"""Numbering as Chinese reports write it: where it stands, of what style, which ordinal."""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from summarizer.structuring.page.candidate import Style
from summarizer.structuring.page.layout import Page

Place = Literal["line", "stop", "colon", "inside"]

_HAN = "一二三四五六七八九十"
# 第一部分 第三章 第二节 第十条 第一、 | 一、 | 一是 一要 | (一) | (1) | ① | ㈠ ⑴ ⒈ | 1. 1、 1) | ## | 四)
_MARKER = re.compile(
    rf"第(?P<nth>[{_HAN}百]{{1,4}}|\d{{1,2}})(?P<unit>部分|篇|章|节|条|、|,)"
    rf"|(?P<han>[{_HAN}]{{1,3}})(?P<tail> ?、|\.(?!\d(?!\d{{3}}年))| ?是|要|\)|[ ,:](?=\S)|(?=\n))"
    rf"|\( ?(?P<paren>[{_HAN}]{{1,3}}) ?\)"
    r"|\( ?(?P<round>\d{1,2}) ?\)"
    r"|(?P<circle>[①-⑳])"
    r"|(?P<closed>[㈠-㈩⑴-⒇⒈-⒛])"
    r"|(?<![\d.])(?P<arabic>\d{1,3})(?P<dot> ?、|[.)])(?![\d.%])"
    r"|(?<![^\n])(?P<hash>#{1,6}) "
)
# Where one may begin: a search for one of several characters is fast, faster yet without \d among them.
_SIGNS = "第(①-⑳#㈠-㈩⑴-⒇⒈-⒛"
_HINT = re.compile(
    rf"[{_SIGNS}{_HAN}0-9]"
    rf"(?:(?<=[{_SIGNS}])|(?<=[0-9])[0-9]{{0,2}}(?: ?、|[.)])(?![\d.%])|(?<=[{_HAN}])[{_HAN}]{{0,2}} ?[、.是要), :\n])"
)
_UNITS: dict[str, Style] = {
    "部分": "part", "篇": "part", "章": "chapter", "节": "clause", "条": "article", "、": "nth", ",": "nth",
}  # fmt: skip
_TAILS: dict[str, Style] = {"、": "han", ".": "han", "是": "is", "要": "must", ")": "han_paren"}
_CLOSED_SIGNS: tuple[tuple[str, str, Style], ...] = (("㈠", "㈩", "han_paren"), ("⑴", "⒇", "arabic_paren"), ("⒈", "⒛", "arabic"))
_AT_LINE_START = frozenset({")", " ", ",", ":", ""})
"""What follows a number that is one at a line's start only; nothing follows one that is a line of its own."""
_HASHES: tuple[Style, ...] = ("hash1", "hash2", "hash3", "hash4", "hash5", "hash6")
_DIGITS = {digit: value for value, digit in enumerate(_HAN, 1)}
_CLOSED = re.compile(r"[。!?;:\n]")
_LATIN_END = re.compile(r"[A-Za-z\d]\s?$")
# (一)做强产业1.优化… : the first of a series may be glued to the heading above it
_GLUED: frozenset[Style] = frozenset({"is", "han_paren", "arabic", "arabic_paren"})
_PARTS: frozenset[Style] = frozenset({"part", "chapter"})
_STOPS = frozenset('。!?;”"」』)]…')
# 一、二、三产业 · 十、百 · 1、2、3号
_ENUMERATED = re.compile(rf"[{_HAN}\d]{{1,3}}[、是]|[{_HAN}](?:产业|季度|线城市|站式)")
# 县内二、三级公路 · 一、二期工程: the next number with what is counted
_NEXT_IN_ROW = re.compile(rf"(?P<next>[{_HAN}])[级类等期批号次轮环线档区]")


class Marker(Struct, frozen=True, gc=False):
    """A piece of text that looks like numbering."""

    start: int
    end: int
    style: Style
    ordinal: int
    number: str
    place: Place
    """At the start of its line, after the end of a sentence, after a colon, or inside a sentence."""
    damaged: bool = False


def find_markers(page: Page) -> list[Marker]:
    """Return all that looks like numbering, in order."""
    starts = set(page.line_starts)
    found: list[Marker] = []
    counted = 0
    for match in _matches(page.text):
        marker = _read(match, page.text, starts)
        if marker:
            ends = bool(found) and _ends_heading(found[-1], marker, page.text, counted)
            found.append(replace(marker, place="stop") if ends else marker)
            counted = marker.ordinal if marker.style == "arabic" and found[-1].place != "inside" else counted
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of the markers' pattern, tried only where one may begin."""
    at = 0
    for hint in _HINT.finditer(text):
        match = _MARKER.match(text, hint.start()) if hint.start() >= at else None
        if match:
            at = match.end()
            yield match


def _ends_heading(before: Marker, marker: Marker, text: str, counted: int) -> bool:
    """Say whether a marker in mid-line follows a heading that nothing but a space, or nothing at all, closes.

    `counted` is the last arabic number before it: where items are counted through the sections, 五、…体系|18.切实加强…
    """
    if marker.place != "inside" or before.place == "inside" or marker.start - before.end > 70:
        return False
    first = marker.ordinal == 1 or (marker.style == "arabic" and marker.ordinal == counted + 1)
    apart = text[marker.start - 1] == " " or (first and (marker.style in _GLUED or before.style in _PARTS))
    between = text[before.end : marker.start]
    return apart and before.style != marker.style and len(between) >= 4 and not _CLOSED.search(between)


def han_value(numeral: str) -> int:
    """Return the value of a Chinese ordinal up to 99, 0 for what is none."""
    if not numeral or "百" in numeral:
        return 0
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS.get(numeral, 0) if len(numeral) == 1 else 0
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def han_numeral(value: int) -> str:
    """Return an ordinal from 1 to 99 in Chinese."""
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _HAN[tens - 1] + "十") + (_HAN[ones - 1] if ones else "")


def _read(match: re.Match[str], text: str, starts: set[int]) -> Marker | None:
    style, ordinal = _style(match)
    place = _place(text, match.start(), starts)
    # 全省第 一、连续七年: a rank
    if text[max(match.start() - 3, 0) : match.start()].rstrip(" \n").endswith("第"):
        return None
    if ordinal == 0 or ((match["tail"] or style == "nth") and _ENUMERATED.match(text, match.end())):
        return None
    if place == "inside" and style == "han" and _names_next(text, match.end(), ordinal):
        return None
    damaged = match["tail"] == ")"
    # A bracket lost is believed at a line's start only; in a sentence it closes something else.
    # 连接S51|6、夏津: a numeral broken over two lines
    if match["arabic"] and place == "line" and _LATIN_END.search(text[max(match.start() - 2, 0) : match.start()]):
        return None
    spaced = text[max(match.start() - 1, 0) : match.start()] == " "
    if (match["tail"] in _AT_LINE_START or match["dot"] == ")") and place != "line" and not (damaged and spaced):
        return None
    number = match.group().strip(" #" if match["arabic"] else " 、,.:#").replace(" ", "")
    stray = place == "stop" and _alone_before(text, match.start())
    number = f"({number}" if damaged else number
    return Marker(match.start(), match.end(), style, ordinal, number, place, damaged or stray)


def _names_next(text: str, at: int, ordinal: int) -> bool:
    following = _NEXT_IN_ROW.match(text, at)
    return following is not None and han_value(following["next"]) == ordinal + 1


def _alone_before(text: str, start: int) -> bool:
    """Say whether a line begins with the end of a sentence that is not there: 。一是"""
    line = text.rfind("\n", max(start - 4, 0), start) + 1
    return (line > 0 or start < 4) and text[line:start].strip(" ") == "。"


def _style(match: re.Match[str]) -> tuple[Style, int]:
    if match["nth"]:
        ordinal = int(match["nth"]) if match["nth"].isdigit() else han_value(match["nth"])
        return _UNITS[match["unit"]], ordinal
    if match["han"]:
        return _TAILS.get(match["tail"].strip(), "han"), han_value(match["han"])
    if match["paren"]:
        return "han_paren", han_value(match["paren"])
    if match["round"]:
        return "arabic_paren", int(match["round"])
    if match["circle"]:
        return "circle", ord(match["circle"]) - ord("①") + 1
    if sign := match["closed"]:
        first, style = next((first, style) for first, last, style in _CLOSED_SIGNS if first <= sign <= last)
        return style, ord(sign) - ord(first) + 1
    if match["hash"]:
        return _HASHES[len(match["hash"]) - 1], 1
    return ("arabic_half" if match["dot"] == ")" else "arabic"), int(match["arabic"])


def _place(text: str, start: int, starts: set[int]) -> Place:
    if start in starts:
        return "line"
    at = start - 1
    while at >= 0 and text[at] in " *#":
        at -= 1
    if at + 1 in starts:
        return "line"
    before = text[at] if at >= 0 else "。"
    if before in _STOPS:
        return "stop"
    return "colon" if before == ":" else "inside"
