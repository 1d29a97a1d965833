"""A second run leaves finished reports alone, and redoes exactly what a changed hash asks for."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.running.outputs.journal import Journal
from summarizer.running.resuming.keys import HASHED_PROGRAM, HASHED_RENDERING, PACKAGE, Keys, keys_of
from tests.many.conftest import Shop, Told, report


def change_key(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("summarizer.running.run.keys_of", lambda *given: replace(keys_of(*given), **{name: "other"}))


def test_a_finished_report_is_not_opened_again(shop: Shop, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shop.run() == 0
    before = shop.files()
    told()

    def opened(*_: object) -> None:
        raise AssertionError("a record was opened")

    monkeypatch.setattr("summarizer.running.outputs.rendered.load_record", opened)
    monkeypatch.setattr("summarizer.running.inputs.documents.read_document", opened)

    assert shop.run() == 0
    assert "4 inputs: 4 finished" in told()
    assert shop.summary()["done"] == {"made": 0, "rendered": 0, "kept": 4}
    assert shop.files() == before
    assert shop.summary()["calls"] == 0


def test_lists_are_the_same_after_a_run_that_did_nothing(shop: Shop) -> None:
    shop.run()
    index, rows = (shop.root / "out" / "index.html").read_bytes(), shop.rows()

    shop.run()

    assert (shop.root / "out" / "index.html").read_bytes() == index
    assert [{**row, "done": ""} for row in shop.rows()] == [{**row, "done": ""} for row in rows]


def test_lists_that_are_right_are_left_alone_and_lost_ones_are_written_again(shop: Shop) -> None:
    shop.run()
    index, failures = shop.root / "out" / "index.html", shop.root / "out" / "failures.csv"
    before, was = index.read_bytes(), index.stat().st_ino
    failures.unlink()
    shop.run()
    assert failures.is_file()
    assert index.stat().st_ino != was

    was = index.stat().st_ino
    shop.run()
    assert index.stat().st_ino == was

    (shop.root / "in" / "other.txt").rename(shop.root / "in" / "0.txt")
    shop.run()
    (shop.root / "in" / "0.txt").rename(shop.root / "in" / "other.txt")
    shop.run()
    assert index.read_bytes() == before


def test_lists_of_a_run_that_was_killed_before_its_end_are_written_again(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.run()
    index = shop.root / "out" / "index.html"
    before = index.read_bytes()
    (shop.root / "in" / "other.txt").rename(shop.root / "other.txt")
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "end", killed)
        assert shop.run() == 130
    assert index.read_bytes() != before

    (shop.root / "other.txt").rename(shop.root / "in" / "other.txt")
    shop.run()

    assert shop.summary()["done"]["kept"] == 4
    assert index.read_bytes() == before


def killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_new_changed_superseded_and_removed_are_told_apart(shop: Shop, told: Told) -> None:
    shop.run()
    old = {row["paths"][0]: row["report_id"] for row in shop.rows()}
    shop.write("2020.txt", report(year=2020, gdp="120.6"))
    shop.write("2022.txt", report(year=2022))
    (shop.root / "in" / "other.txt").unlink()
    told()

    assert shop.run() == 0

    said = told()
    assert "4 inputs: 2 finished, 1 changed, 1 new" in said
    assert "1 input of the last run is not among the inputs of this one: other.txt" in said
    assert "1 report of inputs that are not among those of this run stands there still (--prune deletes it)" in said
    assert shop.summary()["superseded"] == [old["2020.txt"]]
    assert shop.summary()["removed"] == [old["other.txt"]]

    assert shop.run("--prune") == 0
    assert {path.name for path in (shop.root / "out" / "reports").iterdir()} == {row["report_id"] for row in shop.rows()}
    assert len(list(shop.root.glob("out/documents/*"))) == 4


def test_a_mistyped_path_prunes_nothing(shop: Shop, told: Told) -> None:
    shop.run()
    before = shop.files()
    (shop.root / "in").rename(shop.root / "inputs")
    told()

    assert shop.run("--prune") == 1

    assert shop.files() == before
    assert "stand there still (--prune deletes nothing where an input is missing)" in told()


def test_a_changed_layout_renders_and_asks_nothing(shop: Shop, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.run()
    before = shop.files()
    change_key(monkeypatch, "rendering")
    monkeypatch.setattr("summarizer.running.outputs.rendered.render_markdown", lambda _: "another layout\n")
    told()

    assert shop.run() == 0

    assert "4 to be rendered again (layout, format or language changed)" in told()
    assert shop.summary()["done"] == {"made": 0, "rendered": 4, "kept": 0}
    changed = {name for name, content in shop.files().items() if before[name] != content}
    assert {Path(name).name for name in changed} == {"brief.md"}
    shop.run()
    assert shop.summary()["done"]["kept"] == 4


@pytest.mark.parametrize("name", ["settings", "model", "prompts", "schema", "rules", "program"])
def test_any_other_changed_hash_makes_the_reports_again(
    shop: Shop, told: Told, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    shop.run()
    change_key(monkeypatch, name)
    told()

    shop.run()

    assert f"4 to be made again ({name} changed)" in told()
    assert shop.summary()["done"]["made"] == 4


def test_every_field_of_the_keys_has_its_test() -> None:
    assert set(Keys.__slots__) == {"settings", "model", "prompts", "schema", "rules", "program", "rendering"}


def test_a_real_change_of_settings_is_seen(shop: Shop) -> None:
    shop.run()
    shop.run("--text-language", "en")
    assert shop.summary()["done"]["made"] == 4
    shop.run("--text-language", "en")
    assert shop.summary()["done"]["kept"] == 4


@pytest.mark.parametrize("name", ["record.json", "brief.md", "brief.html", "source.html", "evidence.xlsx"])
def test_a_report_without_all_of_its_files_is_made_again(shop: Shop, name: str) -> None:
    shop.run()
    before = shop.files()
    folder = shop.root / "out" / "reports" / shop.rows()[0]["report_id"]
    (folder / name).write_bytes(b"")

    shop.run()

    assert shop.summary()["done"] == {"made": 1, "rendered": 0, "kept": 3}
    assert shop.files() == before


def test_a_renamed_input_gets_a_record_that_names_its_source(shop: Shop) -> None:
    shop.run()
    (shop.root / "in" / "other.txt").rename(shop.root / "in" / "0.txt")

    shop.run()

    row = shop.rows()[0]
    record = json.loads((shop.root / "out" / "reports" / row["report_id"] / "record.json").read_text(encoding="utf-8"))
    assert record["source"]["path"] == "0.txt"
    assert shop.summary()["done"]["made"] == 1


def test_a_copy_answers_for_a_report_whose_first_input_is_gone(shop: Shop) -> None:
    shop.write("zz.txt", report("青岩市"))
    shop.run()
    assert shop.rows()[-1]["paths"] == ["other.txt", "zz.txt"]
    shop.run()
    assert shop.summary()["done"]["kept"] == 4
    (shop.root / "in" / "other.txt").unlink()

    shop.run()

    row = shop.rows()[-1]
    record = json.loads((shop.root / "out" / "reports" / row["report_id"] / "record.json").read_text(encoding="utf-8"))
    assert (row["paths"], record["source"]["path"]) == (["zz.txt"], "zz.txt")


def test_what_a_killed_run_finished_is_kept(shop: Shop) -> None:
    shop.run()
    state = shop.root / "out" / ".state.jsonl"
    lines = state.read_bytes().splitlines(keepends=True)
    state.write_bytes(lines[0])
    (shop.root / "out" / ".state.jsonl.part").write_bytes(lines[1] + lines[2][:100])

    shop.run()

    assert shop.summary()["done"] == {"made": 2, "rendered": 0, "kept": 2}
    assert not (shop.root / "out" / ".state.jsonl.part").exists()
    shop.run()
    assert shop.summary()["done"]["kept"] == 4


@pytest.mark.parametrize(
    "damage",
    [
        lambda row: {**row, "line": {**row["line"], "report_id": "../../elsewhere"}},
        lambda row: {**row, "line": "text"},
        lambda row: {**row, "origins": []},
        lambda row: {**row, "keys": {}},
        lambda row: {**row, "index": {"title": 1}},
        lambda row: [row],
    ],
)
def test_a_row_that_the_program_did_not_write_is_left_aside(shop: Shop, damage: object) -> None:
    assert callable(damage)
    shop.run()
    state = shop.root / "out" / ".state.jsonl"
    first, *rest = state.read_text(encoding="utf-8").splitlines(keepends=True)
    state.write_text(json.dumps(damage(json.loads(first))) + "\n" + "".join(rest), encoding="utf-8")

    assert shop.run() == 0
    assert shop.summary()["done"] == {"made": 1, "rendered": 0, "kept": 3}


def test_links_of_the_index_never_come_from_the_state(shop: Shop) -> None:
    shop.run()
    state = shop.root / "out" / ".state.jsonl"
    state.write_text(state.read_text(encoding="utf-8").replace('"brief": "', '"brief": "javascript:'), encoding="utf-8")

    (shop.root / "out" / "index.html").unlink()
    shop.run()

    assert "javascript:" not in (shop.root / "out" / "index.html").read_text(encoding="utf-8")


def test_a_second_run_into_the_same_folder_is_refused_with_a_reason(shop: Shop, told: Told) -> None:
    from summarizer.running.outputs.lock import locked

    shop.run()
    before = shop.files()
    with locked(shop.root / "out"):
        assert shop.run() == 1

    said = told()
    assert "another run" in said
    assert str(os.getpid()) in said
    assert shop.files() == before
    assert shop.run() == 0


@pytest.mark.parametrize("name", [*HASHED_PROGRAM, *HASHED_RENDERING])
def test_code_that_a_report_depends_on_is_where_its_hash_looks(name: str) -> None:
    assert (PACKAGE / name).exists()
