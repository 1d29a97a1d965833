"""An interrupt, whenever it comes: what is finished is kept, nothing is called a failure, and one line says so."""

import asyncio
import os
import signal
import subprocess
import sys
from typing import Any

import pytest

from summarizer.__main__ import main
from summarizer.running.engines.making import make_report
from summarizer.running.engines.ordered import Out
from summarizer.running.engines.signals import interrupts_held_back
from summarizer.running.network.endpoint import open_asker
from tests.many.conftest import Shop, Told


def test_an_interrupt_before_anybody_listens_ends_the_run_with_no_report_begun(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    def interrupted(*arguments: Any) -> Any:
        os.kill(os.getpid(), signal.SIGINT)
        return open_asker(*arguments)

    monkeypatch.setattr("summarizer.running.run.open_asker", interrupted)

    assert shop.run("--workers", "1") == 130

    assert shop.rows() == []
    assert "interrupted by SIGINT" in told()
    assert shop.summary()["left"] == 4


def test_with_builtin_each_report_is_finished_before_the_next(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    under_way, most = 0, 0

    async def watched(*arguments: Any) -> Any:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        made = await make_report(*arguments)
        under_way -= 1
        return made

    monkeypatch.setattr("summarizer.running.engines.local.make_report", watched)

    assert shop.run("--workers", "1") == 0
    assert most == 1


def test_what_workers_have_finished_behind_one_that_has_not_is_kept(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    async def held_up(run: Any, out: Out) -> None:
        await asyncio.wait([other.future for other in run.out if other is not out])
        out.future = asyncio.get_running_loop().create_future()
        os.kill(os.getpid(), signal.SIGINT)
        await out.future

    monkeypatch.setattr("summarizer.running.engines.pooled._PooledRun.outcome_of", held_up)

    assert shop.run("--workers", "2") == 130

    assert {row["paths"][0]: row["state"] for row in shop.rows()} == dict.fromkeys(
        ("2020.txt", "2021.txt", "other.txt"), "complete"
    )
    monkeypatch.undo()
    assert shop.run("--workers", "2") == 0
    assert shop.summary()["done"] == {"made": 1, "rendered": 0, "kept": 3}


def test_processes_started_while_interrupts_are_held_back_hear_none() -> None:
    with interrupts_held_back():
        child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
        os.kill(child.pid, signal.SIGINT)
        child.communicate()

    assert child.returncode == 0


@pytest.mark.parametrize("place", ["streams.prepare_streams", "app.run_app"])
def test_an_interrupt_while_the_program_is_loading_is_one_line(
    place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("summarizer.cli.streams.prepare_streams", lambda: None)
    monkeypatch.setattr(f"summarizer.cli.{place}", interrupted)

    with pytest.raises(SystemExit) as leaving:
        main()

    assert leaving.value.code == 130
    assert capsys.readouterr().err == "summarizer: interrupted\n"


def test_an_interrupt_while_a_run_looks_at_its_inputs_is_one_line(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("summarizer.running.run.load_prior", interrupted)

    assert shop.run() == 130
    assert told() == "summarizer: interrupted\n"
