"""From the bytes of a file to the text that all later stages point into."""

import hashlib

from summarizer.domain.document import Document
from summarizer.domain.grammar.view import same_length_view
from summarizer.errors import ReadError
from summarizer.reading.data_files import recognise_data
from summarizer.reading.encodings import decode
from summarizer.reading.extracted import Extracted
from summarizer.reading.litter import find_litter
from summarizer.reading.readers import read_marked_up, read_packed
from summarizer.reading.refused import recognise

MAX_BYTES = 64 * 1024 * 1024


def read_document(data: bytes, path: str) -> Document:
    """Return the document that a file's bytes hold.

    Raise ReadError for what is empty, too large, of a format that isn't read, or no text in any encoding.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(f"{path}: {len(data):,} bytes, more than {MAX_BYTES:,}; split the file and read the parts")
    packed = read_packed(data, path)
    if packed is not None:
        return _document(data, path, packed.extracted, packed.media_type, "")
    _refuse(recognise(data, path), path)
    text, encoding = decode(data, path)
    if not text.strip():
        raise ReadError(f"{path}: the file is empty; give a file that holds a report")
    _refuse(recognise_data(text, path), path)
    page = read_marked_up(text, path)
    if page is not None:
        return _document(data, path, page.extracted, page.media_type, encoding)
    media_type = "text/markdown" if path.lower().endswith((".md", ".markdown")) else "text/plain"
    return _document(data, path, Extracted(text), media_type, encoding)


def _document(data: bytes, path: str, extracted: Extracted, media_type: str, encoding: str) -> Document:
    return Document(
        text=extracted.text,
        view=same_length_view(extracted.text),
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        encoding=encoding,
        url=extracted.url,
        retrieved=extracted.retrieved,
        marks=tuple(sorted((*find_litter(extracted.text), *extracted.marks))),
        hints=extracted.hints,
    )


def _refuse(problem: str, path: str) -> None:
    if problem:
        raise ReadError(f"{path}: {problem}")
