"""A real Ray cluster of two nodes on this machine, one of which tests kill, and proof that nothing of it stays behind."""

import os
import re
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

    head = {"num_cpus": 1, "include_dashboard": False, "object_store_memory": STORE_BYTES}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    nodes = TwoNodes(cluster, cluster.address)
    try:
        nodes.add_second()
        yield nodes
    finally:
        cluster.shutdown()
        wait_until_gone(os.getpid())


def wait_until_gone(starter: int) -> None:
    """Wait until nothing runs any more of the clusters that a process has started."""
    deadline = time.monotonic() + 90
    while left := processes_of(starter):
        assert time.monotonic() < deadline, f"still running: {left}"
        time.sleep(0.05)


def processes_of(starter: int) -> dict[int, bytes]:
    """Return the processes of the clusters that a process has started, id → command, itself excepted.

    Those of other clusters on this machine are none of them. Whoever was their parent, they write logs into the folder of their
    session, which is named after its starter: `/tmp/ray/session_2026-11-26_15-48-00_123456_4711/logs/raylet.out`.
    """
    session = re.compile(rb"/session_[0-9_-]+_%d/" % starter)
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            is_dead = (folder / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
            files = [os.fsencode(file.readlink()) for file in (folder / "fd").iterdir()]
        except OSError:
            continue
        if folder.name != str(starter) and not is_dead and any(map(session.search, [command, *files])):
            found[int(folder.name)] = command
    return found


def names_of_children(parent: int) -> list[str]:
    """Return the names of the processes that another has started."""
    found = subprocess.run(["pgrep", "-a", "-P", str(parent)], capture_output=True, text=True, check=False).stdout
    return [line.split(" ", 1)[1] for line in found.splitlines()]


def kill_process(word: str) -> bool:
    """Kill one process of this one's cluster whose name starts so; say whether there was one."""
    found = [number for number, command in processes_of(os.getpid()).items() if command.startswith(f"ray::{word}".encode())]
    for number in found[:1]:
        os.kill(number, 9)
    return bool(found)
