"""What all tests share: no network beyond loopback, no settings of the machine, and one real run over the fixtures."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_socket import socket_allow_hosts

FIXTURES = Path(__file__).parent.parent / "fixtures"
NO_SKIP = "SUMMARIZER_TEST_NO_SKIP"


@dataclass(frozen=True, slots=True)
class Job:
    """A real run of the main job."""

    out: Path
    cache: Path
    exit_code: int


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let a test talk to loopback and nothing else."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True, scope="session")
def plain_environment() -> Iterator[None]:
    """Keep keys and settings of the machine out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("SUMMARIZER_", "OPENAI_")) and name != NO_SKIP]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """Run the main job over fixtures/reports once, through the command line."""
    from summarizer.cli.app import run_app

    folder = tmp_path_factory.mktemp("job")
    out, cache = folder / "out", folder / "cache"
    code = run_app(["run", str(FIXTURES / "reports"), "-o", str(out), "--cache", str(cache), "--quiet"])
    return Job(out, cache, code)


def needs(found: object, what: str) -> None:
    """Skip a test for something that the machine lacks; fail instead where a skip is a failure."""
    if found:
        return
    if os.environ.get(NO_SKIP) == "1":
        pytest.fail(f"{what} is missing, and {NO_SKIP}=1 makes that a failure")
    pytest.skip(f"{what} is not installed here")
