"""A run that is killed or interrupted loses at most what was in flight; the same command goes on."""

import multiprocessing
import os
import random
import signal
from collections.abc import Callable
from functools import partial
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from queue import SimpleQueue

import pytest

from tests.conftest import Job
from tests.network.carried_out import REPORTS, records_of, rows_of
from tests.network.misbehaving import Plan, Server, serving

IN_FLIGHT = 4
# Real processes of the program, forked from one in which the libraries are loaded already
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["summarizer.cli.app", "summarizer.asking.client", "summarizer.running.engines.local"])
MANY = next(REPORTS.glob("004_*"))


def command(arguments: list[str], url: str, said: Path) -> None:
    """What the started process does."""
    from summarizer.cli.app import run_app

    os.environ |= {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": "x"}
    with said.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        os._exit(run_app(arguments))


def started(folder: Path, server: Server, path: Path = MANY) -> ForkServerProcess:
    arguments = ["run", str(path), "-o", str(folder / "out"), "--cache", str(folder / "cache"), "--model", "some-model"]
    process = PROCESSES.Process(target=command, args=([*arguments, "--concurrency", str(IN_FLIGHT)], server.url, folder / "said"))
    process.start()
    return process


def ignored(served: int) -> None:
    pass


def once_served(server: Server, count: int, act: Callable[[], None]) -> None:
    """Do something in the moment in which the server has answered so many further requests."""
    wanted = len(server.served) + count
    server.on_served = lambda served: act() if served == wanted else None


def kill_first(pids: SimpleQueue[int], number: signal.Signals) -> None:
    os.kill(pids.get(timeout=60), number)


def test_killed_ten_times_a_run_ends_as_if_it_had_not_been(job: Job, tmp_path: Path) -> None:
    draw = random.Random(20)
    killed = 0
    with serving(Plan()) as server:
        for _ in range(10):
            pids: SimpleQueue[int] = SimpleQueue()
            once_served(server, draw.randrange(1, 12), partial(kill_first, pids, signal.SIGKILL))
            process = started(tmp_path, server)
            pids.put(process.pid or 0)
            process.join(120)
            killed += process.exitcode == -signal.SIGKILL
        server.on_served = ignored
        last = started(tmp_path, server)
        last.join(120)

    mine = {name for name, record in records_of(job.out).items() if record["source"]["path"] == MANY.name}
    repeated = len(server.served) - len({question for question, _ in server.served})
    assert (killed, last.exitcode) == (10, 0)
    assert records_of(tmp_path / "out") == {name: records_of(job.out)[name] for name in mine}
    assert repeated <= 10 * IN_FLIGHT


def test_an_interrupt_lets_what_is_in_flight_land_and_the_same_command_goes_on(job: Job, tmp_path: Path) -> None:
    with serving(Plan(("delay",), share=1.0)) as server:
        pids: SimpleQueue[int] = SimpleQueue()
        once_served(server, 9, partial(kill_first, pids, signal.SIGINT))
        process = started(tmp_path, server)
        pids.put(process.pid or 0)
        process.join(120)
        rows, said = rows_of(tmp_path / "out"), (tmp_path / "said").read_text(encoding="utf-8")
        first = {question for question, _ in server.served}
        again = started(tmp_path, server)
        again.join(120)

    assert (process.exitcode, again.exitcode) == (130, 0)
    assert "SIGINT: waiting for the answers that are under way" in said
    assert all("run the same command again" in row["error"] for row in rows if row["state"] == "failed")
    assert len(server.served) == len({question for question, _ in server.served}) > len(first)
    assert len(first) <= 9 + IN_FLIGHT
    assert server.sent_again_after_a_good_answer() == []


def test_a_second_interrupt_ends_at_once(tmp_path: Path) -> None:
    with serving(Plan(("hang",), share=1.0)) as server:
        process = started(tmp_path, server)
        while len(server.served) < IN_FLIGHT:
            process.join(0.02)
            assert process.exitcode is None
        os.kill(process.pid or 0, signal.SIGINT)
        process.join(0.3)
        was_waiting = process.exitcode is None
        os.kill(process.pid or 0, signal.SIGINT)
        process.join(120)

    assert was_waiting
    assert process.exitcode == 130
    assert rows_of(tmp_path / "out") == []


@pytest.mark.parametrize("flags", [["--until", "25:00"], ["--stop-when", "failed>x"], ["--step", "loose"], ["--budget", "much"]])
def test_a_limit_that_can_not_be_read_is_named(flags: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from summarizer.cli.app import run_app

    assert run_app(["run", str(MANY), "-o", str(tmp_path), *flags]) == 2
    assert flags[0].strip("-").replace("-", "_") in capsys.readouterr().err.replace("-", "_")
