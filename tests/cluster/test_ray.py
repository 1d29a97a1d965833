"""Runs on a real Ray cluster give the bytes of a local run, whatever dies in the middle, and pay for nothing twice."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import aclosing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_socket import socket_allow_hosts
from ray.exceptions import ActorDiedError, NodeDiedError, ObjectFreedError, RayError, RayTaskError, WorkerCrashedError

from summarizer.cli.app import run_app
from summarizer.errors import AskError, CacheError
from summarizer.running.cluster import connecting
from summarizer.running.cluster.engine import failed_by
from summarizer.running.cluster.ray_parts import fetched
from summarizer.running.inputs.files import InputFile
from summarizer.running.resuming.outstanding import Planned
from summarizer.running.spending.account import Balance
from summarizer.running.spending.ledger import open_ledger
from tests.cluster.redis_server import RedisServer
from tests.cluster.two_nodes import TwoNodes, kill_process, two_nodes, wait_until_gone
from tests.many.conftest import Shop, Told, report
from tests.network.misbehaving import Plan, Server, serving

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
IN_FLIGHT = 8
# what tells of the run: `"seconds": 0.31`, `"done": "kept"` (where a report was complete before an earlier run was stopped)
OF_THE_RUN = re.compile(rb'"(?:seconds|calls|cache_hits|reasked|[a-z_]*tokens)": [\d.]+|"done": "[a-z]+"')


@pytest.fixture(scope="module")
def one_cluster() -> Iterator[TwoNodes]:
    with two_nodes() as nodes:
        yield nodes


@pytest.fixture
def nodes(one_cluster: TwoNodes) -> TwoNodes:
    """Return a cluster of two nodes, whatever was killed before. Ray names this machine by its own address."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost", one_cluster.address.split(":")[0]], allow_unix_socket=True)
    one_cluster.add_second()
    return one_cluster


@pytest.fixture
def many(tmp_path: Path) -> Shop:
    """Return a folder with twelve reports, one of them twice, and one file without any."""
    shop = Shop(tmp_path)
    for year in range(2008, 2020):
        shop.write(f"{year}.txt", report(year=year, gdp=f"{year - 1900}.5"))
    shop.write("copy.txt", report(year=2010, gdp="110.5"))
    shop.write("empty.txt", "")
    return shop


def carry_out(shop: Shop, out: str, *arguments: str) -> tuple[int, dict[str, bytes]]:
    """Run into a folder of its own; return the exit code and all files, without what tells of the run and not of reports."""
    code = run_app(["run", str(shop.root / "in"), "-o", str(shop.root / out), "-q", *arguments])
    folder = shop.root / out
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    return code, {name: OF_THE_RUN.sub(b"", content) for name, content in found.items() if name != "run.json" and name[0] != "."}


def on_cluster(nodes: TwoNodes, server: Server, cache: RedisServer) -> list[str]:
    network = ["--model", "some-model", "--base-url", server.url, "--cache", cache.url, "--concurrency", str(IN_FLIGHT)]
    return ["--engine", "ray", "--address", nodes.address, *network]


def here(shop: Shop, server: Server, *arguments: str) -> dict[str, bytes]:
    """Return the files of a run on this machine with the same model."""
    network = ["--model", "some-model", "--base-url", server.url, "--cache", str(shop.root / "cache")]
    return carry_out(shop, "here", *network, *arguments)[1]


def balance(cache: Path | str, name: str) -> Balance:
    """Return what was spent under a name."""

    async def looked_at() -> Balance:
        async with aclosing(open_ledger(cache)) as ledger:
            return await ledger.balance(name)

    return asyncio.run(looked_at())


def once_served(server: Server, count: int, act: Callable[[], Any]) -> "Future[Any]":
    """Do something in a thread of its own once the server has answered so many requests; return what comes of it."""
    done: Future[Any] = Future()

    def served(number: int) -> None:
        if number == count:
            threading.Thread(target=lambda: done.set_result(act())).start()

    server.on_served = served
    return done


def asked_again(server: Server) -> int:
    return sum(count - 1 for count in Counter(question for question, _ in server.served).values())


def summary(shop: Shop) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shop.root / "there" / "run.json").read_text(encoding="utf-8"))
    return found


def test_builtin_on_two_nodes_gives_the_bytes_of_one_machine(many: Shop, nodes: TwoNodes) -> None:
    cache = ["--cache", str(many.root / "cache")]

    local = carry_out(many, "here", *cache)
    there = carry_out(many, "there", *cache, "--engine", "ray", "--address", nodes.address)

    assert local == there
    assert local[0] == 3
    assert len([name for name in local[1] if name.endswith("record.json")]) == 12


def test_a_node_that_is_killed_costs_no_report_and_no_answer(many: Shop, nodes: TwoNodes, server: RedisServer) -> None:
    with serving(Plan()) as endpoint:
        ran_there = once_served(endpoint, 9, nodes.kill_second)
        code, files = carry_out(many, "there", *on_cluster(nodes, endpoint, server))
        repeated = asked_again(endpoint)
        assert files == here(many, endpoint)

    assert code == 3
    assert any(name.startswith(("ray::make_document", "ray::_Asking")) for name in ran_there.result(30))
    assert repeated <= IN_FLIGHT  # what was in flight where the node was lost, and nothing that was answered


def test_processes_and_a_redis_that_die_are_replaced_or_waited_for(many: Shop, nodes: TwoNodes, server: RedisServer) -> None:
    def kill() -> list[bool]:
        server.kill()
        server.start()
        return [kill_process("_Asking"), kill_process("make_document")]

    with serving(Plan()) as endpoint:
        killed = once_served(endpoint, 9, kill)
        code, files = carry_out(many, "there", *on_cluster(nodes, endpoint, server))
        repeated = asked_again(endpoint)
        assert files == here(many, endpoint)

    assert code == 3
    assert killed.result(30) == [True, True]
    assert repeated <= IN_FLIGHT


def test_a_budget_is_that_of_the_cluster_and_outlives_its_authority(
    many: Shop, nodes: TwoNodes, server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(many.root)
    prices = 'date = "2031-01-01"\ncurrency = "CNY"\n[models.some-model]\ninput = 1.0\noutput = 10.0\n'
    (many.root / "prices.toml").write_text(prices, encoding="utf-8")

    with serving(Plan()) as endpoint:
        engine, network = on_cluster(nodes, endpoint, server)[:4], on_cluster(nodes, endpoint, server)[4:]
        network += ["--budget-name", "spring"]
        killed = once_served(endpoint, 6, lambda: kill_process("Authority"))
        assert carry_out(many, "there", *engine, *network, "--budget", "0.1")[0] == 4
        assert killed.result(30)
        first = len(endpoint.served)
        assert "--budget 0.1" in summary(many)["stopped"]
        assert balance(server.url, "spring").spent <= Decimal("0.1")
        assert carry_out(many, "there", *network, "--budget", "0.1")[0] == 4  # one machine alone spends from the same account
        code, files = carry_out(many, "there", *network, "--budget", "9")
        assert code == 3
        assert asked_again(endpoint) == 0
        assert files == here(many, endpoint, "--budget", "9", "--budget-name", "control")

    assert 6 < first < len(endpoint.served) / 2
    assert balance(server.url, "spring").billed == balance(many.root / "cache", "control").billed


def test_an_interrupt_on_a_cluster_of_its_own_drains_writes_and_goes_on(many: Shop, server: RedisServer) -> None:
    with serving(Plan(("delay",), share=1.0)) as endpoint:
        network = ["--model", "some-model", "--base-url", endpoint.url, "--cache", server.url, "--concurrency", "2"]
        command = [sys.executable, "-m", "summarizer", "run", str(many.root / "in"), "-o", str(many.root / "there")]
        command += ["--engine", "ray", "--workers", "1", *network]
        # a session of its own, all of which a Ctrl-C of its terminal reaches
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
        pressed = once_served(endpoint, 9, lambda: os.killpg(run.pid, signal.SIGINT))
        told = run.communicate(timeout=120)[1].decode()
        pressed.result(30)
        interrupted = len(endpoint.served)

        assert run.returncode == 130
        assert "stopped: interrupted by SIGINT; run the same command again to go on" in told
        assert "Traceback" not in told
        wait_until_gone(run.pid)
        assert (many.root / "there" / "index.html").is_file()

        code, files = carry_out(many, "there", *network)
        assert code == 3
        assert 9 <= interrupted < len(endpoint.served)
        assert asked_again(endpoint) == 0  # what was in flight had landed, and was kept
        assert files == here(many, endpoint)


def test_a_network_model_wants_a_cache_that_all_share(many: Shop, nodes: TwoNodes, told: Told) -> None:
    arguments = ["--engine", "ray", "--address", nodes.address, "--model", "m", "--base-url", "http://127.0.0.1:1/v1"]

    assert carry_out(many, "there", *arguments, "--cache", str(many.root / "cache"))[0] == 2
    assert "--cache redis://HOST:PORT/0" in told()


def in_task(error: Exception) -> RayError:
    """Return what reaches whoever waits for a task that raised an error."""
    reached: RayError = RayTaskError("do", "Traceback\n", error).as_instanceof_cause()
    return reached


def cannot_start(**_: object) -> None:
    raise ValueError("no room for the object store\nraylet.out")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (WorkerCrashedError(), "the process that worked on it died 4 times (out of memory?)"),
        (NodeDiedError("10.0.0.7 is gone"), "the process that worked on it died 4 times (out of memory?)"),
        (in_task(KeyError("n")), "KeyError: 'n' (a bug in the program"),
        (ObjectFreedError("0" * 56, "", ""), "the cluster could not do it (ObjectFreedError: Failed to retrieve object"),
        (in_task(ActorDiedError()), "the cluster could not do it (ActorDiedError"),
    ],
)
def test_what_the_cluster_could_not_do_says_why(error: RayError, said: str) -> None:
    done = failed_by(Planned(InputFile(Path("in/a.txt"), "a.txt"), "", "new"), error)

    assert done.trouble is not None
    assert done.trouble.state == "failed"
    assert f"a.txt: {said}" in done.trouble.error
    assert "Traceback" not in done.trouble.error


@pytest.mark.parametrize(
    ("error", "raised", "said"),
    [
        (in_task(CacheError("the answers can't be read")), CacheError, r"^the answers can't be read$"),
        (ActorDiedError(), AskError, r"^the process that asks is gone \(ActorDiedError: .*run the same command again$"),
    ],
)
def test_what_a_process_that_asks_raises_is_raised_as_it_is(
    error: RayError, raised: type[Exception], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gets(_: object) -> None:
        raise error

    monkeypatch.setattr("ray.get", gets)
    with pytest.raises(raised, match=said):
        fetched([])


def test_a_wrong_address_and_a_missing_extra_are_one_line(many: Shop, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    assert carry_out(many, "there", "--address", "auto")[0] == 2
    assert "--engine ray" in told()
    assert carry_out(many, "there", "--engine", "warp")[0] == 2
    assert "'warp'" in told()
    assert carry_out(many, "there", "--engine", "ray", "--address", "127.0.0.1:1")[0] == 2
    assert "127.0.0.1:1: no cluster can be reached there" in told()
    monkeypatch.setattr("ray.init", cannot_start)
    assert carry_out(many, "there", "--engine", "ray")[0] == 2
    assert "--engine ray: no cluster can be started on this machine (no room for the object store)" in told()
    monkeypatch.setattr(connecting, "find_spec", lambda _: None)
    assert carry_out(many, "there", "--engine", "ray")[0] == 2
    said = told()
    assert "pip install 'summarizer[cluster]'" in said
    assert "Traceback" not in said
