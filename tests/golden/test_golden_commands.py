"""`summarizer golden` from a reviewer's chair: add, check, accept, reject, prune, log."""

import json
import os
from pathlib import Path

import pytest

from summarizer.errors import OutputError
from summarizer.running.golden.deciding import Signer, decide, waiting
from tests.golden.conftest import Desk, drifted, report
from tests.reviewing.test_differences import TEXT


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_goldens_are_one_file_a_report_without_its_path(desk: Desk) -> None:
    assert [path.name for path in sorted(desk.golden.glob("*.json"))] == ["liuhe-1.json", "liuhe-2.json"]
    assert desk.golden_record().source.path == ""
    assert (desk.golden / "liuhe-1.json").read_text(encoding="utf-8").startswith('{\n "schema_version": "1",\n "report_id"')


def test_the_same_run_passes_and_leaves_nothing_behind(desk: Desk) -> None:
    before = snapshot(desk.golden)

    assert desk.check("--fail-on", "minor") == 0
    assert snapshot(desk.golden) == before


def test_another_provenance_is_no_difference(desk: Desk) -> None:
    found = report(1)
    desk.write_run([found.model_copy(update={"provenance": drifted().provenance}), report(2)])

    assert desk.check("--fail-on", "minor") == 0


def test_differences_leave_with_100_and_wait_beside_the_golden(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write_run([drifted(1), report(2)])
    golden = (desk.golden / "liuhe-1.json").read_bytes()

    assert desk.check() == 100
    assert "role growth → share" in capsys.readouterr().out
    assert (desk.golden / "liuhe-1.pending.json").is_file()
    assert not (desk.golden / "liuhe-2.pending.json").exists()
    assert (desk.golden / "liuhe-1.json").read_bytes() == golden


def test_the_level_decides_what_fails(desk: Desk) -> None:
    found = report(1)
    renamed = found.indicators[0].model_copy(update={"name": "地区生产总值"})
    desk.write_run([found.model_copy(update={"indicators": [renamed, *found.indicators[1:]]}), report(2)])

    assert [desk.check("--fail-on", level) for level in ("critical", "major", "minor")] == [0, 0, 100]


def test_what_waits_is_removed_when_the_difference_is_gone(desk: Desk) -> None:
    desk.write_run([drifted(1), report(2)])
    desk.check()
    desk.write_run([report(1), report(2)])

    assert desk.check() == 0
    assert not list(desk.golden.glob("*.pending.*"))


def test_accepting_all_makes_the_check_pass_and_signs_every_difference(desk: Desk) -> None:
    desk.write_run([drifted(1), report(2)])
    desk.check()

    assert desk.cli("golden", "accept", str(desk.golden), "-m", "the new model is right") == 0
    assert desk.check("--fail-on", "minor") == 0
    signed = [one for one in desk.decisions() if one["verdict"] == "accept"]
    assert len(signed) >= 3
    assert {(one["reviewer"], one["comment"]) for one in signed} == {("mei", "the new model is right")}
    assert all(one["old_hash"] != one["new_hash"] and one["time"].endswith("Z") for one in signed)


def test_accepting_a_pattern_leaves_the_rest_waiting(desk: Desk) -> None:
    desk.write_run([drifted(1), report(2)])
    desk.check()

    assert desk.cli("golden", "accept", str(desk.golden), "--only", "indicator.role") == 0
    assert desk.golden_record().indicators[1].role == "share"
    assert desk.golden_record().indicators[0].name == "生产总值"
    assert len(desk.golden_record().indicators) == 4
    assert desk.golden_record().provenance.model == report(1).provenance.model
    assert desk.check() == 100
    assert desk.cli("golden", "accept", str(desk.golden)) == 0
    assert desk.golden_record().provenance.model == "other"
    assert desk.check("--fail-on", "minor") == 0


def test_rejecting_keeps_the_golden_and_the_check_failing(desk: Desk) -> None:
    desk.write_run([drifted(1), report(2)])
    desk.check()
    golden = (desk.golden / "liuhe-1.json").read_bytes()

    assert desk.cli("golden", "reject", str(desk.golden), "--only", "critical") == 0
    assert (desk.golden / "liuhe-1.json").read_bytes() == golden
    assert desk.cli("golden", "accept", str(desk.golden)) == 0
    assert len(desk.golden_record().indicators) == 4
    assert desk.check() == 100


def test_known_wrong_does_not_fail_and_is_told_when_it_goes_away(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write_run([drifted(1), report(2)])
    desk.check()
    found = waiting(desk.folder, "liuhe-1.json").findings
    decide(desk.folder, "liuhe-1.json", {one.key for one in found}, "known-wrong", Signer("mei"))

    assert desk.check("--fail-on", "minor") == 0
    desk.write_run([report(1), report(2)])
    capsys.readouterr()
    assert desk.check() == 0
    assert "no longer there, though known to be wrong" in capsys.readouterr().out
    assert desk.cli("golden", "prune", str(desk.out), str(desk.golden)) == 0
    capsys.readouterr()
    assert desk.check() == 0
    assert "no longer there" not in capsys.readouterr().out


def test_stale_goldens_are_told_and_removed_only_by_prune(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write_run([report(1)])

    assert desk.check() == 100
    told = capsys.readouterr().out
    assert "gone: no report of the run belongs to this golden" in told
    assert "source text changed" not in told
    assert (desk.golden / "liuhe-2.json").is_file()
    assert desk.cli("golden", "review", str(desk.out), str(desk.golden)) == 0
    said = capsys.readouterr().err
    assert "1 golden belongs to no report of this run; remove with `summarizer golden prune" in said
    assert desk.cli("golden", "prune", str(desk.out), str(desk.golden)) == 0
    assert not (desk.golden / "liuhe-2.json").exists()
    assert desk.check() == 0


def test_a_report_without_a_golden_waits_and_can_be_accepted(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    # a report of another text, so that it can't be a new version of one that is known
    third = report(3, indicators=[], statements=[], tasks=[], problems=[], projects=[], conflicts=[])
    desk.write_run([report(1), report(2), third])

    assert desk.check() == 100
    told = capsys.readouterr().out
    assert "new: no golden belongs to this report" in told
    assert "source text changed" not in told
    assert desk.cli("golden", "accept", str(desk.golden)) == 0
    assert (desk.golden / "liuhe-3.json").is_file()
    assert desk.check() == 0


def test_a_report_of_another_text_is_compared_by_its_key(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    edited = report(1, text=TEXT.replace("147.28", "148.31"))
    changed = edited.model_copy(update={"report_id": "liuhe-other", "text_hash": "01"})
    desk.write_run([changed, report(2)])

    assert desk.check() == 100
    told = capsys.readouterr().out
    assert "value 147.28 → 148.31" in told
    assert "the source text changed" in told


def test_nothing_is_written_where_ci_is_set(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write_run([drifted(1), report(3)])
    before = snapshot(desk.golden)
    monkeypatch.setenv("CI", "true")

    assert desk.check() == 100
    paths = [str(desk.out), str(desk.golden)]
    for command in (["add", *paths], ["accept", paths[1]], ["reject", paths[1]], ["prune", *paths], ["migrate", paths[1]]):
        assert desk.cli("golden", *command) == 1
    assert snapshot(desk.golden) == before


def test_the_log_tells_who_decided_what(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write_run([drifted(1), report(2)])
    desk.check()
    desk.cli("golden", "accept", str(desk.golden), "--only", "indicator.role", "-m", "right")
    capsys.readouterr()

    assert desk.cli("golden", "log", str(desk.golden)) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert all(word in last for word in ("mei", "accept", "liuhe-1.json", "growth → share", "right"))
    assert desk.cli("golden", "log", str(desk.golden), "--json") == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["verdict"] == "accept"


def test_a_full_disk_leaves_golden_log_and_pending_as_they_were(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write_run([drifted(1), report(2)])
    desk.check()
    before = snapshot(desk.golden)
    written = []

    def full(handle: int) -> None:
        written.append(handle)
        if len(written) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    assert desk.cli("golden", "accept", str(desk.golden)) == 1
    assert len(written) == 2
    assert snapshot(desk.golden) == before


def test_a_folder_that_can_not_be_written_to_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.write_run([drifted(1), report(2)])
    desk.check()

    def refused(**_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("tempfile.mkstemp", refused)

    assert desk.cli("golden", "accept", str(desk.golden)) == 1
    assert "Read-only file system" in capsys.readouterr().err


def test_a_read_only_folder_is_checked_without_pending_files(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write_run([drifted(1), report(2)])
    monkeypatch.setattr("os.access", lambda _, mode: mode != os.W_OK)

    assert desk.check() == 100
    assert not list(desk.golden.glob("*.pending.*"))


def test_a_decision_on_what_somebody_else_decided_changes_nothing(desk: Desk) -> None:
    desk.write_run([drifted(1), report(2)])
    desk.check()
    role = next(one for one in waiting(desk.folder, "liuhe-1.json").findings if one.difference.field == "role")
    decide(desk.folder, "liuhe-1.json", {role.key}, "accept", Signer("mei"))
    before = snapshot(desk.golden)

    assert decide(desk.folder, "liuhe-1.json", {role.key}, "accept", Signer("li")) == []
    assert snapshot(desk.golden) == before


def test_deciding_where_ci_is_set_is_an_error(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")

    with pytest.raises(OutputError, match="CI"):
        decide(desk.folder, "liuhe-1.json", {"x"}, "accept", Signer("mei"))


def test_level_and_similarity_can_stand_in_the_settings_file(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = report(1)
    renamed = found.indicators[0].model_copy(update={"name": "地区生产总值"})
    desk.write_run([found.model_copy(update={"indicators": [renamed, *found.indicators[1:]]}), report(2)])
    monkeypatch.chdir(tmp_path)

    (tmp_path / "summarizer.toml").write_text('fail_on = "minor"\n', encoding="utf-8")
    assert desk.check() == 100
    (tmp_path / "summarizer.toml").write_text('fail_on = "minor"\nsimilarity = 0.5\n', encoding="utf-8")
    assert desk.check() == 0
