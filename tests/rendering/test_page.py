"""What the whole page says and must not say."""

import re
from collections import Counter

import pytest

from summarizer.domain.record import Failed, Indicator, Questions, Record, SpanText
from summarizer.rendering.brief.assignments import Plan
from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.html.brief import render_html
from summarizer.rendering.markdown import render_markdown
from summarizer.rendering.page.fitting import PAGE_HEIGHT, height
from summarizer.rendering.page.parts import Brief, Listing, plain, reference_numbers
from summarizer.rendering.results.absence import find_unread
from tests.rendering.extreme_records import crowded
from tests.rendering.known_reports import known_record, text_of
from tests.rendering.made_record import Facts, Figure, make_record, task


def page(name: str = "000") -> Brief:
    record = known_record(name)
    return make_brief(record, find_unread(record, text_of(name)))


def lines(listing: Listing) -> list[str]:
    return [plain(line) for line in listing.lines]


def test_page_says_which_report_it_is_about() -> None:
    assert page().identity == (
        "发展计划",
        "执行期2020，计划期2021",
        "编制：峄城区发展和改革局",
        "转发：峄城区人民政府办公室",
        "区第十二届人民代表大会第六次会议",
        "日期2021-08-05",
        "文号未载",
        "山东省枣庄市峄城区（推断）",
    )


def test_headline_names_result_target_and_gap() -> None:
    assert plain(page().headline) == (
        "2020年生产总值147.28亿元、增长5.2%，2021年目标6%以上；规上工业增加值、地方一般公共预算收入目标低于上年；"
        "固定资产投资、社会消费品零售总额只有目标，未报告上年结果。"
    )


def test_targets_say_last_years_figure_of_the_same_thing_only() -> None:
    targets = lines(page().targets)

    assert "50个以上 重点项目（上年区级49个）" in targets
    assert "3.5万亩 高标准农田建设（上年2.1万亩）" in targets
    assert "5家 新增规上农业龙头企业" in targets
    assert page().targets.note == "责任单位和分项时限报告未列"


def test_directions_come_from_the_headings_of_the_plan_part() -> None:
    assert lines(page().directions) == [
        "坚持创新引领",
        "聚焦改革赋能",
        "发展高效农业",
        "树牢安全发展理念",
        "突出项目建设",
        "关注民生福祉",
    ]


def test_warnings_name_differing_scopes_and_words_of_unclear_reach() -> None:
    assert lines(page().cautions) == [
        "税收收入14.78亿元与地方一般公共预算收入突破10亿元口径不同",
        "“下同”的适用范围不明",
    ]


def test_footer_says_how_far_the_page_can_be_trusted() -> None:
    footer = [plain(part) for part in page().footer]

    assert footer[:4] == ["数值覆盖 137/137", "未识别 0", "冲突 1", "有推断字段的数值 0"]
    assert "规则标注（未用模型）" in footer
    assert footer[-1] == "完整"


@pytest.mark.parametrize("name", ["000", "003"])
def test_figure_stands_once_outside_headline_comparisons_and_warnings(name: str) -> None:
    brief = page(name)
    table = [
        run for row in (brief.table.rows if brief.table else ()) for cell in row for run in cell.words if len(run.spots) == 1
    ]
    listed = [run for listing in (brief.points, brief.targets) for line in listing.lines for run in line[:2]]
    counted = Counter(spot for run in (*table, *listed) for spot in run.spots)

    assert [spot for spot, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", ["000", "003"])
def test_every_number_of_the_page_stands_in_the_sentence_that_it_names(name: str) -> None:
    brief = page(name)
    text = text_of(name)
    runs = [run for listing in (brief.points, brief.targets) for line in listing.lines for run in line if run.spots]

    assert runs
    for run in runs:
        (start, end), source = run.spots[0], run.sources[0]
        assert source.start <= start < end <= source.end
        assert text[start:end] in run.text


def test_same_record_gives_the_same_bytes() -> None:
    assert render_html(page()) == render_html(page())
    assert render_markdown(page()) == render_markdown(page())


def incomplete(record: Record) -> Record:
    questions = Questions(total=9, answered=8, failed=[Failed(id="c3", span=[2300, 2900], reason="timeout")])
    gap = SpanText(start=2446, end=2451, text=text_of("000")[2446:2451])
    audit = record.audit.model_copy(update={"complete": False, "questions": questions, "unaccounted": [gap]})
    return record.model_copy(update={"audit": audit})


def test_incomplete_record_says_so_in_its_title_and_names_what_is_missing() -> None:
    brief = make_brief(incomplete(known_record("000")))

    assert brief.incomplete == "缺“脱贫攻坚取得决定性进展”"
    assert render_markdown(brief).startswith("# 峄城区2021年国民经济和社会发展计划【不完整】\n")
    assert '<span class="state">不完整</span>' in render_html(brief)
    assert plain(brief.footer[-1]) == "不完整"
    assert "未识别 1" in [plain(part) for part in brief.footer]


def test_nearly_empty_record_has_no_half_empty_parts() -> None:
    brief = make_brief(make_record(Facts("empty", "云岭县政府工作报告。", {"doc_type": "work_report"}, [])))
    html = render_html(brief)

    assert brief.table is None
    assert "<table" not in html
    assert "<ul>" not in html
    assert brief.title == "政府工作报告（标题未载）"


def test_crowded_record_fits_and_says_how_much_was_left_out() -> None:
    brief = make_brief(crowded())

    assert height(brief) <= PAGE_HEIGHT
    assert {part.what for part in brief.left_out} >= {"可考核目标", "问题"}
    assert any("未列" in plain(part) for part in brief.footer)


def action_plan() -> Record:
    text = (
        "云岭县产业提升工作方案。推动技改升级，实施技改项目40个以上。（责任单位：县工信局）"
        "培育龙头企业，到2025年达到6家。（责任单位：县农业局）"
    )
    figures = [
        Figure(text.index("40"), "40", "技改项目", "个", "level", "target", "2024", "ge"),
        Figure(text.index("6家"), "6", "龙头企业", "家", "level", "target", "2025"),
    ]
    record = make_record(
        Facts("plan", text, {"doc_type": "action_plan", "title": "云岭县产业提升工作方案", "plan_year": "2025"}, figures)
    )
    tasks = [task(1, "推动技改升级", ["县工信局"], text, ["i1"]), task(2, "培育龙头企业", ["县农业局"], text, ["i2"])]
    return record.model_copy(update={"tasks": tasks})


def test_action_plan_leads_with_goals_and_lists_tasks_by_owner() -> None:
    brief = make_brief(action_plan(), {})

    assert lines(brief.targets) == ["40个以上 技改项目（2024）", "6家 龙头企业"]
    assert brief.targets.note == "未另注明的期限为2025"
    assert brief.work is not None
    assert [[plain(cell.words) for cell in row] for row in brief.work.rows] == [
        ["县工信局", "推动技改升级"],
        ["县农业局", "培育龙头企业"],
    ]
    assert "未提及" not in render_markdown(brief)


def test_action_plan_leads_with_its_weightiest_goals_where_the_record_names_only_one() -> None:
    record = action_plan()
    later = [indicator.model_copy(update={"period": "2025"}) for indicator in record.indicators]
    both = record.model_copy(update={"indicators": later})

    assert plain(make_brief(both, {}).headline) == "2025年目标：龙头企业6家；技改项目40个以上。"
    assert plain(make_brief(record, {}).headline) == ""


def test_a_growth_among_tasks_is_no_share() -> None:
    record = action_plan()
    grown = record.indicators[0].model_copy(update={"role": "growth", "unit": "%", "basis": "annual_average"})
    table, _ = Plan(record.model_copy(update={"indicators": [grown, *record.indicators[1:]]})).assignments(frozenset(), 2)

    assert table is not None
    assert plain(table.rows[0][-1].words) == "技改项目年均增长≥40%"


def test_bulletin_has_no_columns_for_targets() -> None:
    record = known_record("000")
    bulletin = record.model_copy(update={"meta": record.meta.model_copy(update={"doc_type": "bulletin", "plan_year": ""})})
    table = make_brief(bulletin).table

    assert table is not None
    assert table.columns == ("指标", "2020实绩", "2020增速")


def test_printed_reference_numbers_have_no_gaps() -> None:
    brief = page()
    printed = re.findall(r"<sup>([\d,]+)</sup>", render_html(brief)) + re.findall(r'class="refs">([\d, ]+)<', render_html(brief))
    numbers = {int(number) for group in printed for number in group.replace(" ", "").split(",") if number}

    assert numbers == set(range(1, max(numbers) + 1))
    assert max(numbers) <= len(reference_numbers(brief))


def test_model_is_named_where_one_was_used() -> None:
    record = known_record("000")
    named = record.model_copy(update={"provenance": record.provenance.model_copy(update={"model": "labeller-4"})})

    assert "模型 labeller-4" in [plain(part) for part in make_brief(named).footer]


def doubled(indicator: Indicator) -> Indicator:
    return indicator.model_copy(update={"id": indicator.id + "b", "same_as": indicator.id})


def test_repeated_facts_change_nothing_on_the_page() -> None:
    record = known_record("000")
    repeated = record.model_copy(update={"indicators": [*record.indicators, *map(doubled, record.indicators)]})

    assert make_brief(repeated) == make_brief(record)
