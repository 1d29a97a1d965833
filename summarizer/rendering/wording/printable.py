"""Report text as it may stand on a page: one line, nothing invisible, nothing that turns the line around."""

import re

# C0 and C1 controls, lone surrogates, marks that reorder or hide what follows (U+202E and the like), byte order marks
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
# 基础薄弱,创新不足: a comma of another script between two Chinese characters
_NARROW_STOP = re.compile(r"(?<=[\u3400-\u9fff”’）》%％\d])[,;:?!](?=[\u3400-\u9fff“‘（《])")
_WIDE_STOPS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_CLAUSE_END = "，,；;、。"


def printable(text: str) -> str:
    """Return the text in one line, with a mark in place of each character that can't be shown."""
    return " ".join(_UNPRINTABLE.sub("�", text).split())


def typeset(text: str) -> str:
    """Return the text in one line with the stops of Chinese print: for words on a page, never for what is quoted as evidence."""
    return _NARROW_STOP.sub(lambda stop: _WIDE_STOPS[stop[0]], printable(text))


def shown_character_by_character(text: str) -> str:
    """Return the text with a mark in place of each character that can't be shown; its lines stay."""
    return _UNPRINTABLE.sub("�", text)


def clipped(text: str, most: int) -> str:
    """Return at most `most` characters, cut after a clause where one ends in the second half, and say so with `…`."""
    if len(text) <= most:
        return text
    ends = [at for at in range(most // 2, most) if text[at] in _CLAUSE_END]
    return text[: ends[-1] if ends else most - 1].rstrip(_CLAUSE_END) + "…"
