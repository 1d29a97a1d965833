"""Look into a zip file before anything of it is unpacked."""

import zipfile
from io import BytesIO

from summarizer.errors import ReadError

MAX_UNPACKED = 256 * 2**20
"""Bytes of all members together: a report with many photographs has 60 MB."""
MAX_XML = 32 * 2**20
"""Bytes of all XML members together: a report of 300 pages has 5 MB."""
_MAX_MEMBERS = 10_000
_MAX_RATIO = 200
"""XML packs up to 30 to 1; a bomb 1,000 to 1."""
_RATIO_FROM = 2**20


def check_zip(data: bytes, path: str) -> frozenset[str]:
    """Return the names of the members. Raise ReadError for what is damaged, encrypted, or unpacks to far more than it is."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise ReadError(
            f"{path}: a damaged DOCX or zip file; open it in Word or WPS, save it again as DOCX and give that"
        ) from error
    _check_sizes(members, path)
    if any(member.flag_bits & 1 for member in members):
        raise ReadError(f"{path}: the file is encrypted; save it without a password and give that")
    return frozenset(member.filename for member in members)


def _check_sizes(members: list[zipfile.ZipInfo], path: str) -> None:
    unpacked = sum(member.file_size for member in members)
    xml = sum(member.file_size for member in members if member.filename.lower().endswith((".xml", ".rels")))
    dense = any(
        member.file_size > _RATIO_FROM and member.file_size > _MAX_RATIO * max(member.compress_size, 1) for member in members
    )
    if unpacked > MAX_UNPACKED or xml > MAX_XML or dense or len(members) > _MAX_MEMBERS:
        raise ReadError(
            f"{path}: unpacks to {unpacked:,} bytes in {len(members):,} parts, far more than a report (a zip bomb?); "
            "if it is genuine, save its text as UTF-8 and give that"
        )
