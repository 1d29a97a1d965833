"""Outlines of made-up reports, one case for each way in which real ones are laid out."""

import pytest

from summarizer.domain.document import Document
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.report import Report
from summarizer.domain.scan import Scan
from summarizer.domain.section import Section
from summarizer.domain.span import Span
from summarizer.pipeline import ChunkSize, prepare_document
from summarizer.reading import read_document
from summarizer.structuring.outline.sections import find_sections
from tests.cases import cases


def report_of(text: str) -> Report:
    document = Document(text, same_length_view(text), "report.txt", "", "text/plain", "utf-8")
    return Report(document, Span(0, len(text)))


def drawn(section: Section) -> str:
    """Draw a section as a case file does: indented by level, `·` for no number, `…` for run-in, `!` for damaged."""
    words = [section.number or "·", section.title, "…" if section.run_in else "", "!" if section.damaged else ""]
    return "  " * (section.level - 1) + " ".join(word for word in words if word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case
        for name in ("numbered", "unnumbered", "none", "damaged", "lost_lines", "rare")
        for case in cases(f"headings_{name}.md")
    ],
)
def test_outline_follows_the_reports_own_system(text: str, expected: str) -> None:
    sections = find_sections(report_of(text), Scan((), ()))

    assert "\n".join(map(drawn, sections)) == expected


def test_a_topic_sentence_goes_on_over_a_page_number() -> None:
    """A page of short lines ends within 五年来,…: the sentence is one, and heads the numbered paragraphs below it."""
    page = "全县生产总值完成340亿元，年均增长8.3%，固定资产投资年均增长\n"
    page += "11%，地方财政收入46.6亿元，城镇居民人均可支配收入达到43617\n"
    page += "元，综合实力大幅提升。\n"
    told = "五年来，我们坚持产业强县，夯实发展支撑，发\n- 2 -\n展能级稳步提升。\n"
    items = f"一是文旅产业蓬勃发展。{page}二是工业经济提质增效。{page}"
    document = read_document(f"青禾县政府工作报告\n各位代表：\n一、过去五年工作回顾\n{page}{told}{items}".encode(), "report.txt")
    (prepared,) = prepare_document(document, ChunkSize(600, 1800))

    assert [drawn(section) for section in prepared.sections][1:] == [
        "  · 五年来,我们坚持产业强县,夯实发展支撑,发展能级稳步提升",
        "    一是 文旅产业蓬勃发展 …",
        "    二是 工业经济提质增效 …",
    ]
