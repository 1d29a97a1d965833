"""The same-length view: what the rules read instead of the text, character for character.

Full-width forms become ASCII, odd spaces a space, look-alike signs the usual one. Because every character stands for exactly
one, an offset in the view is an offset in the text.
"""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ODD_SPACES = "\t\v\f\r\0\u00a0\u1680\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))
_SIGNS = {"﹒": ".", "․": ".", "−": "-", "‐": "-", "‑": "-", "﹪": "%", "∶": ":", "﹕": ":", "︰": ":", "○": "〇"}
_VIEW: dict[int, int | str] = {
    **_FULL_WIDTH,
    **{ord(space): " " for space in _ODD_SPACES},
    **{ord(sign): usual for sign, usual in _SIGNS.items()},
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}


def same_length_view(text: str) -> str:
    """Return the text as the rules read it, of the same length."""
    return text.translate(_VIEW)
