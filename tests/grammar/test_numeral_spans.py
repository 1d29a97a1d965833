"""Whatever the text, numerals and sentences resolve to it, in order and apart."""

import re
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.domain.grammar.dates import find_dates
from summarizer.domain.grammar.numerals import find_numerals
from summarizer.domain.grammar.periods import find_periods, resolve
from summarizer.domain.grammar.sentences import split_sentences
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.scan import Sentence
from summarizer.domain.span import Span

_WORDS = """
147.28 10 2020 1,234 5 3 0.5 220 亿元 万余人 % 个百分点 个 家 年 月 日 - — 至 、 和 : ， 。 ； 第 名 位 以上 以内 左右 不低于
超过 下降 同比 增长 分别 年均 预计 按可比价格计算 （下同） 两 五分之一 翻两番 三成 十余 一批 千亿级 突破 项目 “ ” ( ) 5G PM2.5
2+26 十三五 ！ ？ １２ ％ × / t/a 千伏 一是 二〇二一 半 〇 亿 万 零 百
"""
WORDS = [*_WORDS.split(), "\n", "\u3000", "\ud800", "\0", " "]
reports = st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map("".join))


@given(reports)
@settings(max_examples=400, deadline=None)
def test_numerals_are_in_order_apart_and_inside_the_text(text: str) -> None:
    view = same_length_view(text)

    numerals = find_numerals(view)

    assert len(view) == len(text)
    at = 0
    for numeral in numerals:
        assert at <= numeral.span.start < numeral.span.end <= len(text)
        at = numeral.span.end
        if numeral.unit_span is not None:
            assert numeral.unit_span.start >= numeral.span.start
            assert numeral.unit_span.end <= len(text)


@given(reports)
@settings(max_examples=200, deadline=None)
def test_every_arabic_digit_lies_in_a_numeral(text: str) -> None:
    view = same_length_view(text)

    covered = {place for numeral in find_numerals(view) for place in range(numeral.span.start, numeral.span.end)}

    assert {match.start() for match in re.finditer("[0-9]", view)} <= covered


@given(st.integers(0, 10**9), st.integers(0, 99), st.sampled_from(["亿元", "家", "%", "万亩", ""]))
def test_a_plain_numeral_reads_back_to_its_words(whole: int, part: int, unit: str) -> None:
    written = f"{whole}.{part:02d}"
    view = f"完成投资{written}{unit},"

    (numeral,) = find_numerals(view)

    assert numeral.span.of(view) == written
    assert Decimal(numeral.value) == Decimal(written)
    assert numeral.unit == unit


@given(reports, st.integers(0, 30), st.integers(0, 30))
@settings(max_examples=300, deadline=None)
def test_sentences_hold_every_word_once_and_in_order(text: str, cut: int, gap: int) -> None:
    view = same_length_view(text)
    end = len(view)
    spans = [Span(0, min(cut, end)), Span(min(cut + gap, end), end)]

    sentences = split_sentences(view, spans)

    pieces = [span for sentence in sentences for span in sentence.spans]
    assert pieces == sorted(pieces)
    assert all(left.end <= right.start for left, right in pairwise(pieces))
    assert all(any(whole.covers(piece) for whole in spans) for piece in pieces)
    words = "".join(span.of(view) for span in spans)
    assert "".join("".join(piece.of(view) for piece in pieces).split()) == "".join(words.split())
    assert all(isinstance(sentence, Sentence) and sentence.of(view).strip() for sentence in sentences)


@given(reports, st.sampled_from(["", "2020", "2016-2020"]), st.sampled_from(["", "2021", "2021-2025"]))
@settings(max_examples=200, deadline=None)
def test_periods_and_dates_resolve(text: str, review: str, plan: str) -> None:
    view = same_length_view(text)

    for mention in find_periods(view):
        assert mention.span.of(view)
        assert bool(mention.value) != bool(mention.relative)
        assert re.fullmatch(r"(\d{4}(-\d{4})?)?", resolve(mention, review, plan))
    for span, iso in find_dates(view):
        assert span.of(view)
        assert re.fullmatch(r"\d{4}-\d\d(-\d\d)?", iso)
