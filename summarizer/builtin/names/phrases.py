"""What of the words before or behind a value names the thing that is measured."""

import re
from functools import lru_cache

from summarizer.builtin.words import first_word, last_word, word_list

_DOING = word_list("verbs", "doing")
_TELLING = word_list("verbs", "telling")
_VERBS = _DOING | _TELLING
_FREE = word_list("adverbs", "free")
_BOUND = word_list("adverbs", "bound")
_VERBS_OR_FREE = _VERBS | _FREE
_OPENING = _VERBS_OR_FREE | _BOUND
_TAIL = word_list("adverbs", "tail") | word_list("reaching") | word_list("growing", "up") | word_list("growing", "down")
_KEPT = word_list("adverbs", "kept")
# (一) · 1. · 一是 · ——
_NUMBERING = re.compile(
    r"^(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,2}(?:是|、(?![二三](?:、|和|次|产)))|[—─-]{1,2})"
)
_LOOSE = ' 　、,，的了"()（）:：”'
# 以及 · 好 of 落实好
_JOINING = re.compile(
    r"^(?:以及|即(?=引进|新增|建成|建设|培育|打造|完成|实现|实施|[每各])|加(?=上[级年]|地方|债务)|和(?![谐平睦])|与|及(?!时)|并(?!网|购|轨|联|行)|好(?=[\u4e00-\u9fff]{2}))"
)
# 据农委统计
_SOURCE = re.compile(r"^据[^,，、]{0,8}?(?:统计|测算|核算|调查|预计)")
# 2020年 · 到2025年底 · “十三五”时期 · 截至2020年末 · 过去五年
_PERIOD = (
    r"(?:到|至|截至|截止|预计|(?<!占)比|较|自|从|由|在)?(?:(?:\d{4}年?[-—–~至到]{1,2}\d{4}|\d{4}|[一二][〇零○一二三四五六七八九]{3})年(?:度|底|末|初|全年|以来)?|[“\"]?十[一二三四五]?五[”\"]?"
    r"(?:时期|期间|以来|末|规划)?|(?:过去|近|这|前)?(?:[三五两]|\d{1,2})年(?:来|间|累计)?|连续(?:\d{1,2}|[一二三四五六七八九十两]{1,2})年|\d{1,2}年连续|\d{1,2}(?:[-—至到]\d{1,2})?月(?:份|末|底)?)"
)
_PERIOD_BEFORE = re.compile(rf"^{_PERIOD}(?:以来|期间|来|以?内|[以之]?前|的)?")
_PERIOD_BEHIND = re.compile(rf"(?:{_PERIOD}|今年|去年|上年|当年|目前|现在|如今)的?$|(?<=[到至])(?:20\d\d)?的$")
# 比上年同期 · 较“十二五”末 · 同比 · 与去年
_COMPARED = re.compile(
    r"(?:同比|环比|比|较|与)[^,，、比较]{0,8}?(?:上年|去年|年初|年底|同期|上月|前年|末|\d{4}年|[一二三四前]个?季度|上半年|\d{1,2}月份?)"
    r"(?:同期|期|年?末|年?底|年?初|水平|相比|预算|执行|完成|决算|计划|目标|数)*$"
)
# 公办率由上年的 · 标准由每人每年
_MOVED_FROM = re.compile(
    r"(?:由|从)(?:\d{4}年(?:底|末)?|上年|去年|年初|[一二三四]季度|原来|最初|原先|此前|每人每[年月天]|每[年月亩户人]|[“\"]?十[一二三四]?五[”\"]?(?:期)?末)*的?(?:[人户亩]均)?$"
    r"|(?<=.{4})(?<![自理缘])由(?![于此来])[^由,，、的]{2,12}$"  # 收入线标准由家庭年收入9600元
)
# 剔除不可比因素 · 扣除留抵退税后 · 按自然口径
_LEFT_OUT = re.compile(
    r"(?:剔除|扣除|不计|还原)[^,，、]{2,30}?(?:(?:因素|影响)(?:后|外)?|后)$|按?(?:自然|可比|全|新|老|原|调整)口径(?:计算)?$"
)
# 扣除自然因素影响后空气优良天数比率
_LEFT_OUT_FIRST = re.compile(r"^(?:剔除|扣除)[^,，、]{2,16}?(?:因素|影响)+后(?=.{2})")
# 连同往年结转基本建成
_WITH_CARRIED = re.compile(r"^连同[^,，]{0,6}?结转的?")
# 低保标准年人均分别提高到
_EACH_PERSON = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:[年月]人均|人均每[年月])$")
_TO_PERSONS = re.compile(r"^(?:为(?!民)|对(?!外|口|接)|向(?!上)|给|把|将|使(?!用))(?=.{2})")
# 利用荒山建设光伏电站 · 在园区新建标准厂房 · 由县财政安排专项资金: with what, where, by whom; 在建 and 从业 are no such words
_BY_MEANS = re.compile(
    r"(?:充分|积极|有效|综合|优先)?(?:利用|通过|依托|借助|结合|根据|按照|采取|按(?!揭)"
    r"|由(?![于此来])|从(?![业严优快])|在(?![建校孵册线岗职用售研库编押逃外]))"
)
_LONGEST_MEANS = 15
# the same words are looked at for several names
_KEPT_IN_MEMORY = 4096
_NOUNS = frozenset({"建议"})
# 通过公共网络实现零售额: how it was done tells which it is
_RESULTS = frozenset({"实现", "完成", "达到"})
_CLEAR = (
    r"发放|提供|完成|实现|办理|建成|(?<!示范)创建|实施|开展|拨付|安装了?|推出|争创|获评|组建"
    r"|设立|成立|举办|争取|达到|发行|投放|获得|助力|增加(?=[^、]{2,8}面积)"
)
_INNER_VERB = re.compile(rf"(?:{_CLEAR})(?!率|方案|程?度|情况|时间|能力|者|区)")
# 电池产能达55GWh
_ABLE = frozenset({"产能", "功能", "职能", "性能", "技能", "节能", "效能", "潜能", "储能", "动能", "智能"})
# 人均突破15万元
_PER = ("人均", "户均", "亩均", "地均")
_WHOLE_AREA = re.compile(
    r"^(?:全(?:[区市县镇乡村省州旗盟]|国)|我[区市县镇乡村省州旗盟]|全社会(?!研发|用电|固定|劳动|物流|融资))+"
)


# 生产总值[2](GDP) · 比上年(下同)
_ASIDE = re.compile(r"(?:[(（](?:[A-Za-z]{2,6}|下同)[)）]|[\[［]\d{1,2}[\]］])+$")


@lru_cache(maxsize=_KEPT_IN_MEMORY)
def before_value(lead: str) -> str:
    """Take off the end of the words before a value what leads over to it: 进出口总额完成 → 进出口总额."""
    at, lead = "", _NUMBERING.sub("", lead.lstrip())
    while at != lead:
        at = lead
        lead = lead.rstrip(' 　“"、,，:：-')
        lead = _ASIDE.sub("", lead[:-1] if lead.endswith(("了", "有着", "持着", "随着")) else lead)
        lead = _EACH_PERSON.sub("", _PERIOD_BEHIND.sub("", _MOVED_FROM.sub("", _COMPARED.sub("", _LEFT_OUT.sub("", lead)))))
        word = last_word(lead, _TAIL)
        telling = last_word(lead, _TELLING)
        if word.startswith("均") and lead[: len(lead) - len(word) + 1].endswith(_PER):
            return lead[: len(lead) - len(word) + 1]
        if word == "能" and lead[-2:] in _ABLE:
            return lead
        if word and len(telling) <= len(word) and lead != telling and not last_word(lead, _KEPT):
            lead = lead[: -len(word)]
    return lead


@lru_cache(maxsize=_KEPT_IN_MEMORY)
def without_opening(phrase: str) -> tuple[str, str]:
    """Take off the front of a phrase what isn't the thing: adverbs, periods, verbs of doing. Return the verb that stays, too.

    年内确保新增学位 → (新增学位, 新增); 先后实施了农村危房改造 → (农村危房改造, "").
    """
    at = ""
    while at != phrase:
        at = phrase
        phrase = _NUMBERING.sub("", phrase.lstrip(_LOOSE))
        phrase = _SOURCE.sub("", _JOINING.sub("", phrase))
        phrase = _LEFT_OUT_FIRST.sub("", _WITH_CARRIED.sub("", _WHOLE_AREA.sub("", phrase)))
        if first_word(phrase, _KEPT):
            return phrase, ""
        phrase = _without_means(phrase)
        telling, doing = first_word(phrase, _TELLING), first_word(phrase, _DOING)
        if telling and len(telling) >= len(doing) and not _is_aim(telling, phrase):
            return phrase, telling
        free = max(first_word(phrase, _FREE), doing, telling, key=len)
        if free == phrase and free in _NOUNS:
            return phrase, ""  # 办理建议35件
        phrase = _PERIOD_BEFORE.sub("", _TO_PERSONS.sub("", phrase[len(free) :]))
        bound = "" if phrase != at else first_word(phrase, _BOUND)
        if bound and len(first_word(phrase[len(bound) :], _OPENING)) > 1:
            phrase = phrase[len(bound) :]
    return phrase, ""


def _without_means(phrase: str) -> str:
    """Take off what something was done with or where: 利用荒山建设光伏电站 → 建设光伏电站; 利用外资 stays."""
    said = _BY_MEANS.match(phrase)
    first = said.end() + 2 if said else len(phrase)
    stops = ",，" if said and said[0].endswith("在") else ",，、"
    for at in range(first, min(len(phrase) - 3, first + _LONGEST_MEANS)):
        verb = first_word(phrase[at:], _VERBS)
        if phrase[at] in stops or verb in _RESULTS:
            return phrase
        if len(verb) > 1 and len(phrase) >= at + len(verb) + 2 and len(first_word(phrase[at:], _KEPT)) <= len(verb):
            return phrase[at:]
    return phrase


def _is_aim(telling: str, phrase: str) -> bool:
    """争取年内促成10家…: an aim, where 争取20个项目 means that they were won."""
    rest = phrase[len(telling) :]
    return telling == "争取" and bool(first_word(rest, _VERBS_OR_FREE) or _PERIOD_BEFORE.match(rest))


def split_at_verb(phrase: str) -> tuple[str, str]:
    """Return subject and object around the last clear verb inside a phrase, (`""`, phrase) where there is none.

    区级重点项目累计完成投资 → (区级重点项目, 投资).
    """
    cut = None
    for match in _INNER_VERB.finditer(phrase):
        if match.start() >= 2 and match.end() <= len(phrase) - 2 and phrase[: match.end()] not in _VERBS:
            cut = match
    if cut is None:
        return "", phrase
    return before_value(phrase[: cut.start()]), without_opening(phrase[cut.end() :])[0]


def ends_in_verb(phrase: str) -> str:
    """Return the verb that a phrase ends with, `""` where it ends with none."""
    return last_word(phrase, _VERBS)


def is_verbs_only(phrase: str) -> bool:
    """Say whether a phrase holds verbs and adverbs and nothing else: 新建和改造提升."""
    while phrase:
        phrase = phrase.lstrip("、和与及了好")
        word = max((first_word(phrase, words) for words in (_VERBS, _FREE, _BOUND)), key=len)
        if not word:
            return not phrase
        phrase = phrase[len(word) :]
    return True


def tidy(name: str) -> str:
    """Return a name without loose signs at its ends and without a bracket or quotation that is open at one side only."""
    name = name.strip(" 　、,，的了:：;；。|\n")
    for left, right in ("“”", "()", "（）", "《》"):
        if name.count(left) != name.count(right):
            name = name.replace(left, "").replace(right, "")
    return name.strip(" 　、,，")
