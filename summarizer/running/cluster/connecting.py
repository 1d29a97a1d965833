"""The way to a cluster: one that runs already, or one that lives on this machine as long as the run."""

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from summarizer.asking.kept.store import is_shared
from summarizer.errors import SettingsError

# Nothing is reported to anybody, and no page is served.
_QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DISABLE_IMPORT_WARNING": "1"}
# What a local cluster keeps for results on their way; a report takes about a megabyte.
_LOCAL_STORE_BYTES = 256 * 2**20
_CONNECT_SECONDS = 10.0


def require_ray() -> None:
    """Raise SettingsError where Ray is missing."""
    if find_spec("ray") is None:
        raise SettingsError("--engine ray needs an extra: pip install 'summarizer[cluster]'")


def require_shared(cache: Path | str) -> None:
    """Raise SettingsError where the answers of a network model would stand on one machine alone."""
    if not is_shared(cache):
        raise SettingsError(
            "--engine ray with a network model needs answers that all machines share: --cache redis://HOST:PORT/0"
        )


def prepare_environment() -> None:
    """Have Ray keep to itself, before it is imported."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)


def _look_at(address: str) -> None:
    """Raise OSError where nobody takes connections: Ray would try for minutes."""
    host, _, port = address.rpartition(":")
    if host and port.isdigit() and "://" not in address:
        socket.create_connection((host.strip("[]"), int(port)), _CONNECT_SECONDS).close()


@contextmanager
def connected(address: str, workers: int) -> Iterator[None]:
    """Be connected to a cluster; without an address one is started here and ended with the block. Raise SettingsError."""
    require_ray()
    prepare_environment()
    import ray

    if ray.is_initialized():
        raise SettingsError("--engine ray: this process is connected to a cluster already; run in another one")
    local = {"num_cpus": workers or None, "object_store_memory": _LOCAL_STORE_BYTES, "_node_ip_address": "127.0.0.1"}
    try:
        _look_at(address)
        ray.init(
            address=address or "local",
            include_dashboard=None if address else False,
            log_to_driver=False,
            logging_level=logging.ERROR,
            **({} if address else local),
        )
    except (OSError, RuntimeError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        if not address:
            raise SettingsError(
                f"--engine ray: no cluster can be started on this machine ({reason}); look at Ray's logs, or name a "
                "running one with --address"
            ) from error
        raise SettingsError(
            f"--address {address}: no cluster can be reached there ({reason}); start one with `ray start`"
        ) from error
    try:
        yield
    finally:
        ray.shutdown()
