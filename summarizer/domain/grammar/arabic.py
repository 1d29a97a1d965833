"""Arabic numerals with their units."""

import re
from decimal import Decimal

from msgspec.structs import replace

from summarizer.domain.grammar.bounds import TAIL_PATTERN, read_bound, read_lead, read_sign
from summarizer.domain.grammar.draft import Draft
from summarizer.domain.grammar.no_quantity import Dismissals
from summarizer.domain.grammar.surroundings import Surroundings
from summarizer.domain.grammar.thresholds import is_threshold
from summarizer.domain.grammar.unit_table import BESIDE_PATTERN, MULTIPLIER_PATTERN, PER_PATTERN, UNIT_PATTERN, plain, read_unit

# 1/4 · 1,234.5 · 1亿5000万 · 3万5000 · 147.28 : the first digit stands before all else: a search looks for one
_VALUE = (
    r"\d(?:/(?:[2-9]|[1-9]\d)(?![\d/.%])|\d{0,2}(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d*亿\d{1,4}(?:\.\d+)?万(?:\d{1,4}(?![\d.]))?|\d*万(?:\d{3,4}|\d千)(?![\d.])"
    r"|\d*(?:\.\d+)?)"
)
# 147.28 亿元, 5.3万余人次, 2.9亿多元, 200余项, 50个以上, 300元/平方米
_NUMERAL = re.compile(
    rf"(?P<value>{_VALUE})(?: ?(?P<more>[余多来几])?(?P<times>{MULTIPLIER_PATTERN})?(?P<more2>[余多来几])?"
    rf"(?P<unit>{UNIT_PATTERN})?(?:{BESIDE_PATTERN})?(?P<per>{PER_PATTERN})?"
    rf"(?P<more3>多(?![式功元层媒维样渠晶]))?(?P<tail> ?(?:{TAIL_PATTERN}))?)"
)
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
# 居全省 · 分别居全省第3、第2和
_RANKED = re.compile(
    r"(?:居|列|排|第|位|名|升至|跃至|全省|全市|全国|全区|全县|全球|世界|同类|增幅|增速|总量)[^,。;\d]{0,6}"
    r"(?:(?:第\d{1,3}[位名]?(?:、|和|与|及))+)?\Z"
)
# “17开工、26投产” counts projects; any other bare number that opens a quotation is a name: “2121产业雁阵”
_DONE = ("开工", "投产", "竣工", "建成", "完工", "签约", "落地")
_LEADS_OVER = ("高出", "高于", "低于", "多于", "少于")
_QUOTES, _ORDERS = frozenset('“"'), frozenset("第前后")
_PLACES = {"位", "名", "强", ""}
_STEPS = (("亿", 10**8), ("万", 10**4), ("千", 10**3))


def read_arabic(view: str, start: int, end: int, around: Surroundings) -> list[Draft]:
    """Return the Arabic numerals of a view in order, those that are no quantity with their reason."""
    found: list[Draft] = []
    reasons = Dismissals(view, start, end)
    for match in _NUMERAL.finditer(view, start, end):
        reason = reasons.of(match.start(), match["value"])
        found.append(_dismissed(match, reason) if reason else _read(view, match, around))
    return found


def _dismissed(match: re.Match[str], reason: str) -> Draft:
    start, end = match.span("value")
    return Draft(start, end, _decimal(match["value"]), end, dismissed=reason)


def _decimal(value: str) -> str:
    """1,234 → 1234, 1亿5000万 → 150000000; a fraction stays one: 1/4."""
    if value.isascii():
        return value.replace(",", "")
    total, rest = Decimal(0), value
    for sign, factor in _STEPS:
        head, found, tail = rest.partition(sign)
        if found:
            total, rest = total + Decimal(head) * factor, tail
    return plain(total + Decimal(rest or 0))


def _read(view: str, match: re.Match[str], around: Surroundings) -> Draft:
    value, more, times, more_times, unit, _, per, more_units, tail = match.groups("")
    start = match.start()
    end = start + len(value)
    before = view[start - 1 : start]
    draft = Draft(start, end, _decimal(value), match.end())
    if "/" in value:
        over, _, under = value.partition("/")
        draft.number = Decimal(over) / Decimal(under)
    if times or unit or per:
        _add_unit(draft, match)
    elif _YEAR_ALONE.fullmatch(value):
        draft.dismissed = "date"
        return draft
    elif before in _QUOTES and not view.startswith(_DONE, end):
        draft.dismissed = "name"
        return draft
    clause = draft.clause = around.clause_start(start)
    lead = read_lead(view, clause, start)
    family, tail = draft.unit.family, tail.lstrip()
    bound = draft.bound = read_bound(lead, bool(more or more_times or more_units), tail, family)
    if family == "points" and bound in ("gt", "lt") and view.startswith(_LEADS_OVER, max(start - 2, 0)):
        draft.bound = "eq"  # 比预期目标高出5.2个百分点: the lead itself
    if is_threshold(view, draft.after, tail, draft.bound, family):
        draft.dismissed = "threshold in a name"
        return draft
    if before in _ORDERS or draft.unit.name == "强":
        _rank(view, draft, clause)
    draft.sign = read_sign(view, clause, start, lead, family)
    return draft


def _add_unit(draft: Draft, match: re.Match[str]) -> None:
    times, unit, beside, per = match.group("times", "unit", "beside", "per")
    draft.unit = read_unit(times or "", unit or "", per or "")
    draft.unit_start = match.start("times" if times else "unit" if unit else "per")
    draft.unit_end = match.end("per" if per else "unit" if unit else "times")
    if beside and unit:
        draft.unit = replace(draft.unit, name=f"{times or ''}{unit}（{beside}）{per or ''}")
        draft.unit_end = max(draft.unit_end, match.end("beside") + 1)


def _rank(view: str, draft: Draft, clause: int) -> None:
    """第1位, 居全市第6 are ranks, 前10名 and 20强 say at most; 第3批 is the number of a batch."""
    ordinal = view[draft.start - 1] == "第"
    if draft.unit.name not in _PLACES or (ordinal and not draft.unit.name and not _RANKED.search(view, clause, draft.start - 1)):
        if ordinal:
            draft.dismissed = "ordinal"
        return
    draft.is_rank = True
    draft.bound = draft.bound if ordinal else "le"
