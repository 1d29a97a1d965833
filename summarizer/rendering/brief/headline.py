"""What the page says first: the record's headline, or one made of the table by rule."""

from collections.abc import Mapping

from summarizer.domain.record import Record
from summarizer.rendering.page.figures import linked
from summarizer.rendering.page.parts import Cell, Run, Words, plain
from summarizer.rendering.results.absence import UNMENTIONED
from summarizer.rendering.results.comparison import UNREPORTED
from summarizer.rendering.results.table import Filled
from summarizer.rendering.wording.language import label

_MOST_NAMES = 3
_FALLS = ("下降", "降", "减少", "回落", "下滑", "负增长", "−")
Row = Mapping[str, Cell]


def stated_headline(record: Record) -> Words:
    """Return the record's own headline, `()` where it has none."""
    return linked(record.highlights.headline, record) if record.highlights.headline.text else ()


def headline(stated: Words, filled: Filled) -> Words:
    """Return one sentence: main result, main target, most notable gap.

    `stated` is what the record says. What was not reported is said by rule: a model may not claim that something is absent.
    """
    if stated:
        return _with_gap(stated, _unreported(filled.rows))
    if not filled.rows:
        return ()
    parts = [_main(filled), _lowered(filled.rows), _unreported(filled.rows)]
    line: list[Run] = []
    for part in parts:
        line += [Run(label("；")), *part] if line and part else part
    return (*line, Run(label("。"))) if line else ()


def _with_gap(words: Words, gap: list[Run]) -> Words:
    if not gap or not words or words[-1].sources:
        return words
    # the record's words may be in another language than the labels
    return (*words[:-1], Run(words[-1].text.rstrip("。.") + label("；")), *gap, Run(label("。")))


def _main(filled: Filled) -> list[Run]:
    """Return result and target of the first row that has a result: 2020年生产总值147.28亿元、增长5.2%，2021年目标6%以上."""
    row = next((row for row in filled.rows if _figures(row, "level") or _figures(row, "growth")), None)
    if row is None:
        return []
    level, growth, target = (_figures(row, what) for what in ("level", "growth", "target"))
    line = [Run(label("{year}年{name}", year=filled.periods.year, name=plain(row["name"].words))), *level]
    if growth:
        rising = "" if growth[0].text.startswith(_FALLS) else label("增长")
        line += [Run((label("、") if level else "") + rising), *growth]
    return [*line, Run(label("，{year}年目标", year=filled.periods.plan)), *target] if target else line


def _figures(row: Row, what: str) -> list[Run]:
    cell = row.get(what)
    return [run for run in cell.words if run.sources][:1] if cell and not cell.missing else []


def _lowered(rows: tuple[Row, ...]) -> list[Run]:
    names = [_name(row) for row in rows if _is_lower(_said(row, "comparison"))]
    return [Run(label("{names}目标低于上年", names=_listed(names)))] if names else []


def _is_lower(comparison: str) -> bool:
    """Say whether a difference reads `低1.1`, in the language of the page."""
    ahead, _, behind = label("低{amount}").partition("{amount}")
    return bool(comparison) and comparison.startswith(ahead) and comparison.endswith(behind)


def _unreported(rows: tuple[Row, ...]) -> list[Run]:
    names = [_name(row) for row in rows if _has_only_a_target(row)]
    return [Run(label("{names}只有目标，未报告上年结果", names=_listed(names)))] if names else []


def _has_only_a_target(row: Row) -> bool:
    return label(UNREPORTED) in _said(row, "comparison") and {_said(row, "level"), _said(row, "growth")} <= {
        label(UNMENTIONED),
        "",
    }


def _said(row: Row, what: str) -> str:
    return plain(row[what].words) if what in row else ""


def _name(row: Row) -> str:
    return plain(row["name"].words)


def _listed(names: list[str]) -> str:
    return label("、").join(names[:_MOST_NAMES]) + (label("等") if len(names) > _MOST_NAMES else "")
