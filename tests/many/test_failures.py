"""What failed is grouped by cause, can be opened in a table program without danger, and is retried alone."""

import csv

from hypothesis import given
from hypothesis import strategies as st

from summarizer.rendering.tables.inert import inert
from summarizer.running.outputs.failures import HEAD, cause_of, render_failures
from tests.many.conftest import Shop, report


def line(error: str, path: str = "a.txt", state: str = "incomplete") -> dict[str, object]:
    return {"state": state, "paths": [path], "report_id": "r", "title": "=1+1", "error": error}


def test_the_same_reason_in_other_questions_and_reports_is_one_cause() -> None:
    one = line("c3: HTTP 503 after 6 attempts; c9: HTTP 503 after 6 attempts")
    two = line("c1.second: HTTP 503 after 2 attempts", "b.txt")

    assert cause_of(one) == cause_of(two) == "incomplete: HTTP N after N attempts"


def test_causes_stand_together_the_most_frequent_first() -> None:
    lines = [line("in/a: is empty", "in/a", "unreadable"), line("c1: cut off"), line("in/b: is empty", "in/b", "unreadable")]

    rows = list(csv.reader("".join(render_failures(lines, lambda line: line)).removeprefix("\ufeff").splitlines()))

    assert tuple(rows[0]) == HEAD
    assert [(row[0], row[1], row[3]) for row in rows[1:]] == [
        ("unreadable: FILE: is empty", "2", "in/a"),
        ("unreadable: FILE: is empty", "2", "in/b"),
        ("incomplete: cut off", "1", "a.txt"),
    ]


def test_no_cell_is_a_formula() -> None:
    lines = [line("c1: x", "=cmd|' /C calc'!A0")]

    (row,) = list(csv.reader("".join(render_failures(lines, lambda line: line)).splitlines()))[1:]

    assert row[3].startswith("'=")
    assert row[5] == "'=1+1"


@given(st.text())
def test_a_cell_never_starts_like_a_formula(text: str) -> None:
    cell = inert(text)

    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n") or float(cell) <= 0


def test_only_failed_retries_what_failed_and_leaves_the_rest(shop: Shop) -> None:
    shop.write("bad.txt", "")
    assert shop.run() == 3
    assert "bad.txt" in (shop.root / "out" / "failures.csv").read_text(encoding="utf-8")
    shop.write("bad.txt", report("白石县"))
    shop.write("new.txt", report("黑水县"))

    assert shop.run("--only-failed", "--text-language", "en") == 0

    assert shop.summary()["done"] == {"made": 1, "rendered": 0, "kept": 4}
    assert [row["paths"][0] for row in shop.rows()] == ["2019.txt", "2020.txt", "2021.txt", "bad.txt", "other.txt"]
    assert len((shop.root / "out" / "failures.csv").read_text(encoding="utf-8").splitlines()) == 1


def test_an_incomplete_report_is_asked_about_again(shop: Shop) -> None:
    shop.run()
    state = shop.root / "out" / ".state.jsonl"
    state.write_text(state.read_text(encoding="utf-8").replace('"complete"', '"incomplete"', 1), encoding="utf-8")

    assert shop.run("--only-failed") == 0
    assert shop.summary()["done"] == {"made": 1, "rendered": 0, "kept": 3}
