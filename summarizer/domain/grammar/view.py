"""The same-length view: what the rules read instead of the text, character for character.

Full-width forms become ASCII, odd spaces a space, look-alike signs the usual one. Because every character stands for exactly
one, an offset in the view is an offset in the text.
"""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys([0x09, 0x0B, 0x0C, 0x0D, 0x00, 0xA0, 0x1680, *range(0x2000, 0x2010), 0x202F, 0x205F, 0x3000, 0xFEFF], 0x20)
_SIGNS = {0xFE52: ".", 0x2024: ".", 0x2212: "-", 0x2010: "-", 0x2011: "-", 0x2013: "–", 0xFE6A: "%", 0x2236: ":", 0xFE55: ":", 0x25CB: "〇", 0x3007: "〇"}
_VIEW = {**_FULL_WIDTH, **_SPACES, **_SIGNS, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)}


def same_length_view(text: str) -> str:
    """Return the text as the rules read it, of the same length."""
    return text.translate(_VIEW)
