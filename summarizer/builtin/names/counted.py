"""What is counted, where it stands behind the unit: 49个区级重点项目."""

import re

from summarizer.builtin.names.phrases import before_value, split_at_verb, tidy, without_opening
from summarizer.builtin.quantities.places import Place
from summarizer.builtin.words import first_word, last_word, word_list

_DOING = word_list("verbs", "doing")
_UP_DOWN = frozenset(word for word in word_list("growing", "up") | word_list("growing", "down") if len(word) > 1)
_MEASURED = re.compile(r"[%‰元倍]|百分点|美元|位|强|吨|亩|公里|平方|立方|千瓦|公顷|斤")
_NOT_NOUN = re.compile(
    r"(?:用于|占|以|与|和|及|并|为(?!民)|是|比|较|同比|增|调整|优化|转变|整合|合并|撤并|精简|归并|下降|提高|的?基础(?:上|$)|(?:年度|预期|控制|调控)*目标|大关|(?:[一两三四五]个)?[新大]?台阶|关口|行列|之列|的水平|水平|的速度|[,，]"
    r"|[中内](?=[,，]|$)|[-—~～])"
)
_VERB_INSIDE = re.compile(
    r"(?<=.{2})(?:累计|共|已|全部|分别|均)?(?:完成|实现|达到|占比|超过|突破|增长|下降|整合|合并|撤并|精简|归并|提高|增加|减少|带动|销售|投入|发放|年均|获得|到位"
    r"|[均都]?(?:位|稳)?居全|列全|销号|上网|并网|涉及|(?<!主)营业)"
)
_PREDICATE = re.compile(
    r"(?<=.{3})(?:全部|已|率先|顺利|成功|基本|均|全面|如期|完成|实现|达到|获批|获评|入选|纳入|投入使用|通过|开工|竣工|建成|投产|被评"
    r"|签约|落地|年内|年底)"
)
# 14条高速公路项目和云汀等4个铁路项目
_NEXT_ITEM = re.compile(r"[和与][^和与]{1,10}等$")
# 11项主要指标中，有6项
# 32条精品线路撬动乡村旅游升级: what comes of it
_MEANS = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?:撬动|助力|推动|促进|拉动|支撑)(?=[\u4e00-\u9fff]{3})")
# 7县(市、区)脱贫摘帽
_KINDS = re.compile(r"^[(（][市县区旗乡镇街道、]{1,7}[)）]")
_AMONG = re.compile(r"中(?:已?有)?$")
_MIDDLES = ("高中", "初中", "集中", "其中")
_PERSONS = re.compile(r"[人名户位]$")
# who or what it is that has an income, a rate, an output
BEARERS = (
    r"(?:乡镇街道|乡镇|镇街|镇村|街道|县市区|县区|市县|区县|县|镇|乡|自然村|村居|村|社区|企业|园区|开发区|项目|农户|家庭|学校|医院|景区|合作社|农场"
    r"|小区|断面|水体|机构|产业集群|产业(?![链园])|居民|群众|城镇|行业|单位|户)(?:[(（][^()（）]{1,4}[)）])?"
)
# 12个产业园区营业收入突破500亿元: so many parks, they have that income
_OF_BEARERS = re.compile(rf"(?P<who>[\u4e00-\u9fff]{{0,12}}{BEARERS})(?P<what>[\u4e00-\u9fff]{{2,10}})")
_HEADS = word_list("measures", "heads")
# heads that are counted themselves: 12个县工业项目
_BEARING = word_list("measures", "things")
# 74个断面优良比例连续3年保持100%
_LASTED = re.compile(r"连续(?:\d{1,2}|[一二三四五六七八九十两]{1,3})个?(?:年|季度|月)[^,，]{0,4}$")
# 80种产品产能全国第一
_PLACED_BEHIND = re.compile(r"[均都]?(?:位|稳)?居?全[国省市球][第前]?$")
_SHORT_OBJECT = 6
_LONGEST = 40


def is_count(place: Place) -> bool:
    """Say whether the unit counts things and measures nothing."""
    return not _MEASURED.search(place.quantity.unit)


def noun_behind(place: Place) -> str:
    """Return what is counted behind the unit, `""` where nothing is: 49个区级重点项目累计完成投资… → 区级重点项目.

    Where the words behind hold a predicate and no other quantity, the predicate says which of them: 62户农村危房完成改造.
    """
    words = _KINDS.sub("", place.follow.strip()).removeprefix("的")
    if not words or words.startswith(("(", "（")) or _NOT_NOUN.match(words) or first_word(words, _UP_DOWN):
        return ""
    words = _MEANS.split(words)[0]
    if place.runs_on:
        return _noun_before_value(words, place.quantity.unit)
    subject, thing = split_at_verb(words)
    if subject:
        return tidy(subject + thing) if len(thing) <= _SHORT_OBJECT else tidy(words)
    named = tidy(without_opening(words)[0] or words) if len(words) <= _LONGEST else ""
    return named if named.endswith(_MIDDLES) else named.removesuffix("中")


def _noun_before_value(words: str, unit: str) -> str:
    """为3114人发放教育资助金346万元: who is counted is said by what they got."""
    if not before_value(words):
        return ""
    if first_word(words, _DOING):
        return tidy(words) if _PERSONS.search(unit) else ""
    owned = _OF_BEARERS.fullmatch(before_value(_LASTED.sub("", words))) if not _MEASURED.search(unit) else None
    if owned and last_word(owned["what"], _HEADS) and not last_word(owned["what"], _BEARING):
        return tidy(owned["who"])
    words = _PLACED_BEHIND.sub("", before_value(words))
    cut = _VERB_INSIDE.search(words)
    return tidy(words[: cut.start()] if cut else _AMONG.sub("", _NEXT_ITEM.sub("", words.removesuffix("以及").rstrip("和与及"))))


def without_predicate(name: str) -> str:
    """Return the thing alone: 重点项目全部开工 → 重点项目."""
    found = _PREDICATE.search(name)
    return name[: found.start()] if found else name
