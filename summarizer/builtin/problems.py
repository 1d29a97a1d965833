"""The shortcomings that a report admits."""

import re

from summarizer.builtin.quantities.settings_in_text import read_settings
from summarizer.domain.answer import ProblemEntry
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk
from summarizer.domain.span import Span

# 也要清醒地看到 · 必须清醒认识到 · 存在的问题和不足
_ADMITS = re.compile(
    r"(?:清醒|清楚|深刻|客观)[地的]?(?:看到|认识到|认识|意识到)"
    r"|(?:还|仍然?|依然|也|尚)(?:存在|面临)[^,。;:]{0,24}(?:问题|不足|困难|短板|差距|挑战|矛盾)"
    r"|存在的?(?:主要|突出|一些|不少)?(?:困难|问题|不足|短板)(?:[和与及、][^,。;:]{2,6})?[:,。]"
)
_HEADING = re.compile(
    r"(?:存在|面临)的?[^,。;]{0,8}(?:问题|不足|困难|短板|挑战)|(?:困难|问题|不足|短板|挑战)[和与](?:问题|不足|困难|短板|挑战|差距)"
)
# 对此 · 对于这些问题 · 我们必须高度重视
_ENDS = re.compile(
    r"^(?:对此|对于?(?:这些|上述|以上)|针对(?:这些|上述|以上)|这些(?:都|问题|困难|矛盾)|以上(?:问题|困难)|下一步|为此|(?:我们|全[市县区省州旗]上下|各级各部门)(?:一定|必须|要|将|有信心)|在今后|今后|面对|各位代表|同志们|解决)"
)
# 还存在一些矛盾，全市上下要进一步增强信心
_CALLED_ON = re.compile(r",(?:我们|全[市县区省州旗镇]上下|各级各部门|下半年|下一步|对此)[,必须要将一定应]")
_REMEDY = re.compile(r"(?:认真|切实|努力|逐步|采取|加以|予以)[^,。;]{0,10}(?:解决|克服|改进|措施)")
# 我县前进道路上仍然存在一些问题和短板: says that there are some, not which
_ANNOUNCES = re.compile(
    r"^[^,;。]{0,40}(?:存在|面临|(?:还)?有(?:许多|不少|一些|很多|诸多))[^,;。]{0,16}(?:问题|不足|困难|短板|挑战|矛盾)$|^(?:主要)?表现(?:在|为)?$|^主要(?:是|有)?$|^[^,;。]{0,30}(?:问题|挑战|困难|矛盾)(?:仍然|依然|还)?(?:不少|很多|较多)$|^[^,;。]{0,16}(?:还有|有)(?:许多|不少|很多)不足$"
)
_LEAD = re.compile(
    r"^.*(?:清醒|清楚|深刻|客观)[地的]?(?:看到|认识到|意识到|认识)[,:]?\s*|^.*?(?:看到|认识到|意识到|认识|面临的?是)[,:]?\s*|^(?:主要)?(?:表现|体现)?(?:在|为|是)?(?:以下[^:]{0,10})?[:]\s*"
)
_NUMBER = re.compile(
    r"^\s*(?:主要)?(?:表现在|表现为)?(?:[一二三四五六七八九十]是|[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]|第[一二三四五六七八九十],?|同时,?|此外,?|另外,?|还有,?|主要是)\s*"
)
_COUNTED = re.compile(r"^\s*(?:[一二三四五六七八九十]是|[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]|第[一二三四五六七八九十])")
# 跳出空气质量排名后三位 · 破解中小企业融资难、融资贵问题 · 缓解停车位不足的矛盾
_IMPLIED = re.compile(
    r"(?:跳出|摆脱|扭转|改变|退出)[^,。;]{0,16}(?:后[一二三四五六七八九十两\d]{1,2}[位名]|倒数|落后|下滑|被动|末位|滞后)[^,。;]{0,6}"
    r"|(?:解决|破解|缓解|化解|消除)[^,。;]{2,20}(?:[^困疑两]难|[^,。;]贵|慢|乱|不足|不够|不高|不强|不畅|短缺|紧缺|紧张|滞后|薄弱|不平衡|不充分|过剩|偏低|偏少)的?(?:等)?(?:突出)?(?:问题|难题|矛盾|状况|局面|现象|瓶颈)"
)
# 5项预期性指标未能如期完成 · 财政收入没有完成年初目标
_MISSED = re.compile(
    r"(?:^|[,;。:])(?P<what>[^,;。:]{2,40}?(?:未能|没能|没有|未)(?:如期|全面|按期)?(?:完成|实现|达到|达成)[^,;。:]{0,12}?(?:目标|任务|计划|预期|指标)?)(?=[,;。]|$)"
)
_GOAL = re.compile(r"指标|目标|预期|计划")
# ,这些问题需要逐步加以克服 · ,这更加坚定我们…的紧迫感
_AFTERTHOUGHT = re.compile(
    r"[,，](?:对?这些|对此|这更加|这就|这要求|这也|必须|需要(?:我们)?(?:在|认真|切实|高度)).*$|[,，]?等等?$"
)
# 尽管一季度实现了良好开局 · 但从深层次看
_CONCEDES = re.compile(r"^(?:尽管|虽然|在[^,]*(?:同时|时候)|但是?$|同时|但?从[^,]{1,10}[看讲说]$|当前$)")
# 仍面临一些突出矛盾和困难 · 各领域、各环节还存在着一些制约性因素 · 困难挑战依然严峻复杂: of no field
_TELLS_NOTHING = re.compile(
    r"^(?:.{0,10}(?:发展|工作|运行|前进|道路上?|环节)(?:过程)?中?)?[还仍也]?(?:依?然)?(?:存在|面临|有)着?的?(?:一些|不少|许多|很多|诸多|一定的?)(?:突出|深层次)?"
    r"(?:矛盾|困难|问题|短板|不足|挑战|制约性?因素)+(?:[和与、](?:矛盾|困难|问题|短板|不足|挑战))?(?:依然|仍然)?(?:严峻|复杂|突出)*$"
    r"|^一些(?:矛盾|困难|问题|挑战)+(?:亟待|有待|需要)(?:破解|解决)$|^.{0,16}(?:困难挑战|风险挑战|问题矛盾|矛盾问题)(?:依然|仍然|仍)(?:严峻|复杂|突出)+$"
)
# what a clause says that tells a shortcoming of its own
_LACKS = re.compile(
    r"不(?:够|足|强|高|优|快|大|多|宽|实|严|畅|浓|平衡|充分|牢|稳|适应|到位|协调|完善|健全|明显|合理|深|硬|精)|难|弱|压力|短板|差距|有待|亟[待需]|[还仍尚]需|需要"
    r"|隐患|繁重|艰巨|较重|任重道远|问题|偏[小低弱少慢紧]|滞后|缓慢|下[降滑]|缺|欠账|矛盾|制约|瓶颈|风险|[较比][慢低少小大弱]|严峻|尚未|未能"
)
_FEWEST_APART = 4
_SOLVED = re.compile(r"解决|破解|整改|针对|着力|补齐")
_LONGEST_HEADING = 30
_MOST = 14
_SHORTEST = 5


def find_problems(chunk: ShownChunk) -> list[ProblemEntry]:
    """Return the shortcomings, one entry each, in the order of the text."""
    found: list[ProblemEntry] = []
    settings = read_settings(chunk)
    view = same_length_view(chunk.text)
    open_for = 0
    for number, (sentence, level) in enumerate(zip(chunk.sentences, chunk.levels, strict=True), 1):
        words = sentence.of(view)
        if level:
            open_for = _MOST if _HEADING.search(words) and len(words) < _LONGEST_HEADING and not _SOLVED.search(words) else 0
            continue
        admits = bool(_ADMITS.search(words)) and settings[number - 1].kind == "actual"
        if admits:
            open_for = _MOST
        elif open_for and _ENDS.match(words.strip()):
            open_for = 0
        if open_for:
            open_for -= 1
            found += _split(chunk.text, view, sentence, number, admits)
        elif settings[number - 1].kind == "actual":
            found += [_entry(chunk.text, sentence.start, m.span("what"), number) for m in _missed(words)]
        elif settings[number - 1].kind == "target":
            found += [
                ProblemEntry(
                    text=chunk.text[sentence.start + m.start() : sentence.start + m.end()], implied=True, sentences=[number]
                )
                for m in _IMPLIED.finditer(words)
            ]
    return found


def _missed(words: str) -> list[re.Match[str]]:
    return [match for match in _MISSED.finditer(words) if _GOAL.search(match["what"])]


def _entry(text: str, base: int, span: tuple[int, int], number: int) -> ProblemEntry:
    return ProblemEntry(text=text[base + span[0] : base + span[1]], implied=False, sentences=[number])


def _split(text: str, view: str, sentence: Span, number: int, admits: bool) -> list[ProblemEntry]:
    """Return the shortcomings of one sentence: split at semicolons and colons, numbers and announcements left out."""
    start = sentence.start
    if admits:
        lead = _LEAD.match(sentence.of(view))
        start += lead.end() if lead else 0
    found: list[Span] = []
    numbered = _COUNTED.match(view[start : sentence.end]) is not None
    for piece in re.finditer(r"[^;；。:]+", view[start : sentence.end]):
        words, at = _bare(piece[0], start + piece.start())
        if _ENDS.match(words) or _REMEDY.search(words):
            break
        if view.startswith(":", start + piece.end()) and _ANNOUNCES.search(words.rpartition(",")[2]):
            continue
        if len(words) >= _SHORTEST and not all(
            _ANNOUNCES.search(part) or _TELLS_NOTHING.match(part) for part in words.split(",")
        ):
            found.append(Span(at, at + len(words)))
    apart = _one_by_one(view, found[0]) if len(found) == 1 and not numbered else found
    return [ProblemEntry(text=span.of(text), implied=False, sentences=[number]) for span in apart]


def _bare(words: str, at: int) -> tuple[str, int]:
    """Return what a piece says and where it begins: without number, concession and announcement before, remedy behind."""
    number = _NUMBER.match(words)
    skip = number.end() if number else len(words) - len(words.lstrip())
    words, at = words[skip:].strip(), at + skip
    called = _CALLED_ON.search(words)
    words = words[: called.start()] if called else words
    while behind := _AFTERTHOUGHT.search(words):
        words = words[: behind.start()]
    while (clause := words.partition(","))[1] and (_CONCEDES.match(clause[0]) or _TELLS_NOTHING.match(clause[0])):
        words, at = clause[2], at + len(clause[0]) + 1
    announced = False
    while (clause := words.rpartition(","))[1] and _TELLS_NOTHING.match(clause[2]):
        words, announced = clause[0], True
    return ("", at) if announced and not _LACKS.search(words) else (words, at)


def _one_by_one(view: str, told: Span) -> list[Span]:
    """Return the clauses of a sentence that lists shortcomings by commas alone, each one of its own."""
    clauses = list(re.finditer(r"[^,，]+", told.of(view)))
    each = len(clauses) >= _FEWEST_APART and all(len(c[0]) >= _SHORTEST and _LACKS.search(c[0]) for c in clauses)
    return [Span(told.start + c.start(), told.start + c.end()) for c in clauses] if each else [told]
