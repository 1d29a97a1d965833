"""The brief as a Word document in the manner of official documents: GB/T 9704 fonts by name, real headings, real tables."""

from io import BytesIO
from typing import TYPE_CHECKING

from summarizer.rendering.language import label
from summarizer.rendering.office import without_moment, writable
from summarizer.rendering.page import Brief, Listing, Source, Table, Words, last_of_source, reference_numbers

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

# GB/T 9704-2012: title in 小标宋, headings in 黑体, text in 仿宋; the sizes are those of one page, not of the standard's letter
_TITLE_FONT, _HEADING_FONT, _TEXT_FONT, _LATIN_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312", "Times New Roman"
_TITLE_SIZE, _HEADING_SIZE, _TEXT_SIZE, _SMALL_SIZE = 15.0, 9.5, 9.0, 8.5
_SOFT = "404040"


def render_docx(brief: Brief) -> bytes:
    """Return the page as a `.docx` file; the same page gives the same bytes."""
    import docx

    document = docx.Document()
    _lay_out(document, brief)
    numbers = reference_numbers(brief)
    document.add_heading(writable(brief.title) + (label("【不完整】") if brief.incomplete else ""), 0)
    _small(document, "｜".join(brief.identity))
    if brief.incomplete:
        document.add_paragraph(writable(label("不完整：{what}", what=brief.incomplete)), style="Strong line")
    if brief.headline:
        _written(document.add_paragraph(style="Strong line"), brief.headline, numbers)
    _body(document, brief, numbers)
    _footer(document, brief, numbers)
    stored = BytesIO()
    document.save(stored)
    return without_moment(stored.getvalue())


def _body(document: "Document", brief: Brief, numbers: dict[Source, int]) -> None:
    leads = brief.doc_type == "action_plan"
    if leads:
        _listing(document, brief.targets, numbers)
    for table in (brief.table, brief.work):
        if table:
            _table(document, table, numbers)
    _pair(document, brief.points, None if leads else brief.targets, numbers)
    if brief.directions.lines:
        _heading(document, brief.directions)
        document.add_paragraph(writable(" · ".join("".join(run.text for run in line) for line in brief.directions.lines)))
    _pair(document, brief.problems, brief.cautions, numbers)


def _pair(document: "Document", left: Listing, right: Listing | None, numbers: dict[Source, int]) -> None:
    """Set two lists side by side, or the one that has lines alone."""
    filled = [listing for listing in (left, right) if listing and listing.lines]
    if len(filled) < 2:
        for listing in filled:
            _listing(document, listing, numbers)
        return
    grid = document.add_table(rows=1, cols=2)
    for cell, listing in zip(grid.rows[0].cells, filled, strict=True):
        _listing(cell, listing, numbers)
        # a cell begins with an empty paragraph of its own
        first = cell.paragraphs[0]._element
        first.getparent().remove(first)


def _footer(document: "Document", brief: Brief, numbers: dict[Source, int]) -> None:
    paragraph = document.add_paragraph(style="Small")
    for at, words in enumerate(brief.footer):
        if at:
            paragraph.add_run(" · ")
        _written(paragraph, words, numbers)


def _small(document: "Document", text: str) -> None:
    document.add_paragraph(writable(text), style="Small")


def _heading(place: "Document | _Cell", listing: Listing) -> None:
    heading = place.add_paragraph(writable(listing.title), style="Heading 1")
    if listing.note:
        heading.add_run(writable(f"　{listing.note}")).bold = False


def _listing(place: "Document | _Cell", listing: Listing, numbers: dict[Source, int]) -> None:
    if listing.lines:
        _heading(place, listing)
    for line in listing.lines:
        _written(place.add_paragraph(style="List Bullet"), line, numbers)


def _written(paragraph: "Paragraph", words: Words, numbers: dict[Source, int], *, marks: bool = True) -> None:
    for run, is_last in last_of_source(words):
        paragraph.add_run(writable(run.text))
        if marks and is_last and run.sources:
            paragraph.add_run(",".join(str(numbers[source]) for source in run.sources)).font.superscript = True


def _table(document: "Document", table: Table, numbers: dict[Source, int]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    titles = [*table.columns, label("出处号")]
    grid = document.add_table(rows=1, cols=len(titles), style="Table Grid")
    for cell, title in zip(grid.rows[0].cells, titles, strict=True):
        _cell(cell).add_run(writable(title)).bold = True
    for row in table.rows:
        cells = grid.add_row().cells
        cited = sorted({numbers[source] for cell in row for run in cell.words for source in run.sources})
        for at, content in enumerate(row):
            paragraph = _cell(cells[at])
            _written(paragraph, content.words, numbers, marks=False)
            if table.aligned[at]:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _cell(cells[-1]).add_run(", ".join(map(str, cited)))


def _cell(cell: "_Cell") -> "Paragraph":
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = "Cell"
    return paragraph


def _lay_out(document: "Document", brief: Brief) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(13)
    page.top_margin, page.bottom_margin = Mm(10), Mm(9)
    document.core_properties.title = writable(brief.title)[:255]
    document.core_properties.author = ""
    document.core_properties.comments = ""
    styles = document.styles
    for name in ("Small", "Strong line", "Cell"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name, font, size, space in (
        *(("Normal", _TEXT_FONT, _TEXT_SIZE, 1.0), ("Title", _TITLE_FONT, _TITLE_SIZE, 2.0)),
        *(("Heading 1", _HEADING_FONT, _HEADING_SIZE, 1.0), ("List Bullet", _TEXT_FONT, _TEXT_SIZE, 0.5)),
        *(("Small", _TEXT_FONT, _SMALL_SIZE, 2.0), ("Strong line", _HEADING_FONT, _TEXT_SIZE + 0.5, 3.0)),
        ("Cell", _TEXT_FONT, _SMALL_SIZE, 0.0),
    ):
        _dress(styles[name], font, size, space)


def _dress(style: "ParagraphStyle", font: str, size: float, space: float) -> None:
    """Set Chinese and Latin font by name, size, black, and tight lines."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = _LATIN_FONT, Pt(size)
    style.font.color.rgb = RGBColor.from_string(_SOFT if style.name == "Small" else "000000")
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(space), Pt(space), 1.0
