"""Short sentences that may name a topic, and how much two of them are made alike."""

import re
from functools import lru_cache

from msgspec import Struct

from summarizer.structuring.page.layout import Page

# 稳步推进 · 更加完善 · 取得决定性进展 · 向好
_PROGRESS = re.compile(
    r"(?:不断|持续|稳步|更加|加快|加速|有效|有力|有序|全面|深入|扎实|显著|明显|蓬勃|日趋|日益|圆满|和谐|稳定|加力|阔步|充分|大幅|进一步|逐步"
    r"|提质|提档|稳中|取得|焕然|越来越|决定性|阶段性|历史性|平稳|成功|高效|普遍|长足|健康|快速|强劲|坚实|基本|优先|总体|实现|得到|迈上|再上)"
    r".{1,6}$|(?:显著|明显|向好|增效|凸显|有力|升级|回补|加快|提升|改善|增强|优化|完善|推进|发展|落实|突破|达标|高效|起势|收官|提质|提速|提档|扩容|扩面|进位)$"
)
# 推进…, 大力培育…, 聚力打造…
_URGING = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}?地?)(?:推进|加快|提升|强化|加强|深化|优化|完善|促进|推动|打造|聚力|聚焦|着力|构建|建设|培育|壮大|发展|扩大|激发|保障|改善"
    r"|统筹|防范|健全|落实|抓好|抓|做好|做强|做优|突出|坚持|提高|增强|巩固|拓展|实施|创新|营造|守牢|坚守|稳定|争创|夯实|畅通|维护|化解|狠抓|开展|引进|塑造|彰显)"
    # Parts of nouns as well (政务服务, 示范引导): at the beginning or after an adverb only.
    r"|(?:大力|着力|全力|加力|聚力|合力|持续|继续|加快|积极|主动|扎实|切实|全面|深入|充分|不断|进一步|更好|坚决|牢牢|精准|有效|多方|千方百计|高质量|高水平)?"
    r"(?:提振|支持|发挥|激活|释放|引导|增进|弘扬|繁荣|打好|办好|用好|建好|管好|守好|建强|筑牢|守住|严守|盘活|压实|融入|服务|做大|增加|挖掘|激励|稳住"
    r"|放大|拓宽|打通|补齐|兜牢|兜住|织密|织牢|擦亮|厚植|涵养|用足|抢抓|凝聚|汇聚|整治|规范|丰富|减轻|打赢|防住|管住|办实|建优|植根|唱响|叫响|贯通|延伸|重塑|做精|做特|做细|做实|推广)"
)
_SPECIFIC = 14
"""Characters; a single clause that is as long tells a particular thing."""
_LONGEST_MEASURED = 28
"""Characters; measure alone makes two longer sentences no more alike."""


class Topic(Struct, frozen=True, gc=False):
    """A short sentence that may name the topic of what follows it."""

    start: int
    end: int
    words: str
    clauses: tuple[int, ...]
    """Length of each clause between commas."""
    progress: bool
    urging: bool
    opens_line: bool
    bulleted: bool = False
    """Set off by a sign of its own: ——综合实力显著增强。"""


def read_topic(start: int, end: int, words: str, *, opens_line: bool = False, bulleted: bool = False) -> Topic:
    """Return a sentence with the traits that `likeness` compares."""
    return _with_traits(start, end, words, tuple(map(len, words.split(","))), opens_line=opens_line, bulleted=bulleted)


def _with_traits(start: int, end: int, words: str, clauses: tuple[int, ...], *, opens_line: bool, bulleted: bool) -> Topic:
    progress = urging = False
    if len(words) < _SPECIFIC:
        progress, urging = bool(_PROGRESS.search(words)), bool(_URGING.match(words))
    return Topic(start, end, words, clauses, progress, urging, opens_line, bulleted)


def urges(words: str) -> bool:
    """Say whether a sentence is worded as a task: 大力推进以人为本的新型城镇化."""
    return bool(_URGING.match(words))


def likeness(one: Topic, other: Topic) -> float:
    """Return how alike two topics are made: below 1.5 by chance, 3 and more on purpose."""
    if len(one.clauses) != len(other.clauses) or one.bulleted != other.bulleted:
        return 0.0
    if len(one.clauses) > 1:
        return _likeness_of_clauses(one, other)
    gap = abs(one.clauses[0] - other.clauses[0])
    head, tail = shared_head(one, other), _shared_tail(one, other)
    opens, progress, urging = one.opens_line and other.opens_line, one.progress and other.progress, one.urging and other.urging
    if gap > 1 and not (head or tail or opens or progress or urging):
        return 0.0
    score = 2.5 if gap == 0 else 1.0 if gap == 1 else 0.0 if gap < 5 else -1.0
    score += min(head, 4) + min(tail, 3) * 0.8 + 1.5 * opens
    score += 1.5 * progress + 1.0 * urging
    return score + min(len(_pairs(one.words) & _pairs(other.words)), 3) * 0.4


def shared_head(one: Topic, other: Topic) -> int:
    """Return how many characters two topics begin alike."""
    return _shared(one.words, other.words) if one.words[0] == other.words[0] else 0


def _shared_tail(one: Topic, other: Topic) -> int:
    return _shared(one.words[::-1], other.words[::-1]) if one.words[-1] == other.words[-1] else 0


def _likeness_of_clauses(one: Topic, other: Topic) -> float:
    """Clauses are long and many, so only words in common or short clauses of one measure are evidence."""
    may_measure = len(one.clauses) == 2 and len(one.words) <= _LONGEST_MEASURED
    if not may_measure and one.words[:3] != other.words[:3] and one.words[-3:] != other.words[-3:]:
        return 0.0
    apart = [abs(a - b) for a, b in zip(one.clauses, other.clauses, strict=True)]
    opens_line = one.opens_line and other.opens_line
    alike = max(apart) <= 2
    affix = shared_head(one, other)
    if alike:
        affix = max(affix, _shared_tail(one, other))
    measured = alike and len(one.clauses) == 2 and max(one.clauses) <= (14 if opens_line else 9)
    if affix < 3 and not (measured and may_measure):
        return 0.0
    return min(affix, 6) * 1.2 + 3.0 * measured + 1.5 * opens_line + sum(0.5 for gap in apart if gap < 2)


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


@lru_cache(maxsize=4096)
def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))


_LONGEST = 24
_LONGEST_OF_CLAUSES = 34
_MOST_CLAUSES = 4
_SHORTEST = 4
_LONGEST_SAID = 63
"""Characters, spaces included."""
# No figure stands in it but within quotation marks: 。|复工复产稳步推进|。 · :|科教强县加速崛起|。 · 。|“631”机制全面铺开|。
_WORD = r"[^。!?;:\n《\d]{0,63}+"
_SHORT = rf"(?P<words>(?! ){_WORD}(?:\d(?=[^“”。!?;:\n《]{{0,62}}”){_WORD})*+)(?=。)"
# A sentence's end before it, and the sign that sets it off: ——|综合实力显著增强|。 Of several line ends the last counts.
_BEFORE = r"(?P<sign>[。!?:\n](?!\n)[”\")]?)(?P<space> *)(?P<mark>(?:(?:[—–*-]{1,3}|[●■◆•▲★◎◇□▪]|;{2,4}) ?)?)"
_TOPIC = re.compile(_BEFORE + _SHORT)
_WORDS = re.compile(_SHORT)
# What ties a sentence to the one before it, or tells a single thing done rather than names a topic.
_LEANING = (
    "与此同时", "同时", "此外", "另外", "其中", "目前", "对此", "对于", "因此", "但", "而",
    "这(?![一二三四五]年|是.{4,24}的[一二三四五]年$)", "那", "在此", "在肯定", "截至", "据", "谢谢", "以上", "例如", "各位",
    "同志们", "请", "让我们", "他", "您", "以下", "上述", "为此", "总之", "新增", "新建", "新开", "荣获", "获", "入选",
    "累计", "全年", "建成", "完成", "创成", "先后", "顺利", "成功", "圆满", "启动", "开通", "投资(?:建设|新建)", "总投资",
    "实现了", "举办", "一方面", "另一方面", "并", "也", "还", "又", "再", "均(?!衡)", "共(?![同享建创])",
)  # fmt: skip
_ITEM_SIGNS, _HAN = "-—–·▲※*", "一二三四五六七八九十"
# A look at the first character passes over most sentences before any of the words is tried.
_NO_TOPIC = re.compile(
    rf"(?=[{_ITEM_SIGNS}{_HAN}{''.join(sorted({word[0] for word in _LEANING}))}])"
    rf"(?:[{_ITEM_SIGNS}]|[{_HAN}]{{1,2}}是|{'|'.join(_LEANING)})"
)
_FIGURE = re.compile(r"\d(?![^“”]*”)")


def find_topics(page: Page) -> list[Topic]:
    """Return all short sentences of a page that may name a topic, in order."""
    first = topic_at(page, 0)
    found = [first] if first else []
    for match in _TOPIC.finditer(page.text):
        sign, space, mark, said = match.groups()
        # 。  |经济稳中向好|。 is the indent of a paragraph whose line end was lost.
        opens_line = sign[0] == "\n" or (sign == "。" and len(space) > 1) or match.start() == 0
        if page.text.endswith("注:", 0, match.start("words")):
            continue  # under a table: 注:绝对数按现行价计算。
        if (not mark or opens_line) and len(said) <= _LONGEST_SAID and (clauses := _clauses(said)):
            start, end = match.span("words")
            words = said.replace(" ", "")
            found.append(_with_traits(start - len(mark), end, words, clauses, opens_line=opens_line, bulleted=bool(mark)))
    return found


def topic_at(page: Page, position: int) -> Topic | None:
    """Return the topic sentence that starts at a position, if what stands there may be one."""
    match = _WORDS.match(page.text, position)
    if not match or len(match.group()) > _LONGEST_SAID or not (clauses := _clauses(match.group())):
        return None
    return _with_traits(position, match.end(), match.group().replace(" ", ""), clauses, opens_line=position == 0, bulleted=False)


def may_name_topic(said: str) -> bool:
    """Say whether a sentence is as short as a topic is, holds no figure and doesn't lean on the one before it."""
    return bool(_clauses(said)) and not _FIGURE.search(said)


def _clauses(said: str) -> tuple[int, ...]:
    """Return the length of each clause of a sentence; none where it is longer than a topic is, or leans on the one before it."""
    clauses = tuple(map(len, said.replace(" ", "").split(",")))
    longest = _LONGEST_OF_CLAUSES if len(clauses) > 1 else _LONGEST
    fits = len(clauses) <= _MOST_CLAUSES and max(clauses) <= longest and sum(clauses) + len(clauses) > _SHORTEST
    return clauses if fits and not _NO_TOPIC.match(said) else ()
