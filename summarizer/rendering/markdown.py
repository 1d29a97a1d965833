"""The brief as Markdown. Report text is data: whatever would be markup in it is escaped."""

import re

from summarizer.rendering.page.parts import (
    Brief,
    Listing,
    Source,
    Table,
    Words,
    last_of_source,
    reference_numbers,
    row_references,
)
from summarizer.rendering.wording.language import label

# backslash, code, emphasis, links, HTML, table bars, strikethrough
_MARKUP = re.compile(r"([\\`*_\[\]<>|~])")
# `&lt;` and `&#60;` would be read as characters
_ENTITY = re.compile(r"&(?=[A-Za-z#])")
_LINE_START = re.compile(r"^(\s*)([#+\-=])")
_NUMBERED_START = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")


def render_markdown(brief: Brief) -> str:
    """Return the page in Markdown; `〔3〕` is the number of the sentence that a figure stands in."""
    numbers = reference_numbers(brief)
    points, targets, work = (
        _listing(brief.points, numbers),
        _listing(brief.targets, numbers),
        _table(brief.work, numbers),
    )
    blocks = [
        f"# {escaped(brief.title)}{label('【不完整】') if brief.incomplete else ''}",
        escaped("｜".join(brief.identity)),
        f"**{escaped(label('不完整：{what}', what=brief.incomplete))}**" if brief.incomplete else "",
        _written(brief.headline, numbers),
        _table(brief.table, numbers),
        *((targets, work, points) if brief.doc_type == "action_plan" else (work, points, targets)),
        _line(brief.directions, numbers),
        *(_listing(listing, numbers) for listing in (brief.problems, brief.cautions)),
        "---",
        "｜".join(_written(words, numbers) for words in brief.footer),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(text: str) -> str:
    """Return report text in which nothing is markup."""
    shown = _ENTITY.sub(r"\\&", _MARKUP.sub(r"\\\1", text))
    return _NUMBERED_START.sub(r"\1\\\2", _LINE_START.sub(r"\1\\\2", shown))


def _written(words: Words, numbers: dict[Source, int], *, marks: bool = True) -> str:
    pieces = []
    for run, is_last in last_of_source(words):
        cited = ",".join(str(numbers[source]) for source in run.sources) if marks and is_last else ""
        pieces.append(escaped(run.text) + (f"〔{cited}〕" if cited else ""))
    return "".join(pieces)


def _table(table: Table | None, numbers: dict[Source, int]) -> str:
    if table is None:
        return ""
    lines = [
        _row([escaped(title) for title in table.columns] + [label("出处号")]),
        _row(["---:" if right else "---" for right in table.aligned] + ["---"]),
    ]
    rows = ([_written(cell.words, numbers, marks=False) for cell in row] + [row_references(row, numbers)] for row in table.rows)
    lines.extend(map(_row, rows))
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _listing(listing: Listing, numbers: dict[Source, int]) -> str:
    if not listing.lines:
        return ""
    note = f"（{escaped(listing.note)}）" if listing.note else ""
    lines = "\n".join("- " + _written(line, numbers) for line in listing.lines)
    return f"## {escaped(listing.title)}{note}\n\n{lines}"


def _line(listing: Listing, numbers: dict[Source, int]) -> str:
    if not listing.lines:
        return ""
    return f"**{escaped(listing.title)}**{label('：')}" + "｜".join(
        _written(line, numbers, marks=False) for line in listing.lines
    )
