"""The list of a run's reports."""

from summarizer.rendering.html.index import IndexRow, index_row
from tests.rendering.all_pages import whole_index
from tests.rendering.known_reports import known_record


def test_row_says_place_period_main_figures_and_state() -> None:
    row = index_row(known_record("000"), "reports/a/brief.html", "reports/a/record.json")

    assert (row.place, row.year, row.type_name) == ("山东省枣庄市峄城区（推断）", "2021", "发展计划")
    assert (row.output, row.growth, row.target, row.revenue) == ("147.28亿元", "5.2%", "6%以上", "突破10亿元")
    assert (row.coverage, row.conflicts, row.missing) == ("137/137", 1, "")


def test_failures_stand_on_top_with_their_reasons() -> None:
    page = whole_index([index_row(known_record("003"), "b.html", "r.json"), IndexRow(title="坏.pdf", failure="读不出文字")])

    assert page.index("坏.pdf") < page.index("山东省枣庄市")
    assert "读不出文字" in page
    assert '<a href="b.html">' in page


def test_incomplete_report_is_marked() -> None:
    assert "不完整：缺“综合实力稳步增强”" in whole_index([IndexRow(title="甲", missing="缺“综合实力稳步增强”")])


def test_index_of_nothing_is_a_page() -> None:
    assert "0 份报告" in whole_index([])
