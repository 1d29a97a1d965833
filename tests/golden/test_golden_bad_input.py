"""Goldens that can't be used: a clear line that names the file, the others are checked, exit code 1."""

import json
from pathlib import Path

import pytest

from tests.golden.conftest import Desk, drifted, report


def edited(desk: Desk, **fields: object) -> Path:
    path = desk.golden / "liuhe-1.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | fields), encoding="utf-8")
    return path


def complaint(desk: Desk, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    capsys.readouterr()
    assert desk.check(*options) == 1
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    return told.out + told.err


def test_another_schema_version_names_the_way_out(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    edited(desk, schema_version="0")

    told = complaint(desk, capsys)
    assert "liuhe-1.json: a golden of schema version 0" in told
    assert "golden migrate" in told


@pytest.mark.parametrize("data", [b"{", b"", b"[]", b"null", b"\xff\xfe{}", b"[" * 100_000])
def test_a_file_that_is_no_record_is_told_and_the_others_are_checked(
    desk: Desk, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    (desk.golden / "liuhe-1.json").write_bytes(data)
    desk.write_run([report(1), drifted(2)])

    told = complaint(desk, capsys)
    assert "liuhe-1.json" in told
    assert "liuhe-2.json: " in told


def test_a_golden_edited_into_an_invalid_record_is_bad_input(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    edited(desk, indicators="none")

    assert "no valid record (indicators" in complaint(desk, capsys)


def test_a_golden_with_another_value_is_a_difference(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    path = desk.golden / "liuhe-1.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"value": "147.28"', '"value": "147.29"'), encoding="utf-8")

    assert desk.check() == 100
    assert "edited by hand" in capsys.readouterr().out


def test_two_goldens_for_one_report_are_both_named(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (desk.golden / "copy.json").write_bytes((desk.golden / "liuhe-1.json").read_bytes())

    told = complaint(desk, capsys)
    assert "copy.json" in told and "liuhe-1.json" in told and "a second golden" in told


def test_a_missing_folder_says_how_to_make_one(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.cli("golden", "check", str(desk.out), str(desk.out / "none")) == 1
    assert "golden add" in capsys.readouterr().err


def test_a_folder_without_a_run_is_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.cli("golden", "check", str(desk.golden), str(desk.golden)) == 1
    assert "no reports.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--fail-on", "huge"], ["--format", "pdf"], ["--similarity", "7"]])
def test_wrong_arguments_leave_with_2(desk: Desk, options: list[str]) -> None:
    assert desk.check(*options) == 2


def test_a_damaged_log_is_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (desk.golden / "decisions.jsonl").write_text("{}\n", encoding="utf-8")

    assert desk.check() == 1
    assert "decisions.jsonl: line 1" in capsys.readouterr().err


def test_a_pending_file_that_is_no_record_stops_no_other(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write_run([drifted(1), drifted(2)])
    desk.check()
    (desk.golden / "liuhe-1.pending.json").write_text("{", encoding="utf-8")

    assert desk.cli("golden", "accept", str(desk.golden)) == 1
    assert "liuhe-1.pending.json" in capsys.readouterr().err
    assert not (desk.golden / "liuhe-2.pending.json").exists()


def test_migrating_drops_the_unknown_and_adds_the_empty(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    path = edited(desk, schema_version="0", mood="good")
    fields = json.loads(path.read_bytes())
    del fields["statements"], fields["indicators"][0]["group"], fields["indicators"][1]["inferred"]
    path.write_text(json.dumps(fields), encoding="utf-8")

    assert desk.cli("golden", "migrate", str(desk.golden)) == 0
    assert "dropped mood" in capsys.readouterr().out
    assert desk.decisions()[-1]["verdict"] == "migrate"
    assert desk.check() == 0
    assert desk.cli("golden", "migrate", str(desk.golden)) == 0


def test_migrating_makes_nothing_up(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    path = edited(desk, schema_version="0")
    fields = json.loads(path.read_bytes())
    fields["indicators"][0]["role"] = "mood"
    path.write_text(json.dumps(fields), encoding="utf-8")
    before = path.read_bytes()

    assert desk.cli("golden", "migrate", str(desk.golden)) == 1
    assert "indicators.0.role" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"state": "complete"}', '{"state": "complete", "report_id": "../x", "work_key": ""}']
)
def test_a_list_of_reports_that_can_not_be_used_is_told(desk: Desk, capsys: pytest.CaptureFixture[str], line: str) -> None:
    (desk.out / "reports.jsonl").write_text(line + "\n", encoding="utf-8")

    assert desk.check() == 1
    assert "reports.jsonl" in capsys.readouterr().err


def test_a_report_without_its_record_is_told_and_the_others_are_checked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write_run([report(1), drifted(2)])
    (desk.out / "reports" / "liuhe-1" / "record.json").unlink()

    told = complaint(desk, capsys)
    assert "liuhe-1" in told and "liuhe-2.json: " in told
