"""A command that has nothing to show says so, a file's name says what is in it, and what only looks makes nothing."""

import os
from pathlib import Path
from typing import Any

import pytest

from summarizer.cli.app import run_app
from tests.many.conftest import Shop, Told, report
from tests.network.misbehaving import Plan, serving


@pytest.fixture
def out(shop: Shop, monkeypatch: pytest.MonkeyPatch, told: Told) -> str:
    """Return the output of a run over one report, in the working folder."""
    for path in (shop.root / "in").iterdir():
        path.unlink()
    shop.write("2019.txt", report(year=2019))
    assert shop.run("--format", "md") == 0
    monkeypatch.chdir(shop.root)
    told()
    return "out"


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("track OUT", 0, "no report gives targets for a year that another one, of the same place, reviews"),
        ("table OUT --indicators grain_output", 0, "no report of out gives a figure (actual) for grain_output"),
        ("export OUT --format pdf", 1, "out: holds no brief as pdf"),
        ("budget --cache cache", 0, "nothing was spent under any name"),
        ("budget spring --cache cache", 0, "nothing was spent under spring"),
    ],
)
def test_nothing_is_said_in_words(out: str, command: str, code: int, said: str, told: Told) -> None:
    assert run_app([out if word == "OUT" else word for word in command.split()]) == code
    assert said in told()


def test_runs_without_a_common_report_do_not_agree(out: str, shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    (shop.root / "empty").mkdir()
    (shop.root / "empty" / "reports.jsonl").touch()
    capsys.readouterr()

    assert run_app(["compare", out, "empty"]) == 0

    said = capsys.readouterr()
    assert "%" not in said.out
    assert "out and empty have no report in common, so nothing is compared" in said.err


@pytest.mark.parametrize(
    ("flags", "start"),
    [
        (["--to", "t.xlsx"], b"PK"),
        (["--to", "t.HTML"], b"<!"),
        (["--to", "t.md"], b"|"),
        (["--to", "t"], b"\xef\xbb\xbf"),
        (["--to", "t.bak", "--format", "xlsx"], b"PK"),
    ],
)
def test_a_table_is_what_the_name_of_its_file_says(out: str, flags: list[str], start: bytes) -> None:
    assert run_app(["table", out, "--indicators", "gdp", *flags]) == 0
    assert Path(flags[1]).read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("table OUT --indicators gdp --to t.txt", "--to t.txt: .txt is no form of a table; known are csv, xlsx"),
        ("track OUT --to t.pdf", "--to t.pdf: .pdf is no form of a table"),
        ("track OUT --to t.xlsx --format csv", "--format csv and --to t.xlsx name two forms"),
        ("track OUT --chart t.png", "--chart t.png: charts are SVG"),
        ("export OUT --merged briefs.txt", "--merged briefs.txt: it becomes a PDF"),
    ],
)
def test_a_file_is_never_what_its_name_does_not_say(out: str, command: str, said: str, told: Told, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())

    assert run_app([out if word == "OUT" else word for word in command.split()]) == 2
    assert said in told()
    assert set(tmp_path.iterdir()) == before


def test_what_runs_have_written_is_no_input(out: str, shop: Shop, told: Told) -> None:
    (shop.root / out).rename(shop.root / "in" / "earlier")

    assert shop.run() == 0
    assert [row["paths"] for row in shop.rows()] == [["2019.txt"]]
    told()
    assert run_app(["plan", "in/earlier"]) == 1
    assert "in/earlier: the output folder of a run; name the reports" in told()


def test_briefs_of_a_whole_run_are_made_again(out: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["brief", out, "--format", "docx"]) == 0
    assert capsys.readouterr().out.startswith("out/reports/yunxi-2020-work-report")


def test_a_brief_of_a_report_replaces_no_list_of_a_run(out: str, shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    before = shop.rows()
    shop.write("b.txt", report("白石县"))
    capsys.readouterr()

    assert run_app(["brief", "in/b.txt", "--cache", "cache"]) == 0
    assert capsys.readouterr().out.startswith("briefs/reports/")
    assert shop.rows() == before


@pytest.mark.parametrize("command", ["info", "explain in/2019.txt", "prune", "export answers"])
def test_what_only_looks_at_a_cache_makes_none(out: str, command: str) -> None:
    assert run_app(["cache", *command.split(), "--cache", "nothere"]) == 0
    assert not Path("nothere").exists()


def test_a_submit_that_the_endpoint_refuses_leaves_no_batch(out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Plan()) as server:
        monkeypatch.setenv("OPENAI_API_KEY", "x")
        without_batches = server.url.replace("/v1", "/v2")
        code = run_app(["batch", "submit", "in", "--model", "m", "--base-url", without_batches, "--cache", "c", "-f", "batch"])

    assert code == 1
    assert not Path("batch").exists()


def test_numbers_go_with_their_nouns(out: str, shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    assert shop.run() == 0
    assert run_app(["plan", "in"]) == 0
    assert run_app(["status", "out"]) == 0

    said: Any = capsys.readouterr()
    assert "1 input: 1 to be rendered again" in said.err
    assert "1 input: 1 report, " in said.out
    assert "1 of 1 input;" in said.out


def test_a_misspelt_variable_is_told_with_the_one_that_is_meant(monkeypatch: pytest.MonkeyPatch, told: Told) -> None:
    monkeypatch.setenv("SUMMARIZER_MODLE", "m")
    monkeypatch.setenv("SUMMARIZER_OWN_THING", "m")

    run_app(["plan", "nothere"])

    said = told()
    assert "SUMMARIZER_MODLE is set, but no setting has that name; did you mean SUMMARIZER_MODEL?" in said
    assert "SUMMARIZER_OWN_THING is set" in said


def test_every_variable_that_a_command_reads_is_known(monkeypatch: pytest.MonkeyPatch, told: Told) -> None:
    folder = Path(__file__).parents[2] / "summarizer" / "cli"
    words = " ".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    variables = {part.partition('"')[0] for part in words.split('envvar="')[1:]}

    assert len(variables) >= 10
    for variable in (*variables, "SUMMARIZER_API_KEY", "SUMMARIZER_CACHE"):
        monkeypatch.setenv(variable, "1" if variable.endswith(("JSON", "QUIET", "PRUNE")) else os.devnull)
    run_app(["plan", "nothere"])
    assert "no setting has that name" not in told()
