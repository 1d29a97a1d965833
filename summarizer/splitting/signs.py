"""Signs that a text is a report: the words of its opening, the words and figures of its body."""

import re
from collections.abc import Iterable, Sequence

from summarizer.splitting.letters import is_letter
from summarizer.splitting.lines import Line

LEAST_SIGNS = 3
LEAST_WEAK_SIGNS = 2
LEAST_BODY = 120
"""Characters of prose under a title; a page title, a link and a line of contents have less."""
LEAST_UNTITLED_BODY = 300
_LEAST_LETTER_BODY = 140
_OPENING_LINES = 6
_OPENING = 300
# ——2025年3月30日在某县第十五届人民代表大会: a report whose title is lost begins with its occasion
OCCASION = re.compile(r"(?:年.{1,12}日|^[—–─-]{1,3}\s?)(?:上午|下午)?在\S{2,30}(?:会议|大会)")
# 现在,我代表县人民政府向大会报告工作 · 受市人民政府委托,现将…提请大会审议
HANDED_OVER = re.compile(r"我(?:代表|受).{2,30}(?:报告|审议)|受.{2,20}委托.{0,80}(?:审议|审查|报告)")
GREETING = re.compile(rf"{HANDED_OVER.pattern}|各位代表\s?[:,]")
# 147.28亿元, 5.2%, 28公里: every report has figures, a text about one hardly
_FIGURE = re.compile(r"\d(?:%|个百分点|亿|万|公里|千米|亩|个|家|项|人|户|元|吨|平方)")
_LEAST_FIGURES = 5
_LEAST_FIGURES_OF_DIGEST = 10
_MOST_WORDS_A_FIGURE = 60
"""Characters; a digest of a report's results says figure after figure, news of a meeting has one here and there."""
_LEAST_FIGURES_OF_FEW_SIGNS = 12
# 2527.54, -20.5 | 294.8: cells of a table; whole numbers alone are counts of visits and numbers of rows, too
_CELL = re.compile(r"(?<![\d.])\d{1,12}\.\d{1,4}(?![\d.年月日])")
_LEAST_CELLS = 10
_LEAST_UNTITLED_CELLS = 20
_NEWS = re.compile(r"本报讯|记者|通讯员|新华社|讯\(|分组讨论|与会")
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
        "规模以上工业|社会消费品零售|工业增加值",
        "(?:同比|比上年|年均|比去年)(?:增长|下降|增加|减少)",
        "(?:责任|牵头|主办|配合|协办)单位",
        '十[一二三四五六七八九]?五(?:[”"]|规划|时期|计划)|五年计划',
        "总体要求|指导思想|基本原则",
        "保障措施|组织领导|组织保障|督导考核",
        "重点任务|重点工作|主要任务|工作任务",
        "(?:人均)?可支配收入|人均纯收入",
        "全(?:省|市|县|区|镇|旗|州|乡)",
        "(?:从业|就业)人员|劳动力",
        "(?:播种|种植|耕地|造林|收获)面积",
        "乡村振兴|招商引资|民生|脱贫攻坚|营商环境|粮食(?:总)?产量",
    )
)


def has_signs(lines: Sequence[Line], least: int) -> bool:
    """Say whether at least so many signs of a report's body stand in the lines."""
    return _has_signs((line for line in lines if line.prose), least)


def _has_signs(lines: Iterable[Line], least: int) -> bool:
    text = "\n".join(line.text for line in lines)
    return any(found == least for found, _ in enumerate((sign for sign in _SIGNS if sign.search(text)), 1))


def tabulates(lines: Sequence[Line], least: int = _LEAST_CELLS) -> bool:
    """Say whether at least so many figures stand in the lines, be it in cells of a table: it is a body without prose."""
    return sum(len(_FIGURE.findall(line.text)) + len(_CELL.findall(line.text)) for line in lines) >= least


def reads_like_a_report(lines: Sequence[Line], *, headed: bool) -> bool:
    """Say whether a text without a title has the body of a report.

    Its words and figures decide. What a reporter wrote is none, unless it is a digest of results.
    """
    prose = sum(line.prose for line in lines)
    news = is_news(lines)
    begins = next((place for place, line in enumerate(lines) if line.prose), 0)
    if not news and prose >= _LEAST_LETTER_BODY and (headed or is_letter(lines[begins:])):
        return _has_signs(lines, 1 if headed else LEAST_WEAK_SIGNS)
    if not news and tabulates(lines, _LEAST_UNTITLED_CELLS) and _has_signs(lines, LEAST_WEAK_SIGNS):
        return True
    greeted = any(GREETING.search(line.text) for line in lines)
    if prose < (LEAST_BODY if greeted else LEAST_UNTITLED_BODY) or not has_signs(lines, LEAST_WEAK_SIGNS):
        return False
    figures = sum(len(_FIGURE.findall(line.text)) for line in lines)
    sure = has_signs(lines, LEAST_SIGNS)
    if not news and figures >= (_LEAST_FIGURES if sure else _LEAST_FIGURES_OF_FEW_SIGNS):
        return True
    digest = figures >= _LEAST_FIGURES_OF_DIGEST and figures * _MOST_WORDS_A_FIGURE >= prose
    return sure and (greeted or digest)


def is_news(lines: Sequence[Line]) -> bool:
    """Say whether a text opens as a reporter's does."""
    return bool(_NEWS.search("".join(line.text for line in lines[:_OPENING_LINES])[:_OPENING]))
