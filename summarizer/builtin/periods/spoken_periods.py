"""Which period a quantity holds for: from its clause, its sentence, or the part of the report it stands in."""

import re

from summarizer.builtin.names.counted import is_count
from summarizer.builtin.quantities.kinds import is_of_plan
from summarizer.builtin.quantities.places import Place
from summarizer.builtin.quantities.settings_in_text import Setting, mentions, period_of, until_now
from summarizer.domain.chunk import Context
from summarizer.domain.grammar.chinese import chinese_number
from summarizer.domain.grammar.periods import PeriodMention
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.record import Kind, Role

_COMPARED = re.compile(r"(?:比|较|与|超|[高低快慢好优]于|不少于|不超过|是|相当于|和|同)(?:[我全本][省市区县州旗])?$")
_YEARLY_MEAN = re.compile(r"年均(?!浓度|值|气温|降水)|平均每年|年平均|每年平均")
# 两年平均增长5.9%
# 蔬菜产量连续四年保持在30万吨以上
_KEPT_FOR_YEARS = re.compile(r"连续([两三四五六七八九十]{1,2})年(?:保持|稳定|维持)[^,，、]{0,6}$")
# 地区生产总值五年增量超136亿元
_OVER_YEARS = re.compile(r"(?:增量|[二两三四五六七八九十\d]年(?:来|间)?(?:累计|净增|新增|共))[^,，、]{0,4}$")
_SOME_YEARS_MEAN = re.compile(r"([两三四五])年(?:年均|平均)")
# 三年行动方案(2023-2025年)
_TITLE_SPAN = re.compile(r"((?:19|20)\d\d)年?[-—–~至到]{1,2}((?:19|20)\d\d)")
# a figure of one year wherever it stands alone: nobody adds up five years of it without saying so
_ANNUAL = re.compile(
    r"生产总值|公共预算收入|财政收入|税收收入|社会消费品零售总额|人均可支配收入|人均纯收入|增加值$|工业总产值|优良天数$"
)
# the same, unless it was 完成 in the years: 进出口总额6407亿元
_OF_A_YEAR = re.compile(
    r"(?:进出口|出口|进口)(?:总额|额)?$|吞吐量$|粮食(?:总产|产)量?$|[用发]电量$|(?:交易|成交|销售)额$|营业收入$|^日均"
)
_REACHED = re.compile(
    r"(?:达到?|突破|接近|逾|迈上|超过?|扩大至|增至|增加到|增长到|提高到|提升到|发展到|扩大到|上升到|升至|降至|降到|下降到|降低到|减少到|缩短[到至]|缩小[到至]|收窄[到至]|压缩[到至]|压减[到至]|[跃提攀]升[到至]|拓展[到至]|调整[到为]|优化为|压降[到至]|控制在|稳定在|保持在|总数|总量|拥有|现有|共有|余额|位居|居全|居第|列全|第|[成分]为)[^,，、]{0,4}$"
)
# 连续跨越3个百亿台阶 · 连跨7万亿、8万亿两个台阶: one after the other, in all the years
# 年度计划投资900亿元 · 引进项目470个，计划总投资近900亿元
_PLANNED_SUM = re.compile(r"年度计划|计划总?投资")
# 2011年，生产总值852亿元；固定资产投资累计完成2100亿元, in a part about five years
_SUMMED = re.compile(r"(?<!年)累计(?:完成|实现|投入|发放|新增|建成|新建|改造|减免)")
# 到2026年，产值突破700亿元。新增就业40万人: in all of the years up to then
_TO_BE_DONE = re.compile(
    r"^[,，、\s]*(?:每年|年均|累计|再)?(?:新增(?!长)|建设|新建|新改建|改建|改造|完成|实施|引进|招引|培训|转移|解决|开工|发放|培育引进)"
)
# 是前五年的2.6倍 · 是上届政府的1.8倍
_OTHER_YEARS = re.compile(r"[上前]一?个?[三五]年|上一?届")
_STEPS = re.compile(r"^(?:个(?![^,，。;；]*个)|[^,，。;；]{0,20}[一两三四五六七八九]个)[^,，。;；\d]{0,6}(?:台阶|大关|关口)")
# 实施重点项目超2000个 · 高校毕业生留在本省就业超过6万人: done in all of the years
_DONE_MORE_THAN = re.compile(
    r"(?<![年日月均])(?:实施|落地|建设|新建|改造|改善|修缮|修复|帮扶|帮助|解决|开行|惠及|引进|招引|开工|培训|发放|减免|签约|转化|开展|举办|接待|处置|化解|消化|拨付|安排|投入|支持|救助|资助|办理|整治|治理|搬迁|淘汰)"
    r"[^,，;；。]{2,24}超过?$|(?:就业|落户|回流|返乡)超过?$"
)
_DONE_OVER_TIME = re.compile(r"累计|总投资|投资额?|资金|贷款(?!余额)|新增|引进|招引|年累计")
# 新增上市企业6家，累计达到16家
_SUM_SO_FAR = re.compile(r"[、,， ]*(?:累计|总数|总量|总规模)已?(?:达到?|突破|超过?)")
# 2035年远景目标 · 按2020年可比价格计算
# 加快建设“十四五”批复的6个基地: when they were approved, not when they are built
_MADE_IN = re.compile(
    r"(?:时期|期间)?(?:批复|批准|核准|获批|确定|规划|部署|签约|开工|启动|入库|纳入|遗留|结转|下达)(?:实施|建设)?的"
)
# “十五”期末的 · 2015年的: right before a value
_THEN = re.compile(r"期?[末底初]?的.*")
# 是“十五”期末的1.94倍，年均增长12%: what it is so many times of
_COUNTED_AGAINST = re.compile(r"期?[末底初]?的\s?\d[\d.]*\s?倍")
# 水质30年来首次达标，建成河湖40个: since when nothing like it was
_SINCE_WHEN = re.compile(r"(?:以?来|间)?的?(?:首[次度个]|第一|最[高低好多大快]|未有|罕见|新[高低])")
# 在2019年增长8%的基础上，再增长9%
_BESIDE = re.compile(r"(?:同期)?[^,，;；。]{0,16}的[^,，;；。\d]{0,6}(?:情况下|背景下|基础上|基数上)")
# 提前两年完成“十一五”目标，投资15亿元: the years are those of the aim
_AIM_REACHED = re.compile(r"(?:规划|计划|发展|确定的?|提出的?){0,2}(?:目标|任务|指标)")
# 上年结转0.9亿元: money of this year
_CARRIED = ("结转", "结余", "滚存")
_REACHING = re.compile(r"(?:完成|实现|达到|达成)(?:了)?$")
# 五年（2026—2030年，下同）年均增长12.7%；公路里程312公里: what a bracket says holds for the means alone
_CLOSED_ASIDE = re.compile(r"[^()（）]*下同[)）]")
_NO_PERIOD = ("远景目标", "可比价", "不变价", "价格计算")
# a figure that stands at a moment: 日处理能力, 汽车保有量
_STOCK = re.compile(r"(?:浓度|余额|能力|保有量|存量|人口|资产总额|建成区面积|装机容量|装机规模|总装机|总里程|通车里程)$")
# 拥有各类市场主体6.4万家
_HAVING = re.compile(r"(?:拥有|现有|共有|已有)[^,，、]{0,12}$")
_ADDED = re.compile(r"累计|新增|净增|新建|年均|减少|转移|脱贫|搬迁")
# 五年来空气质量持续改善，指数同比下降28.8%: the last of the years
_OF_ONE_YEAR = re.compile(r"同比|[比较]上年|[比较]去年")
# 科技进步贡献率达65%，高于全省1个百分点
_LEAD_OVER = re.compile(r"(?:[高低]于|超过?(?=全[国省市区县])|高出|[快慢好]于|优于)[^,，、]{0,10}$")
# 2020年，…。累计建成高标准农田86万亩, in a part about five years
_ADDED_UP = re.compile(r"^[^,，]{0,4}(?:累计|五年来?)")
_DOING_RATE = re.compile(r"办[结复]|满意|完成|及时|合格|查处|抽检|受理|答复|回复")
_PART_OF_FLOW = re.compile(r"^[、,，]?占")


def said_period(before: str, place: Place, setting: Setting, context: Context) -> str:
    """Return the period that the sentence itself says for a quantity, `""` where it says none. `before`: its words up to it."""
    found = ""
    for mention in mentions(before):
        lead = before[: mention.span.start]
        behind = before[mention.span.end :]
        if mention.relative == "within_year" and "-" in found and setting.period.isdigit():
            found = setting.period  # “十三五”期间搬迁2.4万人，年内完成6200人
        if _COMPARED.search(lead) or mention.relative == "within_year" or _is_past_scope(mention, lead, behind, setting):
            continue
        if lead.endswith("在") and _BESIDE.match(behind):
            continue
        reached = behind.startswith("的") and lead.endswith(("至", "到"))
        if reached and mention.span.of(before) not in place.lead:
            continue  # 提高至2021年的160亿元，累计完成545亿元
        if behind.startswith((*_NO_PERIOD, *_CARRIED)) or _SINCE_WHEN.match(behind):
            continue
        if _COUNTED_AGAINST.match(behind) or (_THEN.fullmatch(behind) and place.quantity.unit in ("%", "倍")):
            continue
        if _AIM_REACHED.match(behind) and _REACHING.search(lead):
            continue
        if lead.endswith("提") or (_CLOSED_ASIDE.match(behind) and not _is_mean(place)):
            continue
        if _MADE_IN.match(behind) and not mention.relative:
            continue
        start_of_movement = re.search(r"(?:由|从)$", lead) or (mention.relative == "last_year" and behind.startswith("的"))
        if start_of_movement and mention.span.of(before) not in place.lead:
            continue
        value = period_of(mention, setting, context)
        found = (until_now(value, context) if behind.startswith("以来") else value) or found
    return found


def _is_mean(place: Place) -> bool:
    return bool(_YEARLY_MEAN.search(place.clause))


def _is_past_scope(mention: PeriodMention, lead: str, behind: str, setting: Setting) -> bool:
    """Say whether a date inside a sentence of a longer period has ended with its clause: 年均增长7%，到2026年突破…；新增…."""
    inside = len(lead.strip()) > 2 and lead.endswith(("到", "至"))
    return inside and "-" in setting.period and "-" not in mention.value and bool(re.search(r"[;；]", behind))


def compared_with(clause: str) -> str:
    """Return the year that a change is counted from: 比2015年增长32.3%, 较“十二五”末下降40.2%; `""` where none is said."""
    found = ""
    for mention in mentions(clause):
        if re.search(r"(?:比|较|由|从)$", clause[: mention.span.start]) and mention.value:
            found = mention.value[-4:]
    return found


def read_period(
    place: Place, name: str, role: Role, kind: Kind, said: str, before: str, setting: Setting, context: Context
) -> str:
    """Return the period of a quantity."""
    kept = _KEPT_FOR_YEARS.search(place.lead)
    if kept and role == "level" and kind == "actual" and context.review_period:
        return _years_up_to(context.review_period[-4:], kept[1])
    if setting.years and kind == setting.kind and _is_of_years(place, role, said, setting):
        return setting.years
    summed = not said and setting.years and kind == setting.kind and role == "level"
    if summed and _ADDED_UP.search(place.clause) and not _SUM_SO_FAR.fullmatch(place.lead):
        return setting.years
    if kind == "target" and setting.kind == "actual" and (is_of_plan(place) or _PLANNED_SUM.search(place.lead)):
        return said or _of_setting("actual", setting, context)
    period = said or _year_said(before, setting) or _of_setting(setting.kind if kind == "actual" else kind, setting, context)
    end = period[-4:]
    if kind == "baseline":
        base = compared_with(place.lead)
        if base.isdigit():
            return base
        if "-" in period and period != context.review_period:
            # 2020年到2025年，占比从17.9%提升到35.5%, but “十四五”时期，企业从689户增至951户: from the year before it
            return period[:4] if period[:4] in before else _year_before(period[:4], period)
        period = _of_setting(setting.kind, setting, context)
        return said if said and said != period else _year_before(period[-4:], period)
    if role in ("growth", "change"):
        mean = _YEARLY_MEAN.search(before[-40:])
        titled = _TITLE_SPAN.search(same_length_view(context.title)) if mean else None
        if titled and titled[2] == end:
            return f"{titled[1]}-{end}"
        around = setting.period if "-" in setting.period else setting.years
        if mean and "-" in around and around.endswith(end):
            return around
        years = _SOME_YEARS_MEAN.search(place.lead)
        if years and end.isdigit():
            return _years_up_to(end, years[1])
        if "-" in around and _OTHER_YEARS.search(place.lead):
            return around  # 比前五年增长2.1倍
        base = compared_with(before if mean else before[-len(place.clause) - 20 :])
        if _YEARLY_MEAN.search(before[-40:]) or (base and base.isdigit() and end.isdigit() and int(end) - int(base) > 1):
            return _span_to(period, base)
        return end if _OF_ONE_YEAR.search(place.clause) or _LEAD_OVER.search(place.lead) else period
    if "-" not in period or (kind == "target" and said == period and period[:4] in before):
        return period  # 2012-2015年，失业率控制在3.5%以内: in each of them
    return end if _is_reached(place, role, name) else period


def _is_of_years(place: Place, role: Role, said: str, setting: Setting) -> bool:
    """Say whether a value is of all the years, though the sentence or the one before has come to their last one."""
    if role == "multiple":
        return place.lead.endswith("的") and _with_years(place.lead)
    if role != "level" or not setting.years.endswith(setting.period):
        return False
    if said == setting.period and _SUMMED.search(place.clause):
        return not any(mentions(place.clause))
    return not said and setting.kind == "target" and bool(_TO_BE_DONE.match(place.clause))


def _years_up_to(end: str, count: str) -> str:
    """五 years up to 2020: 2016-2020."""
    return f"{int(end) - int(chinese_number(count) or 1) + 1}-{end}"


def _year_said(before: str, setting: Setting) -> str:
    """全年减免社保费15.3亿元, in a part that speaks of five years: their last."""
    if "-" not in setting.period:
        return ""
    within = [mention for mention in mentions(before) if mention.relative == "within_year"]
    return setting.period[-4:] if within and "累计" not in before[: within[-1].span.start] else ""


def _of_setting(kind: Kind, setting: Setting, context: Context) -> str:
    asked = "target" if kind == "target" else "actual"
    if setting.kind == asked and setting.period:
        return setting.period
    return context.plan_year if asked == "target" else context.review_period


def _is_reached(place: Place, role: Role, name: str) -> bool:
    """Say whether in a span of years the value is the state at their end, not what was done in them."""
    if role == "rank" or (role == "multiple" and place.lead.endswith("的") and not _with_years(place.lead)):
        return True
    if (
        re.search(r"每年|年均", place.lead)
        or _OVER_YEARS.search(place.lead)
        or _STEPS.search(place.quantity.unit[:1] + place.behind)
    ):
        return False
    if role == "share":
        return not _DOING_RATE.search(place.clause) and not _PART_OF_FLOW.match(place.lead)
    if _ANNUAL.search(name) and not re.search(r"累计|合计|总计", place.clause):
        return True
    if role == "level" and _OF_A_YEAR.search(name) and not re.search(r"累计|合计|总计|完成|实现", place.clause):
        return True
    if _SUM_SO_FAR.fullmatch(place.lead) and is_count(place):
        return True
    if (_STOCK.search(name) or _HAVING.search(place.lead)) and not _ADDED.search(place.clause):
        return True
    if _DONE_MORE_THAN.search(place.lead):
        return False
    return bool(_REACHED.search(place.lead)) and not _DONE_OVER_TIME.search(place.clause)


def _with_years(lead: str) -> bool:
    """是“十二五”时期的1.4倍: the sum of some years is compared with that of others."""
    return bool(_OTHER_YEARS.search(lead)) or any("-" in mention.value for mention in mentions(lead))


def _span_to(period: str, base: str) -> str:
    """Return the years that a mean or a comparison covers."""
    if base and base.isdigit() and period[-4:].isdigit():
        return f"{int(base) + 1}-{period[-4:]}"
    if "-" in period or not period.isdigit():
        return period
    return f"{int(period) - 4}-{period}" if int(period) % 5 == 0 else period


def _year_before(end: str, period: str) -> str:
    if not end.isdigit():
        return ""
    first = period[:4] if "-" in period else end
    return str(int(first) - 1)
