"""A manifest tells where and when the inputs were fetched."""

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.cli.app import run_app
from tests.conftest import FIXTURES

(GOOD,) = (FIXTURES / "reports").glob("000_*")


def run(folder: Path, manifest: str) -> int:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "plan.txt").write_bytes(GOOD.read_bytes())
    (folder / "manifest.csv").write_text(manifest, encoding="utf-8")
    flags = ["--manifest", str(folder / "manifest.csv"), "-o", str(folder / "out"), "--cache", str(folder / "cache"), "-q"]
    return run_app(["run", str(folder / "in"), *flags])


def source(folder: Path) -> dict[str, Any]:
    (record,) = folder.glob("out/reports/*/record.json")
    found: dict[str, Any] = json.loads(record.read_text(encoding="utf-8"))["source"]
    return found


def test_what_the_manifest_says_stands_in_the_source(tmp_path: Path) -> None:
    assert run(tmp_path, "path,url,retrieved\nin/plan.txt,https://county.example/plan,2021-08-09\n") == 0
    assert (source(tmp_path)["url"], source(tmp_path)["retrieved"]) == ("https://county.example/plan", "2021-08-09")


def test_a_changed_manifest_changes_the_record_of_a_finished_report(tmp_path: Path) -> None:
    run(tmp_path, "path,url,retrieved\nin/plan.txt,https://county.example/old,\n")

    assert run(tmp_path, "path,url,retrieved\nin/plan.txt,https://county.example/new,\n") == 0
    assert source(tmp_path)["url"] == "https://county.example/new"


@pytest.mark.parametrize("manifest", ["path,url\nin/plan.txt,x\n", "path,url,retrieved\nin/plan.txt,x,yesterday\n"])
def test_a_manifest_that_cant_be_used_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], manifest: str) -> None:
    assert run(tmp_path, manifest) == 2
    assert "manifest.csv" in capsys.readouterr().err.replace("\n", "")
