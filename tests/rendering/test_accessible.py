"""Pages can be read by everybody: contrast in light and dark, landmarks and headings in order, names for all that acts."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.html.brief import render_html
from summarizer.rendering.html.index import IndexRow
from summarizer.rendering.source.view import render_source_view
from tests.rendering.all_pages import whole_index
from tests.rendering.known_reports import known_record, text_of
from tests.rendering.test_page import incomplete

TEMPLATES = Path(__file__).parent.parent.parent / "summarizer" / "rendering" / "templates"
TEXT = ("ink", "soft", "faint", "accent", "actual", "target", "baseline", "statement", "task", "project", "problem")
GROUNDS = ("paper", "tip", "desk")
# WCAG 2.2, success criterion 1.4.3
ENOUGH = 4.5


def luminance(colour: str) -> float:
    full = colour.lstrip("#") if len(colour) == 7 else "".join(2 * each for each in colour.lstrip("#"))
    shares = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def schemes(style: str) -> list[dict[str, str]]:
    """Return the colours of each scheme by name; what a scheme does not set is that of the first."""
    blocks = re.findall(r":root \{([^}]*)\}", (TEMPLATES / style).read_text(encoding="utf-8"))
    named = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", block)) for block in blocks]
    return [{**named[0], **each} for each in named if "ink" in each]


@pytest.mark.parametrize("style", ["brief.css", "index.css", "source.css"])
def test_words_stand_out_from_their_ground(style: str) -> None:
    found = schemes(style)
    assert len(found) >= 2
    for colours in found:
        pairs = [(text, ground) for text in TEXT for ground in GROUNDS if text in colours and ground in colours]
        # on the grey around the sheet stands nothing but the lists of the source view
        pairs = [(text, ground) for text, ground in pairs if ground != "desk" or style == "source.css"]
        weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
        assert not {pair: ratio for pair, ratio in weak.items() if ratio < ENOUGH}
        if "alarm-ground" in colours:
            assert contrast(colours["alarm"], colours["alarm-ground"]) >= ENOUGH


def pages() -> dict[str, str]:
    record = known_record("000")
    rows = [IndexRow(title="甲", place="云岭县", brief="a.html"), IndexRow(title="乙", failure="unreadable")]
    return {
        "brief": render_html(make_brief(incomplete(record)), "source.html"),
        "index": whole_index(rows),
        "source": render_source_view(record, text_of("000"), brief="brief.html"),
    }


@pytest.fixture(params=["brief", "index", "source"])
def page(request: pytest.FixtureRequest, window: Browser, tmp_path: Path) -> Page:
    (tmp_path / "page.html").write_text(pages()[request.param], encoding="utf-8")
    opened = window.new_page()
    opened.goto((tmp_path / "page.html").as_uri())
    return opened


def test_there_is_one_main_part_one_title_and_no_heading_skips_a_level(page: Page) -> None:
    assert page.locator("main").count() == 1
    assert page.locator("h1").count() == 1
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_everything_that_acts_has_a_name(page: Page) -> None:
    nameless = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select')].filter(e => !(e.textContent.trim()"
        " || e.getAttribute('aria-label') || e.labels?.length)).map(e => e.outerHTML)"
    )
    assert nameless == []
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_each_figure_is_described_by_its_sentence(window: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(pages()["brief"], encoding="utf-8")
    page = window.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    lost = page.evaluate(
        "[...document.querySelectorAll('.fig')].filter(f => document.getElementById(f.getAttribute('aria-describedby'))"
        "?.parentElement !== f).length"
    )

    assert page.locator(".fig").count() > 30
    assert lost == 0
