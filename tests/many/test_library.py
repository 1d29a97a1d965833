"""The program as a library: the same records as the command line, lazily imported, documented, shown in scripts that run."""

import asyncio
import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import summarizer
from summarizer.errors import NoReportError, ReadError, SummarizerError
from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.html.brief import render_html
from summarizer.rendering.results.absence import find_unread
from summarizer.running.outputs.records import dump_record
from summarizer.settings import Settings
from tests.conftest import FIXTURES
from tests.many.conftest import Shop, report

ROOT = FIXTURES.parent


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache=tmp_path / "cache")


def test_all_names_are_there_and_documented() -> None:
    docs = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")

    assert sorted(re.findall(r"^### `(\w+)", docs, re.MULTILINE)) == sorted(summarizer.__all__)
    for name in summarizer.__all__:
        assert getattr(summarizer, name).__doc__
    assert dir(summarizer) == sorted(summarizer.__all__)
    with pytest.raises(AttributeError):
        summarizer.__getattr__("nothing")


def test_documented_parameters_are_those_of_the_functions() -> None:
    docs = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")

    for name, listed in re.findall(r"^### `(\w+)\((.*)\)`", docs, re.MULTILINE):
        named = [part.partition("=")[0].strip() for part in listed.split(",") if part.strip() != "*"]
        assert named == list(inspect.signature(getattr(summarizer, name)).parameters)


def test_importing_the_package_imports_nothing_else() -> None:
    program = "import sys, summarizer; print([n for n in sys.modules if n.startswith('summarizer.') or n == 'pydantic'])"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.strip() == "[]"


def test_the_record_is_that_of_the_command_line(shop: Shop, settings: Settings) -> None:
    shop.run()
    (row,) = [row for row in shop.rows() if row["paths"] == ["2019.txt"]]
    (prepared,) = summarizer.read_reports(shop.root / "in" / "2019.txt", settings)

    record = summarizer.summarize(prepared, settings)

    folder = shop.root / "out" / "reports" / row["report_id"]
    assert dump_record(record) == (folder / "record.json").read_text(encoding="utf-8")
    text = prepared.report.document.text
    alone = render_html(make_brief(record, find_unread(record, text)), "source.html")  # a run puts the source view beside it
    assert alone == (folder / "brief.html").read_text(encoding="utf-8")
    assert "source.html" not in summarizer.render_brief(record, text)
    assert summarizer.render_brief(record, text, "md") == (folder / "brief.md").read_text(encoding="utf-8")


def test_bytes_are_read_as_a_file_is(settings: Settings) -> None:
    (prepared,) = summarizer.read_reports(report().encode("gb18030"), settings, name="a.txt")

    assert prepared.report.document.path == "a.txt"
    with pytest.raises(NoReportError):
        summarizer.read_reports("把面粉和水揉匀。".encode(), settings, name="b.txt")


def test_a_text_given_as_a_path_is_told_what_it_is(settings: Settings) -> None:
    for text in (report(), "一" * 100):
        with pytest.raises(ReadError, match=r"^read_reports: a str names a file or a URL, and this one is a text"):
            summarizer.read_reports(text, settings)


def test_what_is_no_report_is_named_with_what_to_give(settings: Settings) -> None:
    listed: Any = summarizer.read_reports(report().encode(), settings, name="a")

    with pytest.raises(TypeError, match=r"summarize: a list is no report; give one of those that read_reports returns"):
        summarizer.summarize(listed, settings)
    with pytest.raises(TypeError, match=r"summarize_async: a list"):
        asyncio.run(summarizer.summarize_async(listed, settings))


def test_several_reports_at_once_in_a_loop(settings: Settings) -> None:
    prepared = [summarizer.read_reports(report(year=year).encode(), settings, name="a")[0] for year in (2019, 2020)]

    async def both() -> list[summarizer.Record]:
        with pytest.raises(SummarizerError, match="summarize_async"):
            summarizer.summarize(prepared[0], settings)
        return list(await asyncio.gather(*(summarizer.summarize_async(one, settings) for one in prepared)))

    first, second = asyncio.run(both())

    assert first == summarizer.summarize(prepared[0], settings)
    assert summarizer.compare(first, first) == []
    assert summarizer.compare(first, second)


@pytest.mark.parametrize(
    ("script", "files", "shown"),
    [
        ("one_report.py", ["2019.txt"], "云溪县2019年政府工作报告"),
        ("one_report.py", ["2019.txt"], "地区生产总值 about 6%"),
        ("several_at_once.py", ["2019.txt", "other.txt"], "yunxi-2020-work-report"),
        ("what_changed.py", ["2019.txt", "2020.txt"], "119.5"),
    ],
)
def test_examples_run(shop: Shop, script: str, files: list[str], shown: str) -> None:
    arguments = [str(shop.root / "in" / name) for name in files]
    environment = {"XDG_CACHE_HOME": str(shop.root / "home"), "PATH": ""}

    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / script), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**environment, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
        cwd=shop.root,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert shown in done.stdout
