"""Automatic numbers of a Word document as the page shows them: 一、 （二） 3. 第四章."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.reading.docx.runs import W, attribute

if TYPE_CHECKING:
    from lxml.etree import _Element

_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "ideographTraditional",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    )
)
_LEVEL_SIGN = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    joint: str


@dataclass(slots=True)
class Numbering:
    """Counts the automatic numbers of a document; paragraphs have to be asked for in their order."""

    definitions: "_Element | None"
    styles: "_Element"
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _by_style: "dict[str, _Element]" = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_style = {style.get(W + "styleId") or "": style for style in self.styles.iter(W + "style")}
        if self.definitions is None:
            return
        for number in self.definitions.iter(W + "num"):
            self._abstract[number.get(W + "numId") or ""] = attribute(number, "abstractNumId") or ""
        for abstract in self.definitions.iter(W + "abstractNum"):
            levels = {_index(level.get(W + "ilvl")): _level(level) for level in abstract.iter(W + "lvl")}
            self._levels[abstract.get(W + "abstractNumId") or ""] = levels

    def next_number(self, paragraph: "_Element") -> str:
        """Return the number that the page shows before a paragraph, `""` where it shows none or one of an unknown form."""
        number, index = self._place(paragraph)
        abstract = self._abstract.get(number, "")
        levels = self._levels.get(abstract, {})
        if index not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[index] = counts.get(index, levels[index].start - 1) + 1
        for deeper in range(index + 1, _LEVELS):
            counts.pop(deeper, None)
        return _shown(levels, counts, index)

    def _place(self, paragraph: "_Element") -> tuple[str, int]:
        """Return the list and the level of a paragraph, from itself or from its style and those that it is based on."""
        properties = paragraph.find(W + "pPr")
        if properties is None:
            return "", 0
        holder, style = properties, attribute(properties, "pStyle")
        for _ in range(_LEVELS):
            found = holder.find(W + "numPr")
            if found is not None and attribute(found, "numId") is not None:
                return attribute(found, "numId") or "", _index(attribute(found, "ilvl"))
            above = self._by_style.get(style or "")
            if above is None:
                break
            properties = above.find(W + "pPr")
            holder, style = properties if properties is not None else above, attribute(above, "basedOn")
        return "", 0


def _level(level: "_Element") -> _Level:
    start = attribute(level, "start") or "1"
    suffix = attribute(level, "suff") or "tab"
    return _Level(
        start=int(start[:6]) if start.isascii() and start.isdigit() else 1,
        form=attribute(level, "numFmt") or "decimal",
        text=attribute(level, "lvlText") or "",
        joint="" if suffix == "nothing" else " ",
    )


def _shown(levels: dict[int, _Level], counts: dict[int, int], index: int) -> str:
    level = levels[index]
    if level.form in ("bullet", "none") or not _LEVEL_SIGN.search(level.text):
        return ""
    parts = {}
    for place in map(int, _LEVEL_SIGN.findall(level.text)):
        above = levels.get(place - 1)
        shown = _in_form(counts.get(place - 1, above.start), above.form) if above else None
        if shown is None:
            return ""
        parts[str(place)] = shown
    text = _LEVEL_SIGN.sub(lambda match: parts[match[1]], level.text)
    return text if text.endswith(("、", "）", "．", "：", ")")) else text + level.joint


def _in_form(value: int, form: str) -> str | None:
    """Return a number as a form writes it, None for a form that isn't known."""
    if form in ("decimal", "decimalFullWidth", "decimalHalfWidth"):
        return str(value)
    if form == "decimalZero":
        return f"{value:02}"
    if form in _CHINESE:
        return in_chinese(value)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= value <= 20:
        return chr(0x245F + value)
    if form in ("upperLetter", "lowerLetter") and 1 <= value <= 26:
        return chr((0x40 if form == "upperLetter" else 0x60) + value)
    return None


def in_chinese(value: int) -> str | None:
    """Return a number below 1,000 in Chinese characters (12 → 十二), None for others."""
    if not 0 < value < 1000:
        return None
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def _index(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and int(value[:3]) < _LEVELS else 0
