"""Measure what a cluster costs: Redis beside diskcache, Ray with one and two nodes beside one machine, the one authority.

    python bench/cluster.py [--tasks N] [--write]

Seconds of a core, so that other work on the machine says little; with `--write` they go to bench/figures.json, which
bench/simulate_cluster.py reckons with. Needs redis-server; everything runs on loopback and ends with the program.
"""

import argparse
import asyncio
import json
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import aclosing, contextmanager, suppress
from pathlib import Path
from typing import Any

from parts import parts_of_a_run

from summarizer.asking.kept.opening import open_store
from summarizer.asking.kept.store import Store
from summarizer.running.cluster.connecting import prepare_environment

FIGURES = Path(__file__).parent / "figures.json"
# of an answer as it is kept
VALUE = "x" * 5000
STORE_BYTES = 200 * 2**20


def cpu_of(process: int, *, with_ended: bool = False) -> float:
    """Return the seconds of a core that a process has used, with its children that ended where that is asked for."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11 : 15 if with_ended else 13])) / os.sysconf("SC_CLK_TCK")


def cpu_of_ray(name: bytes = b"") -> float:
    """Return what the processes of Ray have used, all of them with those that ended, or those of a name."""
    used = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            command = (folder / "cmdline").read_bytes()
            if command.startswith(b"ray::" + name):
                used += cpu_of(int(folder.name))
            elif not name and (b"raylet/raylet" in command or b"gcs_server" in command):
                used += cpu_of(int(folder.name), with_ended=True)
    return used


@contextmanager
def redis_at(folder: Path) -> Iterator[tuple[str, int]]:
    """Run a Redis that keeps what it is given, as docs/cluster.md asks for; give its address and process."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    settings = ["--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", "", "--appendonly", "yes"]
    process = subprocess.Popen(["redis-server", *settings], stdout=subprocess.DEVNULL)
    try:
        while socket.socket().connect_ex(("127.0.0.1", port)):
            time.sleep(0.05)
        yield f"redis://127.0.0.1:{port}/0", process.pid
    finally:
        process.kill()
        process.wait()


async def per_call(call: Callable[[int], Awaitable[object]], count: int, at_once: int) -> tuple[float, float]:
    """Return the microseconds that a call takes, of the clock and of this process."""
    begun, used = time.perf_counter(), time.process_time()
    for first in range(0, count, at_once):
        await asyncio.gather(*(call(number) for number in range(first, min(first + at_once, count))))
    return (time.perf_counter() - begun) / count * 1e6, (time.process_time() - used) / count * 1e6


async def measure_store(place: Path | str, at_once: int, server: int = 0, count: int = 2000) -> dict[str, float]:
    """Return what one store takes for a set, a get, and a lease that is taken and given back; of its server, too."""

    async def lease(store: Store, number: int) -> None:
        async with store.claimed(f"lease {number}"):
            pass

    async with aclosing(open_store(place)) as store:
        figures = {}
        calls: dict[str, Callable[[int], Awaitable[object]]] = {
            "set": lambda number: store.set(f"{number:064}", VALUE),
            "get": lambda number: store.get(f"{number:064}"),
            "lease": lambda number: lease(store, number),
        }
        for name, call in calls.items():
            used = cpu_of(server) if server else 0.0
            clock, cpu = await per_call(call, count, at_once)
            figures |= {f"{name}_us": round(clock, 1), f"{name}_cpu_us": round(cpu, 1)}
            if server:
                figures[f"{name}_server_us"] = round((cpu_of(server) - used) / count * 1e6, 1)
    return figures


def measure_stores() -> dict[str, dict[str, float]]:
    """Measure both stores, and print them."""
    found = {}
    with tempfile.TemporaryDirectory() as folder, redis_at(Path(folder)) as (url, server):
        for name, place in (("diskcache", Path(folder, "answers")), ("redis", url)):
            for at_once in (1, 64):
                figures = asyncio.run(measure_store(place, at_once, server if name == "redis" else 0))
                found[f"{name} {at_once}"] = figures
                shown = ", ".join(f"{key.removesuffix('_us')} {value:.0f}" for key, value in figures.items())
                print(f"{name:10} {at_once:3} at once, microseconds a call: {shown}", flush=True)
    return found


def measure_authority() -> dict[str, float]:
    """Return how many requests a second one authority lets through, and print it."""
    import ray

    from summarizer.asking.network.endpoint import network_endpoint
    from summarizer.running.cluster.ray_parts import AuthorityActor

    endpoint = network_endpoint("m", "http://127.0.0.1:1/v1", "x")
    authority = AuthorityActor.remote(endpoint, 100_000)

    @ray.remote(num_cpus=0)
    class Asker:
        async def pass_through(self, count: int, at_once: int) -> None:
            async def one() -> None:
                from summarizer.running.cluster.authority import Ended

                ticket = await authority.enter.remote("a", 1, "q", 0)
                await authority.leave.remote(ticket, Ended())

            for _ in range(count // at_once):
                await asyncio.gather(*(one() for _ in range(at_once)))

    askers = [Asker.remote() for _ in range(2)]
    ray.get([asker.pass_through.remote(64, 16) for asker in askers])
    used = cpu_of_ray(b"Authority")
    ray.get([asker.pass_through.remote(1600, 16) for asker in askers])
    rate = 3200 / (cpu_of_ray(b"Authority") - used)
    print(f"authority: {rate:.0f} requests a second of its core", flush=True)
    return {"requests_per_second": round(rate)}


def measure_tasks(count: int) -> dict[str, float]:
    """Print and return what Ray adds to a report, in milliseconds, on one and two nodes: tasks of its size that do nothing."""
    import ray
    from ray.cluster_utils import Cluster

    found = {}
    for nodes, cores in ((1, 2), (2, 1)):
        head = {"num_cpus": cores, "include_dashboard": False, "object_store_memory": STORE_BYTES}
        cluster = Cluster(initialize_head=True, head_node_args=head)
        for _ in range(nodes - 1):
            cluster.add_node(num_cpus=cores, object_store_memory=STORE_BYTES)
        ray.init(address=cluster.address, log_to_driver=False)

        @ray.remote(num_cpus=1)
        def nothing(document: bytes) -> bytes:
            return document * 6

        document = bytes(60_000)
        ray.get([nothing.remote(document) for _ in range(20)])
        begun, used = time.perf_counter(), time.process_time()
        for _ in range(count // 8):
            ray.get([nothing.remote(document) for _ in range(8)])
        clock, cpu = time.perf_counter() - begun, time.process_time() - used
        found |= {
            f"{nodes} nodes": round(clock / count * 1000, 2),
            f"{nodes} nodes, the run's core": round(cpu / count * 1000, 2),
        }
        ray.shutdown()
        cluster.shutdown()
    print("Ray, ms a report beside local:", ", ".join(f"{name} {value}" for name, value in found.items()), flush=True)
    return found


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--tasks", type=int, default=400)
    parser.add_argument("--write", action="store_true", help="keep the figures for the simulation")
    arguments = parser.parse_args()
    prepare_environment()
    import ray

    found: dict[str, Any] = {"cores": os.cpu_count(), "stores": measure_stores()}
    ray.init(
        num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=STORE_BYTES, _node_ip_address="127.0.0.1"
    )
    found["authority"] = measure_authority()
    ray.shutdown()
    found["tasks_ms"] = measure_tasks(arguments.tasks)
    found["run"] = parts_of_a_run()
    print("parts of a run:", ", ".join(f"{name} {value:g}" for name, value in found["run"].items()))
    if arguments.write:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
