"""Sentences that hold a quantity which the reader passed over: a second opinion on what it dismissed."""

import re

from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk

_MEASURE = r"(?:美元|吨|亩|公顷|平方米|平方公里|公里|千瓦时|人次|个百分点|[%‰])"
# 36.5亿元, 4.2%: figures with a unit that measures
_FIGURE = re.compile(rf"(?<![\d.第年])\d+(?:\.\d+)?(?:[余多])?(?:[百千万亿]{{0,2}}{_MEASURE}|[百千万亿]{{0,2}}元)")
# 一百二十万亩, 三个百分点
_WORDS = re.compile(
    rf"(?<![第几数十百千万亿])[一二三四五六七八九两][一二三四五六七八九十百千万点]{{0,8}}[余多]?(?:[万亿]?{_MEASURE}|[万亿]元)|百分之[一二三四五六七八九十]"
)
# 10亿元以上项目, 过亿元企业, 年产20万吨项目, 投资5亿元的: bars and sizes in names
_IN_NAME = re.compile(
    r"(?:及?以[上下内]|之内|级|大关|台阶|/|左右的?)|[^,，。;；、]{0,12}(?:项目|工程|生产线|机组|基地|企业|园区)"
)
_SIZE_BEFORE = re.compile(r"(?:年产|日产|日处理|年处理|年加工|[过超满]|每|投资|面积|单体|时速|全长)\S{0,6}$")


def unmarked_sentences(chunk: ShownChunk) -> list[int]:
    """Return the numbers of the sentences in which a measured figure carries no mark and is no part of a name."""
    view = same_length_view(chunk.text)
    marked = {numeral.span.start for numeral in chunk.numerals}
    covered = [numeral.span for numeral in chunk.numerals]
    found: list[int] = []
    for number, sentence in enumerate(chunk.sentences, 1):
        words = sentence.of(view)
        for match in (*_FIGURE.finditer(words), *_WORDS.finditer(words)):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if start in marked or any(span.start < end and start < span.end for span in covered):
                continue
            if words.count("“", 0, match.start()) > words.count("”", 0, match.start()):
                continue  # a slogan: “最后一公里”
            if not _IN_NAME.match(words, match.end()) and not _SIZE_BEFORE.search(words[: match.start()]):
                found.append(number)
                break
    return found
