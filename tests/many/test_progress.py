"""How far a run is can be seen while it goes on and afterwards, from here and from elsewhere; a stopped run goes on later."""

import asyncio
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from summarizer.cli.app import run_app
from summarizer.running.inputs.files import InputFile
from summarizer.running.progress.showing import Telling
from summarizer.running.progress.tally import Tally, clock, in_short, in_words
from summarizer.running.resuming.lines import Line
from summarizer.running.resuming.outstanding import Plan, Planned
from summarizer.running.spending.prices import Price
from tests.conftest import FIXTURES
from tests.many.conftest import Shop, Told, report


def events(shop: Shop) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (shop.root / "log").read_text(encoding="utf-8").splitlines()]


def test_the_log_holds_every_event_as_one_json_line(shop: Shop) -> None:
    shop.write("bad.txt", "")
    shop.run("--log-json", str(shop.root / "log"))

    found = events(shop)
    assert [event["event"] for event in found] == ["planned", *["finished"] * 5, "ended"]
    assert found[0]["inputs"] == {"new": 5}
    assert sorted(event["state"] for event in found[1:-1]) == ["complete"] * 4 + ["unreadable"]
    assert found[-1]["states"]["complete"] == 4


def test_a_log_that_cant_be_written_is_named(shop: Shop, told: Told) -> None:
    assert shop.run("--log-json", str(shop.root / "no" / "log")) == 1
    assert "--log-json" in told()


def test_what_is_most_wanted_fits_beside_the_bar(shop: Shop) -> None:
    tally = Tally(inputs=12_000, gone_through=11_000, bytes_to_do=100, bytes_done=50)
    tally.price, tally.currency = Price(input=Decimal(1), output=Decimal(1)), "USD"
    tally.reports.update(complete=10_000, incomplete=1000)

    said = in_short(tally.snapshot(3600.0))

    assert said.startswith("11000 of 12000 inputs; about 1:00:00 left; 0.0000 USD; 10000 complete")


def test_status_tells_of_the_last_run(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    shop.run()
    capsys.readouterr()

    assert run_app(["status", str(shop.root / "out")]) == 0
    shown = capsys.readouterr().out
    assert "ended" in shown
    assert "4 of 4 inputs; 4 complete" in shown

    assert run_app(["status", str(shop.root / "out"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "ended"


def test_status_tells_of_a_run_that_found_everything_finished(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    shop.run()
    shop.run()
    capsys.readouterr()

    assert run_app(["status", str(shop.root / "out")]) == 0
    assert "4 of 4 inputs; 4 complete" in capsys.readouterr().out


def test_status_of_a_folder_without_a_run_says_so(tmp_path: Path, told: Told) -> None:
    assert run_app(["status", str(tmp_path)]) == 1
    assert "no run was ever here" in told()
    (tmp_path / ".progress.json").write_text("[]", encoding="utf-8")
    assert run_app(["status", str(tmp_path)]) == 1


def test_time_left_counts_what_has_to_be_done_and_not_what_was_finished() -> None:
    todo = [Planned(InputFile(Path(name), name), "0", "new", size=1000) for name in "abcd"]
    finished = Planned(InputFile(Path("e"), "e"), "0", "finished", known=((None, "keep"),), size=10**6)  # type: ignore[arg-type]
    tally = Tally()
    tally.plan(Plan([finished, *todo], []), now=100)
    tally.went_through(finished)
    assert tally.snapshot(101)["seconds_left"] is None

    tally.went_through(todo[0])
    tally.finished(Line("complete", ["a"], calls=3, cache_hits=1, prompt_tokens=5000))

    counts = tally.snapshot(110)
    assert counts["seconds_left"] == 30
    assert counts["cache_share"] == 0.25
    assert in_words(counts) == (
        "2 of 5 inputs; 1 complete; 4 questions answered (25% from the cache); 5,000 tokens; 0:10 gone; about 0:30 left"
    )
    assert clock(11229) == "3:07:09"

    tally.price, tally.currency = Price(input=Decimal(2), output=Decimal(8)), "CNY"
    tally.in_flight, tally.limited_seconds = lambda: 3, lambda: 75.0
    assert in_words(tally.snapshot(110)) == (
        "2 of 5 inputs; 1 complete; 4 questions answered (25% from the cache); 3 in flight; 5,000 tokens; 0.0100 CNY; "
        "1:15 held up by rate limits; 0:10 gone; about 0:30 left"
    )


def test_a_stderr_that_is_no_terminal_gets_a_line_a_minute(tmp_path: Path) -> None:
    for stderr, quiet, lines in ((io.StringIO(), False, 2), (io.StringIO(), True, 0), (_Terminal(), False, 0)):
        telling = Telling(Console(file=stderr, width=200), tmp_path, quiet=quiet)
        for _ in range(120):
            telling.tick()
        assert stderr.getvalue().count("0 of 0 inputs; 0 questions answered") == lines


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@contextmanager
def started(shop: Shop, *arguments: str) -> Iterator[tuple["subprocess.Popen[str]", Iterator[str]]]:
    """Start a run in a process of its own and return it with its log, line by line."""
    os.mkfifo(shop.root / "log")
    command = [sys.executable, "-m", "summarizer", "run", str(shop.root / "in"), "-o", str(shop.root / "out")]
    command += ["--cache", str(shop.root / "cache"), "--log-json", str(shop.root / "log"), *arguments]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, text=True, cwd=FIXTURES.parent)
    try:
        with (shop.root / "log").open(encoding="utf-8") as log:
            yield process, log
    finally:
        process.kill()
        process.wait(120)
        (shop.root / "log").unlink()


def until_finished(log: Iterator[str]) -> None:
    next(line for line in log if json.loads(line)["event"] == "finished")


@pytest.fixture
def big_shop(shop: Shop) -> Shop:
    """Return a shop with work for a while yet when its first report is finished."""
    source = (FIXTURES / "reports" / "003_11dc30cb17588e5c.txt").read_text(encoding="utf-8")
    for number in range(5):
        shop.write(f"z{number:02}.txt", source.replace("。", f"{number}。", 1))
    return shop


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_run_keeps_what_is_finished_and_goes_on(
    big_shop: Shop, workers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with started(big_shop, "--workers", workers) as (process, log):
        until_finished(log)
        process.send_signal(signal.SIGINT)
        for _ in log:
            pass
        assert process.wait(120) == 130

    found = big_shop.summary()
    assert 1 <= found["states"]["complete"] < 9
    assert found["states"]["failed"] == 0  # what was under way is not done, and no failure
    assert run_app(["status", str(big_shop.root / "out")]) == 0
    assert "stopped: " in capsys.readouterr().out
    assert big_shop.run("--workers", workers) == 0
    assert big_shop.summary()["done"]["kept"] >= found["states"]["complete"]
    assert big_shop.summary()["states"]["complete"] == 9


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_run_loses_nothing_that_was_finished(big_shop: Shop, workers: str, capsys: pytest.CaptureFixture[str]) -> None:
    with started(big_shop, "--workers", workers) as (process, log):
        until_finished(log)
        process.kill()
        process.wait(120)

    assert run_app(["status", str(big_shop.root / "out")]) == 0
    assert "cut off" in capsys.readouterr().out
    assert big_shop.run("--workers", workers) == 0
    assert big_shop.summary()["done"]["kept"] >= 1


def test_a_running_run_says_where_it_is_and_keeps_the_folder(big_shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    with started(big_shop) as (process, log):
        until_finished(log)
        process.send_signal(signal.SIGSTOP)  # held, so that it is still running however slow this test is
        assert run_app(["status", str(big_shop.root / "out")]) == 0
        assert f"running (process {process.pid})" in capsys.readouterr().out
        assert big_shop.run() == 1
        assert f"another run (process {process.pid})" in capsys.readouterr().err

        process.send_signal(signal.SIGUSR1)
        process.send_signal(signal.SIGCONT)
        said = next(found for line in log if (found := json.loads(line))["event"] == "told")
        assert "of 9 inputs" in said["text"]


def test_a_report_under_way_when_a_signal_came_keeps_the_line_of_an_earlier_run(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.many.test_resume import change_key

    shop.run()
    before = {row["paths"][0]: row["report_id"] for row in shop.rows()}
    shop.write("0.txt", report("白石县"))
    change_key(monkeypatch, "program")

    async def interrupted(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.Event().wait()

    monkeypatch.setattr("summarizer.running.engines.local.make_report", interrupted)

    assert shop.run("--workers", "1") == 130

    assert {row["paths"][0]: row["report_id"] for row in shop.rows()} == before
    assert {row["state"] for row in shop.rows()} == {"complete"}


def test_reports_that_a_stopped_run_did_not_come_to_keep_their_lines(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    from summarizer.errors import StopRunError
    from tests.many.test_resume import change_key

    shop.run()
    shop.write("0.txt", report("白石县"))
    change_key(monkeypatch, "program")

    async def refused(*_: object) -> None:
        raise StopRunError("no quota")

    monkeypatch.setattr("summarizer.running.engines.local.make_report", refused)
    monkeypatch.setattr("summarizer.running.engines.local.REPORTS_IN_FLIGHT", 1)

    assert shop.run() == 1

    states = {row["paths"][0]: row["state"] for row in shop.rows()}
    assert states["0.txt"] == "stopped"
    assert states["2021.txt"] == states["other.txt"] == "complete"
