"""A real Ray cluster of two nodes on this machine, one of which tests kill, and proof that nothing of it stays behind."""

import os
import subprocess
import time
from collections.abc import Iterator
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
        deadline = time.monotonic() + 30
        while left := processes_of_ray() - before:
            assert time.monotonic() < deadline, f"still running: {left}"


def processes_of_ray() -> set[int]:
    """Return the ids of all processes of Ray on this machine that still run."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            is_dead = (folder / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
        except OSError:
            continue
        if not is_dead and (command.startswith(b"ray::") or b"raylet" in command or b"gcs_server" in command):
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
