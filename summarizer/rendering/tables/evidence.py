"""Where each reference number of a page leads: the rows of `evidence.xlsx`, ready to paste as footnotes."""

from summarizer.domain.record import Record
from summarizer.rendering.page.identity import title_of
from summarizer.rendering.page.parts import Brief, Run, Source, all_words, reference_numbers
from summarizer.rendering.wording.language import label
from summarizer.rendering.wording.printable import printable

TITLES = (
    "出处号",
    "页面文字",
    "原文句子",
    "推断",
    "标题路径",
    "行",
    "页",
    "起",
    "止",
    "报告",
    "文件",
    "网址",
    "获取日期",
    "文件哈希",
    "脚注",
)
_PAGE_BREAK = "\f"
Row = tuple[str | int, ...]


def evidence_titles() -> list[str]:
    """Return the titles of the columns."""
    return [label(title) for title in TITLES]


def evidence_rows(brief: Brief, record: Record, text: str | None) -> list[Row]:
    """Return one row a reference number, in their order; the line is known where `text`, the document's, is."""
    figures = _figures(brief)
    inferred = _inferred(record)
    return [
        _row(number, source, "、".join(figures[source]), inferred.get(source.start, ""), record, text)
        for source, number in reference_numbers(brief).items()
    ]


def _inferred(record: Record) -> dict[int, str]:
    """Return by the start of a sentence what was inferred of its figures: their names, periods or kinds stand elsewhere."""
    words = {"name": label("名称"), "period": label("时期"), "kind": label("实绩或目标")}
    found: dict[int, dict[str, None]] = {}
    for indicator in record.indicators:
        fields = label("、").join(words[each] for each in indicator.inferred if each in words)
        if fields:
            said = f"{printable(indicator.numeral.text)}{label('：')}{fields}"
            found.setdefault(indicator.sentence.start, {})[said] = None
    return {start: label("；").join(said) for start, said in found.items()}


def _row(number: int, source: Source, figures: str, inferred: str, record: Record, text: str | None) -> Row:
    origin = record.source
    line: int | str = text.count("\n", 0, source.start) + 1 if text is not None else ""
    # A form feed stands where a page begins, in a PDF's text as in that of a program that prints text.
    page: int | str = text.count(_PAGE_BREAK, 0, source.start) + 1 if text is not None and _PAGE_BREAK in text else ""
    sentence = printable(source.text)
    title = title_of(record)
    where = origin.url or printable(origin.path)
    footnote = label(
        "《{title}》，{path}“{sentence}”（{where}）", title=title, path=_path(source), sentence=sentence, where=where
    )
    return (
        *(number, figures, sentence, inferred, source.path, line, page, source.start, source.end, title, printable(origin.path)),
        *(printable(origin.url), origin.retrieved, origin.sha256, footnote),
    )


def _path(source: Source) -> str:
    return f"{source.path}：" if source.path else ""


def _figures(brief: Brief) -> dict[Source, list[str]]:
    """Return what the page says on the strength of each source, each once."""
    found: dict[Source, dict[str, None]] = {}
    for run in _runs(brief):
        for source in run.sources:
            found.setdefault(source, {})[run.text] = None
    return {source: list(texts) for source, texts in found.items()}


def _runs(brief: Brief) -> list[Run]:
    return [run for words in all_words(brief) for run in words]
