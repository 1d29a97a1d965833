"""What each quantity of a sentence measures."""

import re
from dataclasses import dataclass, field

from summarizer.builtin.phrases import before_value, ends_in_verb, is_verbs_only, split_at_verb, tidy, without_opening
from summarizer.builtin.places import Place
from summarizer.builtin.words import first_word, last_word, word_list

_OWNED = word_list("measures", "owned")
_DOING = word_list("verbs", "doing")
_TELLING = word_list("verbs", "telling")
_UP_DOWN = frozenset(word for word in word_list("growing", "up") | word_list("growing", "down") if len(word) > 1)
_COUNTED = re.compile(r"[%‰元倍]|百分点|美元|位|强|吨|亩|公里|平方|立方|千瓦|公顷|斤")
_AFTER_OWNED = re.compile(r"^(?:$|[和、及]|占|居|位居|列|位列|排|快于|高于|低于|慢于|好于|优于|在全|全省|全市|达|均)")
# 增速快于规模以上工业 · 比全省平均高 · 高于全市
_GAP = re.compile(
    r"(?<!不)(?:快于|慢于|高于|低于|好于|优于|高出|低出|领先于?"
    r"|(?<!占)比(?![例重率值较])[^,，]{2,16}?[高低快慢]出?)[^,，]{0,20}$"
)
_OF_PLAN = re.compile(r"(?:完成|为|是|占|达到|达)?[^,，、]{0,8}(?:计划|任务|目标|预算|序时进度|时序进度)的$")
_OF_WHOLE = re.compile(r"占[^,，]{1,24}的$")
_MULTIPLE_OF = re.compile(r"(?:是|为|相当于|达到?|[、,，]|^)[^,，、是为达]{0,12}的$")
_MODIFIER = re.compile(r"(?:级|类|型|重大|重点|以上|式)$")
_LEVEL_MODIFIER = re.compile(r"^(?:新增|新建|创建)?[^的、]{0,8}级(?:以上|及以上)?")
_NOT_NOUN = re.compile(
    r"^(?:用于|占|以|与|和|及|并|为|是|比|较|同比|增|下降|提高|的?基础|目标|大关|的水平|水平|的速度|，|,|[中内](?=[,，]|$)|[-—~～])"
)
_STOP_VERBS = re.compile(
    r"(?<=.{2})(?:累计|共|已|全部|分别|均)?(?:完成|实现|达到|超过|突破|增长|下降|提高|增加|减少|带动|销售|投入|发放|年均|获得|到位|销号|上网|并网|涉及|营业)"
)
# 投资2亿元实施城市畅通工程 · 投资130亿元，实施5大类80个重点城建项目
_SPENT_ON = re.compile(
    r"(?:[,，]?(?:用于|实施|完成|建设|建成|新建|改造|推进|启动|开展|改建|扩建|续建|改扩建|运营)+了?|的)(?:\d[\d.]*[万亿]?(?:大类|个|项|条|处|座|所|家|类)?)*(?P<what>[^,，。;；、\d]{2,30})"
)
# an amount of the amount before (总产值 and its 增幅), not one beside it (面积 and 产量)
_OF_THE_AMOUNT = re.compile(r"增|降|涨|占|总量|规模|总数|数量|位次|排名|[^、]{1,6}率|比")
_PREDICATE = re.compile(
    r"(?<=.{3})(?:全部|已|率先|顺利|成功|基本|均|全面|如期|完成|实现|达到|获批|获评|入选|纳入|投入使用|通过|开工|竣工|建成|投产|被评|签约|落地|年内|年底)"
)
# 粮食生产保持稳定
_STATE = re.compile(
    r"(?<=.{2})(?:保持|持续|不断|稳步|快速|加快|稳定|平稳|势头|蓬勃|有序|全面|明显|显著|成效|扎实|深入|迅速|健康|再创|创|迈|取得)"
)
_EXAMPLES = re.compile(r"等$")


@dataclass(slots=True)
class Memory:
    """What was measured before, for clauses that leave their subject out."""

    words: str = ""
    """All text that a name's words may come from."""
    subject: str = ""
    """Name of the quantity before."""
    thing: str = ""
    """The last thing that was named in full: what 投资额 or 满意率 belong to."""
    row: int = 0
    """How many values the last row had."""
    names: list[str] = field(default_factory=list)
    """Names of this sentence so far, in order."""

    def keep(self, name: str, *, derived: bool) -> str:
        """Remember a name and return it."""
        if not derived:
            self.thing = name
        self.subject = name
        self.names.append(name)
        return name

    def rename_last(self, name: str) -> str:
        """Replace the name remembered last and return the new one."""
        self.names[-1] = self.subject = self.thing = name
        return name


def name_quantity(place: Place, memory: Memory) -> str:
    """Return the name of a single quantity from the words around it and from what was said before."""
    share = _name_of_share(place, memory)
    if share:
        return memory.keep(share, derived=True)
    moved = re.search(r"(?:前移|上升|提升|跃升|下降|后移|前进)(?:了)?$", place.lead)
    if (place.quantity.unit in ("位", "强") and not moved) or re.search(r"第$", place.lead):
        return memory.keep(_name_of_rank(place, memory), derived=True)
    gap = _GAP.search(place.lead)
    if gap and not _is_time(gap[0]):
        return _name_of_gap(place, memory)
    core, verb = without_opening(before_value(place.lead))
    core = before_value(core) if core else core
    follow = _noun_behind(place)
    core = "" if core in _UP_DOWN and not follow else core
    ending = ends_in_verb(core)
    if _EXAMPLES.search(core) and follow:
        return memory.keep(tidy((verb or "") + follow), derived=False)
    if core in _OWNED or (_AFTER_OWNED.match(core[len(first_word(core, _OWNED)) :]) and first_word(core, _OWNED)):
        return memory.keep(_with_owner(core, place, memory, follow), derived=True)
    if follow and _is_count(place) and (not core or ending):
        kept = verb or (ending if ending in _TELLING else "")
        before = core[: -len(ending)] if ending and not verb else ""
        name = memory.keep(tidy((before if len(before) > 3 and not kept else "") + kept + follow), derived=False)
        memory.thing = _without_predicate(name)
        return name
    if follow and _is_count(place) and not ending:
        return memory.keep(tidy(core + follow), derived=False)
    if follow and is_verbs_only(core):
        return memory.keep(tidy(verb + follow), derived=False)
    if not core and not follow and last_word(before_value(place.lead), _DOING):
        core = _clause_before(place)
    if not core:
        return memory.keep(memory.subject, derived=True) if memory.subject else ""
    return memory.keep(_from_core(core, memory), derived=False)


def _without_predicate(name: str) -> str:
    """重点项目全部开工 → 重点项目: what a later 投资 belongs to."""
    found = _PREDICATE.search(name)
    return name[: found.start()] if found else name


def _needs_owner(core: str) -> bool:
    """Say whether words name an amount only, not whose: 投资额, 满意率, 公办率."""
    if re.fullmatch(r"[^失出死通利汇税]{2}率", core):
        return True
    if core.startswith("占") and not core.startswith("占地"):
        return True
    word = first_word(core, _OWNED)
    return bool(word) and bool(_AFTER_OWNED.match(core[len(word) :]))


def _from_core(core: str, memory: Memory) -> str:
    """Return a name from words that hold a noun: cut at an inner verb, its level completed from the item before."""
    owner, thing = split_at_verb(core)
    if owner and thing in _OWNED:
        return tidy(owner + thing)
    if owner and len(thing) >= 2:
        core = thing
    core = _without_examples(core)
    if _MODIFIER.search(core) and len(core) <= 8 and memory.thing:
        rest = _LEVEL_MODIFIER.sub("", memory.thing)
        if rest and rest != memory.thing:
            return tidy(core + rest)
    return tidy(core)


def _without_examples(core: str) -> str:
    """整治东沟、苏河等河道 → 整治河道. A category too short to stand alone keeps its examples: 稳岗、以工代训等补贴."""
    examples, _, category = core.rpartition("等")
    verb = first_word(examples, _TELLING)
    if "、" not in examples or len(category) < 2 or (len(category) < 4 and not verb):
        return core
    return verb + category


def _name_of_share(place: Place, memory: Memory) -> str:
    """占一般公共预算支出的81.1%, 完成年度计划的114.2%, 是上年的4.7倍: the part of the thing named before."""
    unit, lead = place.quantity.unit, place.lead
    multiple = _MULTIPLE_OF.search(lead) if unit == "倍" else None
    if multiple:
        return tidy(without_opening(before_value(lead[: multiple.start()]))[0]) or memory.subject
    if unit not in ("%", "‰", "成") or not lead.endswith("的"):
        return ""
    if _OF_WHOLE.search(lead):
        core = without_opening(lead[:-1])[0]
        return tidy((memory.thing if core.startswith("占") else "") + core + "的比重")
    plan = _OF_PLAN.search(lead)
    if plan:
        core = without_opening(lead[: plan.start()])[0] or memory.thing
        what = plan[0][:-1].lstrip("为是达到占")
        return tidy(core + what + "的比例")
    return ""


def _name_of_rank(place: Place, memory: Memory) -> str:
    own = before_value(place.lead).lstrip("、,， ")
    if place.joined and re.match(r"(?:位?居|列|位列|排|名列|全[省市国县区])", own):
        base = re.split(r"在|位居|位列|名列|居|排", memory.subject)[0]
        return tidy(base + own.removeprefix("位").removeprefix("居"))
    if not own and place.gap.rstrip("第 ").endswith(("(", "（")):
        said = re.split(r"[、,，;；]", place.gap.rstrip("第 ")[:-1])[-1]
        return tidy(without_opening(said)[0]) or memory.subject
    core = without_opening(before_value(place.clause))[0]
    if first_word(core, _OWNED) and memory.thing:
        return tidy(memory.thing + core)
    if len(core) <= 3 or re.match(r"(?:均|都)?(?:在|居|位居|列|位列|排名?|全国|全省|全市)", core):
        return tidy(memory.thing + core.removeprefix("均"))
    return tidy(core.removesuffix("第"))


def _name_of_gap(place: Place, memory: Memory) -> str:
    core = without_opening(place.lead)[0]
    core = re.sub(r"(?:\d|约|近)+$", "", core)
    if re.match(r"(?:增速|增幅|涨幅|降幅|比|高|低|快|慢|占比|好于|优于|领先)", core):
        core = memory.thing + core
    memory.names.append(tidy(core))
    return tidy(core)


def _is_time(words: str) -> bool:
    return bool(re.search(r"上年|去年|年初|年底|同期|20\d\d|末", words))


def _with_owner(core: str, place: Place, memory: Memory, follow: str) -> str:
    """Return 投资额 with the thing that it belongs to: named in the clause before, before that in the sentence, or behind."""
    purpose = _purpose(place) if core.endswith("投资") or core in ("投入", "资金") else ""
    if purpose:
        return tidy(purpose + core)
    if core in _OWNED and follow and (not memory.names or place.follow.startswith("的")):
        return tidy(_without_predicate(without_opening(follow)[0]) + core)
    owner = (memory.thing if memory.names or core in _OWNED else "") or _clause_before(place)
    if place.gap != place.lead and _clause_before(place) and not memory.names:
        owner = _clause_before(place)
    owner = re.sub(r"(?:占比|比重|比例)$", "", owner)
    if not _OF_THE_AMOUNT.match(core):
        owner = owner.removesuffix(last_word(owner, _OWNED))
    if owner.endswith(core):
        return tidy(owner)
    return tidy(owner + core)


def _purpose(place: Place) -> str:
    """Return what money was spent on: 投资2亿元实施城市畅通工程."""
    match = _SPENT_ON.match(place.behind)
    return before_value(without_opening(match["what"])[0]) if match else ""


def _clause_before(place: Place) -> str:
    """Return the thing that the clause right before is about, where that clause holds no quantity."""
    pieces = [piece for piece in re.split(r"[,，;；:：]", place.gap[: len(place.gap) - len(place.lead)]) if piece.strip()]
    if not pieces:
        return ""
    phrase = without_opening(pieces[-1])[0]
    subject = split_at_verb(phrase)[0]
    state = _STATE.search(subject or phrase)
    phrase = (subject or phrase)[: state.start()] if state else (subject or phrase)
    return phrase if len(phrase) <= 24 else ""


def _is_count(place: Place) -> bool:
    return not _COUNTED.search(place.quantity.unit)


def _noun_behind(place: Place) -> str:
    """Return what is counted where it stands behind the unit: 49个区级重点项目累计完成投资… → 区级重点项目.

    Where the words behind hold a predicate and no other quantity, the predicate says which of them: 62户农村危房完成改造.
    """
    words = place.follow.strip()
    words = words.removeprefix("的")
    if not words or _NOT_NOUN.match(words):
        return ""
    if place.runs_on:
        cut = _STOP_VERBS.search(words)
        if not before_value(words):
            return ""
        words = words[: cut.start()] if cut else words.removesuffix("以及").rstrip("和与及")
        return "" if first_word(words, _UP_DOWN) or first_word(words, _DOING) else tidy(words)
    if first_word(words, _UP_DOWN):
        return ""
    subject, thing = split_at_verb(words)
    if subject:
        return tidy(subject + thing) if len(thing) <= 6 else tidy(words)
    opened = without_opening(words)[0]
    return tidy(opened or words) if len(words) <= 40 else ""


def last_measure(name: str) -> str:
    """Return the word for an amount that a name ends with: 装备制造业增加值 → 增加值."""
    return last_word(name, word_list("measures", "heads"))
