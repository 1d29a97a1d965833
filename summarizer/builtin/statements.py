"""Goals and results that are said without a numeral: 进出口保持稳定增长, 完成市下达的目标."""

import re
from collections.abc import Iterator

from summarizer.builtin.names.phrases import before_value, tidy, without_opening
from summarizer.builtin.quantities.kinds import is_aimed
from summarizer.builtin.quantities.settings_in_text import Setting, read_settings
from summarizer.domain.answer import StatementEntry
from summarizer.domain.chunk import Context
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk
from summarizer.domain.record import StatementKind
from summarizer.domain.span import Span

# 主要预期目标为 · 主要经济指标 (what lies in such a list is a goal or a result, whatever its verb)
_LIST = re.compile(r"(?:预期|奋斗|主要|发展|约束性|总体)[^,。;:]{0,8}(?:目标|指标)|预期性|约束性")
# what main indicators a list of them holds
_MAIN = re.compile(r"生产总值|公共预算收入|社会消费品零售|居民消费价格|固定资产投资")
_STATE = (
    # 居民收入增速高于经济增速、高于全国平均水平 · 投资增速保持在全国平均水平以上 · 城乡居民收入增速保持全省领先
    r"(?:增速|增长|增幅)?(?:高于|快于|跑赢)[^,;。\d]{2,20}|(?:增速|增长|增幅)?(?:保持|继续)?(?:在|位居)?(?:全[国省市县区]|中部|东部|西部)[^,;。\d]{0,4}(?:水平以上|领先|前列|首位)"
    r"|提质增效|扩量提质|提质扩量|"
    r"(?:保持|实现|继续保持|基本保持)?(?:总体|基本|持续|大体)?(?:稳定|平稳|稳步|较快|适度|合理|恢复性|正|同步)(?:增长|上升|提高|提升|回升)|(?:保持|总体|基本)(?:稳定|平稳|持平)|稳中(?:提质|向好|有进|求进|有升|有增|有降|趋好)|与[^,;。]{2,16}(?:同步|持平|相适应|相当|相匹配)|和[^,;。]{2,16}(?:基本同步|同步$|相适应|相匹配)|"
    r"(?:基本持平|保持在合理区间|控制在[^,;。\d]{2,12}(?:以内|之内|范围内|目标内)|(?:持续|稳步|明显|大幅|显著|进一步|不断)(?:下降|改善|优化|提升|提高|降低|减少|扩大|增加|增强|收窄))|不低于[^,;。]{2,16}(?:水平|年)|只增不减|只降不升|零增长|达到(?:省|市|国家|上级)[^,;。\d]{2,12}(?:要求|标准|水平)"
)
_STATED = re.compile(rf"(?P<name>[^,;。:]{{2,40}}?)(?P<state>{_STATE})[^,;。:]{{0,6}}$")
# 全面完成市下达的GDP能耗和环境质量改善目标 · 煤炭消费压减、万元GDP能耗完成市定任务
_ORDERED = re.compile(
    r"^(?P<lead>[^,;。:]{0,40}?)(?:全面|圆满|超额|确保|顺利|较好|如期)*完成(?P<order>了?(?:国家|省|市|上级|县|区|州)(?:[^,;。:]{0,4}?(?:下达|分解|定|确定|交办|核定|规定)|[^,;。:]{0,4}?)的?)(?P<what>[^,;。:]{0,40}?)(?:目标任务|目标|任务|指标|计划|要求)$"
)
# 油料总产量、水环境、污染减排等指标全面完成任务 · 按照国家要求完成节能减排降碳任务
_DONE_ALL = re.compile(
    r"^(?P<lead>[^,;。:]{2,40}?)(?:等)?(?:主要|约束性)?指标(?:全面|圆满|如期|顺利)*完成(?:目标|年度)*任务$"
    r"|^按照?(?:国家|省|市|上级)[^,;。:]{0,4}要求[^,;。:]{0,4}完成(?P<what>[^,;。:]{2,30}?)(?:目标任务|目标|任务|指标)$"
)
# 节能减排: here the verb belongs to the name
_NAMED_BY_VERB = re.compile(r"(?:减排|降碳|减污|压减|削减)$")
# what can be measured: 生产总值, 失业率, 空气质量
_MEASURABLE = re.compile(
    r"值|收入|支出|产量|面积|总额|进出口|出口|外资|投资|能耗|排放|价格|物价|就业|失业|消费|人口|总量|率|比重|占比|收支|质量$|水质|债务"
    r"|贷款|存款|用电|粮食|生猪|产能|优良|指数|浓度|总产|效益$|结构$|保有量|规模$"
)
# 7.一般公共预算收入与经济增长基本同步
_ITEM_NUMBER = re.compile(r"^(?:\d{1,2}[.．、](?!\d)|[(（][一二三四五六七八九十\d]{1,2}[)）])\s*")
# (6) | 居民收入与经济增长相匹配。: a row of a table, or what a full stop in a cell leaves of it
_ROW = re.compile(r"[|\t]")
_LONGEST = 3000
_AND = re.compile(r"、|(?<=.{2})(?:和|与|及|以及)(?=.{2})")
_VAGUE = re.compile(
    r"人民|群众|生活|水平不断|能力|活力|环境不断|作用|意识|我们|体系|机制|服务|治理|作风|信心|会议|确定|要求$|^处置$|^目标|^任务|下达|地$"
)


def find_statements(chunk: ShownChunk) -> list[StatementEntry]:
    """Return the statements of a chunk in the order of the text."""
    view = same_length_view(chunk.text)
    settings = read_settings(chunk)
    taken = [numeral.span for numeral in chunk.numerals]
    found: list[StatementEntry] = []
    in_list = bool(_LIST.search(" ".join(chunk.context.heading_path[-1:])))
    for number, (sentence, level) in enumerate(zip(chunk.sentences, chunk.levels, strict=True), 1):
        words = sentence.of(view)
        if level:
            in_list = bool(_LIST.search(words)) and len(words) < 40
        inside = [span for span in taken if sentence.covers(span)]
        main = (
            bool(_LIST.search(words))
            or (len(inside) >= 3 and bool(_MAIN.search(words)))
            or bool(re.match(r"[—─–-]{1,2}", words.strip()))
            or in_list
            or bool(_ROW.search(words))
        )
        for clause in _clauses(view, sentence, main=main):
            if not level and len(sentence) <= _LONGEST and not any(clause.overlaps(span) for span in inside):
                found += _read(chunk.text, view, clause, number, settings[number - 1], chunk.context, main)
    return found


def _clauses(view: str, sentence: Span, *, main: bool) -> Iterator[Span]:
    """Yield the clauses; of one that tells two states (城乡居民收入…领先、农民收入…快于城镇居民), each."""
    for match in re.finditer(r"[^,;。:!?|\t\n]+", sentence.of(view)):
        start = sentence.start + match.start()
        pieces = match[0].split("、")
        if not main or len(pieces) < 2 or not all(_is_stated(piece) for piece in pieces):
            yield Span(start, start + len(match[0]))
            continue
        for piece in pieces:
            yield Span(start, start + len(piece))
            start += len(piece) + 1


def _is_stated(words: str) -> bool:
    stated = _STATED.search(_ITEM_NUMBER.sub("", words.strip()))
    return bool(stated and _MEASURABLE.search(_without_verb(stated["name"])))


def _read(
    text: str, view: str, clause: Span, number: int, setting: Setting, context: Context, main: bool
) -> list[StatementEntry]:
    number_part = _ITEM_NUMBER.match(clause.of(view).strip())
    words = clause.of(view).strip().removeprefix(number_part[0] if number_part else "")
    ordered = _DONE_ALL.search(words) or _ORDERED.search(words)
    stated = _STATED.search(words) if main else None
    joint = _name_of_order(ordered) if ordered else stated["name"] if stated else ""
    joint = _without_verb(joint)
    if stated and not ordered and not _MEASURABLE.search(joint):
        return []
    if not 2 <= len(joint) <= 30 or _VAGUE.search(joint):
        return []
    kind: StatementKind = "target" if setting.kind == "target" or is_aimed(words) else "actual"
    default = context.plan_year if kind == "target" else context.review_period
    period = setting.period if setting.kind == kind and setting.period else default
    copied = _copied(text, clause)
    return [
        StatementEntry(name=name, text=copied, kind=kind, period=period, sentences=[number])
        for name in (item if _NAMED_BY_VERB.search(item) else tidy(item) for item in _AND.split(joint))
        if len(name) > 1 and not name.startswith("“")
    ]


def _name_of_order(ordered: re.Match[str]) -> str:
    lead = without_opening(ordered["lead"] or "")[0]
    what = (ordered["what"] or "").removesuffix("考核")
    return lead if len(lead) >= 2 else what + ("指标" if what.endswith("性") else "")


def _without_verb(joint: str) -> str:
    joint = without_opening(joint)[0].removesuffix("等")
    return joint if _NAMED_BY_VERB.search(joint) else tidy(before_value(joint).removesuffix("等"))


def _copied(text: str, clause: Span) -> str:
    return _ITEM_NUMBER.sub("", clause.of(text).strip().strip("—─–- "))
