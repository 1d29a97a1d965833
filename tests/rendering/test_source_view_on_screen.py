"""The source view in a browser, opened from disk: to a place and back, filters, search, a very long report."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from summarizer.domain.record import Record
from summarizer.rendering.source.view import render_source_view
from tests.rendering.known_reports import known_record, text_of
from tests.rendering.made_record import Facts, Figure, make_record

Opened = Callable[..., Page]


@pytest.fixture
def opened(window: Browser, tmp_path: Path) -> Iterator[Opened]:
    contexts, complaints = [], list[str]()

    def open_view(record: Record, text: str, fragment: str = "", width: int = 1280) -> Page:
        file = tmp_path / "source.html"
        file.write_text(render_source_view(record, text), encoding="utf-8")
        contexts.append(window.new_context(viewport={"width": width, "height": 844}))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(file.as_uri() + fragment)
        return page

    yield open_view
    for context in contexts:
        context.close()
    assert complaints == []


def in_sight(page: Page, selector: str) -> bool:
    return bool(
        page.evaluate(
            "s => { const b = document.querySelector(s).getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }",
            selector,
        )
    )


def test_an_entry_leads_to_its_place_and_the_place_back_to_it(opened: Opened) -> None:
    page = opened(known_record("000"), text_of("000"))
    last = known_record("000").indicators[-1]
    place = f"#c{last.numeral.start}"

    page.locator(f"#{last.id} a").click()
    page.wait_for_function("s => document.querySelector(s).classList.contains('here')", arg=place)
    assert in_sight(page, place)

    page.evaluate("document.getElementById('entries').scrollTop = 0")
    page.locator(place).click()
    page.wait_for_function("s => document.querySelector(s).classList.contains('here')", arg=f"#{last.id}")
    assert in_sight(page, f"#{last.id}")


def test_a_link_from_the_page_arrives_at_its_figure(opened: Opened) -> None:
    figure = known_record("000").indicators[80].numeral
    page = opened(known_record("000"), text_of("000"), f"#c{figure.start}")

    page.wait_for_function("s => document.querySelector(s).classList.contains('here')", arg=f"#c{figure.start}")
    assert in_sight(page, f"#c{figure.start}")


def test_filters_narrow_list_and_marks(opened: Opened) -> None:
    record = known_record("000")
    page = opened(record, text_of("000"))

    page.locator("#period").select_option("2021")
    shown = page.locator("#entries li:not(.off)")
    periods = [*(each.period for each in record.indicators), *(each.period for each in record.statements)]
    of_2021 = periods.count("2021")
    assert shown.count() == of_2021
    marked = page.locator("main a.actual:not(.off)").count()
    assert marked == sum(each.kind == "actual" and each.period == "2021" for each in record.indicators)

    page.locator(".kinds .target input").uncheck()
    assert page.locator("#entries li.target:not(.off)").count() == 0

    page.locator("#period").select_option("")
    page.locator("#section").select_option("s1.2")
    assert {each.split(".")[:2] == ["s1", "2"] for each in sections(page)} == {True}


def sections(page: Page) -> list[str]:
    found: list[str] = page.evaluate("[...document.querySelectorAll('#entries li:not(.off)')].map(e => e.dataset.section)")
    return found


def test_search_finds_words_across_marks_and_goes_through_them(opened: Opened) -> None:
    page = opened(known_record("000"), text_of("000"))
    expected = len(re.findall("亿元，同比增长", text_of("000")))

    page.locator("#search").fill("亿元，同比增长")
    expect(page.locator("#found")).to_have_text(f"1 / {expected}")
    page.locator("#next").click()
    assert page.locator("#found").text_content() == f"2 / {expected}"


def test_outline_leads_to_the_heading(opened: Opened) -> None:
    page = opened(known_record("000"), text_of("000"))

    page.locator("#outline a").last.click()
    assert in_sight(page, f"#c{known_record('000').outline[-1].start}")


def test_on_a_phone_list_and_outline_open_over_the_text(opened: Opened) -> None:
    page = opened(known_record("000"), text_of("000"), width=390)

    assert not page.locator("#entries").is_visible()
    page.locator("#show-entries").click()
    assert page.locator("#entries").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def very_long() -> tuple[Record, str]:
    """A report of 250,000 characters with 5,000 figures."""
    line = "云岭县第{}个项目完成投资{}.5亿元，带动就业若干人，" + "建设进度加快、质量提升" * 18 + "。\n"
    text = "".join(line.format(n, n) for n in range(1, 1200))
    places = [(m.start(1), m[1]) for m in re.finditer(r"(\d+\.5)亿元", text)]
    figures = [Figure(at, value, f"第{value}类投资", "亿元", "level", "actual", "2020") for at, value in places]
    return make_record(Facts("long", text, {"doc_type": "work_report"}, figures)), text


def test_a_very_long_report_opens_filters_and_searches(opened: Opened) -> None:
    record, text = very_long()
    assert len(text) > 250_000
    last = record.indicators[-1]
    page = opened(record, text, f"#c{last.numeral.start}")

    page.wait_for_function("s => document.querySelector(s).classList.contains('here')", arg=f"#c{last.numeral.start}")
    assert in_sight(page, f"#c{last.numeral.start}")
    page.locator("#search").fill("1000.5亿元")
    page.wait_for_function("() => document.getElementById('found').textContent === '1 / 1'")


def test_entries_are_laid_out_at_once(opened: Opened) -> None:
    """With `content-visibility` on each entry a filter over thousands of them takes the browser many seconds."""
    page = opened(known_record("000"), text_of("000"))

    assert page.evaluate("getComputedStyle(document.querySelector('#entries li')).contentVisibility") == "visible"
