"""What a value's clause and sentence say of it: its basis, whether it is an estimate, its qualifiers."""

import re
from bisect import bisect_left
from itertools import accumulate

from msgspec import Struct

from summarizer.domain.scan import Basis
from summarizer.domain.span import Span

_LONGEST_CLAUSE = 200
_ENDS = "。!?\n"
_BREAKS = ",;" + _ENDS
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


class Surroundings(Struct, frozen=True):
    """Clause breaks, estimates and qualifiers of a stretch of text, each in order."""

    begin: int
    breaks: list[int]
    ends: list[int]
    estimates: list[int]
    qualifiers: list[Span]
    qualifier_starts: list[int]
    bracketed: frozenset[int]
    """Where the qualifiers in brackets begin."""

    def clause_start(self, at: int) -> int:
        """Return where the clause that holds this place begins, at most 200 characters back: a clause may be endless."""
        index = bisect_left(self.breaks, at)
        return max(self.breaks[index - 1] + 1 if index else self.begin, at - _LONGEST_CLAUSE)

    def sentence_start(self, at: int) -> int:
        """Return where the sentence that holds this place begins."""
        index = bisect_left(self.ends, at)
        return self.ends[index - 1] + 1 if index else self.begin

    def is_estimated(self, at: int) -> bool:
        """Say whether the sentence calls what stands here an estimate."""
        if not self.estimates:
            return False
        index = bisect_left(self.estimates, at)
        return index > 0 and self.estimates[index - 1] >= self.sentence_start(at)

    def qualifiers_of(self, previous: int, start: int, end: int) -> tuple[Span, ...]:
        """Return the qualifiers that stand between the value before and this one, or in brackets directly behind it."""
        if not self.qualifiers:
            return ()
        low = bisect_left(self.qualifier_starts, previous)
        if low == len(self.qualifiers) or self.qualifier_starts[low] > end + 1:
            return ()
        low = bisect_left(self.qualifier_starts, max(previous, self.sentence_start(start)))
        found: list[Span] = []
        for index in range(low, len(self.qualifiers)):
            span = self.qualifiers[index]
            if span.start > end + 1:
                break
            directly_behind = span.start in self.bracketed and span.start - end in (0, 1)
            belongs_before = span.start in self.bracketed and span.start - previous in (0, 1)
            if directly_behind or (span.end <= start and not belongs_before):
                found.append(span)
        return tuple(found)


def survey(view: str, start: int, end: int) -> Surroundings:
    """Find what values' clauses may say of them, once for a whole text."""
    qualifiers = [Span(*match.span()) for match in _QUALIFIER.finditer(view, start, end)]
    return Surroundings(
        begin=start,
        breaks=_places(view[start:end], _BREAKS, start),
        ends=_places(view[start:end], _ENDS, start),
        estimates=[match.start() for match in _ESTIMATE.finditer(view, start, end)],
        qualifiers=qualifiers,
        qualifier_starts=[span.start for span in qualifiers],
        bracketed=frozenset(span.start for span in qualifiers if "(" in view[max(span.start - 1, 0) : span.start + 1]),
    )


def _places(text: str, signs: str, offset: int) -> list[int]:
    """Return where any of these signs stand: all made one, the text is split by it, which is faster than any search."""
    for sign in signs[1:]:
        text = text.replace(sign, signs[0])
    ends = accumulate(len(piece) + 1 for piece in text.split(signs[0]))
    return [offset - 1 + end for end in ends][:-1]


def read_basis(view: str, begin: int, start: int, family: str) -> Basis:
    """Return what a value is measured against, by the words between `begin` and the value."""
    said = {match.lastgroup for match in _BASIS.finditer(view, begin, start)}
    if not said:
        return ""
    for basis in _ORDER:
        if basis in said and not (basis == "other" and family not in ("percent", "points", "multiple")):
            return basis
    return "yoy" if family in ("percent", "permille", "points") else ""
