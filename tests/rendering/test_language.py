"""Labels in English: every label has a wording, what the report says stays as it is."""

import ast
import re
from pathlib import Path

import pytest

from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.html.brief import render_html
from summarizer.rendering.page.parts import Brief, plain
from summarizer.rendering.results.absence import find_unread
from summarizer.rendering.source.view import render_source_view
from summarizer.rendering.wording.language import english_labels, label, labels_in
from tests.rendering.known_reports import known_record, text_of

RENDERING = Path(__file__).parent.parent.parent / "summarizer" / "rendering"
HAN = re.compile(r"[一-鿿]")


def in_english(name: str = "000") -> Brief:
    record = known_record(name)
    with labels_in("en"):
        return make_brief(record, find_unread(record, text_of(name)))


def labels_in_code() -> set[str]:
    found = set()
    for path in RENDERING.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "label":
                texts = (each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant))
                found |= {text for text in texts if isinstance(text, str)}
    templates = "".join(path.read_text(encoding="utf-8") for path in RENDERING.glob("templates/*.html"))
    return found | set(re.findall(r'label\("([^"]+)"', templates))


def test_every_label_has_an_english_wording_with_the_same_blanks() -> None:
    labels = {text for text in labels_in_code() if HAN.search(text) or not text.isascii()}

    assert labels <= english_labels().keys(), labels - english_labels().keys()
    for chinese, english in english_labels().items():
        assert sorted(re.findall(r"{\w+}", chinese)) == sorted(re.findall(r"{\w+}", english))
        assert not HAN.search(english)


def test_names_come_from_the_registry_and_values_from_the_report() -> None:
    brief = in_english()
    assert brief.table is not None

    assert brief.table.columns == (
        "Indicator",
        "2020 result",
        "2020 growth",
        "2021 target",
        "Comparison (computed, points)",
    )
    rows = [[plain(cell.words) for cell in row] for row in brief.table.rows]
    assert not any(HAN.search(row[0]) for row in rows)
    assert rows[0][1:3] == ["147.28亿元", "5.2%（按可比价格）"]
    assert rows[0][4] == "higher by 0.8 or more"


def test_same_cells_are_filled_in_both_languages() -> None:
    record = known_record("000")
    chinese, english = make_brief(record, find_unread(record, text_of("000"))), in_english()

    assert chinese.table is not None
    assert english.table is not None
    assert [[bool(plain(cell.words)) for cell in row] for row in chinese.table.rows] == [
        [bool(plain(cell.words)) for cell in row] for row in english.table.rows
    ]


@pytest.mark.parametrize("name", ["000", "003"])
def test_footer_and_titles_are_english(name: str) -> None:
    brief = in_english(name)
    titles = [part.title for part in (brief.points, brief.targets, brief.directions, brief.problems, brief.cautions)]

    assert not HAN.search(" ".join([*titles, *(plain(words) for words in brief.footer)]))


def test_pages_say_their_language() -> None:
    record = known_record("000")
    with labels_in("en"):
        pages = [render_html(make_brief(record)), render_source_view(record, text_of("000"))]

    assert all('<html lang="en">' in page for page in pages)
    assert "Search the text" in pages[1]


def test_braces_in_report_text_stay() -> None:
    with labels_in("en"):
        assert label("模型 {model}", model="{model} {0}") == "Model {model} {0}"
