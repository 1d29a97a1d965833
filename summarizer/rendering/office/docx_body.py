"""What stands on the page of a Word document, as its XML. Format: Office Open XML, WordprocessingML.

Report text is escaped and nothing else: no field, no link, no markup comes from it.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from summarizer.rendering.office.files import writable
from summarizer.rendering.page.layout import CELL_PADDING, PAGE_WIDTH, cell_lines, column_widths, em
from summarizer.rendering.page.parts import (
    Brief,
    Cell,
    Listing,
    Source,
    Table,
    Words,
    halves,
    last_of_source,
    plain,
    reference_numbers,
    row_references,
    stands_alone,
)
from summarizer.rendering.wording.language import label

# twentieths of a point in a millimetre, and in a point
_MM, _PT = 1440 / 25.4, 20
_GUTTER = 7.0
_COLUMN = (PAGE_WIDTH - _GUTTER) / 2
_MOST_VALUE = 30.0
Numbers = dict[Source, int]


def body_of(brief: Brief, size: float) -> str:
    """Return the content of `<w:body>`, less its section."""
    numbers = reference_numbers(brief)
    leads = brief.doc_type == "action_plan"
    title = [_run(brief.title), _run(label("【不完整】")) if brief.incomplete else ""]
    parts = [
        _paragraph("Title", "".join(title)),
        _paragraph("Small", _run("｜".join(brief.identity))),
        _paragraph("Strong line", _run(label("不完整：{what}", what=brief.incomplete))) if brief.incomplete else "",
        _paragraph("Strong line", _written(brief.headline, numbers), _bar()) if brief.headline else "",
        _goals(brief.targets, numbers, size) if leads else "",
        *(_table(table, numbers, size) for table in (brief.table, brief.work) if table),
        _in_columns(brief.points, numbers)
        if stands_alone(brief)
        else _pair(_listing(brief.points, numbers), "" if leads else _targets(brief.targets, numbers, size)),
        _directions(brief.directions),
        _pair(_listing(brief.problems, numbers), _listing(brief.cautions, numbers)),
        _paragraph("Small", _run(" · ").join(_written(words, numbers) for words in brief.footer), _rule()),
    ]
    return "".join(parts)


def _run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{_text(text)}</w:r>" if text else ""


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(writable(text))}</w:t>'


def _written(words: Words, numbers: Numbers) -> str:
    runs = []
    for run, is_last in last_of_source(words):
        cited = ",".join(str(numbers[source]) for source in run.sources) if is_last else ""
        runs.append(_run(run.text) + _raised(cited))
    return "".join(runs)


def _raised(text: str) -> str:
    return _run(text, '<w:vertAlign w:val="superscript"/>')


def _paragraph(style: str, runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/>{properties}</w:pPr>{runs}</w:p>'


def _bar() -> str:
    return '<w:pBdr><w:left w:val="single" w:sz="18" w:space="6" w:color="000000"/></w:pBdr><w:ind w:left="160"/>'


def _rule() -> str:
    border = '<w:pBdr><w:top w:val="single" w:sz="8" w:space="3" w:color="000000"/></w:pBdr>'
    return f'{border}<w:spacing w:before="{8 * _PT}"/>'


def _heading(listing: Listing) -> str:
    border = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="BFBFBF"/></w:pBdr>'
    note = _run(f"　{listing.note}", '<w:b w:val="0"/><w:color w:val="404040"/>') if listing.note else ""
    return _paragraph("Heading 1", _run(listing.title) + note, border)


def _listing(listing: Listing, numbers: Numbers) -> str:
    if not listing.lines:
        return ""
    return _heading(listing) + _bullets(listing.lines, numbers)


def _in_columns(listing: Listing, numbers: Numbers) -> str:
    return _heading(listing) + _beside([_bullets(part, numbers) for part in halves(listing.lines)])


def _bullets(lines: Sequence[Words], numbers: Numbers) -> str:
    hanging = '<w:ind w:left="200" w:hanging="200"/>'
    tabs = '<w:tabs><w:tab w:val="clear" w:pos="360"/><w:tab w:val="left" w:pos="200"/></w:tabs>'
    return "".join(_paragraph("List Bullet", _written(line, numbers), tabs + hanging) for line in lines)


def _targets(listing: Listing, numbers: Numbers, size: float) -> str:
    return _heading(listing) + _valued(listing.lines, numbers, size) if listing.lines else ""


def _goals(listing: Listing, numbers: Numbers, size: float) -> str:
    """Set goals in two columns below one heading."""
    if not listing.lines:
        return ""
    columns = (_valued(part, numbers, size) for part in halves(listing.lines) if part)
    return _heading(listing) + _beside(list(columns))


def _valued(lines: Sequence[Words], numbers: Numbers, size: float) -> str:
    """Set values flush right in a column of their own, each with its number behind the name."""
    widest = max(em(line[0].text) for line in lines) * size / 2.83 + 2.0
    right = min(_MOST_VALUE, widest) * _MM
    left = right + 2.4 * _MM
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{right:.0f}"/><w:tab w:val="left" w:pos="{left:.0f}"/></w:tabs>'
    properties = f'{tabs}<w:ind w:left="{left:.0f}" w:hanging="{left:.0f}"/>'
    return "".join(_paragraph("Target", _value(line, numbers), properties) for line in lines)


def _value(line: Words, numbers: Numbers) -> str:
    value, name, *rest = line
    cited = ",".join(str(numbers[source]) for source in value.sources)
    tab = "<w:r><w:tab/></w:r>"
    named = _run(name.text.strip()) + _raised(cited) + _written(tuple(rest), numbers)
    return tab + _run(value.text, "<w:b/>") + tab + named


def _directions(listing: Listing) -> str:
    if not listing.lines:
        return ""
    return _heading(listing) + _paragraph("Normal", _run(" · ".join(plain(line) for line in listing.lines)))


def _pair(left: str, right: str) -> str:
    filled = [part for part in (left, right) if part]
    return _beside(filled) if len(filled) == 2 else "".join(filled)


def _beside(parts: list[str]) -> str:
    """Set parts side by side. A paragraph of no height keeps the table from growing together with the one before it."""
    cells = [_table_cell(part, _COLUMN + _GUTTER * (at == 0), _GUTTER * (at == 0)) for at, part in enumerate(parts)]
    return _gap() + _grid([_COLUMN + _GUTTER, _COLUMN], [f"<w:tr>{''.join(cells)}</w:tr>"])


def _table_cell(content: str, width: float, behind: float, borders: str = "") -> str:
    """Return a cell with room behind its words and none ahead of them: tables begin where the lines of text do."""
    margin = f'<w:tcMar><w:right w:w="{behind * _MM:.0f}" w:type="dxa"/></w:tcMar>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width * _MM:.0f}" w:type="dxa"/>{borders}{margin}</w:tcPr>{content}</w:tc>'


def _grid(widths: list[float], rows: list[str], borders: str = "") -> str:
    columns = "".join(f'<w:gridCol w:w="{width * _MM:.0f}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{PAGE_WIDTH * _MM:.0f}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>{borders}'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _gap() -> str:
    return _paragraph("Normal", "", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>')


def _table(table: Table, numbers: Numbers, size: float) -> str:
    """Return a table with three rules: above, below, and under its titles, which are repeated if it should break."""
    references = [row_references(row, numbers) for row in table.rows]
    widths = column_widths(table, references, size)
    borders = (
        '<w:tblBorders><w:top w:val="single" w:sz="8" w:color="000000"/><w:bottom w:val="single" w:sz="8" w:color="000000"/>'
        '<w:insideH w:val="single" w:sz="4" w:color="BFBFBF"/></w:tblBorders>'
    )
    sides = ["right" if right else "left" for right in table.aligned] + ["right"]
    titles = [_paragraph("Aside", _run(title, "<w:b/>"), _side(side)) for title, side in zip(_titles(table), sides, strict=True)]
    below = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:color="000000"/></w:tcBorders>'
    rows = [_row(titles, widths, "<w:tblHeader/>", below)]
    for row, cited in zip(table.rows, references, strict=True):
        cells = [
            _cell(cell, side, leads=at == 0 and any(table.aligned))
            for at, (cell, side) in enumerate(zip(row, sides, strict=False))
        ]
        rows.append(_row([*cells, _paragraph("Aside", _run(cited), _side("right"))], widths))
    return _gap() + _grid(widths, rows, borders)


def _titles(table: Table) -> list[str]:
    return [*table.columns, label("出处号")]


def _side(side: str) -> str:
    return f'<w:jc w:val="{side}"/>'


def _row(cells: list[str], widths: list[float], properties: str = "", borders: str = "") -> str:
    last = len(cells) - 1
    written = [
        _table_cell(cell, width, 0.0 if at == last else 2 * CELL_PADDING, borders)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(written)}</w:tr>"


def _cell(cell: Cell, side: str, *, leads: bool) -> str:
    look = '<w:color w:val="737373"/>' if cell.missing else "<w:b/>" if leads else ""
    lines = (
        _paragraph("Aside" if line.aside else "Cell", _run(line.text, "" if line.aside else look), _side(side))
        for line in cell_lines(cell)
    )
    return "".join(lines)
