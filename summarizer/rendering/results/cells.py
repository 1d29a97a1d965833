"""What stands in one cell of the table: values as written, what qualifies them, words in quotes."""

import re

from summarizer.domain.record import Indicator, Record, Statement
from summarizer.rendering.page.parts import Cell, Run, Words
from summarizer.rendering.page.sources import figure, sources_of
from summarizer.rendering.wording.amounts import written_value
from summarizer.rendering.wording.language import label
from summarizer.rendering.wording.naming import differing_name, same_scope, short_name
from summarizer.rendering.wording.printable import clipped, printable

EMPTY = Cell((), missing=False)
# 比上年, 较去年同期: what every growth of one year is over
_PLAIN_BASE = re.compile(r"^[比较](?:上年|去年|上年同期|去年同期|同期)$")
_IN_BRACKETS = re.compile(r"[（(][^（()）]{0,40}[)）]")
_BASIS = {"annual_average": "年均", "cumulative": "累计"}
# what is left of 完成市下达的GDP能耗和环境质量改善目标 when the row has already named GDP能耗
_PARTNERS = re.compile(r"^(?:[和与及、][^，,；;。]{1,20}?)?(?=目标|任务|计划|要求|指标|$)")
_LONGEST_QUOTE = 18
_LONGEST_QUALIFIER = 14
# 播种面积 in 粮食产量和播种面积不低于去年水平, ahead of what is said of both
_OTHER_SUBJECT = re.compile(
    r"^[^，,；;。“”]{1,12}?(?=不低于|不高于|不超过|不减|不降|只[增减升降]|保持|持续|继续|稳[步定中]|明显|进一步|基本|全面|完成|与经济|高于|低于)"
)


def value_words(indicator: Indicator, record: Record, row: str, without: frozenset[str] = frozenset()) -> Words:
    """Return a value with what qualifies it: `5.2%（按可比价格）`, `年均4.9%`, `6%左右（原文“城乡居民…”）`."""
    notes = [note for note in qualifiers(indicator) if note not in without]
    if len(indicator.canonical) > 1 and indicator.role != "growth":
        notes.append(label("合报"))
    elif row and not same_scope(indicator.name, row):
        stated = clipped(printable(differing_name(indicator.name, row)), _LONGEST_QUALIFIER)
        notes.append(label("原文“{name}”", name=stated))
    basis = _BASIS.get(indicator.basis)
    ahead = (label("预计") if indicator.estimated else "") + (label(basis) if basis else "")
    # a column of several years holds levels, too
    grown = "-" in indicator.period and indicator.role == "growth" and indicator.basis != "annual_average" and indicator.sign > 0
    ahead += label("增长") if grown else ""
    runs = [figure(indicator, record, ahead + written_value(indicator))]
    return (*runs, Run(f"（{'，'.join(notes)}）")) if notes else tuple(runs)


def qualifiers(indicator: Indicator) -> list[str]:
    """Return the words that qualify a value, without those that every value of its kind has."""
    bare = (_IN_BRACKETS.sub("", printable(span.text)).removesuffix("计算").strip("，,（()） ") for span in indicator.qualifiers)
    said = _BASIS.get(indicator.basis)
    return list(dict.fromkeys(clipped(q, _LONGEST_QUALIFIER) for q in bare if q and q != said and not _PLAIN_BASE.match(q)))


def quoted(statement: Statement, record: Record) -> Words:
    """Return what a statement says of its subject, in quotes."""
    subjects = [printable(other.name) for other in record.statements if other.text == statement.text]
    text = _predicate(printable(statement.text), printable(statement.name), subjects)
    return (Run(f"“{clipped(text, _LONGEST_QUOTE)}”", sources_of(statement.evidence, statement.section, record)),)


def joined(parts: list[Words]) -> Words:
    """Return several values of one cell in one line."""
    line: list[Run] = []
    for part in parts:
        line += [Run("；"), *part] if line else part
    return tuple(line)


def _predicate(text: str, name: str, subjects: list[str]) -> str:
    """Return the words without the row's own name and without those that share the sentence with it."""
    names = sorted({form for subject in subjects for form in (subject, short_name(subject)) if form}, key=len, reverse=True)
    known = "|".join(map(re.escape, names))
    found = re.match(rf"(?:{known})(?:\s?[和与及、，,]\s?(?:{known}))*", text) if names else None
    if found:
        rest = text[found.end() :]
        return (_OTHER_SUBJECT.sub("", rest[1:]) if rest[:1] in tuple("和及、") else rest) or text
    before, found_name, after = text.partition(name)
    if not found_name:
        return text
    return (before.removesuffix("的") + _PARTNERS.sub("", after)).strip("，,；;。：: ") or text
