"""A run that can't be carried out as it is asked for is refused before it writes anything."""

from pathlib import Path

import pytest

from summarizer.cli.app import run_app
from summarizer.running.cluster import connecting
from tests.conftest import FIXTURES

(GOOD,) = (FIXTURES / "reports").glob("000_*")
NETWORK = ("--base-url", "http://127.0.0.1:9/v1", "--model", "m")


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("flags", "code", "said"),
    [
        (("--budget", "1", *NETWORK), 2, "--budget wants a price"),
        (("--stop-when", "foo"), 2, "--stop-when: foo can't be read"),
        (("--answers", "nothere"), 2, "--answers nothere: no such folder"),
        (("--manifest", "nothere"), 2, "nothere: a manifest that can't be read"),
        (("--manifest", "."), 2, ".: a manifest that can't be read (Is a directory)"),
        (("--format", "rtf"), 2, "unknown rtf"),
        (("--cache", "foo://x"), 2, "--cache foo://x: name a folder"),
        (("--cache", "/proc/nothere"), 1, "/proc/nothere: the folder of answers can't be used"),
        (("--model", "m", "--offline"), 2, "--offline forbids"),
        (("--model", "m"), 2, "no key"),
        (("--engine", "ray", *NETWORK), 2, "--cache redis://"),
        (("-o", str(GOOD)), 2, "the inputs stand there too"),
        (("--log-json", "nothere/log"), 1, "nothere/log: can't be written to"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_nothing_is_left_behind(
    flags: tuple[str, ...], code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["run", str(GOOD), "--cache", "cache", *flags]) == code

    assert said in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} <= {"cache"}


def test_an_engine_without_its_extra_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "find_spec", lambda _: None)

    assert run_app(["run", str(GOOD), "--cache", "cache", "--engine", "ray"]) == 2
    assert "pip install 'summarizer[cluster]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_cluster_that_is_away_stops_a_run_and_does_not_cut_it_off(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["run", str(GOOD), "--cache", "cache", "--engine", "ray", "--address", "127.0.0.1:1"]) == 2
    capsys.readouterr()

    assert run_app(["status", "out"]) == 0
    assert capsys.readouterr().out.startswith("stopped: --address 127.0.0.1:1: no cluster can be reached there")
