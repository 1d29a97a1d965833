"""The units that answer for a task, in every form that reports name them."""

import re

from msgspec import Struct

from summarizer.domain.span import Span

_LABEL = (
    r"(?:项目|直接|第一)?(?:主办|协办|承办|牵头(?:考核)?|责任|负责|配合|主管|实施|参与|督办|包保|落实)(?:责任)?"
    r"(?:单位|部门|领导|人|主体|局办)"
)
# (责任单位:区工信局、区发改局) · (牵头单位:…;配合单位:…) · (主办:…)
_LABELLED = re.compile(
    rf"[(【]\s*(?:{_LABEL}|主办|牵头|责任|协办|配合)\s*[::](?P<units>[^()]{{2,300}}(?:\([^()]{{1,40}}\)[^()]{{0,200}}){{0,6}})[)]"
)
# (区工信局牵头,区发改局配合) · (区发改局、区财政局等负责)
_SAID = re.compile(
    r"[(【](?P<units>[^()。]{2,200}?(?:牵头|负责|配合|参与|落实)(?:[^()。]{0,200}?(?:牵头|负责|配合|参与|落实))?)[)】]"
)
# 责任单位:区工信局 on a line of its own, which may have a number
_LINE = re.compile(
    rf"^\s*(?:[(（][一二三四五六七八九十\d]{{1,2}}[)）]|[一二三四五六七八九十\d]{{1,2}}[.．、])?\s*{_LABEL}\s*[::]\s*(?P<units>[^\n。]{{2,200}}?)[。;]?\s*$"
)
# 各乡、镇人民政府 is one, and so is a leader called 王 健
_CUT = re.compile(
    r"(?<!各[乡镇县市区])、|、(?![镇街区市县])|[,;，；]|(?<!^[\u4e00-\u9fff])(?<![、,，;；:\s][\u4e00-\u9fff])\s|\.(?=\D)|(?:共同|分别|具体|按职责分工|按照职责分工)|(?:主|协)办[::]|(?:和|与)(?=各|有关|相关)"
)
# 各县、市、区人民政府 · 各区、各县级市政府 · 各镇、街道办事处
_TOGETHER = re.compile(
    r"各(?:设区的)?[省市县区镇乡旗州](?:、各?(?:县级|省直管)?[市县区镇乡旗街][^、,，;；\s]{0,6}?)+(?:政府|办事处|管委会)"
)
_WORDS_OFF = re.compile(
    rf"^(?:{_LABEL}|主办|牵头|责任|协办|配合|由|各)?[::]|(?:牵头负责|牵头|负责|配合|参与|落实|共同|按职责分工|按照职责分工|分工|等部门|等单位|等)+$"
)
_NO_UNIT = re.compile(r"^(?:按|具体|共同|分别|持续|长期|等|由|牵头|负责|配合)*$|\d{4}年|完成|推进$|坚持$")
_LONGEST = 30
_OFFICE = r"(?:局|委|办|部|厅|院|公司|镇|乡|街道|政府|中心|单位|部门|集团|管委会|法院|银行)"
# 由区审批局牵头，区大数据局配合
_PROSE = re.compile(
    rf"由(?P<units>[^,。;()]{{1,60}}?{_OFFICE})(?:共同)?(?:牵头负责|牵头|负责)(?:,(?P<more>[^,。;()]{{1,60}}?{_OFFICE})(?:积极)?配合)?"
)


class OwnerNote(Struct, frozen=True):
    """A note of responsible units. Spans are characters of the shown text."""

    whole: Span
    owners: tuple[Span, ...]
    in_prose: bool = False
    """Told in a sentence (由区审批局牵头), not set apart."""


def find_owner_notes(view: str, sentence: Span, *, alone: bool = False) -> list[OwnerNote]:
    """Return the notes of a sentence. With `alone`, only those that are the whole sentence."""
    words = sentence.of(view)
    matches = list(_LABELLED.finditer(words)) or list(_SAID.finditer(words)) or list(_LINE.finditer(words))
    if not matches:
        return [] if alone else _in_prose(view, sentence)
    notes = [
        OwnerNote(
            Span(sentence.start + match.start(), sentence.start + match.end()),
            split_owners(view, Span(sentence.start + match.start("units"), sentence.start + match.end("units"))),
        )
        for match in matches
    ]
    return [note for note in notes if note.owners and (not alone or len(note.whole) >= len(words.strip()) - 1)]


def _in_prose(view: str, sentence: Span) -> list[OwnerNote]:
    notes: list[OwnerNote] = []
    for match in _PROSE.finditer(sentence.of(view)):
        stretches = [Span(sentence.start + match.start(g), sentence.start + match.end(g)) for g in ("units", "more") if match[g]]
        owners = tuple(owner for stretch in stretches for owner in split_owners(view, stretch))
        notes.append(OwnerNote(Span(sentence.start + match.start(), sentence.start + match.end()), owners, in_prose=True))
    return [note for note in notes if note.owners]


def split_owners(view: str, units: Span) -> tuple[Span, ...]:
    """Return each unit of a note alone, without the words that say what it does: 区工信局牵头，区发改局配合."""
    found: list[Span] = []
    at = units.start
    cuts = [(match.start() + units.start, match.end() + units.start) for match in _CUT.finditer(units.of(view))]
    depth_free = [cut for cut in cuts if view.count("(", units.start, cut[0]) == view.count(")", units.start, cut[0])]
    together = [Span(units.start + m.start(), units.start + m.end()) for m in _TOGETHER.finditer(units.of(view))]
    free = [cut for cut in depth_free if not any(span.start < cut[0] < span.end for span in together)]
    for start, end in [*free, (units.end, units.end)]:
        span = _cleaned(view, at, start)
        if span:
            found.append(span)
        at = end
    return tuple(found)


def _cleaned(view: str, start: int, end: int) -> Span | None:
    words = view[start:end]
    changed = ""
    while changed != words:
        changed = words
        match = _WORDS_OFF.search(words)
        if match and match.start() == 0:
            start += match.end()
        elif match:
            end -= len(words) - match.start()
        words = view[start:end]
        start += len(words) - len(words.lstrip(" :"))
        end = max(start, start + len(view[start:end].rstrip(" :")))
        words = view[start:end]
    remark = words.find("(")
    if len(words) > _LONGEST and 2 <= remark <= _LONGEST:  # 市卫健委(除注明的外，列第一位的为牵头单位，下同)
        words, end = words[:remark], start + remark
    if not 2 <= len(words) <= _LONGEST or _NO_UNIT.search(words):
        return None
    return Span(start, end)
