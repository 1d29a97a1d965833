"""Office files that tell no time, and text that can stand in them."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# not allowed in XML 1.0
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(?=<)")
_NO_MOMENT = b"1980-01-01T00:00:00Z"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def writable(text: str) -> str:
    """Return text with a mark in place of each character that XML can't hold."""
    return _UNWRITABLE.sub("�", text)


def timeless_entry(name: str) -> ZipInfo:
    """Return an entry of an archive that tells no time."""
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def without_moment(packed: bytes) -> bytes:
    """Return an office file without the moment of its making."""
    out = BytesIO()
    with ZipFile(BytesIO(packed)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MOMENT.sub(rb"\g<1>" + _NO_MOMENT, data)
            target.writestr(timeless_entry(name), data)
    return out.getvalue()
