"""What follows a report's argument: annexes, glossaries, notes, signature, imprint."""

import re
from collections.abc import Sequence

from summarizer.domain.grammar.dates import damaged_dates
from summarizer.domain.mark_reasons import IMPRINT, SIGNATURE
from summarizer.splitting.lines import Line

# 附件1 · 附件:重点项目表 · 附表2 · 附:名词解释
_ANNEX = re.compile(
    r"^[\[【(]?附\s?(?:件|录|表|图|注)?\s?[一二三四五六七八九十\d]{0,3}[\]】)]?\s?(?:[:]|$)|^附(?:件|录|表)\s?[一二三四五六七八九十\d]{1,3}(?:\s|\D)"
)
# 名词解释 · 《政府工作报告》有关名词解释 · (名词解释: · 部分名词注释
_GLOSSARY = re.compile(
    r"^[(\[【*#\s]*(?:附件?\s?\d*\s?[:.、]?\s?)?(?:.{0,20}报告》?(?:中)?的?)?(?:有关|部分|相关|若干|主要)?(?:专有|专业|专用)?(?:名词|术语|用语|词语|指标)(?:术语)?(?:的)?(?:解释|注释|说明|释义)(?:[:)\]】*].*)?$"
)
# 注释 · 注: · 注释:
_NOTES = re.compile(r"^[(\[【]?(?:注\s?释|附\s?注|注解|备注)[)\]】]?\s?(?:[:]|$)|^注\s?:")
_FORMS = (("glossary", _GLOSSARY), ("annex", _ANNEX), ("notes", _NOTES))
_PROSE_BEFORE = 150
_SHARE_BEFORE = 0.3
_LONGEST = 80
_LONGEST_NOTE = 400
# 峄城区人民政府办公室 2021年8月5日印发 · 抄送:… · 主题词:…
_IMPRINT = re.compile(
    r"(?:\d\s*日|[一二三四五六七八九十]日)\s*(?:印\s?发|印制|翻印)$|^(?:抄\s?送|抄\s?报|主\s?送|分\s?送|主题词|共印)\s?[:\d]|^印发(?:机关|日期)"
)
# 某县人民政府 · 某市发展和改革委员会(公章)
_ISSUER = re.compile(
    r"^[\w\s]{2,30}(?:人民政府|政府|办公室|办公厅|委员会|管委会|统计局|局|厅|委|调查(?:总)?队)(?:\([^)]{0,8}\))?$"
)
# 2021年8月5日 · 二〇二一年八月五日 · 二O二一年八月 · 2021年8月5 · 2021.8.5
_DATE_LINE = re.compile(
    r"^[(\[]?(?:[12]\d{3}|[一二][〇零一二三四五六七八九Oo0]{3})\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月\s?(?:[\d一二三四五六七八九十]{1,3}\s?日?)?[)\]]?$"
    r"|^(?:19|20)\d\d\.\d{1,2}\.\d{1,2}$"
)


def find_back_matter(lines: Sequence[Line]) -> tuple[int, str]:
    """Return where the back matter of a report begins and what it begins with; (number of lines, "") where there is none.

    An annex that is named before the report's body is a list of annexes in a notice, or the report itself.
    """
    whole = sum(line.prose for line in lines)
    before = 0
    for index, line in enumerate(lines):
        if before >= max(_PROSE_BEFORE, _SHARE_BEFORE * whole) and (reason := _begins_with(line.text)):
            return index, reason
        before += line.prose
    return len(lines), ""


def closing_reason(text: str) -> str:
    """Return what a line under the last sentence is: imprint, signature with its date, or `""`."""
    text = " ".join(text.split())  # an imprint is spread over the width of its page
    if len(text) > _LONGEST:
        return ""
    if _IMPRINT.search(text):
        return IMPRINT
    return SIGNATURE if _ISSUER.match(text) or _DATE_LINE.match(text) or damaged_dates(text) else ""


def _begins_with(text: str) -> str:
    for reason, form in _FORMS:
        if len(text) <= (_LONGEST_NOTE if reason == "notes" else _LONGEST) and form.match(text):
            return reason
    return ""
