"""A Redis and a store of objects for the tests of this folder, and the small reports of those of many."""

import logging
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
import redis
from moto.server import ThreadedMotoServer

from tests.cluster.behind_urls import SECRET, move_to
from tests.cluster.redis_server import RedisServer, redis_server
from tests.many.conftest import shop, told

__all__ = ["shop", "told"]


@pytest.fixture(scope="session")
def one_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def server(one_server: RedisServer) -> RedisServer:
    """Return a running server that holds nothing."""
    if one_server.process is None:
        one_server.start()
    with redis.Redis.from_url(one_server.url) as client:
        client.flushall()
    return one_server


@pytest.fixture(scope="package")
def s3() -> Iterator[str]:
    """Run a store of objects on loopback and return the URL of an empty bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "made-up")
        patch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        fsspec.filesystem("s3").mkdir("reports-and-records")
        yield "s3://reports-and-records"
    server.stop()


@pytest.fixture
def another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep the copies of outputs apart from those of other tests."""
    move_to(tmp_path / "first", monkeypatch)
    return iter(())
