"""What a value's clause and sentence say of it: its basis, whether it is an estimate, its qualifiers."""

import re
from bisect import bisect_left

from summarizer.domain.scan import Basis
from summarizer.domain.span import Span

_LONGEST_CLAUSE = 200
_BREAK = "\n"
_ENDS = "。!?"
_BREAKS = ",;"
# 预计全年完成, but not 预期目标
_ESTIMATE = re.compile("预计|预测|估计|估算|初步测算|有望|预期(?!目标|性|指标|为|增长目标|寿命)")
_LEFT_OUT = r"[^,。;()\n]{2,16}?(?:因素|影响)后?"
_NOTED = r"[^,。;()\n%]{1,12}(?=\))"
_SINCE_YEAR = "(?:19|20)\\d\\d年(?:底|末)?(?:相比)?"
_SINCE = rf"(?:{_SINCE_YEAR}|[“\"]?(?:十[一二三四五]?|[一二三四五六七八九])五[”\"]?(?:时期)?(?:末|初|期末)|年初)"
# 按可比价格计算, 剔除…因素, (含…), 比2015年. Each alternative opens with a character of its own: a search for one of several
# characters is fast.
_QUALIFIER = re.compile(
    r"按(?:照)?(?:可比|不变|现行|当年|现价|同)(?:价格?|口径)(?:计算|核算)?|按[^,。;()\d]{1,12}口径(?:计算|统计)?"
    r"|可比口径|同口径|新口径|老口径|全口径|\(下同\)?|下同\)?"
    rf"|剔除{_LEFT_OUT}|扣除{_LEFT_OUT}|不考虑{_LEFT_OUT}|不含{_NOTED}|不包括{_NOTED}|含{_NOTED}|包括{_NOTED}"
    rf"|比{_SINCE}|较{_SINCE}|与{_SINCE_YEAR}"
)
# A look at one character passes over most places before any of the words is tried.
_BASIS = re.compile(
    r"(?=[年平每完占为达比较同与一环高低快慢累增上下递提降回涨跌])(?:(?P<annual_average>年均|年平均|平均每年|每年平均|年递增)"
    r"|(?P<plan_completion>(?:完成|占|为|达到?)(?!一般)[^,。;\d]{0,8}(?:计划|目标|任务|预算)(?:任务|指标|数|目标)?的\Z)"
    r"|(?P<versus_base>[比较](?:年初|(?:19|20)\d\d年|[“\"]?(?:十[一二三四五]?|[一二三四五六七八九])五[”\"]?[^,。;\d]{0,3}(?:末|初)|[一二三四五六七八九十]年前|建国|改革开放))"
    r"|(?P<yoy>同比|[比较]上年|[比较]去年|[比较]前一?年|[比较]上一年|[比较]同期|[比较]上年同期|与上年|与去年|一年增)"
    r"|(?P<other>环比|[比较](?:全国|全省|全市|全区|全县|规模|计划|目标|国家|省|市)|(?:高于|低于|快于|慢于)(?=\D))"
    r"|(?P<cumulative>累计)"
    r"|(?P<grows>(?:(?<!自然)增长|上涨|下降|下滑|递增|提高|提升|降低|回落|增加(?!值))(?![到至为])|增速|增幅|涨幅|降幅))"
)
_ORDER: tuple[Basis, ...] = ("annual_average", "plan_completion", "versus_base", "yoy", "other", "cumulative")


class Surroundings:
    """What a stretch of text says around its values: where clauses begin, what is an estimate, what qualifies a value."""

    def __init__(self, view: str, start: int, end: int) -> None:
        text = view[start:end]
        sentences = _with_one_sign(text, _ENDS)
        self.begin = start
        self._clauses = _with_one_sign(sentences, _BREAKS)
        self._estimates = [match.start() for match in _ESTIMATE.finditer(view, start, end)]
        self._estimated_until = _sentence_ends(sentences, self._estimates, start)
        self._qualifiers = [Span(*match.span()) for match in _QUALIFIER.finditer(view, start, end)]
        self._starts = [span.start for span in self._qualifiers]
        self._qualified_until = _sentence_ends(sentences, self._starts, start)
        bracketed = (span.start for span in self._qualifiers if "(" in view[max(span.start - 1, 0) : span.start + 1])
        self._bracketed = frozenset(bracketed)

    def clause_start(self, at: int) -> int:
        """Return where the clause that holds this place begins, at most 200 characters back: a clause may be endless."""
        low = max(self.begin, at - _LONGEST_CLAUSE)
        return max(low, self.begin + 1 + self._clauses.rfind(_BREAK, low - self.begin, at - self.begin))

    def is_estimated(self, at: int) -> bool:
        """Say whether the sentence calls what stands here an estimate."""
        index = bisect_left(self._estimates, at)
        return index > 0 and self._estimated_until[index - 1] >= at

    def qualifiers_of(self, previous: int, start: int, end: int) -> tuple[Span, ...]:
        """Return the qualifiers that stand between the value before and this one, or in brackets directly behind it."""
        found: list[Span] = []
        for index in range(bisect_left(self._starts, previous), len(self._starts)):
            span = self._qualifiers[index]
            if span.start > end + 1:
                break
            is_bracketed = span.start in self._bracketed
            directly_behind = is_bracketed and span.start - end in (0, 1)
            belongs_before = is_bracketed and span.start - previous in (0, 1)
            same_sentence = self._qualified_until[index] >= start
            if same_sentence and (directly_behind or (span.end <= start and not belongs_before)):
                found.append(span)
        return tuple(found)


def _with_one_sign(text: str, signs: str) -> str:
    """Return a text with all of these signs made one: the nearest is found faster than by any pattern."""
    for sign in signs:
        text = text.replace(sign, _BREAK)
    return text


def _sentence_ends(sentences: str, places: list[int], offset: int) -> list[int]:
    """Return where the sentence of each place ends; the places are in order, and no stretch is gone through twice."""
    found: list[int] = []
    end = -1
    for place in places:
        if place > end:
            at = sentences.find(_BREAK, place - offset)
            end = offset + (at if at >= 0 else len(sentences))
        found.append(end)
    return found


def read_basis(view: str, begin: int, start: int, family: str) -> Basis:
    """Return what a value is measured against, by the words between `begin` and the value."""
    said = {match.lastgroup for match in _BASIS.finditer(view, begin, start)}
    if not said:
        return ""
    for basis in _ORDER:
        if basis in said and not (basis == "other" and family not in ("percent", "points", "multiple")):
            return basis
    return "yoy" if family in ("percent", "permille", "points") else ""
