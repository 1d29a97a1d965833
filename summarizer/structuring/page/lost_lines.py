"""Texts whose line ends were lost: where a line began can be told by what stands there.

The page keeps its length, so a line end takes the place of a character: of the space that was left for it, or, where none
was, of the full stop that closes the paragraph above.
"""

import re

_NO_PARAGRAPH = 1500
"""Characters; no paragraph is longer."""
_LEAST_TEXT = 600
"""Characters; a shorter text may be one line by rights."""
_LEAST_GLUED = 150
_MOST_HEADINGS = 3
"""Headings that follow each other on one line: 一、…情况 (一)…情况 1.…情况 全县…"""
# 。 (二)深化改革 · 重点抓好以下工作: 一、扩大内需
_LOST_END = re.compile(r"[。!?:][”\")]? +(?=\S)")
# 一、2031年干了什么 |这一年里… : most lines are passed over, for no space stands near their beginning
_LOST_HEADING = re.compile(r"\n(?=[^\n。!?;:]{4,41} )[^ ](?:[^\n。!?;:\d ]| (?=\d)|\d(?! )){3,40} (?=[\u4e00-\u9fff“\d(])")
_HAN = "[一二三四五六七八九十]"
# …增长6%。|(二)深化改革 · 。|三、 · 。|四) · 。|第二节 · 。|2.稳定 · 。|——坚持 · 。|各位代表! but not 。二、三产业 · 。1.5亿元
# 。|五年来,综合实力显著增强。 · 抓好以下工作:|(三)扩大内需。 but not :(一)扩大内需;
_BEGINS_A_LINE = re.compile(
    rf"[。!](?=\( ?{_HAN}{{1,3}} ?\)|{_HAN}{{1,3}}(?:、(?!{_HAN}[、是产])|\)(?=[\u4e00-\u9fff]))|第{_HAN}{{1,3}}(?:部分|[篇章节])"
    r"|\d{1,2}[.、](?=[\u4e00-\u9fff“])|[—–─-]{2,3}(?=[\u4e00-\u9fff“])|(?:各位代表|同志们)[,!:]"
    r"|(?:[一二三四五]年来|[过这]去?的?[一二三四五]年[来里]?|今年以来),[^。!?;:]{6,44}。)"
    rf"|:(?=\( ?{_HAN}{{1,3}} ?\)[^。;]{{4,120}}。)"
)
# 加大保障和改善民生力度|持续办好为民实事 : one clause that names two tasks is two headings
# but not 推动产业结构优化升级取得新进展, where the second word is what became of the first
_SECOND_TASK = re.compile(
    r"(?<=[\u4e00-\u9fff”]{6})(?<![和与及、的地以为对在向从把将被是有更之不高多更])"
    r"(?:(?:持续|积极|大力|突出|精准|千方百计|扎实|切实|全面|深入|加快|着力|不断|进一步|充分|全力|努力|坚决|聚力|稳步|有效|多层次|多渠道|多方式|全方位|全过程|高标准|高质量|高水平|有序|有力|牢牢|严格|科学|坚持)(?![的化地])[\u4e00-\u9fff]"
    r"|推进|推动|加快|提升|强化|加强|深化|优化|完善|促进|打造|构建|培育|壮大|扩大|激发|改善|防范|健全|抓好|做好|做[强优大]|建强|提高|增强|巩固|拓展|营造|守牢|夯实|畅通|狠抓|放大|扛牢)"
    r"(?!升级|行动|工程|.*(?:取得|迈上|再上|实现|见效))[\u4e00-\u9fff“”]{4,12}$"
)
_LONGEST_CLAUSE = 14
"""Characters; what is longer may name two tasks."""


def second_task(words: str) -> int:
    """Return where the second task begins that a heading without punctuation runs into, 0 where it names one alone."""
    clause = words.rpartition(",")[2]
    found = _SECOND_TASK.search(clause) if len(clause) > _LONGEST_CLAUSE else None
    return len(words) - len(clause) + found.start() if found else 0


def restore_lines(text: str, *, glued: bool = False) -> str:
    """Return a page's text, of the same length, with the line ends that it lost; `glued`: its title has lost one for sure."""
    shortest = _LEAST_GLUED if glued else _LEAST_TEXT
    least = min(_NO_PARAGRAPH, -(-max(len(text), shortest) * (8 if glued else 9) // 10))
    long = sum([len(line) for line in text.split("\n") if len(line) >= least])
    if not long:
        return text
    if long * 2 > len(text):
        parted, ends = _LOST_END.subn(lambda match: match.group().replace(" ", "\n", 1), text)
        text = _with_headings(parted) if ends * _NO_PARAGRAPH >= long else text
    lines = text.split("\n")
    for at in [at for at, line in enumerate(lines) if len(line) >= least]:
        lines[at] = _BEGINS_A_LINE.sub("\n", lines[at])
    return "\n".join(lines)


def _with_headings(text: str) -> str:
    """Return a text with a line end for the space behind a short heading that its text follows on the same line."""
    for _ in range(_MOST_HEADINGS):
        text, headings = _LOST_HEADING.subn(lambda match: match.group()[:-1] + "\n", text)
        if not headings:
            break
    return text
