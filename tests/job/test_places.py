"""Names, folders and files that can't be used: each is named, the rest goes on, and nothing is lost without a word."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.cli.app import run_app
from summarizer.errors import OutputError, ReadError
from summarizer.running.inputs.files import InputFile, Trouble, find_inputs, read_bytes, readable
from summarizer.running.outputs.folder import OutputFolder
from tests.conftest import FIXTURES, Job, needs

(GOOD,) = (FIXTURES / "reports").glob("000_*")


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    (tmp_path / "in" / "closed").mkdir(parents=True)
    (tmp_path / "in" / "good.txt").write_bytes(GOOD.read_bytes())
    return tmp_path / "in"


@pytest.fixture
def closed_folder(inputs: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder that can't be opened; permissions alone would not keep out the system's administrator."""
    opened = os.scandir

    def scandir(path: Any) -> Iterator[os.DirEntry[str]]:
        if str(path) == str(inputs / "closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path)

    monkeypatch.setattr(os, "scandir", scandir)
    return inputs / "closed"


def run(inputs: Path, *more: str) -> int:
    folder = inputs.parent
    return run_app(["run", str(inputs), *more, "-o", str(folder / "out"), "--cache", str(folder / "cache")])


def test_a_folder_that_cant_be_opened_is_listed(closed_folder: Path, inputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(inputs) == 3

    said = capsys.readouterr().err
    assert f"unreadable: {closed_folder}: a folder that can't be opened (Permission denied); check its permissions" in said
    assert [found.state for found in find_inputs([closed_folder], inputs) if isinstance(found, Trouble)] == ["unreadable"]


def test_a_path_that_can_be_no_path_is_listed(inputs: Path) -> None:
    (found,) = find_inputs([inputs / ("x" * 300)], inputs)

    assert isinstance(found, Trouble)
    assert found.state == "unreadable"
    assert "too long" in found.error


def test_a_missing_file_is_called_missing(inputs: Path) -> None:
    with pytest.raises(ReadError, match="No such file"):
        read_bytes(InputFile(inputs / "nowhere.txt", "nowhere.txt"), 1)


def test_a_name_in_another_encoding_is_readable_text(inputs: Path) -> None:
    name = "报告.txt".encode("gbk")
    try:
        Path(os.fsdecode(os.fsencode(inputs) + b"/" + name)).write_bytes(GOOD.read_bytes())
    except OSError:
        needs(None, "a file system that takes any bytes as a name")

    assert run(inputs) == 0

    lines = (inputs.parent / "out" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(path for line in lines for path in json.loads(line)["paths"]) == ["\\xb1\\xa8\\xb8\\xe6.txt", "good.txt"]
    assert readable(inputs / "报告.txt").endswith("/报告.txt")


def test_an_output_folder_whose_name_no_text_can_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="--output"):
        OutputFolder(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xa8"))).prepare()


def test_a_failure_names_its_input(inputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (inputs.parent / "answers").mkdir()

    assert run(inputs, "--answers", str(inputs.parent / "answers")) == 3

    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("incomplete")]
    assert line.startswith("incomplete: good.txt: ")
    assert line.count("no recorded answer") == 1


def test_a_log_without_room_ends_no_run(inputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs(Path("/dev/full").exists(), "/dev/full")

    assert run(inputs, "--log-json", "/dev/full") == 0
    assert "/dev/full: can't be written to (No space left on device)" in capsys.readouterr().err


def test_a_run_that_stops_says_why(inputs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def no_room(folder: OutputFolder, sha256: str, text: str) -> None:
        raise OutputError(f"{folder.root}/{sha256}.txt: can't be written ({len(text)} characters, no space left)")

    monkeypatch.setattr(OutputFolder, "write_document", no_room)

    assert run(inputs, "--quiet", "--workers", "1") == 1

    said = capsys.readouterr().err
    assert "no space left" in next(line for line in said.splitlines() if line.startswith("stopped: "))
    assert "bug" not in said


@pytest.mark.parametrize(
    "command",
    [
        ["schema", "--write", "--folder", "FILE"],
        ["golden", "add", "OUT", "FILE"],
        ["export", "OUT", "--to", "FILE"],
        ["table", "OUT", "--indicators", "gdp", "--to", "FILE/x.csv"],
        ["batch", "export", "FILE", str(GOOD), "--model", "m", "--base-url", "http://127.0.0.1:9/v1"],
        ["cache", "export", "FILE"],
        ["brief", "RECORD", "-o", "FILE"],
        ["run", str(GOOD), "-o", "FILE"],
        ["run", str(GOOD), "-o", "FILE/out"],
        ["run", str(GOOD), "-o", "NEW", "--cache", "FILE"],
        ["run", str(GOOD), "-o", "NEW", "--log-json", "FILE/log"],
    ],
    ids=" ".join,
)
def test_a_file_where_a_folder_should_be_is_one_line(
    job: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("CI", raising=False)
    file = tmp_path / "a-file"
    file.touch()
    record = next((job.out / "reports").iterdir())

    words = {"OUT": job.out, "FILE": file, "RECORD": record, "NEW": tmp_path / "new"}
    assert run_app([_filled(word, words) for word in command]) == 1

    said = capsys.readouterr().err.splitlines()
    assert "a-file" in said[-1]
    assert said[-1].startswith("summarizer: ")


def _filled(word: str, places: dict[str, Path]) -> str:
    head, slash, rest = word.partition("/")
    return f"{places[head]}{slash}{rest}" if head in places else word
