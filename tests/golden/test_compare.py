"""Two runs side by side: agreement, differences, what gold supports, what each cost."""

import json
from pathlib import Path

import pytest

from tests.golden.conftest import SHA, Desk, drifted, report
from tests.reviewing.test_differences import TEXT


@pytest.fixture
def other(desk: Desk, tmp_path: Path) -> Path:
    found = Desk(tmp_path / "other", desk.golden)
    found.write_run([drifted(1), report(3, indicators=[], statements=[], tasks=[], problems=[], projects=[])])
    return found.out


def write_gold(folder: Path) -> Path:
    """Annotate the growth of the made-up report."""
    folder.mkdir()
    at = TEXT.index("5.2")
    row = {"o": at, "t": "5.2", "fact": True, "name": "生产总值", "unit": "%", "role": "growth", "kind": "actual"}
    (folder / "liuhe.numerals.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (folder / "liuhe.report.json").write_text(json.dumps([{"span": [0, len(TEXT)], "headings": []}]), encoding="utf-8")
    return folder


def compared(desk: Desk, other: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, object]:
    capsys.readouterr()
    assert desk.cli("compare", str(desk.out), str(other), "--json", *options) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_agreement_differences_and_costs_are_told(desk: Desk, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = compared(desk, other, capsys)

    assert (found["reports"], found["same_reports"]) == (1, 0)
    assert (found["only_a"], found["only_b"]) == (["liuhe-2"], ["liuhe-3"])
    assert (found["indicators"], found["same_indicators"]) == (4, 1)
    assert isinstance(found["fields"], dict) and found["fields"]["indicator.role"] == 1
    assert isinstance(found["costs"], dict) and found["costs"]["a"]["prompt_tokens"] == 100


def test_gold_says_which_run_it_supports(desk: Desk, other: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = compared(desk, other, capsys, "--gold", str(write_gold(tmp_path / "gold")))

    assert found["gold_supports"] == {"a": 1}
    assert isinstance(found["scores"], dict) and found["scores"]["a"]["role"] > found["scores"]["b"]["role"]


def test_a_check_says_it_too(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write_run([drifted(1), report(2)])

    assert desk.check("--gold", str(write_gold(tmp_path / "gold"))) == 100
    assert "gold supports old" in capsys.readouterr().out


def test_a_run_agrees_with_itself(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    found = compared(desk, desk.out, capsys)

    assert (found["same_reports"], found["fields"]) == (2, {})


def test_the_tables_are_for_people(desk: Desk, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.cli("compare", str(desk.out), str(other)) == 0
    told = capsys.readouterr().out
    assert "1 of 4 (25.0%)" in told and "indicator.role" in told and "prompt_tokens" in told


def test_a_folder_without_a_run_is_told(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.cli("compare", str(desk.out), str(tmp_path)) == 1
    assert "no reports.jsonl" in capsys.readouterr().err


def test_many_goldens_are_checked_in_processes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.running.golden.checking._WORTH_A_PROCESS", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    desk.write_run([drifted(1), report(2)])

    assert desk.check() == 100
    assert SHA in (desk.golden / "liuhe-1.pending.json").read_text(encoding="utf-8")
