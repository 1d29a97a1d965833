"""Numerals that count nothing: a bar inside a name, a size inside a project's name, a duration used as a label."""

import re

from summarizer.builtin.quantities.kinds import is_baseline
from summarizer.builtin.quantities.places import Place

_SIZE_UNITS = re.compile(r"[元吨米亩岁瓦伏吋寸时升斤天年]|兆|MW|kV|平方|公里|英寸|小时|分钟|工作日|米|层|度")
_TIME = re.compile(r"^(?:个?工作日|个?小时|分钟|秒|天|日|个?月|年)$")
_CAPACITY = re.compile(r"^(?:千伏|kV|KV|英寸|吋|兆瓦|兆瓦时|MW|MWh|兆|蒸吨|毫米|厘米|米|岁|度|℃|级)$")
# 10亿元以上项目 · 3万元以下的
_BAR = re.compile(r"(?:及)?(?:以上|以下|以内)的?[^\s,，。;；、:：)）]")
# 200张床位以上的养老机构
_BAR_BEHIND_NOUN = re.compile(r"(?![亿万]元)[\u4e00-\u9fff]{1,3}?及?以[上下]的[\u4e00-\u9fff]{2}")
# 总投资超20亿元或2亿美元项目
_OR = re.compile(r"或\d[\d.]*[万亿]?[\u4e00-\u9fff]{1,14}?(?:项目|企业|工程)")
_MORE_OR = re.compile(r"(?:超过?|过|达到?)或$")
# 30万以上参保职工
_PERSONS = re.compile(r"的?[\u4e00-\u9fff]{0,6}(?:人|户|群众|居民|妇|者|学生|职工|农民|党员|干部|儿童)")
_VERB_BEFORE = re.compile(
    r"(?:力争|争取|确保|实现|完成|培育|培训|引进|新增|招引|打造|建设|推动|实施|组织|带动|举办|达到|达|有|为|让|使|对|占)$"
)
# 八项规定 · 四个意识 · 六个方面
_SLOGAN = re.compile(r"(?:规定|意识|自信|维护|方面|服从|坚持|环节|确立|结合|维度|文明|强国|纪律|保持|振兴)")
# 从经济、民生等5个方面 · 聚焦12个重点领域
_FIELDS = re.compile(r"(?:重点|关键)?(?:方面|领域|环节)")
_LOOKING_AT = re.compile(r"(?:聚焦|围绕|紧盯|突出|瞄准)$")
# 连跨三个百亿台阶
_STEPS = re.compile(r"[十百千万亿元级]{0,6}(?:台阶|大关|关口)")
# 城乡居民收入比2.1:1 tells one figure, 三次产业结构1:31:68 three
_RATIO_GOES_ON = re.compile(r"\s?[:：]\s?\d")
# 指数101.2(上年=100)
_BASE_OF_INDEX = re.compile(r"[(（]?以?(?:上年|去年|上月|上年同[期月]|\d{4}年)(?:同期|价格)?(?:=|为)$")
# 超过前十个五年计划的总和
_PLANS = re.compile(r"五年(?:计划|规划)")
# 总量居第26位、5年前进8位
_DONE_IN_YEARS = re.compile(r"(?:前进|跃升|提升|累计|净增|新增|增长|增加|下降|减少)")
# 全国首批6个示范区之一 · 全国168个重点城市: how many there are in the country
_OF_ALL = re.compile(r"[^,，、。;；]{2,14}(?<!分)之一")
_ALL_CITIES = re.compile(r"(?:个|座)?(?:重点|省会|地级|主要)[^,，、。;；]{0,4}城?市")
# 规划纲要提出6项指标，其中预期性指标4项
_INDICATORS = re.compile(r"(?:项)?(?:主要|预期性|约束性)?指标")
_INDICATORS_LISTED = re.compile(r"(?:其中|、)(?:预期性|约束性)指标$")
_SETTING_OUT = ("提出", "设置", "设定", "确定", "明确", "共计")
# 出台稳经济47条、助企纾困22条等措施: names of packages, but not 政策措施28条
_PACKAGE = re.compile(r"(?:、[^,。;、]{2,20}条)*等?(?:系列|一系列|一揽子)?(?:政策|措施|举措)")
_MEASURES = ("政策", "措施", "举措", "意见", "办法")
# 江东5市生产总值增长8% · 沿河6县区: so many by a name, but 全县5镇3乡, 涉及5市
_PLACES = re.compile(r"(?:个?[市县区州旗省镇]+)")
_PLACE_NAME = re.compile(r"[,，、;；:：]?[\u4e00-\u9fff]{2}")
_NO_PLACE = re.compile(r"[全共有辖含等达到在对为于及和与了余近约各]|其中|[涉覆惠]")
_AMONG = re.compile(r"(?:在|居|列)[\u4e00-\u9fff]{1,6}$")
_RANK_BEHIND = re.compile(r"[市县区州旗]*中?(?:[排位]?[居列名位])?第?\d+位|[市县区州旗]*中?[排位]?[居列名位]")
# 编号:219627269
_NUMBERED_BY = re.compile(r"(?:(?<![\u4e00-\u9fff])[表图]|编号|文号|序号|证号|索引号|代码|电话|邮编)\s?[:：]?\s?$")
# 滨区4105311.837.90.7: cells of a table with nothing between them
_GLUED = re.compile(r"\.\d")
# 11-1 农村基层组织
_TABLE_NUMBER = re.compile(r"-\d{1,2} [\u4e00-\u9fff]{2}")
_TABLE_NAME = re.compile(r" [\u4e00-\u9fff]{2}")
# 入住率在60%以上的小区17个
_COUNTED_BEHIND = re.compile(r"的[\u4e00-\u9fff]{2,10}(?:有|达|共)?\d")
_MEASURED_BEHIND = re.compile(r"(?:[市县区州旗、]*)(?=[\u4e00-\u9fffA-Z]{2})(?![,，。;；])")
_YEARLY_OUTPUT = re.compile(r"年(?:产|处理|加工|生产)[^,，、。]{0,10}$")
_MORE_THAN = re.compile(r"(?:过|超过|超|大于|低于|不足|未满|满)$")


def reason_to_skip(place: Place) -> str:
    """Return why a numeral is no quantity, `""` where it is one."""
    words = re.match(r"[^,，。;；、:：)）!?]*", re.sub(r"\([^()]{1,8}\)", "", place.behind))
    noun = (words[0] if words else "").strip()
    return _as_count(place, noun) or _as_name(place) or _as_duration(place, noun) or _as_size(place, noun)


def _as_count(place: Place, noun: str) -> str:
    """Return the reason for what is counted, and for the fixed side of a ratio: 三个方面, 2.8:1, 上年为100."""
    unit = place.quantity.unit
    if unit in ("年", "个月", "月", "天") and re.search(r"用$", place.lead):
        return "时限"
    if place.quantity.chinese and _STEPS.match(noun):
        return "台阶"
    if _PLANS.match(noun):
        return "时期"
    if _FIELDS.match(noun) and (noun.startswith("方面") or _LOOKING_AT.search(place.lead)):
        return "列举的个数"
    if place.gap == ":" and place.quantity.value == "1" and not _RATIO_GOES_ON.match(place.behind):
        return "比的后项"
    if _BASE_OF_INDEX.search(place.gap):
        return "指数的基期"
    if _OF_ALL.match(noun) or (place.lead.endswith("全国") and _ALL_CITIES.match(place.follow)):
        return "列举的个数"
    return ""


def _as_name(place: Place) -> str:
    """Return the reason for numbers that tell one thing from another: 编号, glued cells, 关中5市, 时速, “六稳”, 一条."""
    unit = place.quantity.unit
    if not unit and (_NUMBERED_BY.search(place.gap) or _is_number_of_table(place)):
        return "编号"
    if place.gap == "." or _GLUED.match(place.behind):
        return "粘连的单元格"
    if _is_name_of_places(place) or _is_ranked_among(place):
        return "名称"
    if place.lead.endswith("时速"):
        return "名称中的规格"
    if place.gap.endswith("“") and place.behind.startswith("”") and not unit.startswith("连"):
        return "名称"
    if (
        unit == "条"
        and (not place.follow or place.follow.startswith("等"))
        and _PACKAGE.match(place.behind)
        and not place.lead.endswith(_MEASURES)
    ):
        return "名称"
    return ""


def _as_duration(place: Place, noun: str) -> str:
    """Return the reason for durations, lists of indicators, and bars that others come to: 连续3年, 60%以上的小区."""
    unit = place.quantity.unit
    if unit == "年" and _DONE_IN_YEARS.match(noun) and not place.lead.endswith("连续"):
        return "时限"
    if (_INDICATORS.match(noun) and place.lead.endswith(_SETTING_OUT)) or _INDICATORS_LISTED.search(place.lead):
        return "列举的个数"
    if place.lead.endswith("连续") and unit in ("年", "届"):
        return "持续的时间"
    if place.quantity.chinese and _SLOGAN.match(noun):
        return "固定说法"
    if _is_bar(place, noun) and not is_baseline(place):
        return "门槛"
    return ""


def _as_size(place: Place, noun: str) -> str:
    """Return the reason for sizes and terms inside what is named: 年产20万吨项目, 110千伏变电站, 3年内."""
    unit = place.quantity.unit
    if _YEARLY_OUTPUT.search(place.lead) and noun and _is_size(place):
        return "项目名称中的规模"
    if (
        _CAPACITY.match(unit)
        and noun
        and not is_baseline(place)
        and not place.lead.endswith(("达到", "达", "年的", "至", "到", "为", "深", "高", "长"))
    ):
        return "名称中的规格"
    if (
        _TIME.match(unit)
        and re.match(r"(?:内|制|的?[^以至到后前左减增缩压降提延升,，。、])", noun)
        and not re.search(r"(?:连续|至|到|减少|缩短|压缩|增加|提前|达|平均|由|从)$", place.lead)
    ):
        return "时限"
    return ""


def _is_name_of_places(place: Place) -> bool:
    if not _PLACES.fullmatch(place.quantity.unit) or place.quantity.chinese:
        return False
    named = _PLACE_NAME.fullmatch(place.lead) and not _NO_PLACE.search(place.lead)
    return bool(named) and place.runs_on and bool(_MEASURED_BEHIND.match(place.follow))


def _is_number_of_table(place: Place) -> bool:
    first = not place.gap.strip() and _TABLE_NUMBER.match(place.behind)
    return bool(first or (place.gap == "-" and not place.clause.strip("-") and _TABLE_NAME.match(place.behind)))


def _is_ranked_among(place: Place) -> bool:
    """增速在沿江4市列第1位: among how many places it is ranked."""
    return bool(_PLACES.fullmatch(place.quantity.unit) and _AMONG.search(place.lead) and _RANK_BEHIND.match(place.behind))


def _is_size(place: Place) -> bool:
    return bool(re.search(r"吨|米|台|套|件|瓦|千瓦|方|只|头|t/a", place.quantity.unit)) or not place.quantity.unit


def _is_bar(place: Place, noun: str) -> bool:
    quantity = place.quantity
    if not noun:
        return False
    if _BAR_BEHIND_NOUN.match(noun) or _MORE_OR.search(place.clause) or (_MORE_THAN.search(place.lead) and _OR.match(noun)):
        return True
    if quantity.unit in ("%", "‰") and place.after_bound_word and _COUNTED_BEHIND.match(place.behind):
        return True
    with_bar = quantity.bound in ("ge", "le", "gt", "lt") and place.after_bound_word
    money = bool(_SIZE_UNITS.search(quantity.unit)) or (quantity.unit in ("亿", "万") and not _PERSONS.match(noun))
    if with_bar and money and not place.follow.startswith(("，", ",")):
        return not _is_stated(place, noun)
    if _MORE_THAN.search(place.lead) and money and re.match(r"(?:的)?[^\s,，。;；、\d]{2,}", noun):
        return not place.lead.endswith(("突破",)) and bool(
            re.match(r"的?[^,，。]*?(?:项目|企业|产业|集群|工程|园区|单位|村|户|平台|基地|市场|品牌|楼宇|载体|机构|产品)", noun)
        )
    return with_bar and quantity.unit not in ("%", "‰") and not place.lead.strip()


def _is_stated(place: Place, noun: str) -> bool:
    """发放5亿元以上贷款: nothing else is counted behind it, and a verb asks for the amount."""
    return (
        bool(_VERB_BEFORE.search(place.lead))
        and not place.runs_on
        and not re.match(r"的?[^,，。]*?(?:项目|企业|工程|单位|村)", noun)
    )
