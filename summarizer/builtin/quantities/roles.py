"""What kind of figure a quantity is: an amount, a rate of change, an absolute change, a proportion, a rank, a multiple."""

import re

from summarizer.builtin.quantities.places import Place
from summarizer.builtin.words import word_list
from summarizer.domain.record import Role

_WORDS = sorted(word_list("growing", "up") | word_list("growing", "down"), key=len, reverse=True)
_MOVED = "|".join(_WORDS)
_BOUNDS = (
    r"(?:了|约|近|超过|超|突破|达到?|在|不低于|不少于|不高于|不超过"
    r"|控制|保持|稳定|力争|的?预期|再|均|都|分别|各|为|到|目标|安排|按|幅度|\s)*"
)
# 增长 · 增速不低于 · 涨幅控制在
_GROWING = re.compile(rf"(?<![不最])(?:{_MOVED}){_BOUNDS}$")
_CHANGING = re.compile(rf"(?<![不最])(?:{_MOVED})(?:了|约|近|超过|超|不少于|不低于)?$")
_MOVING = re.compile(rf"{_MOVED}|达|完成|实现|建成|新建|有|共")
_TIMES = re.compile(r"个?(?:年|月|天|小时|工作日|季度)")
# 增加水稻种植面积26万亩: the measure stands behind its verb
_CHANGED_MEASURE = re.compile(r"(?:增加|减少|调减|调增|压减)[^,，、;；的]{2,12}(?:面积|产能|产量|排放量|用量|成本|费用)$")
_REACHING = re.compile(
    r"(?:增加|增长|提高|提升|上升|上涨|上调|升|下降|降低|降|减少|减|增|扩大|发展|缩短|压缩|压减|回升|回落|恢复)(?:到|至|为)$"
)
# 矿产业增幅最大，为22.5%
_BARE = re.compile(r"[,，]?(?:分别)?(?:为|达到?)")
_PACE = re.compile(r"增速|增幅|涨幅|降幅|增长率|增长幅度|递增|减幅")
# 76%的村庄, 30%以上城市社区
_PART_OF_MANY = re.compile(r"的?[\u4e00-\u9fff]{2,}")
# 10.4:47.1:42.5, but not 谋划项目5个:
_RATIO_BEHIND = re.compile(r"[:：]\s?\d")
_SHARE = re.compile(r"率|比重|比例|占比|覆盖|比率|系数|份额|程度|结构|满意度|达标|占[^,，]*$|可办|通办|办结")
_TELLING_FIRST = re.compile(r"新增$")
_POINTS = ("个百分点", "百分点", "个点", "个千分点")
_AMOUNT = re.compile(
    r"(?:值|额|量|收入|支出|投资|外资|内资|资金|消费|存款|贷款|余额|利润|利税|税收|税金|进出口|出口|进口|价格|指数|费用|成本|能耗|浓度|人数|规模|人次|经济|工业|农业|服务业|产业|装机|面积|支出|投入|产出|财政|总产|销售|利用|外贸|待遇|标准)$"
)


def read_role(place: Place, name: str, before: Role | None) -> Role:
    """Return the role of a quantity. `before` is that of the value that it stands in a row with, if any."""
    unit, lead = place.quantity.unit, place.lead.rstrip(" “-－")
    if (
        (re.search("分之|/", place.quantity.value) and unit != "%")
        or place.gap.endswith((":", "："))
        or _RATIO_BEHIND.match(place.behind)
    ):
        return "share"
    if unit in _POINTS:
        return "change"
    if lead.endswith("提前") and _TIMES.fullmatch(unit):
        return "change"  # 提前3个月交付
    if unit in ("个位次", "位次") or (unit == "位" and re.search(r"(?:前移|上升|提升|跃升|下降|后移|前进)(?:了)?$", lead)):
        return "change"
    if _is_rank(unit, lead, place.clause):
        return "rank"
    if unit == "倍":
        return "growth" if _GROWING.search(lead) and not _REACHING.search(lead) else "multiple"
    if unit in ("%", "‰", "成", "％"):
        return _role_of_percent(place, name, before)
    if before and not lead.strip("、,，和与及 "):
        return before
    if before == "change" and lead.startswith("、") and not _MOVING.search(lead):
        return "change"  # 增加水稻面积26万亩、蔬菜面积16万亩
    return "level" if _counts_behind(place) else _role_of_amount(lead)


def _counts_behind(place: Place) -> bool:
    """提升59个村供水设施: the verb has an object behind the count, it doesn't say by how much something moved."""
    return bool(re.match(r"的?[\u4e00-\u9fff“]{2,}", place.follow)) and not re.search(r"[元%]", place.quantity.unit)


def _is_rank(unit: str, lead: str, clause: str) -> bool:
    if re.search(r"第$|(?:排名|位居|名列|位列|居|列)(?:全[省市国县州区])?(?:第|前)?$", lead) and unit in ("位", "名", "", "强"):
        return True
    if unit == "位" and re.search(r"排名|位次|名次|位居|排位", clause):
        return True
    return unit == "强" or (unit in ("位", "名") and lead.endswith("前"))


def _role_of_percent(place: Place, name: str, before: Role | None) -> Role:
    lead = place.lead.rstrip(" “-－")
    if before and not lead.strip("、,，和与及 "):
        return before
    if _PART_OF_MANY.match(place.follow) and not _GROWING.search(lead):
        return "share"
    if _REACHING.search(lead):
        return "growth" if _PACE.search(lead) else "share"
    if not lead.strip("、,，和与及 ") or (re.search(r"完成[^,，、]{0,12}$", lead) and not _GROWING.search(lead)):
        return "share"
    if lead.endswith("的") or re.search(r"自然增长率|贡献率", lead):
        return "share"
    if _BARE.fullmatch(lead) and (before == "growth" or _PACE.search(place.gap)):
        return "growth"
    if _GROWING.search(lead) or (_PACE.search(lead) and not re.search(r"占", lead)):
        return "growth"
    if before and not name:
        return before
    if name.endswith("指数"):
        return "share"  # 居民消费价格总指数102.1%: of the year before
    return "growth" if _AMOUNT.search(name) and not _SHARE.search(name) else "share"


def _role_of_amount(lead: str) -> Role:
    if _CHANGED_MEASURE.search(lead):
        return "change"
    if _REACHING.search(lead) or not _CHANGING.search(lead):
        return "level"
    if _TELLING_FIRST.search(lead) and re.search(r"(?:比|较)[^,，、]{2,8}新增$", lead):
        return "change"
    if _TELLING_FIRST.search(lead) or re.search(r"(?:压缩|缩减|新|增资)$", lead):
        return "level"
    return "change"
