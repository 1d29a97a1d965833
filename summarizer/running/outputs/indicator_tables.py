"""All indicators of a run as one table: `indicators.csv`, `.xlsx` and, where polars is installed, `.parquet`.

Written record by record: memory holds one record, whatever the number of reports.
"""

import csv
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from summarizer.rendering.office.spreadsheet import MOST_ROWS, write_spreadsheet
from summarizer.rendering.tables.indicators import COLUMNS, Value, indicator_rows
from summarizer.running.outputs.folder import whole_file
from summarizer.running.outputs.records import load_record

TABLE = "indicators"
_ROWS_AT_ONCE = 20_000
# a spreadsheet that opens the file would take text that begins so for a formula
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_tables(root: Path, report_ids: Sequence[str]) -> None:
    """Write the tables of the current set into an output folder. Raise OutputError, RecordError."""
    titles = [name for name, _ in COLUMNS]
    with ExitStack() as stack:
        rows = _through_csv(_rows(root, report_ids), stack.enter_context(whole_file(root / f"{TABLE}.csv")))
        if find_spec("polars"):
            rows = _through_parquet(rows, stack.enter_context(whole_file(root / f"{TABLE}.parquet")))
        packed = stack.enter_context(stack.enter_context(whole_file(root / f"{TABLE}.xlsx")).open("wb"))
        write_spreadsheet(packed, TABLE, titles, islice(rows, MOST_ROWS - 1))
        # what a sheet has no room for goes into the other tables
        for _ in rows:
            pass


def has_tables(root: Path) -> bool:
    """Say whether an output folder has the tables that this program would write."""
    kinds = ("csv", "xlsx", "parquet") if find_spec("polars") else ("csv", "xlsx")
    return all((root / f"{TABLE}.{kind}").is_file() for kind in kinds)


def _through_csv(rows: Iterator[tuple[Value, ...]], path: Path) -> Iterator[tuple[Value, ...]]:
    """Write the rows and pass them on."""
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(name for name, _ in COLUMNS)
        for row in rows:
            writer.writerow([_unformed(value) for value in row])
            yield row


def _through_parquet(rows: Iterator[tuple[Value, ...]], path: Path) -> Iterator[tuple[Value, ...]]:
    """Write the rows, many at once, and pass them on."""
    import polars

    types = {str: polars.String, int: polars.Int64, float: polars.Float64}
    schema = {name: types[kind] for name, kind in COLUMNS}
    with TemporaryDirectory(prefix=f".{TABLE}.", dir=path.parent) as folder:
        parts = [Path(folder, "0.parquet")]
        polars.DataFrame(schema=schema).write_parquet(parts[0])
        while batch := list(islice(rows, _ROWS_AT_ONCE)):
            columns = zip(schema.items(), zip(*batch, strict=True), strict=True)
            frame = polars.DataFrame([polars.Series(name, _encodable(column), kind) for (name, kind), column in columns])
            parts.append(Path(folder, f"{len(parts)}.parquet"))
            frame.write_parquet(parts[-1])
            yield from batch
        polars.scan_parquet(parts).sink_parquet(path)


def _rows(root: Path, report_ids: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    for report_id in report_ids:
        yield from indicator_rows(load_record(root / "reports" / report_id))


def _unformed(value: Value) -> Value:
    """Return text that no spreadsheet takes for a formula: with an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _encodable(column: Sequence[Value]) -> list[Value]:
    """Return a column whose text can be written as UTF-8."""
    return [value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value for value in column]
