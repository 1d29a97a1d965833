"""A real redis-server on a free port of loopback, which tests kill and start again."""

import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import needs

PASSWORD = "open-sesame"


@dataclass(slots=True)
class RedisServer:
    """The server. Its file of appended commands is written to the disk with every one of them."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://:{PASSWORD}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, or start it again on the same port and files."""
        settings = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--save", ""]
        durable = ["--appendonly", "yes", "--appendfsync", "always", "--requirepass", PASSWORD]
        with (self.folder / "log").open("ab") as log:
            command = ["redis-server", *settings, *durable, "--daemonize", "no"]
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        while not self._takes_connections():
            assert self.process.poll() is None, (self.folder / "log").read_text(encoding="utf-8")

    def kill(self) -> None:
        """End it as a lost machine ends."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(60)
            self.process = None

    def _takes_connections(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def redis_server(folder: Path) -> Iterator[RedisServer]:
    """Run a server until the block ends."""
    needs(shutil.which("redis-server"), "redis-server")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    server = RedisServer(folder, port)
    server.start()
    try:
        yield server
    finally:
        server.kill()
