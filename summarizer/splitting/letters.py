"""Official letters that are reports themselves: tasks handed out, an account given to those above, a party's proposal."""

import re
from collections.abc import Sequence

from summarizer.splitting.lines import Line
from summarizer.splitting.titles import Title

# 关于做好2018年为民办实事的通知 · 中共云沐县委关于制定第十四个五年规划的建议
_LETTER = re.compile(r"关于[^。]{4,80}的(?:通知|通报|建议|决定|意见|函)$")
# 各镇人民政府,县政府各部门、直属各单位: · 中共云沐县委、县人民政府:
_ADDRESSEES = re.compile(
    r"^(?:各|[^。]{2,20}(?:各|有关))[^。]{2,80}:$|^[^。:]{0,30}(?:县|市|区|旗|省|州)(?:委|人民政府|人大常委会):$"
)
# 现将2022年工作情况报告如下
_ACCOUNT = re.compile(r"现(?:将|就)[^。]{2,60}(?:报告|汇报|通报|总结)如下")
_LINES_LOOKED_AT = 6


def letter_title(lines: Sequence[Line], above: Sequence[int], titles: Sequence[Title]) -> Title | None:
    """Return the title of the letter whose text begins below the lines `above`: the last one that is a notice's or a letter's."""
    if not above:
        return None
    notices = [title for title in titles if title.kind == "notice" and above[0] <= title.first and title.last <= above[-1]]
    letters = [Title("weak", at, at, lines[at].span, lines[at].text) for at in above if _LETTER.search(lines[at].text)]
    return max([*notices, *letters], key=lambda title: title.last, default=None)


def is_letter(body: Sequence[Line]) -> bool:
    """Say whether a text begins as a letter does: with whom it is addressed to, or with what it gives an account of."""
    opening = body[:_LINES_LOOKED_AT]
    return any(_ADDRESSEES.match(line.text) or _ACCOUNT.search(line.text) for line in opening)
