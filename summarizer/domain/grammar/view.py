"""The same-length view: what the rules read instead of the text, character for character.

Full-width forms become ASCII, odd spaces a space, look-alike signs the usual one. Because every character stands for exactly
one, an offset in the view is an offset in the text.
"""

import re

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ODD_SPACES = "\t\v\f\r\0\u00a0\u1680\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))
_SIGNS = {"﹒": ".", "․": ".", "−": "-", "‐": "-", "‑": "-", "﹪": "%", "∶": ":", "﹕": ":", "︰": ":", "○": "〇"}
_USUAL = {**_FULL_WIDTH, **dict.fromkeys(_ODD_SPACES, " "), **_SIGNS}
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
