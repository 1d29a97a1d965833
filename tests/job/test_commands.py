"""The other commands: eval agrees with the annotation's own score, outline and show print what a person can read."""

import json
import subprocess
import sys

import pytest

from summarizer.cli.app import run_app
from summarizer.cli.commands import COMMANDS, load_command
from tests.conftest import FIXTURES, Job
from tests.job.test_scores import FLOORS, figures

(GOOD,) = (FIXTURES / "reports").glob("000_*")


def test_eval_agrees_with_the_score_of_the_annotation(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    names = ",".join(prefix for _, prefix in FLOORS)

    assert run_app(["eval", str(job.out), "--gold", str(FIXTURES / "gold"), "--only", names, "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    for source, prefix in FLOORS:
        assert {name: found[prefix][name] for name in figures(job, source, prefix)} == pytest.approx(figures(job, source, prefix))
    assert set(found) == {*names.split(","), "ALL"}


def test_eval_says_when_there_is_nothing_to_compare(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["eval", str(job.out), "--gold", str(FIXTURES / "reports")]) == 1
    assert run_app(["eval", str(FIXTURES), "--gold", str(FIXTURES / "gold")]) == 1
    assert "reports.jsonl" in capsys.readouterr().err


def test_outline_shows_headings_chunks_and_what_is_set_aside(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["outline", str(GOOD), "--all"]) == 0

    shown = capsys.readouterr().out
    assert "（一）以推动高质量发展为主题，经济社会健康发展" in shown
    assert "── c1: " in shown
    assert "set aside" in shown


def test_show_prints_a_record(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    row = json.loads((job.out / "reports.jsonl").read_text(encoding="utf-8").splitlines()[0])

    assert run_app(["show", str(job.out / "reports" / row["report_id"])]) == 0
    assert "147.28亿元" in capsys.readouterr().out


def test_show_names_a_record_that_cant_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["show", str(GOOD)]) == 1
    assert GOOD.name in capsys.readouterr().err.replace("\n", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_listed_with_the_beginning_of_its_own_help(name: str) -> None:
    help_text = load_command(name).help

    assert " ".join(help_text.split("\n\n")[0].split()) == COMMANDS[name].purpose


def test_the_list_of_commands_imports_none_of_them() -> None:
    program = (
        "import sys; from summarizer.cli.app import run_app; run_app(['--help']); "
        "print(*(name for name in sys.modules if name.startswith('summarizer.')), file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, cwd=FIXTURES.parent)

    assert all(name in done.stdout for name in COMMANDS)
    assert set(done.stderr.split()) == {"summarizer.cli", "summarizer.cli.app", "summarizer.cli.commands", "summarizer.errors"}
