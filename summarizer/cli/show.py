"""`summarizer show`: a record, readable in a terminal."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from summarizer.domain.record import Record


def show(
    record: Annotated[
        Path, typer.Argument(metavar="RECORD", help="A record.json, or the folder of a report.", show_default=False)
    ],
) -> None:
    """Show a record: metadata, indicators with their places, statements, tasks, problems, conflicts, and the audit."""
    from rich.console import Console

    from summarizer.running.outputs.records import load_record

    found = load_record(record)
    console = Console()
    for part in (_head(found), _indicators(found), _others(found), _audit(found)):
        console.print(part)


def _head(record: "Record") -> "Table":
    meta = record.meta
    table = _plain(meta.title or record.report_id, "", "")
    place = " ".join(part for part in (meta.place.province, meta.place.city, meta.place.county, meta.place.town) if part)
    fields = {"place": place, **{name: str(getattr(meta, name)) for name in ("doc_type", "issuer", "date", "speaker", "meeting")}}
    fields |= {
        "periods": f"{meta.review_period or '?'} → {meta.plan_year or '?'}",
        "source": record.source.path,
        "model": record.provenance.model,
    }
    for name, value in fields.items():
        if value:
            _row(table, name, value)
    return table


def _indicators(record: "Record") -> "Table":
    table = _plain("indicators", "name", "value", "role", "kind", "period", "at")
    for found in record.indicators:
        value = f"{'-' if found.sign < 0 else ''}{found.value}{found.unit}{'' if found.bound == 'eq' else f' ({found.bound})'}"
        _row(table, found.name, value, found.role, found.kind, found.period, f"{found.numeral.start}")
    return table


def _others(record: "Record") -> "Table":
    table = _plain("statements, tasks, projects, problems, conflicts", "", "")
    for statement in record.statements:
        _row(table, statement.id, f"{statement.name}: {statement.text}")
    for task in record.tasks:
        _row(table, task.id, f"{task.title} ({', '.join(owner.text for owner in task.owners) or 'no owner'})")
    for project in record.projects:
        _row(table, project.id, f"{project.name} {project.status}")
    for problem in record.problems:
        _row(table, problem.id, problem.text + (" (implied)" if problem.implied else ""))
    for conflict in record.conflicts:
        _row(table, conflict.kind, f"{conflict.what}: {conflict.reason} [{', '.join(conflict.members)}]")
    return table


def _audit(record: "Record") -> "Table":
    audit = record.audit
    table = _plain("audit", "", "")
    _row(table, "quantities", f"{audit.labelled} of {audit.quantities} labelled, {len(audit.unaccounted)} unaccounted")
    _row(table, "questions", f"{audit.questions.answered} of {audit.questions.total} answered")
    for lost in audit.unaccounted:
        _row(table, "unaccounted", f"{lost.text} at {lost.start}")
    for failed in audit.questions.failed:
        _row(table, "failed", f"{failed.id} {failed.span}: {failed.reason}")
    _row(table, "complete", "yes" if audit.complete else "no")
    return table


def _plain(title: str, *columns: str) -> "Table":
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table

    # else a long title is broken at the width of a short table
    width = cell_len(title)
    table = Table(title=title, title_justify="left", box=box.SIMPLE, show_header=any(columns), pad_edge=False, min_width=width)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _row(table: "Table", *cells: str) -> None:
    from rich.text import Text

    table.add_row(*(Text(cell) for cell in cells))
