"""Figures of many reports beside each other: one unit, each with its place, and what can't be compared said."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from summarizer.cli.app import run_app
from summarizer.domain.record import Indicator, Record
from summarizer.rendering.tables.chart import chart_svg
from summarizer.rendering.tables.grid import Cell, Grid
from summarizer.rendering.tables.pivot import pivot
from summarizer.rendering.tables.text import grid_csv, grid_html, grid_markdown
from summarizer.rendering.tables.tracking import HEADS, track
from summarizer.running.finished.run_output import RunOutput
from tests.conftest import needs
from tests.many.conftest import Shop, Told


@pytest.fixture
def out(shop: Shop) -> Path:
    shop.run()
    return shop.root / "out"


def table(grid: Grid) -> list[dict[str, str]]:
    return [dict(zip(grid.heads, (cell.text for cell in row), strict=True)) for row in grid.rows]


def tracked(records: list[Record], name: str) -> dict[str, str]:
    (row,) = [row for row in table(track(records)) if row["指标"] == name and row["年份"] == "2020" and row["口径"] == "增速"]
    return row


def with_indicator(record: Record, name: str, **changes: Any) -> Record:
    """Return the record with other fields in the growth of one indicator."""

    def changed(one: Indicator) -> Indicator:
        fits = one.canonical == [name] and one.role == "growth" and one.period == "2020"
        return one.model_copy(update=changes) if fits else one

    return record.model_copy(update={"indicators": [changed(one) for one in record.indicators]})


def test_pivot_sets_years_beside_each_other_in_one_unit(out: Path) -> None:
    rows = table(pivot(RunOutput(out).records(), ["gdp", "general_budget_revenue"], ["place", "year"]))

    assert [(row["place"], row["year"], row["地区生产总值（亿元）"]) for row in rows] == [
        ("云溪县", "2019", "119.5"),
        ("云溪县", "2020", "120.5"),
        ("云溪县", "2021", "121.5"),
        ("青岩市", "2020", "147.2"),
    ]
    assert {row["一般公共预算收入增速（%）"] for row in rows} == {"4.1"}


def test_every_figure_names_the_characters_it_was_read_from(out: Path) -> None:
    for record in RunOutput(out).records():
        text = (out / "documents" / f"{record.source.sha256}.txt").read_bytes().decode("utf-8")
        grid = pivot([record], ["gdp"], ["report"])
        (spot,) = grid.rows[0][1].spots
        assert text[spot.start : spot.end] == grid.rows[0][1].text


@pytest.mark.parametrize("command", [["table", "--indicators", "gdp,general_budget_revenue,urban_jobs"], ["track"]])
def test_every_figure_is_linked_to_its_place_in_the_source_view(out: Path, command: list[str]) -> None:
    assert run_app([command[0], str(out), *command[1:], "--format", "html", "--to", str(out / "t.html")]) == 0

    links = re.findall(r'href="(reports/[^"#]+)#(c\d+)"[^>]*>([^<]*)<', (out / "t.html").read_text(encoding="utf-8"))
    assert len(links) >= 8
    for page, place, figure in links:
        (marked,) = re.findall(rf'id="{place}"[^>]*>([^<]*)<', (out / page).read_text(encoding="utf-8"))
        assert marked.strip("＞≥约 ") in figure


def test_without_source_views_figures_are_linked_to_their_record(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    shop.run("--format", "record")
    capsys.readouterr()

    assert run_app(["table", str(shop.root / "out"), "--indicators", "gdp", "--format", "md"]) == 0
    assert "/record.json)" in capsys.readouterr().out


def test_a_bound_is_never_left_out_and_other_figures_are_told(out: Path) -> None:
    first, second, *_ = RunOutput(out).records()
    other = with_indicator(second, "gdp", bound="gt", amount="9.9")

    (cell,) = [row[1] for row in pivot([second, other], ["gdp"], ["year"]).rows][:1]
    grid = pivot([other], ["gdp"], ["year"])
    at = next(number for number, head in enumerate(grid.heads) if "增速" in head)

    assert grid.rows[0][at].text == "＞9.9"
    assert "原文有界限" in grid.rows[0][at].note
    both = pivot([second, other], ["gdp"], ["year"])
    assert any("另有" in cell.note for row in both.rows for cell in row)
    assert cell.text == "120.5"
    assert first.report_id != second.report_id


def test_other_units_are_not_compared(out: Path) -> None:
    first, second, third, _ = RunOutput(out).records()
    strange = with_indicator(second, "gdp", amount_unit="USD")

    notes = [cell for row in pivot([first, strange, third], ["gdp"], ["year"]).rows for cell in row if cell.text == "无法比较"]

    assert [cell.note for cell in notes] == ["单位不同：美元"]


def test_last_years_target_stands_beside_this_years_result(out: Path) -> None:
    records = list(RunOutput(out).records())

    missed, met = tracked(records, "地区生产总值"), tracked(records, "一般公共预算收入")

    assert (missed["目标"], missed["结果"], missed["判断"]) == ("约6", "5.2", "未完成")
    assert (met["目标"], met["结果"], met["判断"]) == ("≥5", "4.1", "未完成")
    row = next(row for row in track(records).rows if row[3].text == "地区生产总值")
    target, result = row[HEADS.index("目标")].spots[0], row[HEADS.index("结果")].spots[0]
    assert target.report_id != result.report_id


@pytest.mark.parametrize(
    ("changes", "verdict", "reason"),
    [
        ({"amount": "6.1"}, "完成", "目标是约数"),
        ({"amount": "6"}, "完成", "目标是约数"),
        ({"amount_unit": "CNY"}, "无法比较", "单位不同"),
        ({"basis": "annual_average"}, "无法比较", "基期不同"),
        ({"canonical": ["gdp", "primary_value_added"]}, "无法比较", "范围不同"),
        ({"bound": "approx"}, "无法比较", "结果是约数"),
        ({"canonical": []}, "未找到结果", "没有标注到"),
    ],
)
def test_what_cant_be_compared_is_said_with_its_reason(out: Path, changes: dict[str, Any], verdict: str, reason: str) -> None:
    first, second, *_ = RunOutput(out).records()

    row = tracked([first, with_indicator(second, "gdp", **changes)], "地区生产总值")

    assert row["判断"] == verdict
    assert reason in row["说明"]


def test_a_scope_that_only_one_of_them_names_is_not_compared(out: Path) -> None:
    first, second, *_ = RunOutput(out).records()
    scope = second.indicators[0].sentence.model_copy(update={"text": "按同口径计算"})

    row = tracked([first, with_indicator(second, "gdp", qualifiers=[scope])], "地区生产总值")

    assert (row["判断"], row["说明"]) == ("无法比较", "口径不同：未说明，按同口径计算")


def test_less_is_better_for_what_is_to_be_kept_low(out: Path) -> None:
    first, second, *_ = RunOutput(out).records()
    low = with_indicator(first, "gdp", canonical=["consumer_price_index"], bound="le", amount="3")
    result = with_indicator(second, "gdp", canonical=["consumer_price_index"], amount="2.5")

    rows = [row for row in table(track([low, result])) if row["目标"] == "≤3"]

    assert [row["判断"] for row in rows] == ["完成"]


HOSTILE = Grid("<script>", ("a", "b|"), [(Cell("=1+1"), Cell("<img src=x>]("))])


def test_report_text_is_inert_in_every_format() -> None:
    assert "'=1+1" in grid_csv(HOSTILE)
    assert "<img" not in grid_html(HOSTILE)
    assert "<script>" not in grid_html(HOSTILE)
    assert not set("<[|") & set(grid_markdown(HOSTILE).splitlines()[2].replace("| ", "").replace(" |", ""))


def test_every_format_is_written(out: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run_app(["table", str(out), "--indicators", "gdp", "--chart", str(tmp_path / "c.svg")]) == 0
    shown = capsysbinary.readouterr().out.decode("utf-8")
    assert list(csv.reader(io.StringIO(shown.removeprefix("\ufeff"))))[1][:3] == ["云溪县", "2019", "119.5"]
    assert "119.5" in (tmp_path / "c.svg").read_text(encoding="utf-8")
    for form, what in (("md", "| 119.5"), ("html", "119.5</a>")):
        assert run_app(["track", str(out), "--format", form]) == 0
        assert run_app(["table", str(out), "--indicators", "gdp", "--format", form]) == 0
        assert what.replace("| ", "") in capsysbinary.readouterr().out.decode("utf-8")


def test_people_read_words_of_one_language_and_what_a_chart_leaves_out(out: Path) -> None:
    grid = pivot(RunOutput(out).records(), ["gdp"], ["place", "type"])
    assert "<th>地区</th><th>类型</th>" in grid_html(grid)
    assert grid_markdown(grid).startswith("| 地区 | 类型 |")
    assert grid_csv(grid).startswith("\ufeffplace,type,")  # as `--by` names them
    assert {row[1].text for row in grid.rows} == {"政府工作报告"}
    rows = table(track(RunOutput(out).records()))
    assert {(row["目标"], row["单位"]) for row in rows if row["指标"] == "农村公路"} == {("60", "公里")}
    assert {row["类型"] for row in rows} == {"政府工作报告"}

    many = Grid("t", ("a", "b"), [(Cell(f"r{number}"), Cell("1", Decimal(1))) for number in range(70)])
    drawn = chart_svg(many, [1], [0])
    assert drawn.count("<rect") == 61
    assert "另有 10 行未画出" in drawn
    assert "未画出" not in chart_svg(grid, [2], [0])


def test_spreadsheet_and_parquet_hold_numbers_and_no_formula(out: Path, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    needs(polars, "polars")
    for form in ("xlsx", "parquet"):
        path = tmp_path / f"t.{form}"
        assert run_app(["table", str(out), "--indicators", "gdp", "--format", form, "--to", str(path)]) == 0
    assert polars.read_parquet(tmp_path / "t.parquet")["地区生产总值（亿元）"].to_list() == [119.5, 120.5, 121.5, 147.2]
    with ZipFile(tmp_path / "t.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert "<v>119.5</v>" in sheet
    assert "<f>" not in sheet


def test_wrong_names_leave_with_2(out: Path, told: Told) -> None:
    assert run_app(["table", str(out), "--indicators", "happiness"]) == 2
    assert run_app(["table", str(out), "--indicators", "gdp", "--by", "mood"]) == 2
    assert run_app(["table", str(out), "--indicators", "gdp", "--kind", "dream"]) == 2
    assert run_app(["table", str(out), "--indicators", "gdp", "--format", "pdf"]) == 2
    assert run_app(["table", str(out), "--indicators", "gdp", "--format", "xlsx"]) == 2
    assert "Traceback" not in told()
