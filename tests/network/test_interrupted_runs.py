"""A run that is killed or interrupted loses at most what was in flight; the same command goes on."""

import asyncio
import json
import multiprocessing
import os
import random
import signal
from collections.abc import Callable
from contextlib import aclosing
from decimal import Decimal
from functools import partial
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from summarizer.cli.app import run_app
from summarizer.running.spending.account import Balance
from summarizer.running.spending.ledger_file import LedgerFile
from tests.conftest import Job
from tests.network.carried_out import REPORTS, records_of, rows_of
from tests.network.misbehaving import Plan, Server, serving

IN_FLIGHT = 4
# Real processes of the program, forked from one in which the libraries are loaded already
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["summarizer.cli.app", "summarizer.asking.client", "summarizer.running.engines.local"])
MANY = next(REPORTS.glob("004_*"))
NAME = "spring"
PRICES = 'date = "2031-01-01"\ncurrency = "CNY"\n[models.some-model]\ninput = 1.0\noutput = 10.0\n'


def command(arguments: list[str], url: str, said: Path) -> None:
    """What the started process does. The server that it is forked from may have been started while interrupts were held back."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    os.environ |= {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": "x"}
    os.chdir(said.parent)  # where a list of prices may stand
    with said.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        os._exit(run_app(arguments))


def started(folder: Path, server: Server, *flags: str) -> ForkServerProcess:
    arguments = ["run", str(MANY), "-o", str(folder / "out"), "--cache", str(folder / "cache"), "--model", "some-model", *flags]
    process = PROCESSES.Process(target=command, args=([*arguments, "--concurrency", str(IN_FLIGHT)], server.url, folder / "said"))
    process.start()
    return process


def ignored(served: int) -> None:
    pass


def once_served(server: Server, count: int, act: Callable[[], None]) -> None:
    """Do something in the moment in which the server has answered so many further requests."""
    wanted = len(server.served) + count
    server.on_served = lambda served: act() if served == wanted else None


def cost_of(server: Server) -> Decimal:
    """Return what all answers cost that the server gave."""
    return sum((Decimal(asked) + 10 * Decimal(said) for asked, said in server.billed), Decimal(0)) / 10**6


def summary_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "out" / "run.json").read_text(encoding="utf-8"))
    return found


def kill_first(pids: SimpleQueue[int], number: signal.Signals) -> None:
    os.kill(pids.get(timeout=60), number)


def balance(folder: Path) -> Balance:
    async def look() -> Balance:
        async with aclosing(LedgerFile(folder / "cache")) as ledger:
            return await ledger.balance(NAME)

    return asyncio.run(look())


def test_killed_ten_times_a_run_ends_as_if_it_had_not_been_and_its_budget_knows_all_that_was_billed(
    job: Job, tmp_path: Path
) -> None:
    draw = random.Random(20)
    killed, earlier = 0, Decimal(0)
    (tmp_path / "prices.toml").write_text(PRICES, encoding="utf-8")
    budget = ("--budget", "9", "--budget-name", NAME)
    with serving(Plan()) as server:
        for _ in range(10):
            pids: SimpleQueue[int] = SimpleQueue()
            once_served(server, draw.randrange(1, 12), partial(kill_first, pids, signal.SIGKILL))
            process = started(tmp_path, server, *budget)
            pids.put(process.pid or 0)
            process.join(120)
            killed += process.exitcode == -signal.SIGKILL
            known = balance(tmp_path)
            assert known.spent >= cost_of(server)
            assert known.open >= earlier  # what a killed run left open stays so
            earlier = known.open
        server.on_served = ignored
        last = started(tmp_path, server, *budget)
        last.join(120)
        known = balance(tmp_path)

    mine = {name for name, record in records_of(job.out).items() if record["source"]["path"] == MANY.name}
    repeated = len(server.served) - len({question for question, _ in server.served})
    assert (killed, last.exitcode) == (10, 0)
    assert records_of(tmp_path / "out") == {name: records_of(job.out)[name] for name in mine}
    assert repeated <= 10 * IN_FLIGHT
    assert known.open == earlier > 0
    assert known.billed < cost_of(server) <= known.spent


def test_what_a_killed_run_left_open_counts_as_spent_until_it_is_reconciled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "prices.toml").write_text(PRICES, encoding="utf-8")
    with serving(Plan(("delay",), share=1.0)) as server:  # so that others are in flight when it is killed
        pids: SimpleQueue[int] = SimpleQueue()
        once_served(server, 6, partial(kill_first, pids, signal.SIGKILL))
        process = started(tmp_path, server, "--budget", "9", "--budget-name", NAME)
        pids.put(process.pid or 0)
        process.join(30)
        known = balance(tmp_path)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        # Enough for what was billed, too little for what stands open beside it.
        command = ["run", str(MANY), "--cache", "cache", "--model", "some-model", "-q", "--concurrency", "1"]
        command += ["--budget-name", NAME, "--budget"]
        stopped = run_app([*command, str(known.spent)])
        first = summary_of(tmp_path)
        assert run_app(["budget", NAME, "--reconcile", "--cache", "cache"]) == 0
        after = balance(tmp_path)
        resumed = run_app([*command, str(known.spent)])
        second = summary_of(tmp_path)
        whole = run_app([*command, "9"])

    assert known.open > 0
    assert (stopped, first["calls"]) == (4, 0)
    assert f"{known.open:.4f} reserved under the name {NAME}" in first["stopped"]
    assert (after.billed, after.open) == (known.billed, Decimal(0))
    assert (resumed, whole) == (4, 0)
    assert second["calls"] > 0
    assert balance(tmp_path).open == 0


def test_an_interrupt_lets_what_is_in_flight_land_and_the_same_command_goes_on(job: Job, tmp_path: Path) -> None:
    with serving(Plan(("delay",), share=1.0)) as server:
        pids: SimpleQueue[int] = SimpleQueue()
        once_served(server, 9, partial(kill_first, pids, signal.SIGINT))
        process = started(tmp_path, server)
        pids.put(process.pid or 0)
        process.join(120)
        summary = summary_of(tmp_path)
        rows, said = rows_of(tmp_path / "out"), (tmp_path / "said").read_text(encoding="utf-8")
        first = {question for question, _ in server.served}
        again = started(tmp_path, server)
        again.join(120)

    assert (process.exitcode, again.exitcode) == (130, 0)
    assert "SIGINT: waiting for the answers that are under way" in said
    assert all("run the same command again" in row["error"] for row in rows if row["state"] != "complete")
    assert len(server.served) == len({question for question, _ in server.served}) > len(first)
    assert len(first) <= 9 + IN_FLIGHT
    assert summary["calls"] == len(first) == sum(row["calls"] for row in rows)
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
    assert rows_of(tmp_path / "out")[0]["state"] == "stopped"


@pytest.mark.parametrize("flags", [["--until", "25:00"], ["--stop-when", "failed>x"], ["--step", "loose"], ["--budget", "much"]])
def test_a_limit_that_can_not_be_read_is_named(flags: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["run", str(MANY), "-o", str(tmp_path), *flags]) == 2
    assert flags[0].strip("-").replace("-", "_") in capsys.readouterr().err.replace("-", "_")
