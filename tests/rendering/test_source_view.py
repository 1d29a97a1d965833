"""The source view: the report's own characters, everything that the record rests on marked in them."""

import re
from html.parser import HTMLParser

import pytest

from summarizer.domain.record import Dismissed, Record, SpanText
from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.html.brief import render_html
from summarizer.rendering.page.parts import all_words
from summarizer.rendering.results.absence import find_unread
from summarizer.rendering.source.view import linked_places, render_source_view
from summarizer.rendering.wording.places import SOURCE_VIEW
from tests.rendering.known_reports import known_record, text_of
from tests.rendering.made_record import Facts, Figure, make_record
from tests.rendering.test_untrusted_text import HOSTILE, tags


def view(name: str = "000") -> str:
    record = known_record(name)
    brief = make_brief(record, find_unread(record, text_of(name)))
    return render_source_view(record, text_of(name), linked_places(brief), "brief.html")


class Lines(HTMLParser):
    """The characters of the text's paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.inside = self.inside or tag == "p"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "p"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text.append(data)


@pytest.mark.parametrize("name", ["000", "003"])
def test_view_holds_the_report_character_by_character(name: str) -> None:
    parser = Lines()
    parser.feed(view(name))
    start, end = known_record(name).source.span

    assert "".join(parser.text) == text_of(name)[start:end]


@pytest.mark.parametrize("name", ["000", "003"])
def test_every_figure_and_sentence_of_the_page_has_a_place_in_the_view(name: str) -> None:
    record = known_record(name)
    brief = make_brief(record, find_unread(record, text_of(name)))
    linked = set(re.findall(rf'href="{SOURCE_VIEW}#(c\d+)"', render_html(brief, SOURCE_VIEW)))
    places = set(re.findall(r'id="(c\d+)"', view(name)))

    assert len(linked) > 30
    assert linked <= places
    figures = {start for words in all_words(brief) for run in words for start, _ in run.spots}
    assert {f"c{start}" for start in figures} <= linked


def test_every_indicator_is_marked_at_its_numeral_and_leads_to_its_entry() -> None:
    page = view()

    for indicator in known_record("000").indicators:
        mark = rf'<a class="{indicator.kind}[^"]*" data-e="{indicator.id}[ "][^>]*href="#{indicator.id}"'
        place = f' id="c{indicator.numeral.start}">{re.escape(indicator.numeral.text)}'
        assert re.search(mark + place, page), indicator.id
        assert f'<li id="{indicator.id}" class="{indicator.kind}"' in page


def gapped(record: Record) -> Record:
    text = text_of("000")
    gap, date = text.index("114.2"), text.index("2020年，是")
    unaccounted = [SpanText(start=gap, end=gap + 5, text="114.2")]
    dismissed = [Dismissed(start=date, end=date + 4, text="2020", reason="date", by="reader")]
    kept = [each for each in record.indicators if each.numeral.start != gap]
    audit = record.audit.model_copy(update={"unaccounted": unaccounted, "dismissed": dismissed})
    return record.model_copy(update={"audit": audit, "indicators": kept})


def test_what_nobody_accounts_for_is_loud_and_what_is_no_quantity_is_faint() -> None:
    page = render_source_view(gapped(known_record("000")), text_of("000"))

    assert re.search(r'<a class="unaccounted"[^>]*>114\.2</a>', page)
    assert re.search(r'<a class="dismissed"[^>]*>2020</a>', page)


@pytest.mark.parametrize("words", HOSTILE)
def test_report_text_brings_no_markup_into_the_view(words: str) -> None:
    text = f"{words}云岭县生产总值147.28亿元{words}。\n一、{words}\n{words}"
    figure = Figure(text.index("147.28"), "147.28", words + "生产总值", words, "level", "actual", "2020")
    report = {
        "doc_type": "work_report",
        "title": words,
        "headings": [{"o": text.index("一、"), "text": "一、" + words, "level": 1}],
    }
    page = render_source_view(make_record(Facts("hostile", text, report, [figure])), text)
    found = tags(page)
    clean = tags(render_source_view(make_record(Facts("clean", "云岭县。", {"doc_type": "work_report"}, [])), "云岭县。"))

    assert set(found.names) <= set(clean.names) | {"li", "i", "b", "a", "span", "label", "input", "small"}
    assert set(found.attributes) <= set(clean.attributes) | {
        "data-e",
        "data-period",
        "data-section",
        "href",
        "selected",
        "checked",
    }
    assert page.count("<script>") == 1


def test_view_may_load_nothing_and_run_its_own_script_alone() -> None:
    page = view()

    assert re.search(r"default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'", page)
    assert not re.search(r"javascript:|https?:|url\(|@import|\sstyle=|\son[a-z]+=|\ssrc=", page)


def test_invisible_characters_are_shown_as_marks() -> None:
    text = "增长\u202e5.2%\ud800。"
    page = render_source_view(make_record(Facts("odd", "增长。", {"doc_type": "other", "span": [0, len(text)]}, [])), text)

    assert "增长�5.2%�。" in page
