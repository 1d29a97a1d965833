"""stdout for results alone: full, closed, or with a reader that goes away, it changes neither the work nor the exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.errors import OutputError
from summarizer.running.outputs.journal import Journal
from tests.conftest import FIXTURES, needs

(GOOD,) = (FIXTURES / "reports").glob("000_*")
FULL = Path("/dev/full")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "summarizer", *arguments]


def run_of(folder: Path) -> list[str]:
    (folder / "empty.txt").touch()
    return command("run", str(GOOD), str(folder / "empty.txt"), "-o", str(folder / "out"), "--cache", str(folder / "cache"))


def test_a_reader_that_went_away_changes_no_exit_code(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as stdout:
        done = subprocess.run(run_of(tmp_path), stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 3
    assert "Broken" not in done.stderr
    assert (tmp_path / "out" / "index.html").is_file()


@pytest.mark.parametrize("arguments", [["schema"], ["outline", str(GOOD)]])
def test_a_full_disk_behind_stdout_is_one_line(arguments: list[str]) -> None:
    needs(FULL.exists(), "/dev/full")

    with FULL.open("w") as stdout:
        done = subprocess.run(command(*arguments), stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("summarizer: stdout: No space left")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code"), [(["outline", str(GOOD)], 0), (["outline", "nothing.txt"], 1), (["schema", "-x"], 2)]
)
def test_a_full_disk_behind_stderr_changes_no_exit_code(arguments: list[str], code: int) -> None:
    needs(FULL.exists(), "/dev/full")

    with FULL.open("w") as stderr:
        assert subprocess.run(command(*arguments), stdout=subprocess.DEVNULL, stderr=stderr, check=False).returncode == code


def test_a_full_disk_behind_a_journal_is_told_of_once(tmp_path: Path) -> None:
    needs(FULL.exists(), "/dev/full")

    with pytest.raises(OutputError, match=r"\.state\.jsonl: can't be written \(No space left"), Journal(tmp_path) as journal:
        journal._new.close()
        journal._new = FULL.open("r+b")
        journal.append({"line": "x"})


def test_closed_streams_end_no_command() -> None:
    closing = "exec >&- 2>&-; exec " + " ".join(command("schema"))

    assert subprocess.run(["sh", "-c", closing], check=False).returncode == 0


def test_a_narrow_encoding_shows_what_it_can() -> None:
    narrow = {**os.environ, "PYTHONIOENCODING": "ascii"}

    done = subprocess.run(command("outline", str(GOOD)), env=narrow, capture_output=True, check=False)

    assert done.returncode == 0
    assert b"c1: " in done.stdout
    assert done.stderr == b""
