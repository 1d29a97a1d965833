"""The brief for Word: real styles and tables, fonts of official documents by name, report text as text."""

from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.office.docx import render_docx
from summarizer.rendering.results.absence import find_unread
from tests.rendering.known_reports import known_record, text_of
from tests.rendering.test_page import action_plan
from tests.rendering.test_untrusted_text import HOSTILE, poisoned


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def all_paragraphs(document: Document) -> list[Paragraph]:
    """Return the paragraphs of the page and of its table cells."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]


def brief_of(name: str) -> bytes:
    record = known_record(name)
    return render_docx(make_brief(record, find_unread(record, text_of(name))))


def test_headings_and_tables_are_real() -> None:
    document = opened(brief_of("000"))
    by_style = {paragraph.style.name: paragraph.text for paragraph in all_paragraphs(document) if paragraph.style}

    assert by_style["Title"] == "峄城区2021年国民经济和社会发展计划"
    assert {"Heading 1", "List Bullet", "Small"} <= by_style.keys()
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["指标", "2020实绩", "2020增速", "2021目标", "比较（计算，百分点）", "出处号"]
    assert rows[1][:5] == ["生产总值", "147.28亿元", "5.2%\n（按可比价格）", "6%以上", "高0.8以上"]


@pytest.mark.parametrize(
    ("style", "font"), [("Title", "方正小标宋简体"), ("Heading 1", "黑体"), ("Normal", "仿宋_GB2312"), ("Cell", "仿宋_GB2312")]
)
def test_fonts_are_those_of_official_documents(style: str, font: str) -> None:
    element = opened(brief_of("000")).styles[style].element

    assert element.rPr.rFonts.get(qn("w:eastAsia")) == font


def test_figures_carry_their_reference_numbers() -> None:
    document = opened(brief_of("000"))
    raised = [run.text for paragraph in all_paragraphs(document) for run in paragraph.runs if run.font.superscript]

    assert "1" in raised
    assert len(raised) > 10


def test_action_plan_has_its_goals_and_its_table_of_tasks() -> None:
    document = opened(render_docx(make_brief(action_plan(), {})))

    assert [cell.text for cell in document.tables[1].rows[0].cells] == ["责任单位", "任务", "出处号"]
    assert "\t40个以上\t技改项目1（2024）" in [paragraph.text for paragraph in all_paragraphs(document)]


@pytest.mark.parametrize("words", [*HOSTILE, "a\x00b"])
def test_report_text_is_only_text(words: str) -> None:
    document = opened(render_docx(make_brief(poisoned(words))))

    assert words.replace("\x00", "�") in document.paragraphs[0].text


def test_same_page_gives_the_same_bytes() -> None:
    assert brief_of("003") == brief_of("003")
