"""The table of the page, by the example that says what a good one holds."""

import pytest

from summarizer.domain.record import Record
from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.page.parts import Brief, Table, plain
from summarizer.rendering.results.absence import find_unread
from tests.rendering.known_reports import known_record, make_known, text_of, written

TABLE_000 = """
指标｜2020实绩｜2020增速｜2021目标｜比较（计算，百分点）
生产总值｜147.28亿元｜5.2%（按可比价格）｜6%以上｜高0.8以上
规上工业增加值｜未提及｜9.1%｜5%左右｜低约4.1
固定资产投资｜未提及｜未提及｜5%左右｜无法比较（未报告上年）
社会消费品零售总额｜未提及｜未提及｜5%左右｜无法比较
地方一般公共预算收入｜突破10亿元｜6.1%｜5%｜低1.1
进出口总额｜36.56亿元｜75.8%｜“保持稳定增长”｜定性
实际使用外资｜3414万美元｜160%｜“保持稳定增长”｜定性
居民人均可支配收入｜未提及｜4.1%｜6%左右（原文“城乡居民…”）｜名称不同
城镇新增就业｜5013人｜｜未提及｜
城镇登记失业率｜2.3%以内｜｜未提及｜
粮食总产量｜未提及｜｜“保持稳定”｜定性
万元GDP能耗｜“完成市定任务”｜｜“完成市下达目标”｜定性
"""
TABLE_003 = """
指标｜2016-2020｜2020实绩｜2021目标｜2025目标｜比较（计算，百分点）
生产总值｜年均4.9%（按可比价格）｜1733亿元｜6%以上｜｜无法比较（期长不同）
社会消费品零售总额｜增长32.3%（比2015年）｜897.8亿元｜未提及｜｜
一般公共预算收入｜年均9.4%（剔除消化虚收因素）｜140.8亿元｜未提及｜｜
进出口总额｜累计102.1亿美元；年均25.3%｜未识别｜“保持稳定增长”｜｜定性
实际利用外资｜累计7.7亿美元；年均26.3%｜未识别｜“保持稳定增长”｜｜定性
居民收入｜｜未提及｜“持续增长”｜｜定性
城镇居民人均可支配收入｜年均6.4%｜35098元｜未提及｜｜
农村居民人均可支配收入｜年均8%｜17690元｜未提及｜｜
城镇新增就业｜｜4万余人｜3.8万人以上｜｜低约0.2万人
城镇登记失业率｜｜3.5%以内｜未提及｜｜
消费价格｜｜｜3%左右｜｜无法比较（未报告上年）
粮食产量｜年均175万吨以上｜未识别｜“不低于去年水平”｜｜定性
单位生产总值能耗｜｜｜降低3.5%左右｜｜无法比较（未报告上年）
常住人口城镇化率｜｜60%左右｜｜65%｜
"""


def page(name: str) -> Brief:
    record = known_record(name)
    return make_brief(record, find_unread(record, text_of(name)))


def shown(table: Table | None) -> str:
    assert table is not None
    rows = [table.columns, *([plain(cell.words) for cell in row] for row in table.rows)]
    return "\n" + "\n".join("｜".join(row) for row in rows) + "\n"


@pytest.mark.parametrize(("name", "expected"), [("000", TABLE_000), ("003", TABLE_003)])
def test_table_holds_what_an_analyst_would_write(name: str, expected: str) -> None:
    assert shown(page(name).table) == expected


@pytest.mark.parametrize("name", ["000", "003"])
def test_stored_records_are_those_that_the_facts_make(name: str) -> None:
    assert written(known_record(name)) == written(make_known(name)), "run: python -m tests.rendering.known_reports"


def test_every_value_of_the_table_names_its_sentence() -> None:
    table = page("000").table
    assert table is not None
    unsourced = [
        plain(cell.words)
        for row in table.rows
        for cell in row[1:]
        if any(character.isdigit() for character in plain(cell.words)) and not any(run.sources for run in cell.words)
    ]

    assert unsourced == []


def test_comparison_is_linked_to_both_its_figures() -> None:
    table = page("000").table
    assert table is not None
    difference = table.rows[0][-1].words[0]

    assert [source.text[:6] for source in difference.sources] == ["综合考虑现阶", "主要经济指标"]


def test_five_year_figure_never_stands_in_a_column_of_one_year() -> None:
    table = page("003").table
    assert table is not None
    one_year = [plain(row[at].words) for row in table.rows for at in (2, 3)]

    assert not [words for words in one_year for figure in ("4.9", "32.3", "102.1", "9.4") if figure in words]


def without_the_text(record: Record) -> str:
    return shown(make_brief(record, None).table)


def test_absence_is_not_claimed_without_the_text() -> None:
    table = without_the_text(known_record("000"))

    assert "未提及" not in table
    assert "未识别" in table


def test_absence_is_not_claimed_for_an_incomplete_record() -> None:
    record = known_record("000")
    incomplete = record.model_copy(update={"audit": record.audit.model_copy(update={"complete": False})})

    assert "未提及" not in shown(make_brief(incomplete, find_unread(record, text_of("000"))).table)


def test_name_that_stands_elsewhere_without_a_value_is_unread_with_its_place() -> None:
    text = text_of("003")
    unread = find_unread(known_record("003"), text)

    assert set(unread) >= {"trade_total", "grain_output"}
    assert all(text[place.start : place.end] == place.text for place in unread.values())
