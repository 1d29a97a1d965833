"""Scanning a report: sentences and numerals of its body, in the document's offsets."""

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.domain.document import Document, Mark
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.report import Report
from summarizer.domain.span import Span
from summarizer.scanning import scan

TEXT = "首页 > 2024年公报\n全县生产总值１４７．２８亿元，\n— 5 —\n增长5.2%。税收增长3%。\n打印 12345 次"


def report_of(text: str, marks: tuple[Mark, ...] = (), span: Span | None = None) -> Report:
    document = Document(text, same_length_view(text), "a.txt", "0" * 64, "text/plain", "utf-8")
    return Report(document, span or Span(0, len(text)), marks)


def furniture(text: str, words: str) -> Mark:
    start = text.index(words)
    return Mark(Span(start, start + len(words)), "furniture", "for the test")


def test_spans_count_characters_of_the_document() -> None:
    scanned = scan(report_of(TEXT))

    assert "１４７．２８" in [numeral.span.of(TEXT) for numeral in scanned.numerals]
    assert all(numeral.value.isascii() for numeral in scanned.numerals)


def test_what_is_set_aside_holds_no_numeral_and_interrupts_no_sentence() -> None:
    marks = tuple(furniture(TEXT, words) for words in ("首页 > 2024年公报", "— 5 —", "打印 12345 次"))

    scanned = scan(report_of(TEXT, marks))

    assert [numeral.value for numeral in scanned.numerals] == ["147.28", "5.2", "3"]
    assert [sentence.of(TEXT).replace("\n", "") for sentence in scanned.sentences] == [
        "全县生产总值１４７．２８亿元，增长5.2%。",
        "税收增长3%。",
    ]


def test_only_the_report_s_own_stretch_is_scanned() -> None:
    start = TEXT.index("税收")

    scanned = scan(report_of(TEXT, span=Span(start, start + 7)))

    assert [numeral.span.of(TEXT) for numeral in scanned.numerals] == ["3"]
    assert [sentence.start for sentence in scanned.sentences] == [start]


def test_an_empty_body_gives_nothing() -> None:
    scanned = scan(report_of("— 5 —", (Mark(Span(0, 5), "furniture", "page number"),)))

    assert (scanned.sentences, scanned.numerals) == ((), ())


@given(st.text(alphabet="县增长5。%2\n，“”-亿元0年 两个\u3000"), st.integers(0, 20), st.integers(0, 20))
@settings(max_examples=300, deadline=None)
def test_every_numeral_lies_in_one_sentence(text: str, start: int, length: int) -> None:
    mark = Mark(Span(min(start, len(text)), min(start + length, len(text))), "furniture", "for the test")

    scanned = scan(report_of(text, (mark,)))

    stretches = [span for sentence in scanned.sentences for span in sentence.spans]
    assert all(any(stretch.covers(numeral.span) for stretch in stretches) for numeral in scanned.numerals)
    assert not any(mark.span.overlaps(numeral.span) for numeral in scanned.numerals)
    assert scan(report_of(text, (mark,))) == scanned


def test_words_and_numerals_are_read_over_a_wrapped_line() -> None:
    text = (
        "全年全县粮食总产量达到一百二十万吨，工业总产值比上年增长百分之\n"
        "七点八，财政收入稳定增长。年末全县从业人员总数已经达到69957万\n"
        "人，比上年末增加357万人，城镇登记失业率控制在百分之三点一以内。"
    )

    scanned = scan(report_of(text))

    read = [(numeral.span.of(text), numeral.value, numeral.unit) for numeral in scanned.numerals if not numeral.dismissed]
    assert ("百分之\n七点八", "7.8", "%") in read
    assert ("69957", "69957", "万人") in read
