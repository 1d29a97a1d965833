"""The tables of a run and the evidence of a brief: true numbers, text that is no formula, every row traceable."""

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import polars
import pytest

from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.office.spreadsheet import spreadsheet
from summarizer.rendering.page.parts import reference_numbers
from summarizer.rendering.tables.evidence import evidence_rows
from summarizer.running.outputs.folder import OutputFolder
from summarizer.running.outputs.indicator_tables import write_tables
from summarizer.running.outputs.records import dump_record
from tests.conftest import Job
from tests.rendering.known_reports import known_record, text_of
from tests.rendering.test_untrusted_text import poisoned

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1"]


def records(out: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in (out / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    return [json.loads((out / "reports" / row["report_id"] / "record.json").read_text(encoding="utf-8")) for row in rows]


def sheet(path: Path) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path, read_only=True)
    assert book.active is not None
    return [tuple(row) for row in book.active.iter_rows(values_only=True)]


def test_three_tables_hold_every_indicator_of_the_run_once_and_alike(job: Job) -> None:
    wanted = [(r["report_id"], i["id"], i["value"]) for r in records(job.out) for i in r["indicators"]]
    with (job.out / "indicators.csv").open(encoding="utf-8-sig", newline="") as file:
        from_csv = list(csv.DictReader(file))
    titles, *rows = sheet(job.out / "indicators.xlsx")
    from_xlsx = [dict(zip(titles, row, strict=True)) for row in rows]
    from_parquet = polars.read_parquet(job.out / "indicators.parquet").to_dicts()

    for found in (from_csv, from_xlsx, from_parquet):
        assert [(row["report_id"], row["id"], row["value_text"]) for row in found] == wanted


def test_values_are_numbers(job: Job) -> None:
    titles, *rows = sheet(job.out / "indicators.xlsx")
    gdp = next(row for row in (dict(zip(titles, row, strict=True)) for row in rows) if row["value_text"] == "147.28")

    assert (gdp["value"], gdp["amount"], gdp["unit"]) == (147.28, 14_728_000_000, "亿元")
    assert isinstance(gdp["start"], int)


@pytest.mark.parametrize("words", FORMULAS)
def test_nothing_of_a_report_is_a_formula(words: str, tmp_path: Path) -> None:
    record = poisoned(words)
    output = OutputFolder(tmp_path)
    output.prepare()
    output.write_report(record.report_id, {"record.json": dump_record(record)})
    write_tables(tmp_path, [record.report_id])

    book = openpyxl.load_workbook(tmp_path / "indicators.xlsx")
    assert book.active is not None
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    with (tmp_path / "indicators.csv").open(encoding="utf-8-sig", newline="") as file:
        assert not [
            cell for row in csv.reader(file) for cell in row if cell.startswith(("=", "+", "-", "@", "\t")) and cell != "-1"
        ]


def test_evidence_leads_from_each_number_to_the_verbatim_sentence() -> None:
    record = known_record("000")
    brief = make_brief(record)
    rows = evidence_rows(brief, record, text_of("000"))
    text = text_of("000")

    assert [row[0] for row in rows] == list(range(1, len(reference_numbers(brief)) + 1))
    for row in rows:
        start, end = int(row[7]), int(row[8])
        assert "".join(text[start:end].split()) in str(row[2]).replace(" ", "") or "".join(str(row[2]).split()) == "".join(
            text[start:end].split()
        )
        assert row[5] == text.count("\n", 0, start) + 1
        assert row[13] == record.source.sha256
        assert str(row[2]) in str(row[14])


def test_evidence_says_what_was_inferred_of_a_figure() -> None:
    record = known_record("000")
    told = [indicator.model_copy(update={"inferred": ["name", "period"]}) for indicator in record.indicators[:1]]
    rows = evidence_rows(make_brief(record), record.model_copy(update={"indicators": [*told, *record.indicators[1:]]}), None)

    assert f"{told[0].numeral.text}：名称、时期" in [row[3] for row in rows]
    assert {row[3] for row in rows if told[0].sentence.text not in str(row[2])} == {""}


def test_evidence_of_every_report_is_a_sheet(job: Job) -> None:
    for folder in (job.out / "reports").iterdir():
        titles, *rows = sheet(folder / "evidence.xlsx")
        assert titles[:3] == ("出处号", "页面文字", "原文句子")
        assert [row[0] for row in rows] == list(range(1, len(rows) + 1))


def test_sheets_tell_no_time_and_hold_what_xml_cant() -> None:
    rows: list[tuple[str | int | float | None, ...]] = [("a\x00b\ud800", 1, 2.5, None), ("=1", -1, "x" * 40_000, "")]

    assert spreadsheet("t", ["a", "b", "c", "d"], rows) == spreadsheet("t", ["a", "b", "c", "d"], rows)
