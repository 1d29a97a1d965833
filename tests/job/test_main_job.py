"""The main job over the five fixture files: fourteen records and briefs, every span true, the same bytes again."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from summarizer.cli.app import run_app
from tests.conftest import FIXTURES, Job

ROOT = FIXTURES.parent


def rows(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "reports.jsonl").read_text(encoding="utf-8").splitlines()]


def records(out: Path) -> list[dict[str, Any]]:
    paths = [out / "reports" / row["report_id"] / "record.json" for row in rows(out)]
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def spans_with_text(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if {"start", "end", "text"} <= part.keys():
            yield part
        for value in part.values():
            yield from spans_with_text(value)
    elif isinstance(part, list):
        for value in part:
            yield from spans_with_text(value)


def test_five_files_hold_fourteen_reports_and_all_are_complete(job: Job) -> None:
    assert job.exit_code == 0
    assert [row["state"] for row in rows(job.out)] == ["complete"] * 14
    assert len(list(job.out.glob("documents/*.txt"))) == 5


def test_each_report_has_its_files(job: Job) -> None:
    for row in rows(job.out):
        names = {path.name for path in (job.out / "reports" / row["report_id"]).iterdir()}

        assert {"record.json", "brief.md", "brief.html"} <= names
    assert (job.out / "index.html").is_file()
    assert json.loads((job.out / "run.json").read_text(encoding="utf-8"))["states"]["complete"] == 14


def test_second_copy_of_a_body_is_marked_and_makes_no_second_record(job: Job) -> None:
    (record,) = [record for record in records(job.out) if record["source"]["path"].startswith("001_")]
    copies = [mark for mark in record["marked"] if mark["kind"] == "duplicate"]

    assert sum(mark["end"] - mark["start"] for mark in copies) > 8000


def test_every_record_is_valid_against_the_schema(job: Job) -> None:
    schema = json.loads((ROOT / "schemas" / "record.schema.json").read_text(encoding="utf-8"))

    for record in records(job.out):
        jsonschema.Draft202012Validator(schema).validate(record)


def test_every_span_with_text_holds_the_characters_of_the_document(job: Job) -> None:
    for record in records(job.out):
        text = (job.out / "documents" / f"{record['source']['sha256']}.txt").read_bytes().decode("utf-8")
        found = list(spans_with_text(record))

        assert len(found) > 20
        assert [span for span in found if text[span["start"] : span["end"]] != span["text"]] == []


def test_stored_documents_are_the_files_unchanged(job: Job) -> None:
    stored = {path.read_bytes() for path in job.out.glob("documents/*.txt")}

    assert stored == {path.read_bytes() for path in (FIXTURES / "reports").iterdir()}


def test_again_from_the_cache_gives_the_same_bytes_without_the_libraries_of_a_live_run(job: Job, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from summarizer.cli.app import run_app\n"
        f"code = run_app(['run', {str(FIXTURES / 'reports')!r}, '-o', {str(tmp_path)!r}, '--cache', {str(job.cache)!r}, '-q'])\n"
        "loaded = [name for name in ('openai', 'instructor', 'httpx2') if name in sys.modules]\n"
        "sys.exit(f'loaded {loaded}' if loaded else code)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    for path in sorted(job.out.glob("reports/*/*")):
        assert path.read_bytes() == (tmp_path / path.relative_to(job.out)).read_bytes(), path.name
    assert sum(row["calls"] for row in rows(tmp_path)) == 0


def test_changing_one_paragraph_asks_only_about_the_chunks_that_hold_or_carry_it(job: Job, tmp_path: Path) -> None:
    (source,) = (FIXTURES / "reports").glob("002_*")
    text = source.read_text(encoding="utf-8")
    changed = tmp_path / source.name
    changed.write_text(text.replace("淘汰国三营运柴油货车9158辆", "淘汰国三营运柴油货车9159辆"), encoding="utf-8")

    assert run_app(["run", str(changed), "-o", str(tmp_path / "out"), "--cache", str(job.cache), "-q"]) == 0

    (row,) = rows(tmp_path / "out")
    assert 1 <= row["calls"] <= 4
    assert row["cache_hits"] >= 10


def test_the_same_text_in_several_inputs_is_one_record(job: Job, tmp_path: Path) -> None:
    (source,) = (FIXTURES / "reports").glob("000_*")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(source.read_bytes())
    (tmp_path / "c.txt").write_bytes(source.read_bytes().decode("utf-8").encode("gb18030"))

    assert run_app(["run", str(tmp_path), "-o", str(tmp_path / "out"), "--cache", str(job.cache), "-q"]) == 0

    (row,) = rows(tmp_path / "out")
    assert row["paths"] == ["a.txt", "b.txt", "c.txt"]


def test_a_report_that_is_gone_is_named_and_removed_only_on_request(
    job: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (next((FIXTURES / "reports").glob(f"{number}_*")) for number in ("000", "002"))
    out = ["-o", str(tmp_path), "--cache", str(job.cache)]
    run_app(["run", str(first), *out])
    (old,) = rows(tmp_path)

    run_app(["run", str(second), *out])

    assert old["report_id"] in capsys.readouterr().err
    assert (tmp_path / "reports" / old["report_id"]).is_dir()

    run_app(["run", str(second), "--prune", *out])

    assert not (tmp_path / "reports" / old["report_id"]).exists()
    assert len(list(tmp_path.glob("documents/*.txt"))) == 1
