"""`summarizer serve`: the builtin model behind a real endpoint, so that a network setup can be tried without a key."""

import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest

from summarizer import builtin
from summarizer.asking.network.endpoint import network_endpoint
from summarizer.asking.questions.making import request_body, tiny_question
from summarizer.cli.app import run_app
from tests.conftest import Job
from tests.network.carried_out import REPORTS, rows_of

PATHS = [next(REPORTS.glob(f"{number}_*")) for number in ("000", "003")]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The program as a user starts it, on a free port."""
    command = [sys.executable, "-m", "summarizer", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as served:
        try:
            assert served.stdout
            yield served.stdout.readline().strip()
        finally:
            served.send_signal(signal.SIGINT)
            _, said = served.communicate(timeout=20)
        assert (served.returncode, "Traceback" in said) == (130, False)


def got(url: str, body: bytes | None = None) -> tuple[int, dict[str, Any]]:
    request = urllib.request.Request(url, body, {"content-type": "application/json", "authorization": "Bearer any"})
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, json.loads(response.read())
    except HTTPError as error:
        return error.code, json.loads(error.read())


def records_whole(out: Path) -> dict[str, dict[str, Any]]:
    """Return the records of a run as they stand on disk."""
    ids = [row["report_id"] for row in rows_of(out)]
    return {name: json.loads((out / "reports" / name / "record.json").read_text(encoding="utf-8")) for name in ids}


@pytest.mark.parametrize("step", ["strict", "tools", "json_object"])
def test_a_run_over_the_network_gives_the_records_of_builtin_in_every_step(
    step: str, url: str, job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    flags = ["--model", "builtin-http", "--step", step, "-o", str(tmp_path / "out"), "--cache", str(tmp_path / "cache"), "-q"]

    assert run_app(["run", *map(str, PATHS), *flags]) == 0

    mine, theirs = records_whole(tmp_path / "out"), records_whole(job.out)
    assert len(mine) == 2
    for report_id, record in mine.items():
        provenance, expected = record.pop("provenance"), theirs[report_id].pop("provenance")
        assert record == theirs[report_id]
        assert provenance == {**expected, "step": step, "settings_hash": provenance["settings_hash"]}
    assert all(row["models"] == [builtin.model_id()] for row in rows_of(tmp_path / "out"))


def test_models_are_listed_and_any_name_and_key_are_taken(url: str) -> None:
    status, listed = got(f"{url}/models")
    body = request_body(tiny_question(), network_endpoint("any name at all", url, "x"))
    answered, reply = got(f"{url}/chat/completions", json.dumps(body, ensure_ascii=False).encode())

    assert (status, listed["object"]) == (200, "list")
    assert [model["id"] for model in listed["data"]] == ["builtin", builtin.model_id()]
    assert (answered, reply["model"]) == (200, builtin.model_id())
    assert json.loads(reply["choices"][0]["message"]["content"])["title"] == "岭桥县2031年政府工作报告"


@pytest.mark.parametrize(
    "body",
    [
        b"no JSON",
        b"[]",
        b"{}",
        b'{"messages": 5}',
        b'{"messages": [5]}',
        b'{"messages": [], "tools": [5]}',
        b'{"messages": [], "tools": {"a": 1}}',
        b'{"messages": [], "response_format": 5}',
        b'{"messages": [], "response_format": {"json_schema": 5}}',
        b'{"messages": [{"role": "user", "content": "hello"}]}',
        b'{"messages": ' + b"[" * 100_000,
    ],
)
def test_what_is_no_question_is_refused_in_the_form_of_the_protocol(url: str, body: bytes) -> None:
    status, said = got(f"{url}/chat/completions", body)

    assert (status, said["error"]["code"]) == (400, "invalid_request_error")
    assert said["error"]["message"]
