"""Thresholds that belong to a name (10亿元以上项目61个), told from bounds on a value (不少于5条, 突破3万亩)."""

import re

_NOUNS = (
    "项目|企业|工程|产业|公司|园区|基地|单位|大户|农户|市场主体|法人|机构|车间|设备|机组|锅炉|机床|车辆|船舶|仓|建筑|楼宇|商场|"
    "景区|酒店|商品|产品|品牌|品种|集群|税源|县|镇|乡|村|社区|街道|班额|班级|学校|幼儿园|医院|老人|老年人|人口|家庭|居民|人员|职工|"
    "干部|人才|劳动力|儿童|婴幼儿|公路|桥梁|水库|河流|湖泊|泵站|电网|电站|变电|线路|管网|地块|林地|耕地|猪场|养殖场|合作社|农场|"
    "个体工商户|投资|存款|贷款|合同|业务|订单|案件|事故|地震|贫困|限额|电厂|煤矿|矿井|装置|炉|窑|工业"
)
_DOING = "|".join(
    (
        "用于|支持|推动|推进|实施|完成|确保|力争|新增|引进|带动|占|增长|并|且|其中|建成|建设(?!项目)|投入|达到",
        "目标|要求|水平|速度|的?增",
    )
)
# 以上(的)技改项目, 以下的村, 以上“大班额”
_COUNT_BEHIND = r"\d+ ?[个家项户处宗笔件]"
"""其中10亿元以上30个: what is counted was named before."""
_NAMED = re.compile(
    rf"{_COUNT_BEHIND}|(?!{_DOING})(?:[“\"]?[^\d,。;:!?()\s%]{{0,10}}?(?:{_NOUNS})|的(?!{_DOING})[^,。;:!?()\s]|[“\"]大)"
)
_COUNTED = re.compile(
    r"[“\"]?大(?:班|型|中型|户)"
    r"|的(?:企业|单位|村|班|学校|规模|机构|城市|县|镇|乡|项目|公司|车间|事故|湾|自然村)|规模"
    r"|[^\d,。;:、的\s]{0,6}(?:村|社区|班级|企业|单位|学校|集镇|居民点)"
)
# 超10亿元项目, 过亿元企业: the bound word stands before, nothing between unit and noun
_HEADS = re.compile(
    r"的?[^\W\d_的]{0,6}?"
    r"(?:项目|企业|大县|园区|产业集群|产业|集群|县|乡镇|镇|街道|村|市场|税源|楼宇|强镇|强县|商圈)"
)
_SIZES = {
    "yuan",
    "dollar",
    "other_money",
    "land",
    "area",
    "volume",
    "length",
    "mass",
    "power",
    "other_power",
    "other_mass",
    "energy",
    "coal",
}
_MONEY = {"yuan", "dollar", "other_money", "land"}
_HEADCOUNTS = {"person", "household"}
_OPEN_ENDED = ("以上", "以下", "以内", "之上", "之下")


def is_threshold(view: str, after: int, tail: str, bound: str, family: str) -> bool:
    """Say whether a value is a threshold inside a name. `after` is where the words behind unit and tail begin.

    500万元以上技改项目358个: 500 is one, 358 is not. 力争3家以上企业上市: 3 is none, for what is counted follows it.
    """
    if not tail:
        return bound == "gt" and family in _MONEY and _HEADS.match(view, after) is not None
    if tail.endswith(_OPEN_ENDED):
        if family in _SIZES:
            return _NAMED.match(view, after) is not None
        if family in _HEADCOUNTS:
            return _COUNTED.match(view, after) is not None
        if family == "time_year":
            return view.startswith(("的", "工龄", "经验", "工作", "历史"), after)
    return False
