"""What each quantity of a sentence measures."""

import re

from summarizer.builtin.names.asides import behind_asides, name_of_aside
from summarizer.builtin.names.counted import is_count, noun_behind, without_predicate
from summarizer.builtin.names.memory import Memory
from summarizer.builtin.names.owned import clause_before, needs_owner, opener_of, purpose_of, with_owner
from summarizer.builtin.names.phrases import before_value, ends_in_verb, is_verbs_only, split_at_verb, tidy, without_opening
from summarizer.builtin.names.relations import name_of_gap, name_of_lasting, name_of_rank, name_of_share, name_of_steps
from summarizer.builtin.names.stages import bare_thing, name_of_stage, unit_family
from summarizer.builtin.quantities.places import Place
from summarizer.builtin.words import first_word, last_word, word_list

_OWNED = word_list("measures", "owned")
_DOING = word_list("verbs", "doing")
_TELLING = word_list("verbs", "telling")
_HEADS = word_list("measures", "heads")
# 由40:14:46调整到2020年的39:15:46: says that it moved, not what
_MOVED = frozenset({"调整", "优化", "转变", "整合", "合并", "归并", "撤并", "精简"}) | {
    word for word in word_list("growing", "up") | word_list("growing", "down") if len(word) > 1
}
# 国家级 · 省重点 (a modifier that waits for its noun)
_MODIFIER = re.compile(r"(?:级|类|型|重大|重点|以上|式)$")
_LEVEL_MODIFIER = re.compile(r"^(?:新增|新建|创建)?[^的、]{0,8}级(?:以上|及以上)?")
_LONGEST_MODIFIER = 8
# 审批提速90%: what moved is said with a verb
_MOVES = re.compile(r"(?:提速|压缩|缩短|缩减|减少|下降|增长|提高|提升|上升)(?:了)?$")
_LEAST_PLACE = 3
# 生产总值达到4170亿元、稳居全市前三强、增长5.6%: told beside the way, names nothing
_STANDING = re.compile(r"^(?:稳居|位居|居|位列|跻身|进入|排名?)(?:全[省国市]|世界|西部|中部)[^、]{0,8}(?:、|$)")
# 企业数量实现翻番、达1.8万家
_OUTCOME = re.compile(r"(?:翻番|翻[一两三]番|倍增|正增长|新突破|历史性突破|新高|零的突破)(?:、|$)")
# 增速比全省平均水平(17.3%)高
_AVERAGE = re.compile(r"全[国省市县区州](?:平均(?:水平)?)?$")
# 地区生产总值达到160亿元，人均突破15万元
_PER_EACH = frozenset({"人均", "户均", "亩均", "地均", "月人均", "年人均", "人均每月"})
# 生产总值完成11亿元，占年计划的42%，同比增长9%: what grew is no part of the plan
_PARTS = ("的比重", "的比例")
_GREW = re.compile(r"(?:增长|下降|增收|增加|减少|[^高低]增|降)(?:了|约|近)?$")
# 完成云汀9.3公里弹石公路: so much of what stands behind
_STRETCHES = frozenset({"公里", "米", "平方米", "平米", "万平方米"})
# 11项主要指标中，8项完成年度目标
_REACHED_AIM = re.compile(r"(?:没有|未|已|超额)?(?:完成|达到|实现)[^,，]{0,8}(?:目标|(?:年度|全年)(?:任务|计划))")
_SIDES = frozenset({"收入", "支出"})
_SUMMED_UP = ("总计", "合计")
_NOUNS_LIKE_VERBS = ("转移支付", "生活保障", "社会保障", "住房保障")
# 区财政每年安排不少于5000万元专项资金
_FUND = re.compile(r"[\u4e00-\u9fff“”]{2,12}(?:资金|经费|补助|补贴|贷款|基金|债券|预算)")
_AT_LEAST = ("不少于", "不低于", "超过")
_PEOPLE = ("居民", "职工", "农民", "牧民", "人口", "群众")
_PLACE_NAME = re.compile(
    r"[\u4e00-\u9fff]{1,9}(?:省|(?<![城超股上夜])市|(?<![困大强旗])县|(?<![社园景小灌库校片城地矿牧山林辖户])区|旗|自治州|(?<!联)盟|(?<![小城集强重特])镇|(?<!城)乡|街道)"
)
# 年度计划投资900亿元，实际完成1022亿元
_PLANNED = re.compile(r"(?:年度|全年)?计划")
# 产业园投产，可带动就业260人，年产值2亿元: the jobs have no output
_OUTCOMES = frozenset({"就业", "增收", "群众", "纳税"})
_PERSONS = ("人员", "劳动力", "人口", "群众", "毕业生")
# 汽车、电池、光伏产品“新三样”出口: the name stands for the items before it
_SUMMED_BY_NAME = re.compile(r"[^“”、]+(?:、[^“”、]+)+(?=“[^“”]*[二两三四五六七八九十][^“”]*”)")
_LETTING = frozenset({"让", "使"})
# 其中，新开工23项: a stage that the thing before has reached
# 普通高中6所，招生5120人，在校生15382人
_PEOPLE_OF = frozenset({"招生", "在校生", "在校学生", "毕业生", "专任教师", "床位", "床位数"})
_STAGES = _PEOPLE_OF | frozenset(
    {"开工", "新开工", "竣工", "投产", "完工", "入驻", "销号", "签约", "落地", "到位", "续建", "开工建设", "建成投产"}
    | {"新建", "改建", "扩建", "在建", "授权"}
)


_REACHING = ("惠及", "覆盖", "辐射", "通达", "联通", "连通", "直达")
_LONGEST_SOURCE = 16
# 通道辐射75个城市、164个铁路站点: reached by the same
_REACHED_TOO = re.compile(rf"(?P<who>.{{2,16}}?)(?:{'|'.join(_REACHING)})")


def name_quantity(place: Place, memory: Memory) -> str:
    """Return the name of a single quantity from the words around it and from what was said before."""
    if place.gap[: len(place.gap) - len(place.lead)].endswith("(") and memory.names:
        return _name_in_brackets(place, memory)
    aside = name_of_aside(place, memory)
    if aside:
        return aside
    place = behind_asides(place)
    thing = memory.thing if memory.names else opener_of(place)
    reached = _REACHED_TOO.match(memory.names[-1]) if memory.names and place.lead in ("、", "和", "及", "以及") else None
    name = _name_in_clause(place, memory)
    if reached and name and place.follow:
        name = memory.rename_last(reached[0] + name)
        memory.thing = reached["who"]
        return name
    return _with_source(name, thing, memory) if name.startswith(_REACHING) else name


def _with_source(name: str, thing: str, memory: Memory) -> str:
    """发放担保贷款8亿元、惠及企业4921家 → 担保贷款惠及企业; what else is told is of the loans, too."""
    if thing and len(thing) <= _LONGEST_SOURCE and not any(word in thing for word in _REACHING):
        name = memory.rename_last(tidy(thing + name))
    memory.thing = thing or memory.thing
    return name


def _name_in_brackets(place: Place, memory: Memory) -> str:
    """工业投资75亿元(占总投资的32%)，增长9%: what is told in brackets is not what the clauses behind them are about."""
    subject, thing = memory.subject, memory.thing
    said = re.split(r"[,;:、和与]", place.gap[:-1])[-1]
    average = _AVERAGE.search(said) if not place.lead else None
    beside = without_opening(before_value(said))[0] if not place.lead else ""
    if average:
        name = memory.keep(tidy(subject + average[0]))
    else:
        name = memory.keep(tidy(beside)) if beside else _name_in_clause(place, memory)
    memory.subject, memory.thing = subject, thing
    return name


def _name_in_clause(place: Place, memory: Memory) -> str:
    share = name_of_share(place, memory)
    if share:
        return memory.keep(share)
    passing = name_of_lasting(place, memory) or name_of_rank(place, memory) or name_of_gap(place, memory)
    if passing:
        return memory.pass_by(passing)
    steps = name_of_steps(place, memory)
    if steps:
        return steps
    follow = noun_behind(place)
    staged = name_of_stage(place, memory, follow)
    memory.at_stage = bool(staged)
    if staged:
        return memory.keep(staged, memory.counted[unit_family(place.quantity.unit)])
    core, verb = without_opening(before_value(place.lead))
    core = before_value(core) if core else core
    if core in _MOVED and not follow:
        core = verb = ""
    return (
        _name_of_reached(core, follow, place, memory)
        or _name_behind(core, verb, follow, place, memory)
        or _name_of_owned(core, follow, place, memory)
        or _name_before(core, follow, place, memory)
    )


def _name_of_reached(core: str, follow: str, place: Place, memory: Memory) -> str:
    """Name whom a measure reached: 实施搬迁工程，让4万群众远离了危险; 建成基站80个、覆盖95%以上行政村."""
    if place.clause.strip(" ,，、") in _LETTING and not (memory.names and follow and place.lead):
        owner = clause_before(place) if place.lead else memory.subject
        return memory.keep(owner) if owner else ""
    whose = _whose(core, memory) if not follow else ""
    if whose:
        return memory.keep(whose + core)
    if core in _PER_EACH and place.lead.endswith("增收"):
        return memory.keep(core + "增收")
    owner = (clause_before(place) or memory.thing) if core in _PER_EACH and not follow else ""
    if owner:
        return memory.keep(tidy(core + owner))
    if core == "覆盖" and follow and place.quantity.unit == "%" and memory.thing:
        return memory.keep(tidy(memory.thing + core + follow))
    return ""


def _whose(core: str, memory: Memory) -> str:
    """城镇居民人均可支配收入3万元，人均消费支出2万元: of the same people."""
    if not core.startswith("人均") or core in _PER_EACH:
        return ""
    before = (name.partition("人均") for name in reversed(memory.names))
    return next((owner for owner, found, _ in before if found and owner.endswith(_PEOPLE)), "")


def _name_of_owned(core: str, follow: str, place: Place, memory: Memory) -> str:
    """Name an amount that belongs to a thing named elsewhere: 投资额, 满意率, 其中新开工."""
    if core in _SIDES and place.lead.rstrip().endswith(_SUMMED_UP):
        return memory.keep(core + place.lead.rstrip()[-2:])  # 收入总计
    purpose = purpose_of(core, place)
    if purpose:
        return memory.keep(tidy(purpose + core))
    if core in _STAGES and not follow and (core not in _PEOPLE_OF or memory.names):
        nearer = clause_before(place).removesuffix("建设")
        nearer = nearer if not memory.names or nearer.endswith(("项目", "工程")) else ""
        thing = nearer or memory.thing
        if thing:
            return memory.keep(tidy(thing + core), nearer)
    return memory.keep(with_owner(core, place, memory, follow)) if needs_owner(core) else ""


def _name_behind(core: str, verb: str, follow: str, place: Place, memory: Memory) -> str:
    """Name what is counted behind the unit, with the verb that tells its kind: 新建1077个5G基站."""
    if not follow or purpose_of(core, place):
        return ""
    if not core and _REACHED_AIM.match(place.follow) and memory.names:
        return memory.keep(tidy(memory.thing + place.follow))
    if core.endswith(("等", "等方面", "等领域")):
        return _keep_counted(verb + follow, memory)
    if needs_owner(core) and not is_verbs_only(core):
        return ""
    ending = ends_in_verb(core)
    if _FUND.fullmatch(follow) and (ending or place.lead.endswith(_AT_LEAST)) and "元" in place.quantity.unit:
        return memory.keep(follow)
    if is_verbs_only(core):
        return _keep_counted((verb or (ending if ending in _TELLING else "")) + follow, memory)
    if not is_count(place) and (place.quantity.unit not in _STRETCHES or last_word(core, _HEADS)):
        return ""
    if not ending or (ending in _REACHING and core != ending):
        return _keep_counted(core + follow, memory)
    kept = verb or (ending if ending in _TELLING else "")
    before = core[: -len(ending)] if not kept and len(core) - len(ending) > _LEAST_PLACE else ""
    return _keep_counted(before + kept + follow, memory)


def _keep_counted(name: str, memory: Memory) -> str:
    name = tidy(name)
    return memory.keep(name, without_predicate(name))


def _name_before(core: str, follow: str, place: Place, memory: Memory) -> str:
    spoken = before_value(place.lead).strip(" ,，、")
    if not core and not follow and spoken in _DOING and _MOVES.search(place.lead):
        core = spoken
    elif not core and not follow and last_word(spoken, _DOING):
        core = clause_before(place)
    before = place.gap[: len(place.gap) - len(place.lead)]
    part = place.lead.lstrip(" ,，").startswith(("其中", "、")) or before.rstrip(":").endswith("其中")
    if part and _PLACE_NAME.fullmatch(core) and memory.thing:
        return memory.keep(tidy(core + memory.thing))  # 新建公路15公里，其中云汀县5公里、岭桥县10公里
    if core:
        name = _from_core(core, memory, part=part)
        if name in _OUTCOMES:
            return memory.keep(name, without_predicate(clause_before(place)))
        return memory.keep(name, name.removesuffix(last_word(name, _STAGES)) or name)
    topic = clause_before(place)
    if place.lead.strip("、,， ").startswith("实际完成"):
        return memory.keep(_PLANNED.sub("", memory.subject))
    subject = topic if topic and (not memory.names or last_word(topic, _HEADS)) else memory.subject
    if subject.endswith(_PARTS) and _GREW.search(place.lead) and not place.quantity.unit.endswith("百分点"):
        subject = memory.thing or subject
    return memory.keep(subject, topic if subject is topic else "") if subject else ""


def _from_core(core: str, memory: Memory, *, part: bool = False) -> str:
    """Return a name from words that hold a noun: cut at an inner verb, its level completed from the item before.

    `part`: what it names is an item of a list or a part of the thing before.
    """
    core = _STANDING.sub("", core)
    if not core:
        return memory.subject
    owned = _name_of_last_item(core)
    if owned:
        return owned
    owner, thing = split_at_verb(core)
    if owner and (thing in _OWNED or _OUTCOME.match(thing)):
        return tidy(owner if _OUTCOME.match(thing) else owner + thing)
    if owner and len(thing) < _LEAST_PLACE and owner.endswith(_PERSONS):
        return tidy(owner + thing)  # 就业困难人员实现就业
    core = _without_examples(thing if owner and len(thing) > 1 else core)
    doing = last_word(core, _DOING)
    if doing and len(core) >= len(doing) + 2 and not core.endswith(_NOUNS_LIKE_VERBS):
        core = before_value(core[: -len(doing)]) or core
    if part and core.endswith("以上") and len(core) <= _LONGEST_MODIFIER and memory.thing:
        return tidy(core + bare_thing(memory.thing.rpartition("以上")[2]))  # 引进项目45个，其中亿元以上12个
    if _MODIFIER.search(core) and len(core) <= _LONGEST_MODIFIER and memory.thing:
        rest = _LEVEL_MODIFIER.sub("", memory.thing)
        if rest and (rest != memory.thing or (part and core.endswith("级"))):
            return tidy(core + rest)
    return tidy(core)


def _name_of_last_item(core: str) -> str:
    """电厂三期建成投产、总装机 → 电厂三期总装机: the measure stands behind the last 、 of a clause that told something else."""
    told, _, measure = core.rpartition("、")
    if not told or measure not in _OWNED:
        return ""
    owner = split_at_verb(told)[0] or without_predicate(told)
    return tidy(owner + measure) if owner != told else ""


def _without_examples(core: str) -> str:
    """整治东沟、苏河等河道 → 整治河道. A category too short to stand alone keeps its examples: 稳岗、以工代训等补贴."""
    summed = _SUMMED_BY_NAME.match(core)
    core = core[summed.end() :] if summed else core
    examples, _, category = core.rpartition("等")
    verb = first_word(examples, _TELLING)
    told = category.startswith("“") or category.endswith("指标")
    if "、" not in examples or len(category) < 2 or told or (len(category) < 4 and not verb):
        return core
    return verb + category
