"""A Redis for the tests of this folder, and the small reports of those of many."""

from collections.abc import Iterator

import pytest
import redis

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
