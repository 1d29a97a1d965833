"""The server of the review page: loopback, a port that the system chooses, no log of addresses."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from summarizer.running.golden.deciding import Signer
from summarizer.running.golden.review import Review
from summarizer.running.golden.web.app import make_app
from summarizer.running.golden.web.guard import Secrets


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that is ready to run."""

    server: uvicorn.Server
    listener: socket.socket
    address: str
    """With the token that is good for one use."""

    def run(self) -> None:
        """Answer requests until the server is told to stop."""
        self.server.run(sockets=[self.listener])


@contextmanager
def serving(review: Review, signer: Signer) -> Iterator[Serving]:
    """Open a port of the loopback address for a review."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.bind(("127.0.0.1", 0))
        # a browser that is faster than the server waits instead of being turned away
        listener.listen()
        port, known = listener.getsockname()[1], Secrets()
        app = make_app(review, signer, known, port)
        config = uvicorn.Config(
            app, log_level="error", access_log=False, server_header=False, proxy_headers=False, lifespan="off", ws="none"
        )
        yield Serving(uvicorn.Server(config), listener, f"http://127.0.0.1:{port}/?token={known.token}")
