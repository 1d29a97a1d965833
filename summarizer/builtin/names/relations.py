"""Names of figures that say something of the thing named before: its part of a whole, its rank, its lead over others."""

import re

from summarizer.builtin.names.memory import Memory
from summarizer.builtin.names.owned import clause_before, needs_owner
from summarizer.builtin.names.phrases import before_value, tidy, without_opening
from summarizer.builtin.quantities.places import Place

# 增速快于规模以上工业 · 比全省平均高 · 高于全市
_GAP = re.compile(
    r"(?<!不)(?:超过(?=全[国省市区县]|[^,，]{0,6}平均)|快于|慢于|高于|低于|好于|优于|高出|低出|领先于?"
    r"|(?<!占)比(?![例重率值较])[^,，]{2,16}?[高低快慢]出?)[^,，]{0,20}$"
)
# 超年初目标2.6个百分点 · 超额完成年度任务2.1亿元
_OVER_PLAN = re.compile(r"超(?:出|过|额)?[^,，、]{0,10}(?:目标|计划|任务|预期)(?:指标|数)?$")
_GAP_OF_BEFORE = re.compile(r"(?:超|增速|增幅|涨幅|降幅|比|高|低|快|慢|占比|好于|优于|领先)")
_TIME = re.compile(r"上年|去年|年初|年底|同期|20\d\d|末|季度|月")
# 完成年度计划的 · 为预算的
_OF_PLAN = re.compile(
    r"(?:完成|为|是|占|达到|达)?[^,，、]{0,8}(?:(?:计划|任务|目标|预算)(?:投资|收入|支出|数|总额)?|序时进度|时序进度)的$"
)
_OF_WHOLE = re.compile(r"占[^,，]{1,24}的$")
# 其中工业投资占38.4% · 优良天数343天，占93.9%
_PART = re.compile(r"(?P<what>[^,，]{0,24})占")
# 是上年的 · 相当于2015年的
_MULTIPLE_OF = re.compile(r"(?:是|为|相当于|达到?|[、,，]|^)[^,，、是为达]{0,12}的$")
_MOVED_UP = re.compile(r"(?:前移|上升|提升|跃升|下降|后移|前进)(?:了)?$")
_OWN_RANK = re.compile(r"(?:位?居|列|位列|排|名列|全[省市国县区])")
_RANK_ONLY = re.compile(r"(?:均|都|仍|稳|跃|高|继续|连续)*(?:在|居|位居|列|位列|名列|排名?|全国|全省|全市)")
# 增速连续30个月居全省前10位: how long it lasted is another figure
_LASTING = re.compile(r"(?:\d+年)?连续(?:\d{1,3}|[一二三四五六七八九十两]{1,3})?(?:个?(?:年|季度|月))?")
# 连续三年获评“全省生态旅游名县”，列全市第2位
_TITLE_WON = re.compile(r"[“《]([^“”《》]{4,20})[”》][^“”《》\d]{0,20}$")
# 民营经济拉动GDP增长2.7个百分点，对GDP增长的贡献率为54.8%
_ADDED_TO = re.compile(r"[,，、]?(?P<what>对[^,，、]{2,16}贡献率)(?:为|是|达到?)?$")
_BEFORE_DOING = re.compile(r"拉动|带动|增加值")
# 上涨2.1%，低于3%的控制目标: bounds a figure, leads over none
_BOUNDS_ONLY = frozenset({"低于", "高于"})
_TIMES = re.compile(r"(?:个?(?:年|季度|月)|年)$")
_STAYED = re.compile(r"[^\d第前,，、;；]{0,16}")
# 专利数增长1.3倍、从全省第9位升至第6位
_FROM_RANK = re.compile(r"(?:增长|下降|提高|提升|上升)?、?[从由](?=全[国省市区县球]|世界)")
# 生产总值跨越2个百亿元台阶 · 五年跨过3个万亿级关口
_STEPS = re.compile(r"[百千万]*[亿万]元?级?(?:大|新)?(?:台阶|大关|关口)")
_SHORT = 3


def name_of_share(place: Place, memory: Memory) -> str:
    """Name 占一般公共预算支出的81.1%, 完成年度计划的114.2%, 是上年的4.7倍; `""` where the quantity is none of them."""
    unit, lead = place.quantity.unit, place.lead
    added = _ADDED_TO.match(lead)
    if added and memory.names:
        return tidy(_BEFORE_DOING.split(memory.names[-1])[0] + added["what"])
    multiple = _MULTIPLE_OF.search(lead) if unit == "倍" else None
    if multiple:
        return tidy(without_opening(before_value(lead[: multiple.start()]))[0]) or memory.subject
    part = _PART.fullmatch(lead) if unit == "%" else None
    if part:
        core = without_opening(part["what"])[0]
        return tidy((core or memory.thing) + "占比")
    if unit not in ("%", "‰", "成") or not lead.endswith("的"):
        return ""
    if _OF_WHOLE.search(lead):
        core = without_opening(lead[:-1])[0]
        return tidy((memory.thing if core.startswith("占") or needs_owner(core) else "") + core + "的比重")
    plan = _OF_PLAN.search(lead)
    if not plan:
        return ""
    core = without_opening(lead[: plan.start()])[0] or memory.thing
    return tidy(core + plan[0][:-1].lstrip("为是达到占") + "的比例")


def name_of_rank(place: Place, memory: Memory) -> str:
    """Name 居全省第1位, (第73位) behind a title; `""` where the quantity is no rank."""
    placed = place.quantity.unit in ("位", "强") and not _MOVED_UP.search(place.lead)
    if not placed and not place.lead.endswith("第"):
        return ""
    own = before_value(place.lead).lstrip("、,， ")
    if place.joined and _OWN_RANK.match(own):
        base = re.split(
            r"连续|在|位居|位列|名列|居(?![民住家])|排(?![放污水名])", memory.names[-1] if memory.names else memory.subject
        )[0]
        return tidy(base + own.removeprefix("位").removeprefix("居"))
    if place.joined and own and place.lead.startswith("、") and memory.names:
        return tidy(memory.names[-1] + _FROM_RANK.sub("", own.removesuffix("第")))
    titled = place.gap.rstrip("第 ")
    if not own and titled.endswith("("):
        said = re.split(r"[、,;]", titled[:-1])[-1]
        return tidy(without_opening(said)[0]) or memory.subject
    core = _FROM_RANK.sub("", without_opening(before_value(_LASTING.sub("", place.clause)))[0].removesuffix("第"))
    nearer = clause_before(place) if not memory.names else ""
    if needs_owner(core) and (nearer or memory.thing):
        return tidy((nearer or memory.thing) + core)
    if len(core) <= _SHORT or _RANK_ONLY.match(core):
        won = _TITLE_WON.search(place.gap) if not memory.names else None
        if won:
            return tidy(won[1] + core)
        return tidy(memory.thing + core.removeprefix("均"))
    return tidy(core)


def name_of_lasting(place: Place, memory: Memory) -> str:
    """Name 经济增速连续16个季度高于全省平均水平: what lasted so long; `""` where the quantity is no such time."""
    if not place.lead.endswith("连续") or not _TIMES.fullmatch(place.quantity.unit):
        return ""
    core = without_opening(before_value(place.lead.removesuffix("连续")))[0]
    owner = memory.thing if not core or needs_owner(core) else ""
    stayed = _STAYED.match(place.follow)
    return tidy(f"{owner}{core}连续{stayed[0] if stayed else ''}")


def name_of_steps(place: Place, memory: Memory) -> str:
    """Name 生产总值跨越2个百亿元台阶, of which no later clause is told; `""` where nothing else than steps is counted."""
    steps = _STEPS.match(place.follow) if place.quantity.unit == "个" else None
    core = without_opening(before_value(place.lead))[0] if steps else ""
    if not steps or not core:
        return ""
    memory.subject = memory.thing = core
    memory.names.append(core)
    return tidy(core + steps[0])


def name_of_gap(place: Place, memory: Memory) -> str:
    """Name 增速快于规模以上工业10.7个百分点; `""` where the quantity is no lead over others."""
    gap = _GAP.search(place.lead)
    if not _OVER_PLAN.search(place.lead) and (not gap or _TIME.search(gap[0])):
        return ""
    if place.lead.strip("、,， ") in _BOUNDS_ONLY:
        return ""
    if _OVER_PLAN.fullmatch(place.lead.strip("、,， ")) and memory.thing:
        return tidy(memory.thing + place.lead.strip("、,， "))
    core = re.sub(r"(?:\d|约|近)+$", "", without_opening(place.lead)[0])
    return tidy(memory.thing + core if _GAP_OF_BEFORE.match(core) else core)
