"""The brief as a Word document in the manner of official documents: GB/T 9704 fonts by name, real headings, real tables.

python-docx makes the page and its styles once; what stands on the page is written straight into its XML.
"""

import re
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from summarizer.rendering.office.docx_body import body_of
from summarizer.rendering.office.files import timeless_entry, without_moment, writable
from summarizer.rendering.page.parts import Brief

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

# GB/T 9704-2012: title in 小标宋, headings in 黑体, text in 仿宋; the sizes are those of one page, not of the standard's letter
_TITLE_FONT, _HEADING_FONT, _TEXT_FONT, _LATIN_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312", "Times New Roman"
_BODY, _PROPERTIES = "word/document.xml", "docProps/core.xml"
_TITLE = re.compile(rb"<dc:title>[^<]*</dc:title>|<dc:title/>")
_CONTENT = re.compile(rb"(<w:body>).*?(<w:sectPr[ >].*</w:sectPr></w:body>)", re.DOTALL)
# lines of a set height: fonts of other machines are higher or lower, the page is not
_LINE = 1.3


def render_docx(brief: Brief, size: float = 9.0) -> bytes:
    """Return the page as a `.docx` file, its text in `size` points; the same page gives the same bytes."""
    around, properties, packed = _skeleton(size)
    out = BytesIO(packed)
    with ZipFile(out, "a", ZIP_DEFLATED) as target:
        content = body_of(brief, size).encode("utf-8")
        target.writestr(timeless_entry(_BODY), around[0] + content + around[1])
        title = f"<dc:title>{escape(writable(brief.title)[:255])}</dc:title>".encode()
        target.writestr(timeless_entry(_PROPERTIES), _TITLE.sub(lambda _: title, properties))
    return out.getvalue()


@cache
def _skeleton(size: float) -> tuple[tuple[bytes, bytes], bytes, bytes]:
    """Return what stands around the body, the properties, and the package without both of them."""
    import docx

    document = docx.Document()
    _lay_out(document, size)
    document.core_properties.title = "-"
    stored = BytesIO()
    document.save(stored)
    packed = BytesIO()
    with ZipFile(BytesIO(without_moment(stored.getvalue()))) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in (_BODY, _PROPERTIES):
                target.writestr(timeless_entry(name), source.read(name))
        body, properties = source.read(_BODY), source.read(_PROPERTIES)
    found = _CONTENT.search(body)
    if found is None:
        raise ValueError("python-docx made a document without a body")
    around = body[: found.end(1)], found[2] + body[found.end() :]
    return around, properties, packed.getvalue()


def _lay_out(document: "Document", size: float) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(13)
    page.top_margin, page.bottom_margin = Mm(12), Mm(9)
    page.header_distance = page.footer_distance = Mm(5)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    styles = document.styles
    for name in ("Small", "Strong line", "Cell", "Aside", "Target"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    small = max(8.5, size - 0.5)
    for name, font, points, before, after in (
        *(("Normal", _TEXT_FONT, size, 0.0, 1.5), ("Title", _TITLE_FONT, 1.7 * size, 0.0, 3.0)),
        *(("Heading 1", _HEADING_FONT, size, 7.0, 3.0), ("List Bullet", _TEXT_FONT, size, 0.0, 1.5)),
        *(("Small", _TEXT_FONT, small, 0.0, 0.0), ("Strong line", _HEADING_FONT, 1.11 * size, 5.0, 5.0)),
        *(("Cell", _TEXT_FONT, size, 1.0, 1.0), ("Aside", _TEXT_FONT, small, 1.0, 1.0)),
        ("Target", _TEXT_FONT, size, 0.0, 1.5),
    ):
        _dress(styles[name], font, points, before, after)


def _dress(style: "ParagraphStyle", font: str, size: float, before: float, after: float) -> None:
    """Set Chinese and Latin font by name, size, colour, and lines of a set height."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = _LATIN_FONT, Pt(round(2 * size) / 2)
    style.font.color.rgb = RGBColor.from_string("404040" if style.name in ("Small", "Aside") else "000000")
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)
    # the sample document spaces the letters of its title and draws a blue line below it
    for unwanted in (qn("w:spacing"), qn("w:kern")):
        for found in properties.findall(unwanted):
            properties.remove(found)
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), Pt(round(size * _LINE * 2) / 2)
