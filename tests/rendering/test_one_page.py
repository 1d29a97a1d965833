"""One A4 page, proven for every fixture and for extreme records: as typst, a browser and an office lay it out."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.html.brief import render_html
from summarizer.rendering.office.docx import render_docx
from summarizer.rendering.page.parts import Brief
from summarizer.rendering.pdf.data import drawn_characters
from summarizer.rendering.pdf.printing import print_brief
from tests.conftest import Job, needs
from tests.rendering.all_pages import records_with_text

A4 = (595.3, 841.9)


def are_one_sheet(pdf: bytes | Path) -> bool:
    """Say whether a PDF is one A4 page; browsers and offices round to whole points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document) == 1 and document[0].get_size() == pytest.approx(A4, abs=1.5)


@pytest.fixture(scope="module")
def sheets(job: Job) -> dict[str, tuple[Brief, bytes, float]]:
    """Page, PDF and size of letters by the record's name."""
    printed = ((name, print_brief(record, unread)) for name, record, unread in records_with_text(job))
    return {name: (brief, sheet.pdf, sheet.size) for name, (brief, sheet) in printed}


def test_typst_sets_one_sheet(sheets: dict[str, tuple[Brief, bytes, float]]) -> None:
    assert len(sheets) == 26
    assert [name for name, (_, pdf, _) in sheets.items() if not are_one_sheet(pdf)] == []


def test_page_is_the_same_whether_or_not_a_pdf_is_made(job: Job, sheets: dict[str, tuple[Brief, bytes, float]]) -> None:
    for name, record, unread in records_with_text(job):
        assert make_brief(record, unread) == sheets[name][0], name


def test_browser_prints_one_sheet_and_lacks_no_glyph(window: Browser, sheets: dict[str, tuple[Brief, bytes, float]]) -> None:
    page = window.new_page()
    for name, (brief, _, _) in sheets.items():
        page.set_content(render_html(brief))
        pdf = page.pdf(prefer_css_page_size=True)

        assert are_one_sheet(pdf), name
        assert not missing_glyphs(pdf, brief), name
    page.close()


def missing_glyphs(pdf: bytes, brief: Brief) -> set[str]:
    """Return the Chinese characters of a page that the text of its PDF lacks: one that no font has leaves none there."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = "".join(page.get_textpage().get_text_bounded() for page in document)
    return {character for character in drawn_characters(brief) if 0x3400 <= ord(character) < 0xFF00} - set(found)


def test_a_missing_glyph_is_noticed(window: Browser, sheets: dict[str, tuple[Brief, bytes, float]]) -> None:
    brief = next(iter(sheets.values()))[0]
    page = window.new_page()
    page.set_content(render_html(brief).replace("年", "\ue123"))

    assert "年" in missing_glyphs(page.pdf(prefer_css_page_size=True), brief)
    page.close()


def test_office_sets_one_page(sheets: dict[str, tuple[Brief, bytes, float]], tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    needs(office, "LibreOffice (pages of a Word document are counted with it)")
    assert office is not None
    for at, (brief, _, size) in enumerate(sheets.values()):
        (tmp_path / f"{at}.docx").write_bytes(render_docx(brief, size))
    files = [str(tmp_path / f"{at}.docx") for at in range(len(sheets))]
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=250)

    assert [name for at, name in enumerate(sheets) if not are_one_sheet(tmp_path / f"{at}.pdf")] == []
