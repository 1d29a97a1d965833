"""Word files made for tests."""

import io
import zipfile
from collections.abc import Iterable

import docx
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def word_file(paragraphs: Iterable[str]) -> bytes:
    """Return a DOCX of plain paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def word_body(xml: str, *, numbering: str = "", footnotes: str = "") -> bytes:
    """Return a DOCX with this body, written with the prefix `w`."""
    document = docx.Document()
    body = document.element.body
    for element in parse_xml(f"<w:body {W}>{xml}</w:body>"):
        body.insert(len(body) - 1, element)
    if numbering:
        part = document.part.numbering_part.element
        for element in list(part):
            part.remove(element)
        for element in parse_xml(f"<w:numbering {W}>{numbering}</w:numbering>"):
            part.append(element)
    data = saved(document)
    return _with_footnotes(data, footnotes) if footnotes else data


def saved(document: "docx.document.Document") -> bytes:
    """Return the bytes of a document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def replaced(data: bytes, parts: dict[str, bytes]) -> bytes:
    """Return a zip file with parts replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def _with_footnotes(data: bytes, footnotes: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        relations = packed.read("word/_rels/document.xml.rels").decode()
        types = packed.read("[Content_Types].xml").decode()
    relation = f'<Relationship Id="rId900" Type="{_FOOTNOTES}" Target="footnotes.xml"/></Relationships>'
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{_FOOTNOTES_TYPE}"/></Types>'
    return replaced(
        data,
        {
            "word/footnotes.xml": f"<w:footnotes {W}>{footnotes}</w:footnotes>".encode(),
            "word/_rels/document.xml.rels": relations.replace("</Relationships>", relation).encode(),
            "[Content_Types].xml": types.replace("</Types>", override).encode(),
        },
    )
