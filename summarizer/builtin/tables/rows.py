"""Rows of tables in a text: cells set apart by tabs, bars or spaces on a line, or a table of one cell after another."""

from collections.abc import Sequence

from summarizer.builtin.tables.parting import PROSE, Row, bare, cells_of
from summarizer.builtin.tables.records import read_records
from summarizer.builtin.tables.stacks import read_stack
from summarizer.domain.span import Span

_LONGEST_CELL = 24


def read_rows(text: str, view: str, sentences: Sequence[Span]) -> list[Row]:
    """Return the rows of a text in order, lines that are no rows among them."""
    lines = _lines(view, sentences)
    rows: list[Row] = []
    at = 0
    while at < len(lines):
        found = read_records(view, lines, at)
        end = at + sum(len(row.cells) for row in found)
        while not found and end < len(lines) and _holds_cells(view, lines[end]):
            end += 1
        run = lines[at : max(end, at + 1)]
        rows += found or read_stack(view, run) or [_row(text, line) for line in run]
        at += len(run)
    return rows


def _row(text: str, line: Row) -> Row:
    return Row(line.index, line.whole, tuple(cells_of(text, line.whole)))


def _lines(view: str, sentences: Sequence[Span]) -> list[Row]:
    """Return the sentences, those of a row as one: a full stop in a cell does not end it."""
    lines: list[Row] = []
    for index, sentence in enumerate(sentences):
        before = lines[-1].whole if lines else sentence
        if lines and "\n" not in view[before.end : sentence.start] and _has_bars(view, before, sentence):
            lines[-1] = Row(lines[-1].index, Span(before.start, sentence.end), ())
        else:
            lines.append(Row(index, sentence, ()))
    return lines


def _has_bars(view: str, *pieces: Span) -> bool:
    return any(sign in piece.of(view) for piece in pieces for sign in "|\t")


def _holds_cells(view: str, line: Row) -> bool:
    """Say whether a line holds nothing but a short cell, or such cells between bars."""
    words = line.whole.of(view)
    if "\t" in words or (len(words) > _LONGEST_CELL and "|" not in words):
        return False
    return all(
        len(cell) <= _LONGEST_CELL and not PROSE.search(cell) and ":" not in cell[4:] for cell in map(bare, words.split("|"))
    )
