"""Settings come from flags, then the environment, then summarizer.toml."""

import json
from pathlib import Path

import pytest

from summarizer.cli.app import run_app
from tests.conftest import FIXTURES

(GOOD,) = (FIXTURES / "reports").glob("000_*")


def chunks(capsys: pytest.CaptureFixture[str], *flags: str) -> int:
    capsys.readouterr()
    assert run_app(["outline", str(GOOD), "--json", *flags]) == 0
    return sum(len(report["chunks"]) for report in json.loads(capsys.readouterr().out))


def test_flag_beats_environment_beats_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    by_default = chunks(capsys)

    (tmp_path / "summarizer.toml").write_text("max_chars = 900\n", encoding="utf-8")
    by_file = chunks(capsys)
    monkeypatch.setenv("SUMMARIZER_MAX_CHARS", "700")
    by_environment = chunks(capsys)
    by_flag = chunks(capsys, "--max-chars", "9000")

    assert by_flag < by_default < by_file < by_environment


@pytest.mark.parametrize("content", ["max_chars = [", "unheard_of = 1", "[nested]\na = 1"])
def test_a_settings_file_that_cant_be_used_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "summarizer.toml").write_text(content, encoding="utf-8")

    assert run_app(["outline", str(GOOD)]) == 2
    assert "summarizer.toml" in capsys.readouterr().err
