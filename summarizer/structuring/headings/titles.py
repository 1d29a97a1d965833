"""Where a heading ends: at its sentence's end, at its line's end, or, where it is glued to its text, where the text begins."""

import re

from summarizer.structuring.topics.likeness import urges

TITLE_LIMIT = 80
"""Characters; a numbered sentence that is longer is no title as a whole."""
GLUE_LIMIT = 56
_SHORTEST_TEXT = 16

_STOP = re.compile(r"[。!?;\n]")
_CLAUSE = re.compile(r"[,:。!?;\n]")
# (1)交通:铁路,…
_LABEL = re.compile(r"[^,:。!?;\n(]{1,12}(?=:)")
# 加快产业升级|(责任单位:县工信局) · 改造老旧小区|(县住建局牵头,县财政局配合)
DUTY = re.compile(
    r" ?\((?:(?:责任|牵头|主办|承办|配合|落实|分管|完成)[^()\n]{0,6}[:、]|[^()\n]{2,40}(?:牵头|负责|配合)[^()\n]{0,40}\))"
)
_LABEL_ONLY = re.compile(r": *[^。\n]{0,11}\n")
_TOPIC_END = (
    "回顾|总结|安排|部署|任务|目标|要求|建设|情况|思路|打算|举措|措施|保障|意见|建议|计划|规划|形势|成效|成就|成绩|进展|体会|经验"
    "|问题|方向|布局|重点|工作|展望|设想|形势|原则|位|局面|突破|福祉|环境|指数|典范|底线|水平|能力|优势|进程|质量|活力|魅力"
)
ENDS_AS_TITLE = re.compile(rf"(?:{_TOPIC_END})$")
_OPENING = (
    r"各位代表|同志们|\d{4}年|今年|去年|全年|过去|一年来|五年来|五年间|新的一年|面对|我们|我市|我县|我区|全[省市县区镇乡]"
    r"|根据|按照|围绕|坚持|深入|紧紧|以[^人]|为[^民]|把|在[^职]|受[^,。]{2,8}(?:影响|冲击)|牢固|认真|扎实|持续|启动|实施|积极|着力|大力|突出|落实|通过|随着|当前"
)
# 工作安排|2019年是… · 自身建设|各位代表,…
_TOPIC_THEN_TEXT = re.compile(rf"(?:{_TOPIC_END})(?=“?(?:{_OPENING}))")
# 发展回顾|“求真务实… · 工作安排|今年… but not 工作安排和…
_ALWAYS_ENDS = re.compile(
    r"(?:回顾|工作安排|工作总结|自身建设|重点任务|主要任务|目标任务|总体要求|预期目标|工作部署|指导思想)(?=[“\u4e00-\u9fff\d])(?![和与及的之为是情暨,、])"
)
# 新征程|“十四五”时期是… · 2019年是
_SUBJECT_OPENS = re.compile(r"(?:“?十[一二三四五六七八九]五”?时期|\d{4}年|今年|过去的?一年)[,是]")
# 自身建设|各位代表,… · 工作安排|2019年…
_SPEAKS = re.compile(r"“?(?:各位代表|同志们|\d{4}年|今年|去年|过去|一年来|五年来|新的一年|十[一二三四五六七八九]五)")
# 实力逐渐增强 |全县上下… : where a title and its text share a line, a space may be all that parts them
_PARTED = re.compile(r"(?<=[\u4e00-\u9fff”])(?<![、和与及暨]) +(?=[\u4e00-\u9fff“])")
# 城乡面貌持续改善|全县… · 产业转型步伐加快|规模以上工业企业…
_TOLD_THEN_TEXT = re.compile(
    r"[\u4e00-\u9fff“”、]{2,14}?(?:步伐|持续|不断|稳步|明显|显著|更加|全面|有效|有力|进一步|大幅|加快|加速|扎实|深入|逐步)"
    r"(?:加快|改善|提升|增强|优化|完善|推进|发展|落实|突破|提高|加强|巩固|向好|壮大|夯实|拓展|深化|显现)"
    r"(?=“?(?:全[省市县区镇乡]|规模以上|地区生产总值|一般公共预算|固定资产投资|社会消费品|城镇|城乡居民|粮食|累计|新增|新建|完成|实现|建成|\d{4}年|今年|全年))"
)
# 产业提质增效|全县… · 城乡更加宜居|2030年…, but not 加快推进全县… · 建设面向2030年…
_WHOSE = re.compile(r"全[省市县区镇乡年]|今年|\d{4}年")
_GOVERNS = re.compile(
    r"(?:推进|推动|促进|提升|带动|实现|完成|做好|抓好|落实|优化|改善|加强|强化|加快|(?:加快|推进|统筹)建设|确保|保障|服务|支持|面向|覆盖|[对为在向把将到和与及、的“(])$"
)
# 5.1% · 86家 : a title is no sentence with a figure, where one may end before it
_QUANTITY = re.compile(r"\d(?:%|‰|[万亿]|个|家|项|户|人|公里|亩|吨|台|套|件|处)")
_TEXT_OPENS = re.compile(_OPENING)
# “十三五”时期 · 2018年 · 过去五年
_SUBJECT = re.compile(r"“?十[一二三四五六七八九]五”?(?:时期)?|\d{4}年|过去[一五]年|今后五年")


# 2020年和“ 十三五”| 工作回顾 过去的一年: a space inside a title, the one behind its last word parts it from the text
_REST = re.compile(rf" +[\u4e00-\u9fff]{{0,6}}(?:{_TOPIC_END})(?= )")


def title_end(text: str, start: int, *, clause: int = 0, lost_lines: bool = False) -> int:
    """Return where the title that starts at `start` ends. A sentence longer than `clause`
    characters, where that is given, is a title up to its first comma.

    With `lost_lines` a line's end may stand for a full stop.
    """
    stop = _STOP.search(text, start, start + TITLE_LIMIT)
    end = stop.start() if stop else min(start + TITLE_LIMIT, len(text))
    if duty := DUTY.search(text, start, end):
        return _trimmed(text, start, duty.start())
    if clause:
        return _clause_end(text, start, end, clause)
    # 医疗卫生方面:|新建社区卫生服务中心3个,…
    label = _LABEL.match(text, start)
    if label and not _LABEL_ONLY.match(text, label.end()):
        return label.end()
    told = lost_lines and ("," in text[start:end]) and bool(_QUANTITY.search(text, start, end))
    if stop and stop.group() == "\n" and not told:
        return _trimmed(text, start, end)
    glued = _glued_end(text, start, min(end, start + GLUE_LIMIT), sure=bool(stop) and end - start <= GLUE_LIMIT, told=told)
    if glued:
        return glued
    if end - start > GLUE_LIMIT:
        return _first_clause(text, start, end)
    return _trimmed(text, start, end)


def _clause_end(text: str, start: int, end: int, longest: int) -> int:
    label = _LABEL.match(text, start)
    if label:
        return label.end()
    if end - start > longest:
        return _first_clause(text, start, end)
    return _trimmed(text, start, end)


def _first_clause(text: str, start: int, end: int) -> int:
    clause = _CLAUSE.search(text, start + 2, end)
    return clause.start() if clause else _trimmed(text, start, end)


def _glued_end(text: str, start: int, end: int, *, sure: bool, told: bool = False) -> int:
    """Return where a title runs into its text without punctuation, 0 where it does not.

    `sure`: a sentence end is near. `told`: what stands there tells what was done.
    """
    if text[end : end + 1] == "\n" and not told:
        return 0
    subject = _SUBJECT.match(text, start)
    if subject:
        again = text.find(subject.group(), start + 6, end + 12)
        if again > 0 and text[again - 1] not in "和及与、(“至到":
            return again
    parted = _PARTED.search(text, start + 8, end)
    if parted:
        rest = _REST.match(text, parted.start(), end)
        return rest.end() if rest else parted.start()
    for pattern in (_ALWAYS_ENDS, _TOPIC_THEN_TEXT):
        found = pattern.search(text, start + 3, end)
        if found and found.end() - start >= 4 and not _is_whole(text, found.end(), end):
            return found.end()
    went = _TOLD_THEN_TEXT.match(text, start, end + 8)
    if went and not urges(text[start : went.end()]):
        return went.end()
    opened = _SUBJECT_OPENS.search(text, start + 6, end + 8)
    if opened and opened.start() <= end:
        return opened.start()
    if sure and not _QUANTITY.search(text, start, end + 1):
        return 0
    whose = _WHOSE.finditer(text, start + 4, end) if sure or told else ()
    if begins := next((one.start() for one in whose if not _GOVERNS.search(text, start, one.start())), 0):
        return begins
    opening = _TEXT_OPENS.search(text, start + 8, end)
    comma = text.find(",", start, end)
    # The text opens in a later clause than the title's own verb: 强基础,开创乡村振兴新局面|坚持…
    while opening and opening.start() - max(comma, start) < 6:
        opening = _TEXT_OPENS.search(text, opening.end(), end)
    return opening.start() if opening else 0


def _is_whole(text: str, middle: int, end: int) -> bool:
    """Say whether a sentence goes on in the middle as one: 民生福祉|持续改善。 · “六保”任务|在推进发展中有效落实。"""
    return text[end : end + 1] == "。" and end - middle < _SHORTEST_TEXT and not _SPEAKS.match(text, middle)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " :,、":
        end -= 1
    return end
