"""The list of a run in a browser: sorted by a click, filtered by words, type and state, whole without its script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from summarizer.rendering.html.index import IndexRow
from tests.rendering.all_pages import whole_index

ROWS = [
    IndexRow(title="甲", place="云岭县", type_name="发展计划", output="147.28亿元", growth="5.2%", brief="a.html"),
    IndexRow(title="乙", place="石桥镇", type_name="政府工作报告", output="9800万元", growth="下降2.9%", missing="缺“工业”"),
    IndexRow(title="丙", place="江城市", type_name="政府工作报告", output="突破1.2万亿元", growth=""),
]


@pytest.fixture
def page(window: Browser, tmp_path: Path) -> Iterator[Page]:
    (tmp_path / "index.html").write_text(whole_index(ROWS), encoding="utf-8")
    opened = window.new_page(viewport={"width": 1280, "height": 800})
    opened.goto((tmp_path / "index.html").as_uri())
    yield opened
    opened.close()


def shown(page: Page) -> list[str]:
    return [title.strip() for title in page.locator("tbody tr:not([hidden]) td.title").all_inner_texts()]


def test_a_click_sorts_by_amount_and_a_second_one_turns_the_order(page: Page) -> None:
    page.locator("th button", has_text="生产总值").click()
    assert shown(page) == ["乙", "甲", "丙"]

    page.locator("th button", has_text="生产总值").click()
    assert shown(page) == ["丙", "甲", "乙"]


def test_declines_sort_below_and_nothing_behind(page: Page) -> None:
    page.locator("th button", has_text="增速").click()

    assert shown(page) == ["乙", "甲", "丙"]


def test_filters_narrow_the_list(page: Page) -> None:
    page.locator("#type").select_option("政府工作报告")
    assert shown(page) == ["乙", "丙"]

    page.locator("#state").select_option("open")
    assert shown(page) == ["乙"]

    page.locator("#words").fill("江城")
    assert shown(page) == []


def test_list_is_whole_without_its_script(window: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(whole_index(ROWS), encoding="utf-8")
    context = window.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())

    assert shown(page) == ["甲", "乙", "丙"]
    assert not page.locator("#tools").is_visible()
    context.close()
