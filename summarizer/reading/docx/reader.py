"""DOCX → its paragraphs as lines, tables in their place, footnotes at the end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from summarizer.errors import ReadError
from summarizer.reading.docx.numbering import Numbering
from summarizer.reading.docx.runs import W, attribute, read_runs
from summarizer.reading.extracted import Extracted, Line, join_lines
from summarizer.reading.tables import Cell, is_layout, table_lines
from summarizer.reading.zipped import check_zip

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_NOTES = ("footnotes", "endnotes")
_NOTES_HEADING = "注释"
# Elements that hold paragraphs and add nothing of their own: content controls, tracked insertions, smart tags.
_TRANSPARENT = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"))
_DEEPEST = 100


@dataclass(slots=True)
class _Body:
    """What is known of a document while its paragraphs are read."""

    numbering: Numbering
    contents_styles: frozenset[str]
    lines: list[Line] = field(default_factory=list)


def read_docx(data: bytes, path: str) -> Extracted:
    """Return the text of a Word document. Raise ReadError for what is damaged, encrypted or blown up."""
    names = check_zip(data, path)
    word, notes = _opened(data, path)
    styles = word.styles.element
    body = _Body(Numbering(_numbering_part(word), styles), _contents_styles(styles))
    _read_blocks(word.element.body, body, 0)
    _read_notes(notes, body)
    if not any(line.text.strip() for line in body.lines):
        raise ReadError(f"{path}: {_no_words(names)}")
    return join_lines([line for line in body.lines if line.text.strip()])


def _opened(data: bytes, path: str) -> "tuple[WordDocument, list[_Element]]":
    import docx  # only a run that meets a DOCX pays for it
    from docx.oxml.parser import parse_xml

    try:
        word = docx.Document(BytesIO(data))
        parts = {
            relation.reltype.rpartition("/")[2]: relation for relation in word.part.rels.values() if not relation.is_external
        }
        found = [parts[name].target_part for name in _NOTES if name in parts]
        notes = [getattr(part, "element", None) or parse_xml(part.blob) for part in found]
        # Touched here, so that a part that is missing or damaged shows now and not halfway.
        assert word.element.body is not None
        _ = word.styles.element, _numbering_part(word)
    except Exception as error:  # python-docx raises whatever its parts raise: KeyError, ValueError, XMLSyntaxError, …
        raise ReadError(f"{path}: a damaged DOCX file; open it in Word or WPS, save it again as DOCX and give that") from error
    return word, notes


def _numbering_part(word: "WordDocument") -> "_Element | None":
    """Return the definitions of automatic numbers, None where the document has none."""
    relations = (each for each in word.part.rels.values() if each.reltype.endswith("/numbering") and not each.is_external)
    part = next((each.target_part for each in relations), None)
    return getattr(part, "element", None)


def _no_words(names: frozenset[str]) -> str:
    if any(name.startswith("word/media/") for name in names):
        return "a DOCX of pictures without text; recognise its characters first and give the text"
    return "a DOCX without text; give a file that holds a report"


def _contents_styles(styles: "_Element") -> frozenset[str]:
    """Return the ids of the styles that lines of a table of contents have: `toc 1`, `TOC Heading`."""
    named = ((style.get(W + "styleId") or "", attribute(style, "name") or "") for style in styles.iter(W + "style"))
    return frozenset(style for style, name in named if name.lower().startswith("toc"))


def _read_blocks(parent: "_Element", body: _Body, depth: int) -> None:
    for element in parent:
        if element.tag == W + "p":
            _read_paragraph(element, body, depth)
        elif element.tag == W + "tbl":
            rows = [[_cell(cell, body, depth) for cell in row] for row in _rows(element)]
            body.lines += _layout_lines(rows) or [Line(text) for text in table_lines(_merged(rows))]
        elif element.tag in _TRANSPARENT and depth < _DEEPEST:
            _read_blocks(element, body, depth + 1)


def _read_paragraph(paragraph: "_Element", body: _Body, depth: int) -> None:
    runs = read_runs(paragraph)
    number = body.numbering.next_number(paragraph) if runs.text.strip() else ""
    mark = "contents line" if _is_contents(paragraph, body) or runs.is_contents else ""
    for index, line in enumerate(runs.lines(number)):
        body.lines.append(Line(line.text, line.bold, mark) if index or mark else line)
    for box in runs.boxes:
        if depth < _DEEPEST:
            _read_blocks(box, body, depth + 1)


def _is_contents(paragraph: "_Element", body: _Body) -> bool:
    properties = paragraph.find(W + "pPr")
    return properties is not None and (attribute(properties, "pStyle") or "") in body.contents_styles


def _rows(table: "_Element") -> Iterator[list["_Element"]]:
    """Yield the cells of each row that was not deleted, through content controls."""
    for row in _through(table, "tr"):
        properties = row.find(W + "trPr")
        if properties is None or properties.find(W + "del") is None:
            yield list(_through(row, "tc"))


def _through(parent: "_Element", name: str, depth: int = 0) -> Iterator["_Element"]:
    for element in parent:
        if element.tag == W + name:
            yield element
        elif element.tag in _TRANSPARENT and depth < _DEEPEST:
            yield from _through(element, name, depth + 1)


@dataclass(frozen=True, slots=True)
class _WordCell:
    lines: tuple[Line, ...]
    columns: int = 1
    goes_on: bool = False
    """It belongs to the merged cell above."""
    begins: bool = False

    @property
    def text(self) -> str:
        """All its words on one line."""
        return _on_one_line(self.lines)


def _cell(cell: "_Element", body: _Body, depth: int) -> _WordCell:
    inner = _Body(body.numbering, body.contents_styles)
    if depth < _DEEPEST:
        _read_blocks(cell, inner, depth + 1)
    lines = tuple(inner.lines)
    properties = cell.find(W + "tcPr")
    if properties is None:
        return _WordCell(lines)
    merge = properties.find(W + "vMerge")
    begins = merge is not None and merge.get(W + "val") == "restart"
    columns = attribute(properties, "gridSpan") or "1"
    columns = columns if columns.isascii() and columns.isdigit() else "1"
    return _WordCell(lines, int(columns[:5]), goes_on=merge is not None and not begins, begins=begins)


def _layout_lines(rows: list[list[_WordCell]]) -> list[Line]:
    """Return the lines of a table that frames text (a box, a page in a cell), none of one that holds data."""
    sizes = [len(cell.text) for row in rows for cell in row]
    frames = max(map(len, rows), default=0) < 2 or is_layout(sizes)
    return [line for row in rows for cell in row for line in cell.lines if line.text.strip()] if frames else []


def _on_one_line(lines: Iterable[Line]) -> str:
    return " ".join(line.text.strip() for line in lines if line.text.strip()).replace("\t", " ")


def _merged(rows: list[list[_WordCell]]) -> list[list[Cell]]:
    """Return the rows with each cell that is merged downwards given once, with the rows that it covers."""
    below: dict[int, int] = {}  # column → how many rows below go on with the cell above
    merged: list[list[Cell]] = []
    for row in reversed(rows):
        cells: list[Cell] = []
        counts: dict[int, int] = {}
        column = 0
        for cell in row:
            if cell.goes_on:
                counts[column] = below.get(column, 0) + 1
            else:
                cells.append(Cell(cell.text, 1 + (below.get(column, 0) if cell.begins else 0), cell.columns))
            column += max(cell.columns, 1)
        below = counts
        merged.append(cells)
    return merged[::-1]


def _read_notes(notes: "list[_Element]", body: _Body) -> None:
    """Add foot- and endnotes, numbered as the page shows them, under a heading of their own."""
    found: list[str] = []
    for part in notes:
        for note in part:
            inner = _Body(body.numbering, body.contents_styles)
            if note.get(W + "type") in (None, "normal"):
                _read_blocks(note, inner, 0)
            text = _on_one_line(inner.lines)
            found += [text] if text else []
    if found:
        body.lines += [Line(_NOTES_HEADING), *(Line(f"[{number}] {text}") for number, text in enumerate(found, 1))]
