"""A brief as the data that the typst template sets. Report text stays a string: typst never reads it as markup."""

from typing import Any

from summarizer.rendering.page.layout import cell_lines, column_widths
from summarizer.rendering.page.parts import (
    Brief,
    Cell,
    Listing,
    Picture,
    Run,
    Source,
    Table,
    Words,
    last_of_source,
    plain,
    reference_numbers,
    row_references,
    stands_alone,
)
from summarizer.rendering.page.pictures import Mark, marks_of
from summarizer.rendering.wording.language import current_language, label


def pdf_data(brief: Brief, size: float) -> dict[str, Any]:
    """Return what the template needs; `size` is that of running text in points."""
    numbers = reference_numbers(brief)
    leads = brief.doc_type == "action_plan"
    return {
        "size": size,
        "language": current_language(),
        "title": brief.title,
        "state": label("不完整") if brief.incomplete else "",
        "missing": label("不完整：{what}", what=brief.incomplete) if brief.incomplete else "",
        "identity": list(brief.identity),
        "headline": _words(brief.headline, numbers),
        "goals": _valued(brief.targets, numbers) if leads else None,
        "results": _table(brief.table, numbers, size),
        "work": _table(brief.work, numbers, size),
        "points": _listing(brief.points, numbers),
        "alone": stands_alone(brief),
        "targets": None if leads else _valued(brief.targets, numbers),
        "directions": _listing(brief.directions, numbers, marks=False),
        "problems": _listing(brief.problems, numbers),
        "cautions": _listing(brief.cautions, numbers),
        "footer": [_words(words, numbers) for words in (*brief.footer, *_legend(brief))],
    }


def _legend(brief: Brief) -> list[Words]:
    return [(Run(label("横条为上年增速，竖线为目标")),)] if brief.table and marks_of(brief.table) else []


def _words(words: Words, numbers: dict[Source, int], *, marks: bool = True) -> list[list[str]]:
    """Return runs as text and reference numbers."""
    return [
        [run.text, ",".join(str(numbers[source]) for source in run.sources) if marks and is_last else ""]
        for run, is_last in last_of_source(words)
    ]


def _listing(listing: Listing, numbers: dict[Source, int], *, marks: bool = True) -> dict[str, Any] | None:
    if not listing.lines:
        return None
    lines = [_words(line, numbers, marks=marks) for line in listing.lines]
    return {"title": listing.title, "note": listing.note, "lines": lines}


def _valued(listing: Listing, numbers: dict[Source, int]) -> dict[str, Any] | None:
    """Return lines whose first run is a value that stands in a column of its own, its number behind the name."""
    if not listing.lines:
        return None
    lines = []
    for value, name, *rest in listing.lines:
        cited = ",".join(str(numbers[source]) for source in value.sources)
        lines.append({"value": value.text, "words": [[name.text, cited], *_words(tuple(rest), numbers)]})
    return {"title": listing.title, "note": listing.note, "lines": lines}


def _table(table: Table | None, numbers: dict[Source, int], size: float) -> dict[str, Any] | None:
    if table is None:
        return None
    marks = marks_of(table)
    references = [row_references(row, numbers) for row in table.rows]
    return {
        "columns": list(table.columns),
        "refs": label("出处号"),
        "aligned": list(table.aligned),
        "widths": column_widths(table, references, size),
        "rows": [
            {"cells": [_cell(cell, marks) for cell in row], "refs": cited}
            for row, cited in zip(table.rows, references, strict=True)
        ],
    }


def _cell(cell: Cell, marks: dict[Picture, Mark]) -> dict[str, Any]:
    lines = [{"text": line.text, "aside": line.aside} for line in cell_lines(cell)]
    return {"lines": lines, "gap": cell.missing, "mark": _drawn(marks, cell.picture)}


def _drawn(marks: dict[Picture, Mark], picture: Picture | None) -> list[float] | None:
    mark = marks.get(picture) if picture else None
    return [mark.bar_start, mark.bar_width, mark.tick, mark.zero] if mark else None


def drawn_characters(brief: Brief) -> str:
    """Return all characters of a page."""
    tables = [table for table in (brief.table, brief.work) if table]
    every = (brief.points, brief.targets, brief.directions, brief.problems, brief.cautions)
    listings = [listing for listing in every if listing.lines]
    lines = [brief.headline, *(line for listing in listings for line in listing.lines), *brief.footer]
    lines += [cell.words for table in tables for row in table.rows for cell in row]
    parts = [brief.title, brief.incomplete, *brief.identity, *(title for table in tables for title in table.columns)]
    parts += [part for listing in listings for part in (listing.title, listing.note)]
    return "".join([*parts, *(plain(line) for line in lines)])
