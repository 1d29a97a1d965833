"""Bad input: one clear line on stderr, the other files go on, never a traceback; hostile text comes out as it went in."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from summarizer.cli.app import run_app
from tests.conftest import FIXTURES

(GOOD,) = (FIXTURES / "reports").glob("000_*")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_bytes(GOOD.read_bytes())
    return tmp_path


def run(folder: Path, *arguments: str) -> int:
    return run_app(["run", *arguments, "-o", str(folder / "out"), "--cache", str(folder / "cache")])


def rows(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "out" / "reports.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("name", "content", "state"),
    [
        ("empty.txt", b"", "unreadable"),
        ("white.txt", b"  \n\n \t", None),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "unreadable"),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "unreadable"),
        ("report.docx", b"PK\x03\x04" + b"\0" * 100, "unreadable"),
        ("recipe.txt", "把面粉和水揉匀，醒二十分钟。切成小块，下锅煮熟即可。".encode(), "no report"),
    ],
)
def test_a_bad_file_is_named_and_the_others_go_on(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, state: str | None
) -> None:
    (folder / "in" / name).write_bytes(content)

    assert run(folder, str(folder / "in")) == 3

    states = {row["paths"][0]: row["state"] for row in rows(folder)}
    assert states["good.txt"] == "complete"
    assert states[name] in ([state] if state else ["unreadable", "no report"])
    complaints = [line for line in capsys.readouterr().err.splitlines() if name in line]
    assert complaints
    assert "Traceback" not in "".join(complaints)


def test_a_missing_path_is_named_and_the_others_go_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, str(folder / "in"), str(folder / "nowhere.txt")) == 3
    assert "nowhere.txt" in capsys.readouterr().err


def test_nothing_done_leaves_with_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "none").mkdir()

    assert run(folder, str(folder / "none")) == 1
    assert "none" in capsys.readouterr().err


def test_a_file_of_100_megabytes_is_refused_unread(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "in" / "huge.txt").open("wb") as file:
        file.truncate(100 * 2**20)

    assert run(folder, str(folder / "in")) == 3
    assert "100 MB" in capsys.readouterr().err.replace("\n", " ")


def test_hostile_text_comes_out_as_it_went_in(folder: Path) -> None:
    hostile = "{{7*7}}{% x %}<script>alert(1)</script>[3##]{7:1}＜＞&amp;\0\ufffd[1]"
    text = GOOD.read_text(encoding="utf-8").replace("复工复产稳步推进。", f"复工复产稳步推进{hostile}实现税收收入99.5亿元。", 1)
    (folder / "in" / "good.txt").write_text(text, encoding="utf-8")

    assert run(folder, str(folder / "in")) == 0

    (row,) = rows(folder)
    report = folder / "out" / "reports" / row["report_id"]
    assert hostile in json.loads((report / "record.json").read_text(encoding="utf-8"))["indicators"].__repr__().replace(
        "\\x00", "\0"
    )
    assert "<script>alert" not in (report / "brief.html").read_text(encoding="utf-8")
    assert "49" not in (folder / "out" / "index.html").read_text(encoding="utf-8")


def test_wrong_settings_leave_with_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = str(folder / "in" / "good.txt")

    assert run(folder, good, "--min-chars", "900", "--max-chars", "100") == 2
    assert run(folder, good, "--model", "gpt-x", "--offline") == 2
    assert run(folder, good, "--concurrency", "many") == 2
    assert run(folder, good, "--no-such-flag") == 2
    assert "Traceback" not in capsys.readouterr().err


def test_an_output_that_cant_be_written_leaves_with_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "out").write_text("a file", encoding="utf-8")

    assert run(folder, str(folder / "in")) == 1
    assert "out" in capsys.readouterr().err


def test_a_key_never_shows(folder: Path) -> None:
    environment = {**os.environ, "OPENAI_API_KEY": "sk-very-secret"}
    command = [
        sys.executable,
        "-m",
        "summarizer",
        "run",
        str(folder / "in"),
        "-o",
        str(folder / "out"),
        "--cache",
        str(folder / "cache"),
    ]

    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert "builtin" in done.stderr
    written = b"".join(path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file())
    assert "sk-very-secret" not in done.stdout + done.stderr
    assert b"sk-very-secret" not in written
