"""A real Ray cluster of two nodes on this machine, one of which tests kill, and proof that nothing of it stays behind."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.running.cluster.connecting import prepare_environment

STORE_BYTES = 100 * 2**20


@dataclass(slots=True)
class TwoNodes:
    """The cluster: one core on the first node, where runs are, and two on the second."""

    cluster: Any
    address: str
    second: Any = None

    def add_second(self) -> None:
        """Have a second node, with two cores."""
        if self.second is None:
            self.second = self.cluster.add_node(num_cpus=2, object_store_memory=STORE_BYTES)

    def kill_second(self) -> list[str]:
        """Kill it, with all that runs there, as a lost machine is lost; return what ran there."""
        node, self.second = self.second, None
        (raylet,) = node.all_processes["raylet"]
        running = names_of_children(raylet.process.pid)
        self.cluster.remove_node(node, allow_graceful=False)
        return running


@contextmanager
def two_nodes() -> Iterator[TwoNodes]:
    """Run a cluster until the block ends."""
    prepare_environment()
    from ray.cluster_utils import Cluster

    before = processes_of_ray()
    head = {"num_cpus": 1, "include_dashboard": False, "object_store_memory": STORE_BYTES}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    nodes = TwoNodes(cluster, cluster.address)
    try:
        nodes.add_second()
        yield nodes
    finally:
        cluster.shutdown()
        wait_until_gone(before, processes_of_ray)


def wait_until_gone(before: set[int], running: Callable[[], set[int]]) -> None:
    """Wait until no process runs that did not run before."""
    deadline = time.monotonic() + 90
    while left := running() - before:
        assert time.monotonic() < deadline, f"still running: {left}"
        time.sleep(0.05)


def servers_of_ray() -> set[int]:
    """Return the ids of the processes that make a cluster; its workers come and go."""
    return processes_of_ray((b"gcs_server", b"raylet/raylet"))


def processes_of_ray(named: tuple[bytes, ...] = (b"raylet", b"gcs_server", b"ray::")) -> set[int]:
    """Return the ids of all processes of Ray on this machine that still run."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            is_dead = (folder / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
        except OSError:
            continue
        if not is_dead and any(name in command for name in named):
            found.add(int(folder.name))
    return found


def names_of_children(parent: int) -> list[str]:
    """Return the names of the processes that another has started."""
    found = subprocess.run(["pgrep", "-a", "-P", str(parent)], capture_output=True, text=True, check=False).stdout
    return [line.split(" ", 1)[1] for line in found.splitlines()]


def kill_process(word: str) -> bool:
    """Kill one process of Ray whose name starts so; say whether there was one."""
    found = subprocess.run(["pgrep", "-f", f"^ray::{word}"], capture_output=True, text=True, check=False).stdout.split()
    if found:
        os.kill(int(found[0]), 9)
    return bool(found)
