"""The marked text: how a chunk is shown to a model, and how it is read back.

`[3]` stands before sentence 3, `[3##]` before a sentence that is a heading of level 2, `{7:147.28}` stands for numeral 7, and
`{7≥:6}` for one whose bound the reader proposes. The report's own brackets and braces are shown full-width, so a mark can't be
confused with report text. A line end inside a sentence is a wrap and is left out; every other character stands for exactly one of
the document, so what a model copies is found by lookup.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from summarizer.domain.chunk import Chunk, Context
from summarizer.domain.reply import Limits
from summarizer.domain.scan import Bound, Numeral, Sentence, Sign
from summarizer.domain.span import Span

BOUND_SIGNS: dict[Bound, str] = {"eq": "", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "~", "range": "…"}
_BOUNDS: dict[str, Bound] = {sign: bound for bound, sign in BOUND_SIGNS.items()}
_SHOWN = {
    ord("["): "［",
    ord("]"): "］",
    ord("{"): "｛",
    ord("}"): "｝",
    0: " ",
    0xFEFF: " ",
    **dict.fromkeys(range(0xD800, 0xE000), "�"),
}
# `[12##]`, `{7≥-:6.5}` (numeral 7, bound ge, sign -1)
_MARK = re.compile(r"\[(?P<sentence>\d+)(?P<level>#*)\]|\{(?P<numeral>\d+)(?P<bound>[≥>≤<~…]?)(?P<sign>-?):(?P<value>[^{}]*)\}")
_LINE_END = re.compile(r"[ \t\u3000]*[\r\n]\s*")
# 比上|⏎|年增长, 亿元,|⏎|同比; but not 第一产业⏎59.44⏎25.6: figures on lines of their own are the cells of a table
_WRAP = re.compile(rf"(?<=[\u4e00-\u9fff,，、;；])(?:{_LINE_END.pattern})(?=[\u4e00-\u9fff])")
_LABELS = {
    "title": "报告：",
    "doc_type": "类型：",
    "review_period": "回顾期：",
    "plan_year": "计划年：",
    "path": "位置：",
    "opener": "上文：",
    "period": "时期句：",
    "table": "表头：",
}
_BODY = "正文："
# `城乡居民人均可支配收入分别达到34973元、18669元` speaks of two incomes
_TOLD_APART = {
    "城乡": "城镇 农村",
    "存贷款": "存款 贷款",
    "一二三产": "一产 二产 三产",
    "二、三产业": "第一产业 第二产业 第三产业",
}


class ShownNumeral(Struct, frozen=True):
    """A numeral as a model sees it; the span counts characters of `ShownChunk.text`."""

    n: int
    span: Span
    bound: Bound
    sign: Sign


class ShownChunk(Struct, frozen=True):
    """A chunk as a model sees it, the marks taken out of the text."""

    context: Context
    text: str
    sentences: tuple[Span, ...]
    """Sentence n at n - 1, in characters of `text`."""
    levels: tuple[int, ...]
    """Heading level of sentence n at n - 1, 0 for one that is no heading."""
    numerals: tuple[ShownNumeral, ...]


def shown(text: str) -> str:
    """Return a piece of the document as a question shows it, of the same length."""
    return text.translate(_SHOWN)


def unwrapped(text: str) -> str:
    """Return a piece of a sentence as a question shows it: a line end between words is only where a line was full."""
    piece = shown(text)
    return _WRAP.sub("", piece) if "\n" in piece or "\r" in piece else piece


def folded(text: str) -> str:
    """Return a text in one line, without the marks' characters."""
    return " ".join(shown(text).split())


def write_chunk(chunk: Chunk, text: str) -> str:
    """Return the variable part of a chunk's question. `text` is the document's."""
    return f"{_written_context(chunk.context)}{_BODY}\n{_written_body(chunk, text)}\n"


def chunk_limits(chunk: Chunk, text: str) -> Limits:
    """Return what an answer to the chunk's question may point to and copy."""
    sentences = tuple(unwrapped(sentence.of(text)) for sentence in chunk.sentences)
    numerals = tuple(unwrapped(numeral.span.of(text)) for numeral in chunk.numerals)
    words = name_words("".join(sentences), chunk.context)
    return Limits(sentences, numerals, words, tuple(_with_placeholders(chunk, text)))


# 工业|⏎|总产值, 鲜 菜: a line end or a space may part a name
_GAP_IN_NAME = re.compile(r"(?<=[\u4e00-\u9fff])(?:[ \u3000]*\n[ \u3000]*|[ \u3000]+)(?=[\u4e00-\u9fff])")


# 肉、蛋、水产品产量: what the last item names, the others leave out
_LISTED = re.compile(
    r"(?P<items>(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,6}(?:、[\u4e00-\u9fff]{1,6})*)(?:、|和|与|及)[\u4e00-\u9fff]{1,8}?"
    r"(?P<head>总产量|产量|产值|存栏量|出栏量|存栏|出栏|饲养量|销量|种植面积|播种面积|面积|增加值)"
)


def name_words(text: str, context: Context) -> str:
    """Return all words of which a name may be made: those of the text and of what stands above it, joint words told apart."""
    words = _GAP_IN_NAME.sub("", text) + shown("".join([context.title, *context.heading_path, *context.openers, *context.table]))
    listed = (f" {item}{match['head']}" for match in _LISTED.finditer(words) for item in match["items"].split("、"))
    return words + "".join(f" {apart}" for joint, apart in _TOLD_APART.items() if joint in words) + "".join(listed)


def read_chunk(variable: str) -> ShownChunk:
    """Read back what `write_chunk` wrote."""
    head, _, body = variable.partition(f"{_BODY}\n")
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    numerals: list[ShownNumeral] = []
    at = length = 0
    for mark in _MARK.finditer(body):
        pieces.append(body[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark["sentence"]:
            starts.append((length, len(mark["level"])))
        else:
            value = mark["value"]
            span = Span(length, length + len(value))
            numerals.append(ShownNumeral(int(mark["numeral"]), span, _BOUNDS[mark["bound"]], -1 if mark["sign"] else 1))
            pieces.append(value)
            length += len(value)
    pieces.append(body[at:])
    text = "".join(pieces)
    ends = [start for start, _ in starts[1:]] + [len(text)]
    spans = tuple(Span(start, start + len(text[start:end].rstrip())) for (start, _), end in zip(starts, ends, strict=True))
    return ShownChunk(_read_context(head), text, spans, tuple(level for _, level in starts), tuple(numerals))


def _written_context(context: Context) -> str:
    lines = [
        _LABELS["title"] + folded(context.title),
        _LABELS["doc_type"] + context.doc_type,
        _LABELS["review_period"] + context.review_period,
        _LABELS["plan_year"] + context.plan_year,
        *(_LABELS["path"] + folded(heading) for heading in context.heading_path),
        *(_LABELS["opener"] + folded(opener) for opener in context.openers),
    ]
    if context.period_sentence:
        lines.append(_LABELS["period"] + folded(context.period_sentence))
    lines += [_LABELS["table"] + folded(line) for line in context.table]
    return "".join(line + "\n" for line in lines)


def _read_context(head: str) -> Context:
    lines = head.splitlines()

    def all_of(label: str) -> tuple[str, ...]:
        return tuple(line.removeprefix(_LABELS[label]) for line in lines if line.startswith(_LABELS[label]))

    def one_of(label: str) -> str:
        return next(iter(all_of(label)), "")

    return Context(
        title=one_of("title"),
        doc_type=one_of("doc_type"),
        review_period=one_of("review_period"),
        plan_year=one_of("plan_year"),
        heading_path=all_of("path"),
        openers=all_of("opener"),
        period_sentence=one_of("period"),
        table=all_of("table"),
    )


def _written_body(chunk: Chunk, text: str) -> str:
    levels = {heading.start: level for heading, level in chunk.headings}
    numerals = iter(enumerate(chunk.numerals, 1))
    upcoming = next(numerals, None)
    pieces: list[str] = []
    before = chunk.sentences[0].start if chunk.sentences else 0
    for number, sentence in enumerate(chunk.sentences, 1):
        if "\n" in text[before : sentence.start]:
            pieces.append("\n")
        before = sentence.end
        pieces.append(f"[{number}{'#' * levels.get(sentence.start, 0)}]")
        for span in sentence.spans:
            at = span.start
            while upcoming and upcoming[1].span.start < span.end:
                n, numeral = upcoming
                pieces += [unwrapped(text[at : numeral.span.start]), _written_numeral(n, numeral, text)]
                at = numeral.span.end
                upcoming = next(numerals, None)
            pieces.append(unwrapped(text[at : span.end]))
    return "".join(pieces)


def _with_placeholders(chunk: Chunk, text: str) -> Iterator[str]:
    numbered = list(enumerate(chunk.numerals, 1))
    at = 0
    for sentence in chunk.sentences:
        pieces: list[str] = []
        for span in sentence.spans:
            start = span.start
            while at < len(numbered) and numbered[at][1].span.start < span.end:
                n, numeral = numbered[at]
                pieces += [unwrapped(text[start : numeral.span.start]), f"{{{n}}}"]
                start, at = numeral.span.end, at + 1
            pieces.append(unwrapped(text[start : span.end]))
        yield "".join(pieces)


def _written_numeral(n: int, numeral: Numeral, text: str) -> str:
    sign = "-" if numeral.sign < 0 else ""
    return f"{{{n}{BOUND_SIGNS[numeral.bound]}{sign}:{unwrapped(numeral.span.of(text))}}}"


def locate(copied: str, sentences: tuple[Sentence, ...], text: str) -> Span | None:
    """Return where a copied string stands in the sentences pointed to, or None. Offsets are the document's."""
    wanted = _LINE_END.sub("", shown(copied).strip())
    for sentence in sentences:
        for span in sentence.spans:
            found = _find(wanted, shown(span.of(text))) if wanted else None
            if found:
                return Span(span.start + found[0], span.start + found[1])
    return None


def _find(wanted: str, source: str) -> tuple[int, int] | None:
    """Return where a string stands in another, line ends in that one passed over."""
    at = source.find(wanted)
    if at >= 0:
        return at, at + len(wanted)
    if "\n" not in source:
        return None
    kept = [(match.start(), match.end()) for match in _LINE_END.finditer(source)]
    offsets = list(range(len(source)))
    for start, end in reversed(kept):
        del offsets[start:end]
    at = "".join(source[offset] for offset in offsets).find(wanted)
    return (offsets[at], offsets[at + len(wanted) - 1] + 1) if at >= 0 else None
