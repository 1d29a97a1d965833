"""Printed lines → paragraphs: by how full a line is, indents, gaps and sizes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from summarizer.reading.extracted import Line
from summarizer.reading.page_breaks import with_page_breaks
from summarizer.reading.pdf.lines import PrintedLine, PrintedPage, join_words

_INDENTED = 1.2
_SHORT = 0.8
_HALF = 0.55
_CENTRED = 0.4
"""Widths of a character: an indent, what a full line lacks beside what didn't fit, a Latin letter, how far off centre."""
_PITCH = 1.35
"""Line distances that part paragraphs."""
_SIZE_DIFFERS = 0.15
_PAGE_DECIDES_FROM = 6
# 一、经济社会发展情况………………12
_LEADERS = re.compile(r"(?:[.．·・‥…⋯_]\s?){4}\s*[-—(（]?\s*\d{0,4}\s*[-—)）]?$")
_TAIL = 40
# 一、经济社会发展情况 <gap> 12
_ENTRY = re.compile(r"[\t ]\d{1,4}$")
_CONTENTS_TITLE = re.compile(r"目[录錄次]|CONTENTS", re.I)
_CONTENTS = "contents line"
# What a line begins with and no line break parts, so that it left the line above short: 147.28 / GDP / “六稳 / 例、
_UNBROKEN = re.compile(r"[“‘（《〈【「(]*(?:[A-Za-z0-9.,%‰/+~:−–—-]{1,20}|.)[，。、；：？！”’）》〉】」,;:!?)%]*")
_SENTENCE_END = re.compile(r"[。！？；：][”’）】]?$")
# What a paragraph ends with: 。 / ；” / （责任单位：区发改局）
_PARAGRAPH_END = re.compile(r"[。！？；：][”’）】]?$|[）)]$")
# A line that begins so begins a paragraph: 一、 （二） 3. 第四条
_NUMBERED = re.compile(
    r"[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十]+[)）]|\d{1,2}[.．、]|第[一二三四五六七八九十百]+[章节条]"
)
_BODY = re.compile(r"(?:人民政府|办公[厅室]|委员会|[厅局部院委办]|人民代表大会(?:常务委员会)?)$")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with the margins and the line distance of its page."""

    line: PrintedLine
    left: float
    right: float
    pitch: float
    page: int
    mark: str = ""
    number: int = 1
    """Of the page in its file."""

    @property
    def indented(self) -> bool:
        return self.line.left > self.left + _INDENTED * self.line.size


def join_paragraphs(pages: Sequence[PrintedPage]) -> list[Line]:
    """Return the paragraphs of printed pages; rows of tables, headings and contents lines stay lines of their own.

    A form feed stands before the first line, or the first sentence, that begins on a page.
    """
    placed = list(_placed(pages))
    paragraphs: list[list[_Placed]] = []
    has_indents = 10 * sum(each.indented for each in placed) > len(placed)
    for each in placed:
        if paragraphs and _goes_on(paragraphs[-1][-1], each, has_indents=has_indents):
            paragraphs[-1].append(each)
        else:
            paragraphs.append([each])
    found = [(lines, _lines(before, lines, after)) for before, lines, after in _with_neighbours(paragraphs)]
    return list(with_page_breaks([(_page_starts(placed), lines) for placed, lines in found]))


def _page_starts(placed: list[_Placed]) -> list[tuple[int, int]]:
    """Return the pages that a paragraph's lines stand on: (characters of it before the page's first line, number)."""
    texts = [each.line.text for each in placed]
    first = [at for at, each in enumerate(placed) if not at or each.number != placed[at - 1].number]
    return [(len(join_words(texts[: at + 1])) - len(texts[at]), placed[at].number) for at in first]


def _placed(pages: Sequence[PrintedPage]) -> Iterator[_Placed]:
    running = [[line for line in page.lines if not line.is_row] for page in pages]
    everything = [line for lines in running for line in lines] or [line for page in pages for line in page.lines]
    pitch = _pitch(running)
    for number, page in enumerate(pages):
        if not page.lines:
            continue
        decided_by = running[number] if len(running[number]) >= _PAGE_DECIDES_FROM else _near(page, running) or everything
        left, right = _margins(decided_by)
        marks = _contents_marks(page.lines)
        for line, mark in zip(page.lines, marks, strict=True):
            yield _Placed(line, left, right, pitch, number, mark, page.number)


def _near(page: PrintedPage, running: Sequence[Sequence[PrintedLine]]) -> list[PrintedLine]:
    """Return the lines of the pages that begin as far to the left as a short one: of the same column."""
    left = min(line.left for line in page.lines)
    alike = [lines for lines in running if lines and abs(min(line.left for line in lines) - left) < lines[0].size]
    lines = [line for lines in alike for line in lines]
    return lines if len(lines) >= _PAGE_DECIDES_FROM else []


def _margins(lines: Sequence[PrintedLine]) -> tuple[float, float]:
    """Return where most lines begin, and where the full ones end."""
    size = median(line.size for line in lines)
    lefts = Counter(round(2 * line.left / size) for line in lines)
    most = max(lefts.values())
    # The outermost of the frequent beginnings: in a page of short paragraphs more lines are indented than not.
    place = min(place for place, count in lefts.items() if 4 * count >= most)
    left = min(line.left for line in lines if round(2 * line.left / size) == place)
    rights = sorted(line.right for line in lines)
    return left, rights[int(0.9 * len(rights))]


def _pitch(pages: Sequence[Sequence[PrintedLine]]) -> float:
    steps = [above.bottom - below.bottom for lines in pages for above, below in pairwise(lines)]
    return median(steps) if steps else 0.0


def _contents_marks(lines: Sequence[PrintedLine]) -> list[str]:
    """Return for each line of a page why it is one of a table of contents, `""` where it isn't."""
    leaders = [_LEADERS.search(line.text[-_TAIL:]) is not None for line in lines]
    entries = [led or _ENTRY.search(line.text) is not None for led, line in zip(leaders, lines, strict=True)]
    title = next((at for at, line in enumerate(lines[:3]) if _CONTENTS_TITLE.fullmatch("".join(line.text.split()))), None)
    if title is not None:
        # The report itself may begin below the last entry.
        end = max((at + 1 for at, entry in enumerate(entries) if entry), default=0)
        if 2 * sum(entries[title:end]) >= end - title > 0:
            return [_CONTENTS if title <= at < end else "" for at in range(len(lines))]
    return [_CONTENTS if led else "" for led in leaders]


def _goes_on(before: _Placed, after: _Placed, *, has_indents: bool) -> bool:
    above, below = before.line, after.line
    if before.mark or after.mark or above.is_row or below.is_row or "\t" in above.text or "\t" in below.text:
        return False
    if (after.indented and not _wraps_centred(before, after)) or abs(above.size - below.size) > _SIZE_DIFFERS * above.size:
        return False
    if before.page == after.page and above.bottom - below.bottom > _PITCH * max(before.pitch, above.size):
        return False
    if _SENTENCE_END.search(above.text) and not _PARAGRAPH_END.search(below.text) and not _is_full(after):
        return False  # a paragraph ends with its sentence: a short line without an end is a heading
    if not has_indents and _PARAGRAPH_END.search(above.text) and _NUMBERED.match(below.text):
        return False
    return _is_full(before, _unbroken(below))


def _wraps_centred(before: _Placed, after: _Placed) -> bool:
    """Tell whether a centred line is what didn't fit on a full one: a title over two lines."""
    middle = (after.left + after.right) / 2
    centred = abs((after.line.left + after.line.right) / 2 - middle) < _CENTRED * after.line.size
    return centred and not _PARAGRAPH_END.search(before.line.text)


def _is_full(placed: _Placed, lacks: float = 1.0) -> bool:
    """Tell whether a line reaches the right margin, but for what the next line begins with (widths of a character)."""
    return placed.line.right >= placed.right - (_SHORT + lacks) * placed.line.size


def _unbroken(line: PrintedLine) -> float:
    """Return the width of what a line begins with and could not stand on the line above, in widths of a character."""
    match = _UNBROKEN.match(line.text)
    return sum(_HALF if character.isascii() else 1.0 for character in (match[0] if match else ""))


def _with_neighbours(paragraphs: list[list[_Placed]]) -> Iterator[tuple[list[_Placed], list[_Placed], list[_Placed]]]:
    for index, lines in enumerate(paragraphs):
        yield paragraphs[index - 1] if index else [], lines, paragraphs[index + 1] if index + 1 < len(paragraphs) else []


def _lines(before: list[_Placed], lines: list[_Placed], after: list[_Placed]) -> list[Line]:
    """Return a paragraph as a line; a row that stands alone is no table: its parts are letterheads or words set apart."""
    text = join_words([each.line.text for each in lines])
    if lines[0].line.is_row:
        return [Line(text)]
    if "\t" not in text or lines[0].mark:
        return [Line(" ".join(text.split("\t")) if lines[0].mark else text, mark=lines[0].mark)]
    if any("\t" in each.line.text and not each.mark for each in (*before[-1:], *after[:1])):
        return [Line(text)]
    parts = text.split("\t")
    if all(_BODY.search(part.strip()) for part in parts):
        return [Line(part) for part in parts]
    return [Line("  ".join(parts))]
