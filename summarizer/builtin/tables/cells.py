"""The cells of tables: what a row names, what a column says of it, the unit in a head, a caption or a column of units."""

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from summarizer.builtin.names.phrases import tidy
from summarizer.builtin.quantities.settings_in_text import Setting
from summarizer.builtin.tables.captions import NO_CAPTION, Caption, read_caption
from summarizer.builtin.tables.columns import DATES, RATES, UNIT_BEHIND, Column, read_head
from summarizer.builtin.tables.parting import EMPTY, PROSE, VALUE, Row
from summarizer.builtin.tables.placing import columns_of
from summarizer.builtin.tables.rows import read_rows
from summarizer.domain.answer import IndicatorEntry, SkippedEntry
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk, ShownNumeral, name_words
from summarizer.domain.record import Kind, Role
from summarizer.domain.span import Span

# 第一产业[3]: a note's mark
_NOTE = re.compile(r"[\[［]\d{1,2}[\]］]")
_SPACE_INSIDE = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
# 其中:城镇 · #工业
_PART_OF = re.compile(r"^\s*(?:其中[:：]?|#)\s*")
# says of whom or what kind, not what: 城镇 of 常住人口
_ATTRIBUTE = re.compile(
    r"城镇|乡村|农村|城市|牧区|[男女]性?|\d+.*岁.*|国有|民营|私营|个体|公办|民办|中央|地方|内资|外资|[省市县区乡镇]级|(?:规模|限额)以[上下]|[规限]上"
)
_PRODUCT = re.compile(r"(?:地区|国内)?生产总值|GDP")
_BRANCH = re.compile(r"第?[一二三]次?产业?")
_ADDED = "增加值"
_NO_UNIT = " "
_ITEM = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[、.](?!\d))\s*")
# 利润总额(1-上月) · 利用外资(商务部口径): for when and how it is counted
_ASIDE = re.compile(r"[(（]\s*[)）]$|[(（](?:\d[^()（）]*月|[^()（）]*口径)[)）]$")
# 0-14岁 · 60岁及以上
_AGES = re.compile(r"\s*(?:其中[:：]?)?\s*\d{1,3}(?:\s?[-—~至]\s?\d{1,3})?周?岁(?:及?以[上下])?")
# 居民收入增长(%): a row of rates whatever its columns say
_RATE_ROW = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:同比|比上年)?(?:增长率?|增速|增幅)$")
_POINTS = "个百分点"
# 建成投用甲、乙、丙等8家卫生院: a task, no measure
_COUNTS = re.compile(r".{6}等?\d+(?:[家个所条座处项]|公里)")
_SHARE_ROW = re.compile(r"率$")
# Villagers’ Committees(unit): the row above in another language
_TRANSLATION = re.compile(r"(?=.*[A-Za-z]{3})[^\u4e00-\u9fff|\t]+")


class _Parent(Struct, frozen=True):
    """The row that rows with 其中 are parts of."""

    name: str = ""
    value: Decimal | None = None
    unit: str = ""


class _Named(Struct, frozen=True):
    """What a row measures, and its unit."""

    name: str
    unit: str
    part: bool
    task: bool
    """Says in a sentence what is to be done."""


class Cells(Struct, frozen=True):
    """What the heads of tables say of the numerals of a chunk, by their numbers."""

    entries: dict[int, IndicatorEntry | SkippedEntry]
    kinds: dict[int, Kind]
    """Of numerals in the prose of a cell, where its head says whether that was done."""


def _is_of_name(words: str, at: int) -> bool:
    """Say whether a numeral of a cell says of whom or when its row tells: 0-14岁, 利润总额(1-上月)."""
    aside = _ASIDE.search(words)
    return bool(_AGES.fullmatch(words)) or (aside is not None and aside.start() <= at)


def read_cells(chunk: ShownChunk, settings: Sequence[Setting]) -> Cells:
    """Return an entry for each numeral that fills a cell of a table with a head."""
    reader = _Reader(chunk, settings)
    for number, row in enumerate(read_rows(chunk.text, reader.view, chunk.sentences)):
        reader.read(row, first=number == 0)
    return reader.found


class _Reader:
    """Reads rows one after another: what heads, captions and the rows above said holds for those below."""

    def __init__(self, chunk: ShownChunk, settings: Sequence[Setting]) -> None:
        self._chunk = chunk
        self._settings = settings
        self.view = same_length_view(chunk.text)
        self.found = Cells({}, {})
        self._columns, self._whole = _begun_before(chunk, settings)
        self._caption = NO_CAPTION
        self._heads: list[ShownNumeral] = []
        self._begin_rows()

    def _begin_rows(self) -> None:
        self._parent, self._after_part, self._product = _Parent(), False, ""
        self._placed: list[int] = []

    def read(self, row: Row, *, first: bool) -> None:
        """Take in what a row says."""
        words, cells = row.whole.of(self.view), row.cells
        if self._columns and _TRANSLATION.fullmatch(words):
            self._skip(self._inside(row), "译文")
            return
        if len(cells) < 2:
            self._caption = read_caption(row.whole.of(self._chunk.text), self._caption)
            self._columns, self._heads = [], []
            self._begin_rows()
            return
        if self._columns and all(EMPTY.fullmatch(cell.of(self.view).strip()) for cell in cells[1:]):
            return  # 分产业 | -- | --: a name over the rows below, no head
        if len(cells) == len(self._columns) + 1 and not (self._columns and self._columns[0].skipped):
            self._columns = [Column(), *self._columns]
        if not self._columns or row.heads or (_is_head(self.view, row, known=not first) and not self._goes_on(row)):
            heads = [cell.of(self._chunk.text) for cell in cells]
            self._columns, self._whole = read_head(self._chunk.context, heads, self._settings[row.index]), self._caption
            self._heads += self._inside(row)
            return
        self._read_values(row)

    def _goes_on(self, row: Row) -> bool:
        """2021年11月 | 经开区: the later lines of a task that has several dates and offices head nothing."""
        dated = any(column.skipped == DATES for column in self._columns)
        return dated and len(row.cells) < len(self._columns)

    def _inside(self, row: Row) -> list[ShownNumeral]:
        return [numeral for numeral in self._chunk.numerals if row.whole.covers(numeral.span)]

    def _skip(self, numerals: Sequence[ShownNumeral], reason: str) -> None:
        self.found.entries.update({numeral.n: SkippedEntry(n=numeral.n, reason=reason) for numeral in numerals})

    def _read_values(self, row: Row) -> None:
        named = self._name(row)
        if not named:
            return
        placed = columns_of(self.view, row.cells, self._columns)
        if named.part and len(placed) == len(self._placed):
            placed = self._placed  # what is told of a whole is told of its parts
        self._placed = placed
        for numeral in self._inside(row):
            here = next((at for at, cell in enumerate(row.cells) if cell.covers(numeral.span)), -1)
            column = self._columns[placed[here]] if here >= 0 and 0 <= placed[here] < len(self._columns) else None
            value = VALUE.fullmatch(row.cells[here].of(self.view)) if column else None
            if column and column.skipped and not value:
                self._skip([numeral], column.skipped)
            elif column and value:
                entry = self._entry(numeral.n, named, column, value["unit"] or "", self._settings[row.index])
                self.found.entries[numeral.n] = entry
                self._skip(self._heads, "表头")
                self._heads = []
            elif here >= 0 and _is_of_name(row.cells[here].of(self.view), numeral.span.start - row.cells[here].start):
                self._skip([numeral], "表头")
            elif column and column.kind:
                self.found.kinds[numeral.n] = column.kind

    def _name(self, row: Row) -> _Named | None:
        """Return what a row measures, completed from its caption and from the row that it is a part of."""
        label = _label(row.cells, self._columns, self._chunk.text)
        if not label:
            return None
        part = _PART_OF.match(label)
        label = label[part.end() :] if part else label
        unit = _row_unit(row.cells, self._columns, self._chunk.text, label)
        own = _Parent(label, _first_value(self.view, row.cells), unit)
        above = self._parent if part else _next_parent(self._parent, own, self._after_part)
        self._after_part = bool(part) or above is self._parent
        unit = unit or (self._parent.unit if part else "")
        if _PRODUCT.search(label):
            self._product = unit or self._whole.unit or _NO_UNIT
        if self._product and _BRANCH.fullmatch(label):
            label, unit = _with_measure(label, self._chunk), unit or self._product
        attribute = self._after_part and _ATTRIBUTE.fullmatch(label)
        name = tidy(self._parent.name + label if attribute else self._whole.measured(label))
        self._parent = above
        return _Named(name, unit.strip() or self._whole.unit, bool(part), bool(PROSE.search(label) or _COUNTS.search(label)))

    def _entry(self, n: int, row: _Named, column: Column, told: str, setting: Setting) -> IndicatorEntry | SkippedEntry:
        if column.skipped:
            return SkippedEntry(n=n, reason=column.skipped)
        role = _role(row, column, told)
        role = "share" if role == "level" and self._whole.shares and not (row.unit or column.unit or told) else role
        lent = column.unit or (self._whole.rate if column.role == "growth" else row.unit)
        if role == "change" and not column.unit.endswith("百分点"):
            lent = _POINTS if _POINTS in self._chunk.text else ""  # a unit that stands nowhere can't be pointed to
        review = self._chunk.context.review_period or self._chunk.context.plan_year
        return IndicatorEntry(
            n=n,
            name=_name_in(row, column, role),
            role=role,
            kind=column.kind or setting.kind,
            period=column.period or setting.period or review,
            bound=None,
            sign=None,
            unit=None if told else lent or None,  # a unit beside its value is the reader's
        )


def _role(row: _Named, column: Column, told: str) -> Role:
    """产销率 % 99.2 -0.5: a rate grows by points; 居民收入增长(%) 6.1: a row of growth."""
    unit = column.unit or row.unit
    if told.endswith("百分点") or (column.role == "growth" and row.unit in RATES and _SHARE_ROW.search(row.name)):
        return "change"
    if column.role == "level" and (told or unit) in RATES:
        return "growth" if _RATE_ROW.search(row.name) else "share"
    return column.role


def _name_in(row: _Named, column: Column, role: Role) -> str:
    if column.noun and row.task:  # how far it has come
        return column.noun
    name = _RATE_ROW.sub("", row.name) if role == "growth" else row.name
    told = not column.noun or column.noun in name or name[-1] == column.noun[-1]
    return column.place + name if told else tidy(column.place + name + column.noun)


def _with_measure(branch: str, chunk: ShownChunk) -> str:
    """生产总值 567.9, 第一产业 52.1: its value added, where the text has the word."""
    return branch + _ADDED if _ADDED in name_words(chunk.text, chunk.context) else branch


def _begun_before(chunk: ShownChunk, settings: Sequence[Setting]) -> tuple[list[Column], Caption]:
    """Return what stands above the chunk of the table that it begins inside of."""
    caption = NO_CAPTION
    for line in chunk.context.table[:-1]:
        caption = read_caption(line, caption)
    heads = chunk.context.table[-1].strip(" |").split("|") if chunk.context.table and settings else []
    return (read_head(chunk.context, [head.strip() for head in heads], settings[0]) if heads else []), caption


def _next_parent(parent: _Parent, row: _Parent, after_part: bool) -> _Parent:
    """常住人口 94.9, 其中：城镇 41.4, 乡村 53.5: an attribute behind a part that holds less than the whole is a part as well."""
    less = row.value is not None and parent.value is not None and row.value < parent.value
    return parent if after_part and less and _ATTRIBUTE.fullmatch(row.name) else row


def _first_value(view: str, cells: Sequence[Span]) -> Decimal | None:
    found = next((match for cell in cells[1:] if (match := VALUE.fullmatch(cell.of(view)))), None)
    return Decimal(found["value"].replace(",", "")) if found else None


def _is_head(view: str, row: Row, *, known: bool) -> bool:
    """Say whether a row heads columns: none of its cells is a value, or a sentence."""
    words = row.whole.of(view)
    values = any(VALUE.fullmatch(cell.of(view)) for cell in row.cells)
    return known and not values and not any(sign in words for sign in "。;") and not words.startswith("其中")


def _label(cells: Sequence[Span], columns: list[Column], text: str) -> str:
    """Return the words that name a row: its first cell that holds neither number nor unit."""
    for at, cell in enumerate(cells):
        column = columns[at] if at < len(columns) else Column()
        words = _ITEM.sub("", cell.of(text))
        if not column.holds_units and not column.skipped and re.search(r"[\u4e00-\u9fff]", words):
            return _SPACE_INSIDE.sub("", _NOTE.sub("", _ASIDE.sub("", UNIT_BEHIND.sub("", words)))).strip()
    return ""


def _row_unit(cells: Sequence[Span], columns: list[Column], text: str, label: str) -> str:
    """Return the unit that a column of units or the row's own name gives: 生产总值(亿元)."""
    for cell, column in zip(cells, columns, strict=False):
        if column.holds_units:
            return cell.of(text).strip()
    said = next((found for cell in cells if label in cell.of(text) and (found := UNIT_BEHIND.search(cell.of(text)))), None)
    return (said["unit"] or said["percent"]).strip() if said else ""
