"""Characters that the program's own fonts lack are told: on stderr, and in `run.json`."""

import json
from pathlib import Path

import pytest

from summarizer.cli.app import run_app
from summarizer.rendering.pdf import typesetting
from summarizer.running.outputs.rendered import told_characters
from tests.conftest import FIXTURES

RARE = "\U00020021"
(GOOD,) = (FIXTURES / "reports").glob("000_*")


def run(tmp_path: Path, *flags: str) -> dict[str, dict[str, str]]:
    text = GOOD.read_bytes().decode("utf-8").replace("坚持创新引领", f"坚持{RARE}引领")
    assert RARE in text
    (tmp_path / "report.txt").write_bytes(text.encode("utf-8"))
    flags = ("-o", str(tmp_path / "out"), "--cache", str(tmp_path / "cache"), "--format", "pdf", *flags)
    assert run_app(["run", str(tmp_path / "report.txt"), *flags]) == 0
    summary: dict[str, dict[str, str]] = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    return summary


@pytest.fixture
def no_other_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_INSTALLED", ())


@pytest.mark.usefixtures("no_other_font")
def test_a_run_tells_what_no_font_has_and_tells_it_again_when_the_report_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        summary = run(tmp_path)
        (report,) = summary["undrawn_characters"]

        assert summary["undrawn_characters"] == {report: RARE}
        assert summary["borrowed_characters"] == {}
        assert f"{RARE} (U+20021) in {report}" in capsys.readouterr().err.replace("\n", "")


@pytest.mark.usefixtures("no_other_font")
def test_briefs_made_again_tell_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path)
    (record,) = (tmp_path / "out" / "reports").glob("*/record.json")
    capsys.readouterr()

    assert run_app(["brief", str(record), "--format", "pdf"]) == 0
    assert "U+20021" in capsys.readouterr().err


def test_what_another_font_drew_is_told_apart() -> None:
    told = list(told_characters({"a": "龘"}, {"a": "", "b": ""}))

    assert len(told) == 1
    assert "Fonts of this machine drew 龘 (U+9F98) in a" in told[0]


def test_many_reports_are_told_in_short() -> None:
    (told,) = told_characters({}, {str(n): "龘" for n in range(9)})

    assert told.count("U+9F98") == 5
    assert "4 more reports" in told
