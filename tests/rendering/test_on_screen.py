"""The page on a screen: every figure shows its sentence on hover and focus, without a script, and nothing leaves the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.html.brief import render_html
from summarizer.rendering.results.absence import find_unread
from tests.rendering.known_reports import known_record, text_of


@pytest.fixture(params=[390, 820, 1280], ids=["phone", "tablet", "desk"])
def page(request: pytest.FixtureRequest, window: Browser, tmp_path: Path) -> Iterator[Page]:
    file = tmp_path / "brief.html"
    file.write_text(
        render_html(make_brief(known_record("000"), find_unread(known_record("000"), text_of("000")))), encoding="utf-8"
    )
    context = window.new_context(viewport={"width": request.param, "height": 844}, java_script_enabled=False)
    opened = context.new_page()
    opened.goto(file.as_uri())
    yield opened
    context.close()


def is_inside(tip: Locator, page: Page) -> bool:
    box = tip.bounding_box()
    assert box is not None and page.viewport_size is not None
    return box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]


def test_sentence_shows_on_focus_within_the_window(page: Page) -> None:
    figures = page.locator(".fig")
    for at in range(0, figures.count(), 6):
        figure = figures.nth(at)
        tip = figure.locator(".tip")
        assert not tip.is_visible()
        figure.focus()
        assert tip.is_visible()
        assert is_inside(tip, page)


def test_sentence_shows_on_hover(page: Page) -> None:
    figure = page.locator(".fig", has_text="147.28亿元").first
    figure.hover()

    assert figure.locator(".tip").is_visible()
    assert "全区实现生产总值147.28亿元" in figure.locator(".tip").inner_text()
    assert figure.locator("mark").inner_text() == "147.28"


def test_page_is_never_wider_than_the_window(page: Page) -> None:
    size = page.viewport_size
    assert size is not None

    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
