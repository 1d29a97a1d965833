"""Settings come from flags, then the environment, then summarizer.toml."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from summarizer.cli.app import BELOW, SETTABLE, run_app
from summarizer.cli.commands import COMMANDS, load_command
from summarizer.cli.options import FLAGS
from summarizer.errors import SettingsError
from summarizer.running.network.endpoint import find_endpoint
from summarizer.settings import GOLDEN_SETTINGS, Settings, settings_from_environment, settings_from_file
from tests.conftest import FIXTURES

(GOOD,) = (FIXTURES / "reports").glob("000_*")


def chunks(capsys: pytest.CaptureFixture[str], *flags: str) -> int:
    capsys.readouterr()
    assert run_app(["outline", str(GOOD), "--json", *flags]) == 0
    return sum(len(report["chunks"]) for report in json.loads(capsys.readouterr().out))


def test_flag_beats_environment_beats_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    by_default = chunks(capsys)

    (tmp_path / "summarizer.toml").write_text("max_chars = 900\n", encoding="utf-8")
    by_file = chunks(capsys)
    monkeypatch.setenv("SUMMARIZER_MAX_CHARS", "700")
    by_environment = chunks(capsys)
    by_flag = chunks(capsys, "--max-chars", "9000")

    assert by_flag < by_default < by_file < by_environment


@pytest.mark.parametrize("content", ["max_chars = [", "unheard_of = 1", "[nested]\na = 1"])
def test_a_settings_file_that_cant_be_used_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "summarizer.toml").write_text(content, encoding="utf-8")

    assert run_app(["outline", str(GOOD)]) == 2
    assert "summarizer.toml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('concurrency = "many"', "must be a whole number"),
        ("concurrency = 1.5", "must be a whole number"),
        ("offline = 3", "must be true or false"),
        ("model = 3", "must be a text"),
        ("output = 3", "must be a text"),
        ("cache = true", "must be a text"),
        ("until = 07:00:00", "must be a text"),
        ('timeout_seconds = "long"', "must be a number"),
        ('similarity = "much"', "must be a number"),
    ],
)
def test_a_wrong_type_in_the_settings_file_is_named_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "summarizer.toml").write_text(line, encoding="utf-8")

    assert run_app(["outline", str(GOOD)]) == 2

    said = capsys.readouterr().err
    assert "summarizer.toml" in said
    assert line.split()[0] in said
    assert words in said


def test_an_amount_in_the_settings_file_needs_no_quotes(tmp_path: Path) -> None:
    (tmp_path / "summarizer.toml").write_text("budget = 5.00\ntimeout_seconds = 60\n", encoding="utf-8")

    assert settings_from_file(tmp_path) == {"budget": "5.0", "timeout_seconds": 60}


@pytest.mark.parametrize(
    ("name", "text", "value"), [("OFFLINE", "yes", True), ("WORKERS", "3", 3), ("WAIT_SECONDS", "1.5", 1.5), ("MODEL", "m", "m")]
)
def test_a_variable_is_read_by_the_type_of_its_setting(name: str, text: str, value: object) -> None:
    assert settings_from_environment({f"SUMMARIZER_{name}": text}) == {name.lower(): value}


def test_an_empty_variable_sets_nothing_and_the_own_address_goes_before_the_common_one() -> None:
    assert settings_from_environment({"SUMMARIZER_MODEL": ""}) == {}
    both = {"OPENAI_BASE_URL": "http://one", "SUMMARIZER_BASE_URL": "http://two"}
    assert settings_from_environment(both) == {"base_url": "http://two"}


def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SUMMARIZER_CONCURRENCY", "many")

    assert run_app(["outline", str(GOOD)]) == 2
    assert "SUMMARIZER_CONCURRENCY" in capsys.readouterr().err


def test_a_settings_file_that_cant_be_used_stops_no_command_that_reads_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "summarizer.toml").write_text("model = [", encoding="utf-8")

    assert run_app(["schema"]) == 0


def test_a_setting_of_the_wrong_type_is_refused_when_it_is_set() -> None:
    for wrong in ({"model": 3}, {"concurrency": "many"}, {"concurrency": True}, {"answers": "folder"}, {"output": None}):
        with pytest.raises(SettingsError, match=f"{next(iter(wrong))} is"):
            Settings(**wrong)


def test_settings_reach_every_command_that_has_a_flag_of_one() -> None:
    known = {field.name for field in fields(Settings)} | GOLDEN_SETTINGS.keys()
    takes: dict[str, set[str]] = {}
    for name in COMMANDS:
        command = load_command(name)
        for below, each in getattr(command, "commands", {"": command}).items():
            if known & {parameter.name for parameter in each.params}:
                takes.setdefault(name, set()).add(below)

    assert takes == {name: set(BELOW.get(name, [""])) for name in SETTABLE}


def test_every_setting_has_a_flag() -> None:
    assert set(FLAGS) == {field.name for field in fields(Settings)}


def test_what_a_batch_asks_follows_every_setting_of_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_TEXT_LANGUAGE", "en")
    command = ["batch", "export", str(tmp_path / "batch"), str(GOOD), "--cache", str(tmp_path / "cache")]

    assert run_app([*command, "--model", "m", "--base-url", "http://127.0.0.1:9/v1"]) == 0

    stored = json.loads((tmp_path / "batch" / "batch.json").read_text(encoding="utf-8"))
    assert stored["settings"]["text_language"] == "en"


def test_the_formats_of_briefs_are_no_form_of_a_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUMMARIZER_FORMAT", "md,html")

    assert run_app(["golden", "check", str(tmp_path), str(tmp_path)]) == 1
    assert "--format" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("variable", "named"), [("http://one.test/v1", "OPENAI_BASE_URL"), ("http://two.test/v1", "--base-url"), ("", "--base-url")]
)
def test_the_place_to_look_is_where_the_address_was_set(variable: str, named: str) -> None:
    endpoint = find_endpoint(Settings(model="m", base_url="http://one.test/v1"), {"OPENAI_BASE_URL": variable})

    assert endpoint.address_setting == named


@pytest.mark.parametrize(
    "url", ["http://me:hush@host.test/v1", "http://me@host.test/v1", "ftp://me:hush@host.test", "me:hush@host"]
)
def test_an_address_with_a_user_is_refused_and_its_password_never_shown(url: str) -> None:
    with pytest.raises(SettingsError) as raised:
        find_endpoint(Settings(model="m", base_url=url), {"OPENAI_API_KEY": "x"})

    assert "host" in str(raised.value)
    assert "hush" not in str(raised.value)
