"""Named projects: those of which an amount or a state is said, and those listed as examples of a count of projects."""

import re
from collections.abc import Iterator

from msgspec import Struct

from summarizer.builtin.names.phrases import ends_in_verb, without_opening
from summarizer.builtin.quantities.settings_in_text import read_settings
from summarizer.builtin.words import first_word, word_list
from summarizer.domain.answer import IndicatorEntry, ProjectEntry
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk
from summarizer.domain.span import Span

_KIND = (
    "项目|工程|产业园|基地|电站|电厂|水厂|水库|大桥|隧道|铁路|高铁|高速|快速路|机场|综合体|场馆|体育馆|博物馆|图书馆|变电站"
    "|污水处理厂|医院|院区|学校|校区|小学|中学|幼儿园|卫生院|中心(?!小学|中学|幼儿园|卫生院|医院|校)"
)
_STATE = (
    r"建成投产|竣工投产|建成投用|建成通车|建成运营|建成启用|建成使用|投产达效|投入使用|投入运营|投入运行|竣工验收|通过验收|全面完工|主体完工"
    r"|主体封顶|开工建设|动工建设|启动建设|签约落地|全线贯通|加快推进|加快建设|扎实推进|有序推进|顺利推进|正在建设|即将开工|即将完工"
    r"|签约|落地|开工|动工|在建|建成(?=[,，。;；、\s]|$|并|且|后|投|通|启|使|运|交|达)|竣工|投产|投用|启用|试运行|试生产|试投产|完工|通车|封顶|贯通|运营"
)
_SURE = r"(?:已|已经|全部|全面|顺利|正式|如期|提前|相继|陆续|基本|成功|分别|建设|一期|二期|主体)*"
# 投资60亿元的云汀电厂
_WITH_AMOUNT = re.compile(
    rf"投资[约近超达]?\d[^,，。;；、]{{1,8}}元的(?P<name>[^,，。;；、的]{{2,30}}?(?:{_KIND}))(?:{_SURE}(?P<state>{_STATE}))?"
)
# 云汀高铁北站项目建成投用 · 云汀大桥建成通车
_WITH_STATE = re.compile(
    rf"(?:^|[,，。;；、:：\s])(?P<name>[^,，。;；、:：\s]{{2,30}}?(?:{_KIND})(?:[一二三四]期)?){_SURE}(?P<state>{_STATE})"
)
# 投资1.37亿元建设云汀第二污水处理厂
_SPENT_ON = re.compile(
    rf"投资[约近超达]?\d[^,，。;；、]{{1,8}}元[,，]?(?:实施|建设|新建|改建|扩建|改扩建|建成|完成|启动|推进|运营|投用)+[了的]?(?P<name>[^,，。;；、的\d]{{2,30}}?(?:{_KIND}))(?=[,，。;；、]|$)(?P<state>)"
)
# 开工建设云汀机场 · 建成了云沐大桥: only what is built by name, no sorts of houses
_STATE_FIRST = re.compile(
    r"(?:^|[,，。;；:：\s])(?P<state>开工建设|动工建设|启动建设|建成投用|建成通车|建成启用|建成运营|建成)了?(?P<name>[^,，。;；、:：\s\d]{2,24}?"
    r"(?:电站|电厂|水厂|水库|大桥|隧道|铁路|高铁|高速|高速公路|快速路|机场|体育馆|博物馆|图书馆|变电站|污水处理厂|医院|院区|校区|产业园|号线))(?=[,，。;；、]|$)"
)
# 云汀家居、云汀锂膜二期等39个项目建成投产 · 加快云汀水厂、云汀大桥等重点项目建设
_LISTED = re.compile(
    rf"(?P<list>[^,，。;；:：\n]{{2,120}}?)等(?P<count>\d+|一批|[一二三四五六七八九十]+(?!批))?[个项条座]?"
    rf"(?P<sort>(?:(?!获|应用|用于|成果|作品|产品|参与|助力|纳入|入选)[^,，。;；:：、\d“”]){{0,12}}?(?:项目|工程))(?:{_SURE}(?P<state>{_STATE}))?"
)
_GENERAL = re.compile(
    r"^(?:一批|重点|重大|各类|优质|等|个|加快|推进|推动|新(?!能源|材料)|全部|续建|\d|所有|省|市|区|县|招商|亿元|民生|产业|实施|完成|抓好|做好|重要)"
    r"|\d+个|\d+[县市区镇村条座]|等\d|等[一二三四五六七八九十]+个|[一二三四五六七八九十\d]+[大类项]|一批"
)
# 海吉亚医院等项目 · (4)健全项目 · 力争省级重点项目
_SORT_ONLY = re.compile(
    r"^(?:村级|镇级|市级|省级|县级|区级|国家级|农村|乡村|基层|社区|综合性|公益性|标准化|智慧|生态|惠民)"
    r"|^(?:.{0,3}(?:项目|工程)|.{0,4}(?:主体|配套|[一二三四]期|基础|安置|样板|民生|惠民|民心|交钥匙|重点)(?:工程|项目)|.{0,3}示范(?:工程|项目)|.*式”?(?:项目|工程))$"
    r"|^(?:新材料|新能源|化工|工业|农业|科技)(?:产业园|项目|基地|园区)$|^(?:中小学|幼儿园|学校|医院)$"
)
_NO_NAME = re.compile(r"等|[()（）的]|^(?:力争|确保|建立|健全|争取|推动|组织|坚持|扎实|\d)|\d+\w?多?万?元|[，,;；“”]$")
# what a list of policies, fields or forms names is no project: 5G、大数据等项目
_FIELD = re.compile(
    r"(?:建设|改造|治理|整治|提升|保护|修复|服务|发展|创新|管理|推广|保障|供水|供电|供热|绿化|硬化|亮化|污水|垃圾|道路|教育|医疗|养老|文化|旅游|农业|工业|产业"
    r"|制造|能源|交通|水利|生态|科技|金融|物流|数字|环保|智能|设施|试点|补贴|贷款|培训|技改|民生)$"
)
# 年内将云汀医院建成 · 全力保障云汀高铁
_LEADS_TO = re.compile(r"^(?:将|把|使|全力|强力|大力)")
_DOING = word_list("verbs", "doing") | word_list("verbs", "telling")
_MAIN_PART = "主体工程"
# 云汀农贸市场完成: the verb is none of the name
_DONE_BEHIND = re.compile(r"(?:已|已经|全部|顺利)?(?:完成|推进|启动|实施|开工|竣工|建成)$")
# 全国首条, 世界首套
_FIRST_OF_ITS_SORT = re.compile(r"(?:全[国球省市]|世界|国内|我国)?首[条个座家套]")
# 、, and 和 between two that are both called by a kind: 云昆高速北段和云峡黄河特大桥
_BETWEEN = re.compile(r"(、|(?<=段|桥|路|速|站|场|园|厂|库|期|院)[和与及](?=[^、]{3,}(?:段|桥|路|速|站|场|园|厂|库|期|院)$))")
_BROAD = re.compile(
    r"现代|智慧|智能|城乡|城市|城镇|农村|乡村|公共|基础|社会|文化|高端|新型|绿色|数字|生态|农业|工业|产业|社区|交通|水利|民生|教育|\w{0,2}(?:道路|污水|垃圾)"
)
_PLAIN_SORT = re.compile(r"(?:重点|重大|优质|骨干|标志性|支撑性)*(?:建设|产业|工业)?(?:项目|工程)$")
_SHORTEST_FIRM = 4
_SHORTEST, _LONGEST = 3, 26


class _Named(Struct, frozen=True):
    """A project that a sentence names. Spans are characters of the shown text."""

    name: Span
    state: str
    told: Span
    """The words that tell of it: numerals in them are its own."""


def find_projects(chunk: ShownChunk, indicators: list[IndicatorEntry]) -> list[ProjectEntry]:
    """Return the projects of a chunk in the order of the text, each once in a sentence, with the numerals told of it."""
    view = same_length_view(chunk.text)
    labelled = {entry.n for entry in indicators}
    found: list[ProjectEntry] = []
    settings = read_settings(chunk)
    for number, (sentence, level) in enumerate(zip(chunk.sentences, chunk.levels, strict=True), 1):
        if level:
            continue
        planned = settings[number - 1].kind == "target"
        taken: list[Span] = []
        for named in sorted(_named(view, sentence), key=lambda one: (one.name.start, -len(one.name))):
            if any(named.name.overlaps(span) for span in taken):
                continue
            taken.append(named.name)
            inside = [n.n for n in chunk.numerals if named.told.covers(n.span) and n.n in labelled]
            name = named.name.of(chunk.text)
            state = "" if planned else named.state  # 年内建成: a state that is still to come
            found.append(ProjectEntry(name=name, status=state, numerals=inside, sentences=[number]))
    return found


def _named(view: str, sentence: Span) -> Iterator[_Named]:
    words = sentence.of(view)
    for pattern in (_WITH_AMOUNT, _WITH_STATE, _SPENT_ON, _STATE_FIRST):
        for match in pattern.finditer(words):
            span = _trimmed(words, *match.span("name"))
            if span and not _GENERAL.search(span.of(words)):
                state = match["state"] or ""
                if state and match["name"].endswith(_MAIN_PART):
                    state = words[match.end("name") - len(_MAIN_PART) : match.end("state")]
                yield _Named(_shifted(span, sentence), state, _shifted(Span(*match.span()), sentence))
    for match in _LISTED.finditer(words):
        for span in _items(words, match.start("list"), match["list"], sure=_sureness(match)):
            yield _Named(_shifted(span, sentence), match["state"] or "", _shifted(span, sentence))


def _sureness(listed: re.Match[str]) -> int:
    """Say how sure it is that a list names projects: 2 with a count and a state, 1 with either.

    一批重点项目 counts them, 一批产业链终端项目 tells sorts.
    """
    counted = bool(listed["count"]) and (listed["count"] != "一批" or bool(_PLAIN_SORT.match(listed["sort"])))
    return counted + bool(listed["state"])


def _items(words: str, start: int, listed: str, *, sure: int) -> Iterator[Span]:
    """Yield the names of a list: 云汀家居, 云汀锂膜二期. Without a count or a state only what is called by a kind is a name."""
    at = start
    for piece in re.split("([、和与及])" if "、" not in listed else _BETWEEN, listed):
        span = _trimmed(words, at, at + len(piece)) if piece not in ("、", "和", "与", "及") else None
        at += len(piece)
        if (
            not span
            or _GENERAL.search(span.of(words))
            or (_FIELD.search(span.of(words)) and not (sure > 1 and _is_firm(span.of(words))))
        ):
            continue
        if sure or re.search(rf"(?:{_KIND})(?:[一二三四]期)?$", span.of(words)):
            yield span


def _is_firm(name: str) -> bool:
    """洪云科技, but not 智慧农业: where projects are counted and a state is told, a list names no fields."""
    return len(name) >= _SHORTEST_FIRM and not _BROAD.match(name)


def _trimmed(words: str, start: int, end: int) -> Span | None:
    """Return the stretch without the verbs before the name and without 主体工程 behind it, None where no name is left."""
    end -= len(_MAIN_PART) if words[start:end].endswith(_MAIN_PART) else 0
    done = _DONE_BEHIND.search(words, start, end)
    end = done.start() if done else end
    first = _FIRST_OF_ITS_SORT.match(words, start, end)
    start = first.end() if first else start
    kept = _without_verbs(words[start:end])
    named = _SHORTEST <= len(kept) <= _LONGEST and words[start:end].endswith(kept) and ends_in_verb(kept) != kept
    return Span(end - len(kept), end) if named and not _NO_NAME.search(kept) and not _SORT_ONLY.search(kept) else None


def _without_verbs(phrase: str) -> str:
    """年内将云汀医院 → 云汀医院; 引黄 is the beginning of a name."""
    at = ""
    while at != phrase:
        at = phrase
        phrase = _LEADS_TO.sub("", without_opening(phrase)[0])
        telling = first_word(phrase, _DOING)
        phrase = phrase if phrase.startswith(("引", "建设路")) else phrase[len(telling) :]
    return phrase


def _shifted(span: Span, sentence: Span) -> Span:
    return Span(span.start + sentence.start, span.end + sentence.start)
