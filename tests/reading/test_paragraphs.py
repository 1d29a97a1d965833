"""Printed lines become paragraphs by fullness, indents, gaps and sizes."""

from summarizer.reading.pdf.lines import PrintedLine, PrintedPage
from summarizer.reading.pdf.paragraphs import join_paragraphs
from summarizer.reading.pdf.running_heads import without_running_heads

SIZE, LEFT, RIGHT = 16.0, 80.0, 512.0
FULL = 27
"""Characters of a full line."""


def page(*lines: str, pitch: float = 28.0, top: float = 700.0) -> PrintedPage:
    """Return a page; `>` stands for an indent of one character, `^` for an empty line."""
    placed = []
    for index, words in enumerate(lines):
        text = words.lstrip(">")
        left = LEFT + SIZE * (len(words) - len(text))
        width = SIZE * sum(0.5 if character.isascii() else 1 for character in text)
        bottom = top - index * pitch
        placed.append(PrintedLine(text, left, left + width, bottom, bottom + SIZE, SIZE))
    return PrintedPage(tuple(line for line in placed if line.text != "^"), 842.0)


def texts(*pages: PrintedPage) -> list[str]:
    return [line.text for line in join_paragraphs(pages)]


def full(end: str = "", indent: str = "") -> str:
    """Return a line that ends at the right margin."""
    return indent + "增" * (FULL - len(indent) - len(end)) + end


def test_full_lines_go_on_and_short_ones_end() -> None:
    first = [full(indent=">>"), full(), "增长6%。"]

    assert texts(page(*first, *first)) == ["".join(first).strip(">")] * 2


def test_an_indent_begins_a_paragraph_after_a_full_line() -> None:
    lines = [full(indent=">>"), full("。"), full(indent=">>"), full(), full(indent=">>"), "增长。"]

    assert [len(text) for text in texts(page(*lines))] == [52, 52, 28]


def test_a_line_left_short_by_a_figure_that_is_not_broken_goes_on() -> None:
    lines = [full(indent=">>"), "增" * 25, "147.28亿元。", full(indent=">>"), full(), "增长。"]

    assert texts(page(*lines))[0].endswith("增147.28亿元。")


def test_a_short_line_without_an_end_after_a_whole_sentence_is_a_heading() -> None:
    lines = [full(indent=">>"), full("。"), "综合实力稳步增强", full(indent=">>"), full(), "增长。"]

    assert texts(page(*lines))[1] == "综合实力稳步增强"


def test_a_centred_title_over_two_lines_is_one_and_a_centred_heading_is_its_own() -> None:
    lines = [full(), ">>>>>>>>>" + "报" * 9, full(indent=">>"), full("。"), ">>>>>>>>>" + "题" * 9, full(indent=">>"), "增长。"]

    assert [len(text) for text in texts(page(*lines))] == [36, 52, 9, 28]


def test_a_wider_gap_begins_a_paragraph_where_nothing_is_indented() -> None:
    lines = [full(), full("。"), "^", full(), full("。"), full(), "增长。"]

    assert len(texts(page(*lines))) == 2


def test_a_numbered_line_begins_a_paragraph_where_nothing_is_indented() -> None:
    lines = [full(), full("。"), "一、" + full()[2:], full(), "增长。"]

    assert [text[:2] for text in texts(page(*lines))] == ["增增", "一、"]


def test_words_broken_over_lines_are_whole_again() -> None:
    lines = [
        ">>" + "增" * 18 + "eco-innova-",
        "tion" + "增" * 24 + "GDP",
        "growth" + "增" * 22 + "2021-",
        "2025" + "增" * 23 + "12",
        "34元。",
    ]

    (text,) = texts(page(*lines))
    assert "eco-innovation增" in text
    assert "GDP growth" in text
    assert "2021-2025增" in text
    assert text.endswith("增1234元。")


def test_paragraphs_go_on_over_pages() -> None:
    first = [full(indent=">>"), *[full()] * 6]
    second = [full(), "增长。", full(indent=">>"), *[full()] * 4, "增长。"]

    assert [len(text) for text in texts(page(*first), page(*second))] == [25 + 27 * 7 + 3, 25 + 27 * 4 + 3]


def test_a_row_that_stands_alone_is_no_table() -> None:
    lines = [full(indent=">>"), "增长。", "签发人：张三\t云政发〔2021〕3号", full(indent=">>"), "增长。"]

    assert texts(page(*lines))[1] == "签发人：张三  云政发〔2021〕3号"


def test_a_page_of_contents_without_leaders_is_marked() -> None:
    lines = join_paragraphs(
        [page("目 录", "一、工作回顾\t1", "（一）工业\t3", "二、工作安排\t12"), page(full(indent=">>"), "增长。")]
    )

    assert [bool(line.mark) for line in lines] == [True, True, True, True, False]


def test_a_report_that_begins_below_its_contents_is_not_marked() -> None:
    lines = join_paragraphs(
        [page("目 录", "一、工作回顾\t1", "二、工作安排\t12", full(indent=">>"), full(), full(), full(), "增长。")]
    )

    assert [bool(line.mark) for line in lines] == [True, True, True, False]


def test_numbers_and_heads_in_the_margins_go_and_figures_in_the_text_stay() -> None:
    pages = [
        PrintedPage(
            (*page("云岭县公报", top=800).lines, *page("2021", *[full()] * 3).lines, *page(f"— {number} —", top=60).lines), 842.0
        )
        for number in range(1, 5)
    ]

    left = without_running_heads(pages)

    assert [line.text for line in left[0].lines] == ["2021", *[full()] * 3]


def test_a_heading_that_stands_high_on_one_page_stays() -> None:
    pages = [page("二、工作安排", full(), top=800), page(full(), full(), top=800)]

    assert without_running_heads(pages)[0].lines[0].text == "二、工作安排"
