"""The same-length view: what the rules read instead of the text, character for character.

Full-width forms become ASCII, odd spaces a space, look-alike signs the usual one. Because every character stands for exactly
one, an offset in the view is an offset in the text.
"""

import re
import unicodedata

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ODD_SPACES = "\t\v\f\r\0\u00a0\u1680\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))
_SIGNS = {
    "﹒": ".",
    "․": ".",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "﹪": "%",
    "∶": ":",
    "﹕": ":",
    "︰": ":",
    "○": "〇",
    "―": "—",
    "─": "—",
}
# ⼀, ⼗, ⾦ look like 一, 十, 金: PDFs and old fonts write radicals and compatibility forms for the characters themselves.
_FORMS = (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))
_LOOK_ALIKES = {
    chr(code): usual for code in _FORMS if len(usual := unicodedata.normalize("NFKC", chr(code))) == 1 and usual != chr(code)
}
_USUAL = {**_FULL_WIDTH, **_LOOK_ALIKES, **dict.fromkeys(_ODD_SPACES, " "), **_SIGNS}
_NO_CHARACTER = "\ufffd"
# All of these, and lone surrogates, which stand for no character.
_ODD = re.compile(rf"[{re.escape(''.join(_USUAL))}\ud800-\udfff]")


def same_length_view(text: str) -> str:
    """Return the text as the rules read it, of the same length."""
    # A text has few different odd signs: one replacement for each is far faster than a look at every character.
    found = _ODD.search(text)
    while found:
        text = text.replace(found[0], _USUAL.get(found[0], _NO_CHARACTER))
        found = _ODD.search(text, found.end())
    return text
