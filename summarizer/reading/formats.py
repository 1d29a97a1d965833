"""What a file is, by its first bytes, and what to do where it isn't read."""

import re

_AS_TEXT = "save it as text (UTF-8) and give that file"
_PACKED = "unpack it and give the files in it"
# First bytes → what the file is and what to do.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", f"PDF is not read yet; {_AS_TEXT}"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"an old Office file (.doc, .wps, .xls) is not read; {_AS_TEXT}"),
    (b"{\\rtf", f"RTF is not read; {_AS_TEXT}"),
    (b"\x89PNG\r\n", "a PNG image holds no text; recognise its characters first and give the text"),
    (b"\xff\xd8\xff", "a JPEG image holds no text; recognise its characters first and give the text"),
    (b"GIF8", "a GIF image holds no text; recognise its characters first and give the text"),
    (b"II*\0", "a TIFF image holds no text; recognise its characters first and give the text"),
    (b"MM\0*", "a TIFF image holds no text; recognise its characters first and give the text"),
    (b"\x1f\x8b", f"a gzip archive is not read; {_PACKED}"),
    (b"Rar!", f"a RAR archive is not read; {_PACKED}"),
    (b"7z\xbc\xaf\x27\x1c", f"a 7z archive is not read; {_PACKED}"),
    (b"BZh", f"a bzip2 archive is not read; {_PACKED}"),
    (b"\xfd7zXZ\0", f"an xz archive is not read; {_PACKED}"),
    (b"SQLite format 3\0", "a database is not read; export its text"),
    (b"\x7fELF", "a program is not read; give a file that holds a report"),
)
# A zip file is an Office document when it holds one of these folders.
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", f"DOCX is not read yet; {_AS_TEXT}"),
    (b"xl/", f"XLSX is not read; {_AS_TEXT}"),
    (b"ppt/", f"PPTX is not read; {_AS_TEXT}"),
    (b"META-INF/container.xml", f"EPUB is not read; {_AS_TEXT}"),
    (b"", f"a zip archive is not read; {_PACKED}"),
)
# Texts that are a format of their own, by how they begin.
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    # `<!DOCTYPE html>`, `<html lang="zh">`, `<?xml …?><html`, `<!-- … --><div`
    (
        re.compile(
            r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body|meta|div|table|script)\b",
            re.I | re.S,
        ),
        f"HTML is not read yet: {_AS_TEXT}",
    ),
)
_SNIFFED = 65_536


def recognise(data: bytes) -> str:
    """Return why the bytes can't be read, `""` where they may be text."""
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return next(problem for folder, problem in _ZIPPED if folder in data[:_SNIFFED] or folder in data[-_SNIFFED:])
    return next((problem for signature, problem in _SIGNATURES if data.startswith(signature)), "")


def recognise_text(text: str) -> str:
    """Return why a decoded text can't be read, `""` where it is plain text or Markdown."""
    return next((problem for form, problem in _MARKUP if form.match(text.removeprefix("\ufeff"))), "")
