"""The shortcomings that a report admits."""

import re

from summarizer.builtin.quantities.settings_in_text import read_settings
from summarizer.domain.answer import ProblemEntry
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk
from summarizer.domain.span import Span

# 也要清醒地看到 · 必须清醒认识到 · 存在的问题和不足
_ADMITS = re.compile(
    r"(?:清醒|清楚|深刻|客观)[地的]?(?:看到|认识到|认识|意识到)"
    r"|(?:还|仍然?|依然|也|尚)(?:存在|面临)[^,。;:]{0,24}(?:问题|不足|困难|短板|差距|挑战|矛盾)"
    r"|存在的?(?:主要|突出|一些|不少)?(?:困难|问题|不足|短板)(?:[和与及、][^,。;:]{2,6})?[:,。]"
)
_HEADING = re.compile(
    r"(?:存在|面临)的?[^,。;]{0,8}(?:问题|不足|困难|短板|挑战)|(?:困难|问题|不足|短板|挑战)[和与](?:问题|不足|困难|短板|挑战|差距)"
)
# 对此 · 对于这些问题 · 我们必须高度重视
_ENDS = re.compile(
    r"^(?:对此|对于(?:这些|上述|以上)|针对(?:这些|上述|以上)|这些(?:都|问题|困难|矛盾)|以上(?:问题|困难)|下一步|为此|(?:我们|全[市县区省州旗]上下|各级各部门)(?:一定|必须|要|将|有信心)|在今后|今后|面对|各位代表|同志们|解决)"
)
# 还存在一些矛盾，全市上下要进一步增强信心
_CALLED_ON = re.compile(r",(?:我们|全[市县区省州旗镇]上下|各级各部门|下半年|下一步|对此)[,必须要将一定应]")
_REMEDY = re.compile(r"(?:认真|切实|努力|逐步|采取|加以|予以)[^,。;]{0,10}(?:解决|克服|改进|措施)")
# 我县前进道路上仍然存在一些问题和短板: says that there are some, not which
_ANNOUNCES = re.compile(
    r"^[^,;。]{0,40}(?:存在|面临|(?:还)?有(?:许多|不少|一些|很多|诸多))[^,;。]{0,16}(?:问题|不足|困难|短板|挑战|矛盾)$|^(?:主要)?表现(?:在|为)?$|^主要(?:是|有)?$|^[^,;。]{0,30}(?:问题|挑战|困难|矛盾)(?:仍然|依然|还)?(?:不少|很多|较多)$|^[^,;。]{0,16}(?:还有|有)(?:许多|不少|很多)不足$"
)
_LEAD = re.compile(
    r"^.*(?:清醒|清楚|深刻|客观)[地的]?(?:看到|认识到|意识到|认识)[,:]?\s*|^.*?(?:看到|认识到|意识到|认识|面临的?是?)[,:]?\s*|^(?:主要)?(?:表现|体现)?(?:在|为|是)?(?:以下[^:]{0,10})?[:]\s*"
)
_NUMBER = re.compile(
    r"^\s*(?:主要)?(?:表现在|表现为)?(?:[一二三四五六七八九十]是|[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]|第[一二三四五六七八九十],?|同时,?|此外,?|另外,?|还有,?|主要是)\s*"
)
# 跳出空气质量排名后三位
_IMPLIED = re.compile(
    r"(?:跳出|摆脱|扭转|改变|退出)[^,。;]{0,16}(?:后[一二三四五六七八九十两\d]{1,2}[位名]|倒数|落后|下滑|被动|末位|滞后)[^,。;]{0,6}"
)
_SOLVED = re.compile(r"解决|破解|整改|针对|着力|补齐")
_LONGEST_HEADING = 30
_MOST = 14
_SHORTEST = 5


def find_problems(chunk: ShownChunk) -> list[ProblemEntry]:
    """Return the shortcomings, one entry each, in the order of the text."""
    found: list[ProblemEntry] = []
    settings = read_settings(chunk)
    view = same_length_view(chunk.text)
    open_for = 0
    for number, (sentence, level) in enumerate(zip(chunk.sentences, chunk.levels, strict=True), 1):
        words = sentence.of(view)
        if level:
            open_for = _MOST if _HEADING.search(words) and len(words) < _LONGEST_HEADING and not _SOLVED.search(words) else 0
            continue
        admits = bool(_ADMITS.search(words)) and settings[number - 1].kind == "actual"
        if admits:
            open_for = _MOST
        elif open_for and _ENDS.match(words.strip()):
            open_for = 0
        if open_for:
            open_for -= 1
            found += _split(chunk.text, view, sentence, number, admits)
        elif settings[number - 1].kind == "target":
            found += [
                ProblemEntry(
                    text=chunk.text[sentence.start + m.start() : sentence.start + m.end()], implied=True, sentences=[number]
                )
                for m in _IMPLIED.finditer(words)
            ]
    return found


def _split(text: str, view: str, sentence: Span, number: int, admits: bool) -> list[ProblemEntry]:
    """Return the shortcomings of one sentence: split at semicolons and colons, numbers and announcements left out."""
    start = sentence.start
    if admits:
        lead = _LEAD.match(sentence.of(view))
        start += lead.end() if lead else 0
    found: list[ProblemEntry] = []
    for piece in re.finditer(r"[^;；。:]+", view[start : sentence.end]):
        words = piece[0]
        number_part = _NUMBER.match(words)
        skip = number_part.end() if number_part else len(words) - len(words.lstrip())
        words = words[skip:].strip()
        if _ENDS.match(words) or _REMEDY.search(words):
            break
        called = _CALLED_ON.search(words)
        words = words[: called.start()] if called else words
        if view.startswith(":", start + piece.end()) and _ANNOUNCES.search(words.rpartition(",")[2]):
            continue
        if len(words) < _SHORTEST or all(_ANNOUNCES.search(part) for part in words.split(",")):
            continue
        at = start + piece.start() + skip
        found.append(ProblemEntry(text=text[at : at + len(words)], implied=False, sentences=[number]))
    return found
