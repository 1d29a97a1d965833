"""Questions depend on the report alone."""

from msgspec.structs import replace

from summarizer.asking.questions.making import (
    header_question,
    overview_question,
    request_body,
    second_look_question,
)
from summarizer.domain.marked_text import locate, read_chunk, unwrapped
from summarizer.domain.overview_text import EntryLine, read_entries
from summarizer.domain.record import Meta
from summarizer.domain.scan import Sentence
from summarizer.domain.span import Span
from tests.asking.made_questions import TEXT, endpoint, made_chunk, made_question

ENTRIES = [
    EntryLine(1, "生产总值", "147.28亿元", "level", "actual", "2030", "gdp", ""),
    EntryLine(2, "", "", "", "", "", "", "财政收支矛盾突出"),
]


def test_the_same_chunk_gives_the_same_question() -> None:
    assert made_question() == made_question()


def test_text_that_looks_like_a_template_is_shown_as_it_is_but_for_its_braces() -> None:
    assert "模板｛｛7*7｝｝与｛% x %｝原样保留" in made_question().variable


def test_what_the_report_writes_like_a_mark_is_shown_full_width() -> None:
    assert "见［3］和｛7:{1:1.5}｝" in made_question("见[3]和{7:1.5}。\n").variable


def test_limits_hold_the_sentences_with_their_placeholders() -> None:
    assert made_question().limits.marked[1] == "全县生产总值{1}亿元，同比增长{2}%。"


def test_a_question_is_the_same_wherever_the_chunk_stands_in_the_file() -> None:
    assert made_question("\n\n\n" + TEXT).variable == made_question().variable


def test_a_question_carries_the_chunk_that_its_numbers_refer_to() -> None:
    assert made_question().chunk == made_chunk()


def test_a_second_look_shows_only_the_sentences_of_the_numerals_numbered_anew() -> None:
    chunk = made_chunk()
    question = second_look_question(chunk, [3], TEXT)
    shown = read_chunk(question.variable)

    assert question.id == "c1.second"
    assert [span.of(shown.text) for span in shown.sentences] == ["新增高标准农田3.5万亩。"]
    assert [numeral.n for numeral in shown.numerals] == [1]
    assert question.chunk is not None
    assert question.chunk.numerals == (chunk.numerals[2],)
    assert question.limits.numerals == ("3.5",)


def test_a_second_look_leaves_the_other_numerals_of_a_sentence_unmarked() -> None:
    question = second_look_question(made_chunk(), [2, 2], TEXT)

    assert "全县生产总值147.28亿元，同比增长{1:5.2}%。" in question.variable


def test_the_opening_of_a_report_is_asked_about_by_sentence_number() -> None:
    chunk = made_chunk()
    question = header_question(Meta(title="岭桥县{报告}"), ("date", "speaker"), chunk.sentences[:2], TEXT)

    assert question.variable.startswith("title：岭桥县｛报告｝\n")
    assert "待补：date、speaker\n" in question.variable
    assert "[2]全县生产总值147.28亿元" in question.variable
    assert len(question.limits.sentences) == 2


def test_an_overview_lists_the_entries_and_the_language() -> None:
    question = overview_question(Meta(title="岭桥县报告", plan_year="2031"), ENTRIES, "en")

    assert read_entries(question.variable) == ENTRIES
    assert "语言：English\n" in question.variable
    assert question.limits.numerals == ("147.28亿元", "")


def test_a_request_holds_the_stable_part_first_and_no_key() -> None:
    body = request_body(made_question(), endpoint())

    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert body["messages"][0]["content"] == made_question().stable
    assert set(body) == {"model", "messages", "temperature", "response_format"}


def test_a_model_that_refuses_a_temperature_is_sent_none() -> None:
    assert "temperature" not in request_body(made_question(), endpoint(temperature=None))


def test_a_chunk_without_numerals_can_be_asked_about() -> None:
    text = "坚持稳中求进。\n"

    assert "[1]坚持稳中求进。" in replace(made_question(text)).variable


def test_a_sentence_over_wrapped_lines_is_shown_and_copied_in_one_line() -> None:
    text = "全县生产总值147.28亿元，同比增\n长5.2%。\n"
    sentence = Sentence((Span(0, text.index("。") + 1),))

    assert unwrapped(sentence.of(text)) == "全县生产总值147.28亿元，同比增长5.2%。"
    assert locate("同比增长", (sentence,), text) == Span(text.index("同比"), text.index("长5") + 1)


def test_a_line_end_behind_a_sign_is_a_wrap_too_and_cells_of_a_table_stay_apart() -> None:
    text = "全县生产总值147.28亿元，\n同比增长\n第一产业\n59.44\n25.6\n第二产业。\n"
    sentence = Sentence((Span(0, text.index("。") + 1),))

    assert unwrapped(sentence.of(text)) == "全县生产总值147.28亿元，同比增长第一产业\n59.44\n25.6\n第二产业。"
    assert locate("亿元，同比增长", (sentence,), text) == Span(text.index("亿"), text.index("第一") - 1)
    assert locate("59.4425.6", (sentence,), text) == Span(text.index("59"), text.index("25") + 4)
