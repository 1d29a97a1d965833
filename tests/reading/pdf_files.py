"""PDF files made for tests."""

import logging
from collections.abc import Iterable
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import WrapMode

from tests.conftest import needs

_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts")
_SIMPLIFIED = 2
"""Place of the simplified Chinese face in the collection."""


def chinese_font() -> Path:
    """Return a Chinese font of the machine; skip the test where it has none."""
    found = next((font for folder in _FOLDERS for font in Path(folder).rglob("NotoSansCJK-Regular.ttc")), None)
    needs(found, "the font Noto Sans CJK (fonts-noto-cjk)")
    assert found is not None
    return found


class PrintedReport(FPDF):
    """Pages of a report in Chinese, with a running head and page numbers where wanted."""

    def __init__(self, head: str = "", *, numbered: bool = True) -> None:
        super().__init__(format="A4")
        self.head = head
        self.numbered = numbered
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        self.add_font("chinese", "", chinese_font(), collection_font_number=_SIMPLIFIED)
        self.set_margins(28, 30, 28)
        self.set_auto_page_break(auto=True, margin=28)
        self.set_font("chinese", size=16)
        self.add_page()

    def header(self) -> None:
        if self.head:
            self.set_font("chinese", size=9)
            self.set_y(12)
            self.cell(0, 8, self.head, align="C")
            self.set_y(30)
            self.set_font("chinese", size=16)

    def footer(self) -> None:
        if self.numbered:
            self.set_font("chinese", size=9)
            self.set_y(-18)
            self.cell(0, 8, f"— {self.page_no()} —", align="C")

    def paragraph(self, words: str, *, align: str = "L", indent: str = "　　") -> None:
        """Add a paragraph, broken where the page ends."""
        self.multi_cell(0, 10, indent + words, align=align, wrapmode=WrapMode.CHAR, new_x="LMARGIN", new_y="NEXT")

    def apart(self, *words: tuple[float, str]) -> None:
        """Add a line whose parts stand at these places (millimetres from the left)."""
        for place, part in words:
            self.set_x(place)
            self.cell(text=part)
        self.ln(10)

    def data(self) -> bytes:
        """Return the file."""
        return bytes(self.output())


def printed(paragraphs: Iterable[str], head: str = "") -> bytes:
    """Return a PDF of indented paragraphs."""
    report = PrintedReport(head)
    for paragraph in paragraphs:
        report.paragraph(paragraph)
    return report.data()
