"""Rows as a spreadsheet, written straight into its XML: a hundred thousand cells a second, the same rows the same bytes.

Text stands as inline strings, numbers as numbers, and no cell is a formula, so nothing that came from a report is one.
Format: Office Open XML, SpreadsheetML.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import IO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from summarizer.rendering.office.files import timeless_entry, writable

Value = str | int | float | None
# a sheet holds no more rows, a cell no more characters
MOST_ROWS = 1_048_576
_LONGEST = 32_000
# `_x0041_` would be read as `A`
_ESCAPE_OF_OFFICE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PLAIN, _BOLD, _WRAPPED = 0, 1, 2
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/>'
    '<xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


def spreadsheet(sheet: str, titles: Sequence[str], rows: Iterable[Sequence[Value]], widths: Sequence[int] = ()) -> bytes:
    """Return an `.xlsx` file with one sheet: titles in bold and frozen."""
    stored = BytesIO()
    write_spreadsheet(stored, sheet, titles, rows, widths)
    return stored.getvalue()


def write_spreadsheet(
    target: IO[bytes], sheet: str, titles: Sequence[str], rows: Iterable[Sequence[Value]], widths: Sequence[int] = ()
) -> None:
    """Write an `.xlsx` file row by row; `widths` are those of the columns, in characters, whose text is then wrapped."""
    sheets = f'<sheets><sheet name={quoteattr(sheet)} sheetId="1" r:id="rId1"/></sheets>'
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{sheets}</workbook>'
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for name, xml in {**_PARTS, "xl/workbook.xml": book}.items():
            packed.writestr(timeless_entry(name), _HEAD + xml)
        with packed.open(timeless_entry("xl/worksheets/sheet1.xml"), "w") as page:
            for piece in _sheet(titles, rows, widths):
                page.write(piece.encode("utf-8"))


def _sheet(titles: Sequence[str], rows: Iterable[Sequence[Value]], widths: Sequence[int]) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    if widths:
        columns = (f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1))
        yield f"<cols>{''.join(columns)}</cols>"
    yield f"<sheetData>{_row(titles, _BOLD)}"
    style = _WRAPPED if widths else _PLAIN
    for row in rows:
        yield _row(row, style)
    yield "</sheetData></worksheet>"


def _row(values: Sequence[Value], style: int) -> str:
    return f"<row>{''.join([_cell(value, style) for value in values])}</row>"


def _cell(value: Value, style: int) -> str:
    if value is None or value == "":
        return "<c/>"
    if not isinstance(value, str):
        return f'<c s="{style}"><v>{value!r}</v></c>'
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{_escaped(value)}</t></is></c>'


@lru_cache(maxsize=1024)  # a sentence stands beside each of its figures, a title in every row
def _escaped(text: str) -> str:
    return escape(_ESCAPE_OF_OFFICE.sub("_x005F_", writable(text)[:_LONGEST]))
