"""An answer and what it may point to in, everything wrong with it out. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from summarizer.asking.answers.flaws import Flaw
from summarizer.asking.answers.written import foreign_words, has_litter, placeholders, written_quantities, written_tokens
from summarizer.domain.answer import (
    ChunkAnswer,
    HeaderAnswer,
    IndicatorEntry,
    OverviewAnswer,
    OverviewPoint,
    PointEntry,
    ProblemEntry,
    ProjectEntry,
    SecondLookAnswer,
    StatementEntry,
    TaskEntry,
)
from summarizer.domain.reply import Answer, Limits

# The place of the worked example in prompts/chunk.md. No such county exists.
EXAMPLE_PLACE = "云汀"
# `2020`, `2016-2020`
_PERIOD = re.compile(r"(1[89]\d\d|2[01]\d\d)(?:-(1[89]\d\d|2[01]\d\d))?")
_LONGEST_NAME = 120
_COPIED_HEADER = ("title", "issuer", "doc_number", "date", "speaker", "meeting")

PointingEntry = StatementEntry | TaskEntry | ProjectEntry | ProblemEntry | PointEntry


def flaws(answer: Answer, limits: Limits, said: str = "") -> list[Flaw]:
    """Return everything wrong with an answer, in the order of its fields; `[]` when nothing is.

    `said` is the JSON that it was read from, where that is at hand: it saves writing the answer out.
    """
    match answer:
        case ChunkAnswer():
            found = _chunk_flaws(answer, limits)
        case SecondLookAnswer():
            found = _numeral_flaws(answer, limits)
        case HeaderAnswer():
            found = _header_flaws(answer, limits)
        case OverviewAnswer():
            found = _overview_flaws(answer, limits)
    return [*found, *_leaked_example(answer, limits, said)]


def _chunk_flaws(answer: ChunkAnswer, limits: Limits) -> Iterator[Flaw]:
    yield from _numeral_flaws(answer, limits)
    for field in ("statements", "tasks", "projects", "problems", "points"):
        for index, entry in enumerate(getattr(answer, field)):
            reasons = _bad_pointers(entry.sentences, limits) or _entry_reasons(entry, limits)
            yield from (Flaw(field, index, reason) for reason in reasons)
    for index, number in enumerate(answer.unmarked):
        if not _exists(number, limits.sentences):
            yield Flaw("unmarked", index, f"没有编号为{number}的句子")


def _numeral_flaws(answer: ChunkAnswer | SecondLookAnswer, limits: Limits) -> Iterator[Flaw]:
    seen: set[int] = set()
    last = len(limits.numerals)
    for field in ("indicators", "skipped"):
        for index, entry in enumerate(getattr(answer, field)):
            if not 1 <= entry.n <= last:
                yield Flaw(field, index, f"没有编号为{entry.n}的数字")
            elif entry.n in seen:
                yield Flaw(field, index, f"数字{entry.n}已在前面用过，每个数字只用一次")
            elif isinstance(entry, IndicatorEntry) and not _is_plain(entry, limits):
                yield from (Flaw(field, index, reason) for reason in _indicator_reasons(entry, limits))
            seen.add(entry.n)


def _is_plain(entry: IndicatorEntry, limits: Limits) -> bool:
    """Say, at a fifth of the cost of looking for reasons, that there are none: most names are words of the text as they stand."""
    name = entry.name
    return name.isalpha() and len(name) <= _LONGEST_NAME and name in limits.words and not entry.unit and _is_period(entry.period)


def _indicator_reasons(entry: IndicatorEntry, limits: Limits) -> Iterator[str]:
    if not entry.name.strip():
        yield "name为空"
    if len(entry.name) > _LONGEST_NAME:
        yield f"name超过{_LONGEST_NAME}字"
    elif has_litter(entry.name) or placeholders(entry.name):
        yield "name中不许有标记、占位符或控制字符"
    elif foreign := foreign_words(entry.name, limits.words):
        yield f"name“{entry.name}”中的“{foreign}”在正文和标题中找不到，请用原文的词"
    elif _holds_own_value(entry, limits):
        yield f"name“{entry.name}”里不要写数值"
    if entry.unit and entry.unit not in limits.words:
        yield f"unit“{entry.unit}”在正文中找不到；单位就在数字旁时填null"
    yield from _period_reasons(entry.period)


def _holds_own_value(entry: IndicatorEntry, limits: Limits) -> bool:
    """Say whether a name repeats the value it names. A threshold of the same figure stands in the text a second time."""
    value = limits.numerals[entry.n - 1]
    if value not in entry.name or value not in written_tokens(entry.name):
        return False
    return sum(value == token for token in written_tokens(limits.words)) < 2


def _period_reasons(period: str) -> Iterator[str]:
    if not _is_period(period):
        yield f"period“{period}”应为空串、YYYY或YYYY-YYYY"


@lru_cache(maxsize=1000)
def _is_period(period: str) -> bool:
    found = _PERIOD.fullmatch(period)
    return not period or (found is not None and (not found[2] or found[2] >= found[1]))


def _bad_pointers(sentences: Sequence[int], limits: Limits) -> list[str]:
    if not sentences:
        return ["sentences为空，至少要指向一个句子"]
    return [f"没有编号为{number}的句子" for number in sentences if not _exists(number, limits.sentences)]


def _entry_reasons(entry: PointingEntry, limits: Limits) -> Iterator[str]:
    sources = [limits.sentences[number - 1] for number in entry.sentences]
    match entry:
        case StatementEntry():
            yield from _copied_reasons({"text": entry.text}, sources)
            yield from _period_reasons(entry.period)
            if has_litter(entry.name):
                yield "name中不许有标记或控制字符"
            elif foreign := foreign_words(entry.name, limits.words):
                yield f"name“{entry.name}”中的“{foreign}”在正文和标题中找不到，请用原文的词"
        case TaskEntry():
            yield from _copied_reasons({"title": entry.title}, sources)
            yield from _copied_reasons({f"owners[{index}]": owner for index, owner in enumerate(entry.owners)}, sources)
            if entry.deadline is not None:
                yield from _copied_reasons({"deadline": entry.deadline}, sources)
        case ProjectEntry():
            yield from _copied_reasons({"name": entry.name}, sources)
            if entry.status:
                yield from _copied_reasons({"status": entry.status}, sources)
            yield from (f"没有编号为{n}的数字" for n in entry.numerals if not _exists(n, limits.numerals))
        case ProblemEntry():
            yield from _copied_reasons({"text": entry.text}, sources)
        case PointEntry():
            yield from _point_in_chunk_reasons(entry, limits)


def _point_in_chunk_reasons(entry: PointEntry, limits: Limits) -> Iterator[str]:
    marked = [(limits.marked or limits.sentences)[number - 1] for number in entry.sentences]
    yield from _written_reasons(entry.text, marked, limits.numerals)
    held = (n for n in dict.fromkeys(placeholders(entry.text)) if _exists(n, limits.numerals))
    missing = [n for n in held if not any(f"{{{n}}}" in source for source in marked)]
    yield from (f"占位符{{{n}}}的数字不在所指句子里" for n in missing)


def _copied_reasons(copied: dict[str, str], sources: Sequence[str]) -> Iterator[str]:
    for field, text in copied.items():
        wanted = text.strip()
        if not wanted:
            yield f"{field}为空"
        elif not any(wanted in source for source in sources):
            yield f"{field}“{text}”不是所指句子中连续的原文，请逐字抄录，不抄编号标记"


def _written_reasons(text: str, sources: Sequence[str], numerals: Sequence[str]) -> Iterator[str]:
    if not text.strip():
        yield "text为空"
    if has_litter(text):
        yield "text中的数量只许写成占位符{编号}，不许有其他花括号、句子标记或控制字符"
    yield from (f"没有编号为{n}的数字" for n in placeholders(text) if not _exists(n, numerals))
    if written := written_quantities(text, sources):
        yield f"text直接写了数量（{'、'.join(written)}），应写成占位符{{编号}}，或逐字取自所指句子"


def _header_flaws(answer: HeaderAnswer, limits: Limits) -> Iterator[Flaw]:
    says = any(getattr(answer, field) is not None for field in _COPIED_HEADER)
    bad = _bad_pointers(answer.sentences, limits) if says or answer.sentences else []
    yield from (Flaw("sentences", None, reason, alone=False) for reason in bad)
    if bad:
        return
    sources = [limits.sentences[number - 1] for number in answer.sentences]
    for field in _COPIED_HEADER:
        if (value := getattr(answer, field)) is not None:
            yield from (Flaw(field, None, reason) for reason in _copied_reasons({field: value}, sources))


def _overview_flaws(answer: OverviewAnswer, limits: Limits) -> Iterator[Flaw]:
    yield from (Flaw("headline", None, reason, alone=False) for reason in _point_reasons(answer.headline, limits))
    for index, point in enumerate(answer.key_points):
        yield from (Flaw("key_points", index, reason) for reason in _point_reasons(point, limits))


def _point_reasons(point: OverviewPoint, limits: Limits) -> Iterator[str]:
    if not limits.numerals and not point.entries and not point.text:
        return  # nothing to point to, nothing said
    known = [n for n in point.entries if _exists(n, limits.numerals)]
    if not point.entries:
        yield "entries为空，至少要指向一个条目"
    yield from (f"没有编号为{n}的条目" for n in point.entries if n not in known)
    yield from _written_reasons(point.text, [limits.sentences[n - 1] for n in known], limits.numerals)
    for n in dict.fromkeys(placeholders(point.text)):
        if n not in point.entries:
            yield f"占位符{{{n}}}没有列在entries里"
        elif n in known and not limits.numerals[n - 1]:
            yield f"条目{n}没有数值，不能用作占位符"


def _leaked_example(answer: Answer, limits: Limits, said: str) -> Iterator[Flaw]:
    if not said or "\\u" in said:  # in which letters may hide
        said = answer.model_dump_json()
    if EXAMPLE_PLACE not in said or EXAMPLE_PLACE in limits.words:
        return
    for field, value in answer:
        entries = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for index, entry in entries:
            if EXAMPLE_PLACE in repr(entry):
                yield Flaw(field, index, "写入了示例中的内容", alone=field not in ("headline", "sentences"))


def _exists(number: int, numbered: Sequence[str]) -> bool:
    return 1 <= number <= len(numbered)
