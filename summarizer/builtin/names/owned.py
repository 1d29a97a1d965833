"""Amounts that say nothing without the thing they belong to: 投资额, 满意率, 占比."""

import re

from summarizer.builtin.names.counted import without_predicate
from summarizer.builtin.names.memory import Memory
from summarizer.builtin.names.phrases import before_value, split_at_verb, tidy, without_opening
from summarizer.builtin.names.series import joined
from summarizer.builtin.quantities.places import Place
from summarizer.builtin.words import first_word, last_word, word_list

_OWNED = word_list("measures", "owned")
_AFTER_OWNED = re.compile(
    r"(?:$|[和、及]|占|[稳跃高]?居|位居|[名位]?列|排|快于|高于|低于|慢于|好于|优于|在全|全省|全市|达|均|保持全|继续)"
)
# 公办率, but not 失业率, 死亡率, 出生率, which are said of a place
_SHORT_RATE = re.compile(r"[^失出死通利汇税债]{2}率")
# 占地区生产总值比重, but not 占地300亩
_PART_OF_WHOLE = re.compile(r"占(?!地(?!区|方))")
_MONEY = frozenset({"投资", "总投资", "累计投资", "计划投资", "年度投资", "完成投资", "投入", "累计投入", "投入资金", "资金"})
# 投资2亿元实施河堤加固工程 · 投资7亿元完成东河、西河综合治理 · 投资9亿元，实施4大类26个水利项目 · 投资35亿元的电池项目
_SPENT_ON = re.compile(
    r"(?:,?(?:用于|实施|完成|建设|建成|新建|改造|推进|启动|开展|改建|扩建|续建|改扩建|运营|购置|新购置|购买|采购|安装|绿化|硬化|提升|整治|打造|铺设|修建|对)+[了的]?|的)"
    r"(?:\d[\d.]*[余多]?[万亿]?(?:大类|个|项|条|处|座|所|家|类|亩|平方米|平米|米|平方公里|公里)?的?)*(?P<what>(?:[^,。;、\d]{2,3}、)*[^,。;、\d]{2,30})"
)
# an amount of the amount before (总产值 and its 增幅), not one beside it (面积 and 产量)
_OF_THE_AMOUNT = re.compile(r"增(?!加值)|降|涨|占(?!地(?!区|方))|总量|规模|总数|数量|位次|排名|[^、]{1,6}率|比")
# 茶叶生产保持稳定
_STATE = re.compile(
    r"(?<=.{2})(?:保持|量质|[双齐]升|[小大]幅|略有|有所|优化|协调|总体|温和|连跨|接连|持续|不断|稳步|快速|加快|稳定|平稳|势头|连续(?=跨|迈|突破)|跨越|跨过|稳中|提质|扩容|扩面|蓬勃|有序|全面|明显|显著|成效|扎实|深入|迅速|健康|再创|创|迈|取得|突破|达到|超过|站上|跨入|历史)"
)
# 粮食总产再创新高，连续十年居全国首位，增量3亿斤
_TOLD_BESIDE = re.compile(r"连续|位居|稳居|位列|排名|[居列][全第首]|同比|[比较](?![重例率值])")
# 投资占全部投资的比重 is said of a thing, 税收占比 of a place
_OF_A_THING = ("投资", "总量", "规模", "数量")
_WHOLE_AREA = re.compile(r"^\s*全[省市县区旗州盟镇乡]")
_YIELDS = frozenset({"产量", "总产量", "总产", "单产", "产值", "总产值"})
_SUMS_THEMSELVES = ("总值", "总额", "总量", "增加值")
# 新增上市公司48家、总量达122家: those that there were before, too
_SUM = frozenset({"总量", "总数", "总规模", "总里程", "通车总里程", "通车里程", "营运里程", "运营里程"})
_ADDING = frozenset({"新增", "净增", "新增加", "累计新增", "新登记", "新认定", "新培育", "新评定", "新获批", "新引进"})
_LONGEST_CLAUSE = 24
_LONGEST_TOPIC = 16
# (一)中药材种植产业园项目:
_PROJECT_LINE = re.compile(
    r"(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.]\s?)?(?P<project>[^,，。;；:：]{3,30}(?:项目|工程))[:：。]?"
)
# 该项目位于我镇东王村总投资 · 该项目占地
_THIS_PROJECT = re.compile(
    r"^该(?:项目|工程)(?:(?:位于|坐落|地处|选址|落户).*?(?=(?:预计|计划)?(?:总?投资|占地|总?建筑面积)|$))?"
)


def needs_owner(core: str) -> bool:
    """Say whether words name an amount only, not whose."""
    if _SHORT_RATE.fullmatch(core):
        return True
    if _PART_OF_WHOLE.match(core):
        return True
    word = first_word(core, _OWNED)
    if core[len(word) :].startswith("占") and not word.endswith(_OF_A_THING):
        return False
    return bool(word) and bool(_AFTER_OWNED.match(core[len(word) :]))


def with_owner(core: str, place: Place, memory: Memory, follow: str) -> str:
    """Return 投资额 with the thing that it belongs to: named behind, in the clause before, or before that in the sentence."""
    if core in _OWNED and follow and (not memory.names or place.follow.startswith("的")):
        return tidy(without_predicate(without_opening(follow)[0]) + core)
    owner = memory.thing if memory.names or core in _OWNED else ""
    if not memory.names or not owner:
        nearer = without_predicate(clause_before(place)) or (memory.topic if not memory.names else "")
        owner = nearer or owner
        if nearer and not memory.names and core in _OWNED:
            memory.thing = nearer
    if not memory.names and _WHOLE_AREA.search(place.lead) and not clause_before(place):
        return core  # 全市播种面积1128万亩
    if core == "总量" and owner.endswith(_SUMS_THEMSELVES):
        return owner  # 地区生产总值627亿元，现价总量比同期增加
    owner = re.sub(r"(?:占比|比重|比例)$", "", owner)
    owner = owner.partition("占")[0] if core.startswith("占") and not owner.startswith("占") else owner
    if core in _SUM:
        owner = owner[len(first_word(owner, _ADDING)) :]
    if not _OF_THE_AMOUNT.match(core):
        owner = owner.removesuffix(last_word(owner, _OWNED))
    if core in _YIELDS:
        owner = owner.removesuffix("播种").removesuffix("种植") or owner  # 粮食播种2万亩、总产量3万斤
    return tidy(joined(owner, core))


def purpose_of(core: str, place: Place) -> str:
    """Return what money was spent on, `""` where the words before name no bare 投资."""
    match = _SPENT_ON.match(place.behind) if core in _MONEY else None
    return without_predicate(before_value(without_opening(match["what"].partition("进行")[0])[0])) if match else ""


def topic_of(sentence: str) -> str:
    """Return what a short sentence without figures speaks of: 经营主体持续壮大。 → 经营主体; `""` where it tells no state."""
    phrase = without_opening(sentence.strip(" 。"))[0]
    state = _STATE.search(phrase) if len(phrase) <= _LONGEST_TOPIC and "，" not in phrase else None
    return phrase[: state.start()] if state else ""


def project_in(heading: str) -> str:
    """Return the project that a line names and nothing else, `""` where it names none: (一)中药材种植园项目:."""
    found = _PROJECT_LINE.fullmatch(heading.strip())
    return found["project"] if found else ""


def with_project(name: str, project: str) -> str:
    """该项目位于东王村总投资 → 中药材种植园项目总投资: which one is said in the line above."""
    return _THIS_PROJECT.sub(project, name, count=1) if project and name.startswith("该") else name


def opener_of(place: Place) -> str:
    """Return what a sentence begins to tell of: 陆海通道扩面提质，构建起网络，辐射… → 陆海通道; `""` where it tells no state."""
    first, comma, _ = place.gap[: len(place.gap) - len(place.lead)].partition(",")
    return topic_of(first) if comma else ""


def clause_before(place: Place) -> str:
    """Return the thing that the clause right before is about, where that clause holds no quantity."""
    pieces = [piece for piece in re.split(r"[,;:]", place.gap[: len(place.gap) - len(place.lead)]) if piece.strip()]
    while len(pieces) > 1 and _TOLD_BESIDE.match(pieces[-1].lstrip()):
        pieces.pop()
    if not pieces:
        return ""
    phrase = without_opening(pieces[-1])[0]
    phrase = split_at_verb(phrase)[0] or phrase
    state = _STATE.search(phrase)
    phrase = phrase[: state.start()] if state else phrase
    return phrase if len(phrase) <= _LONGEST_CLAUSE else ""
