"""Prompts and schemas travel in the wheel; the schemas are those of the classes."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import FIXTURES

ROOT = FIXTURES.parent


def test_schemas_are_those_of_the_classes() -> None:
    from summarizer.running.schemas import all_schemas

    stored = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "schemas").glob("*.json")}

    assert stored == all_schemas(), "run `summarizer schema --write`"


def test_an_installed_wheel_runs_a_report_from_another_folder(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(tmp_path / "site"),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    (source,) = (FIXTURES / "reports").glob("000_*")
    command = [sys.executable, "-m", "summarizer", "run", str(source), "-o", "out", "--cache", "cache", "--quiet"]

    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.glob("out/reports/*/record.json"))
    assert (tmp_path / "site" / "summarizer" / "prompts" / "chunk.md").is_file()
    assert (tmp_path / "site" / "summarizer" / "schemas" / "record.schema.json").is_file()
