"""What a file is that isn't read, by its first bytes, and what to do."""

import io
import zipfile
import zlib
from codecs import BOM_UTF8

_AS_TEXT = "save it as text (UTF-8) and give that file"
_AS_DOCX = "open it in Word or WPS, save it as DOCX and give that file"
_PACKED = "unpack it and give the files in it"
_PICTURE = "holds no text; recognise its characters (OCR) first and give the text"
# First bytes → what the file is and what to do.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a damaged PDF; open it in a viewer, print it to a new PDF and give that"),
    (b"\x89PNG\r\n", f"a PNG image {_PICTURE}"),
    (b"\xff\xd8\xff", f"a JPEG image {_PICTURE}"),
    (b"GIF8", f"a GIF image {_PICTURE}"),
    (b"II*\0", f"a TIFF image {_PICTURE}"),
    (b"MM\0*", f"a TIFF image {_PICTURE}"),
    (b"AT&TFORM", f"a DjVu file {_PICTURE}"),
    (b"HN\0\0", f"a CAJ file is not read; {_AS_TEXT}"),
    (b"CAJ\0", f"a CAJ file is not read; {_AS_TEXT}"),
    (b"KDH ", f"a KDH file is not read; {_AS_TEXT}"),
    (b"\x1f\x8b", f"a gzip archive is not read; {_PACKED}"),
    (b"Rar!", f"a RAR archive is not read; {_PACKED}"),
    (b"7z\xbc\xaf\x27\x1c", f"a 7z archive is not read; {_PACKED}"),
    (b"BZh", f"a bzip2 archive is not read; {_PACKED}"),
    (b"\xfd7zXZ\0", f"an xz archive is not read; {_PACKED}"),
    (b"\x28\xb5\x2f\xfd", f"a zstd archive is not read; {_PACKED}"),
    (b"SQLite format 3\0", "a database is not read; export its text"),
    (b"\x7fELF", "a program is not read; give a file that holds a report"),
    (b"MZ\x90\0", "a program is not read; give a file that holds a report"),
    (b"From: <Saved by ", "a web archive (MHTML) is not read; save the page as HTML and give that"),
)
# A zip file is a document of one kind or another when it holds one of these.
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"xl/", f"XLSX is not read; {_AS_TEXT}"),
    (b"ppt/", f"PPTX is not read; {_AS_TEXT}"),
    (b"OFD.xml", "OFD is not read; export it as PDF with text and give that"),
    (b"opendocument.text", f"ODT is not read; {_AS_DOCX}"),
    (b"opendocument.spreadsheet", f"ODS is not read; {_AS_TEXT}"),
    (b"opendocument", f"an OpenDocument file other than text is not read; {_AS_TEXT}"),
    (b"META-INF/container.xml", f"EPUB is not read; {_AS_TEXT}"),
    (b"application/epub+zip", f"EPUB is not read; {_AS_TEXT}"),
)
# Where nothing in a zip file says what it is, its name may.
_ZIPPED_NAMES: dict[str, bytes] = {
    ".xlsx": b"xl/",
    ".pptx": b"ppt/",
    ".ofd": b"OFD.xml",
    ".odt": b"opendocument.text",
    ".ods": b"opendocument.spreadsheet",
    ".odp": b"opendocument.presentation",
    ".epub": b"META-INF/container.xml",
}
_ARCHIVE = f"a zip archive is not read; {_PACKED}"
_TORN = "a damaged DOCX file; open it in Word or WPS, save it again as DOCX and give that"
_LONGEST_TYPE = 100
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of the streams in an old Office file, as its directory has them; one stands for what the file is.
_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "the file is encrypted; save it without a password and give that"),
    ("WordDocument", f"an old Word file (.doc, .wps) is not read; {_AS_DOCX}"),
    ("Workbook", f"an old Excel file (.xls) is not read; {_AS_TEXT}"),
    ("Book", f"an old Excel file (.xls) is not read; {_AS_TEXT}"),
    ("PowerPoint Document", f"an old PowerPoint file (.ppt) is not read; {_AS_TEXT}"),
)
_SNIFFED = 65_536


def recognise(data: bytes, path: str) -> str:
    """Return what the bytes are and what to do where they can't be read, `""` where they may be text."""
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zipped(data, path)
    if data.startswith(_OLE):
        return _old_office(data)
    if data[:_SNIFFED].removeprefix(BOM_UTF8).lstrip().startswith(b"{\\rtf"):
        return f"RTF is not read; {_AS_DOCX}"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return f"a WebP image {_PICTURE}"
    return next((problem for signature, problem in _SIGNATURES if data.startswith(signature)), "")


def _zipped(data: bytes, path: str) -> str:
    by_name = next((part for ending, part in _ZIPPED_NAMES.items() if path.lower().endswith(ending)), b"")
    for words in (data[:_SNIFFED] + data[-_SNIFFED:], _media_type(data), by_name):
        for part, problem in _ZIPPED:
            if part in words:
                return problem
    return _TORN if path.lower().endswith(".docx") else _ARCHIVE


def _media_type(data: bytes) -> bytes:
    """Return the beginning of the file `mimetype` in a zip file, where some programs pack it against the rules."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open("mimetype") as file:
            return file.read(_LONGEST_TYPE)
    except (OSError, zipfile.BadZipFile, zlib.error, LookupError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return b""


def _old_office(data: bytes) -> str:
    named = (problem for name, problem in _STREAMS if name.encode("utf-16-le") in data)
    return next(named, f"an old Office file (.doc, .wps, .xls) is not read; {_AS_DOCX}")
