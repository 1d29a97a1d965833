"""From the bytes of a file to the text that all later stages point into."""

import hashlib

from summarizer.domain.document import Document
from summarizer.domain.grammar.view import same_length_view
from summarizer.errors import ReadError
from summarizer.reading.encodings import decode
from summarizer.reading.formats import recognise, recognise_text
from summarizer.reading.litter import find_litter

MAX_BYTES = 64 * 1024 * 1024


def read_document(data: bytes, path: str) -> Document:
    """Return the document that a file's bytes hold.

    Raise ReadError for what is empty, too large, of a format that isn't read, or no text in any encoding.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(f"{path}: {len(data):,} bytes, more than {MAX_BYTES:,}; split the file and read the parts")
    _refuse(recognise(data), path)
    text, encoding = decode(data, path)
    if not text.strip():
        raise ReadError(f"{path}: the file is empty; give a file that holds a report")
    _refuse(recognise_text(text), path)
    return Document(
        text=text,
        view=same_length_view(text),
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/markdown" if path.lower().endswith((".md", ".markdown")) else "text/plain",
        encoding=encoding,
        marks=find_litter(text),
    )


def _refuse(problem: str, path: str) -> None:
    if problem:
        raise ReadError(f"{path}: {problem}")
