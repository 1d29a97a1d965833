"""Inputs and outputs behind URLs, as tests put them there and look at them."""

import re
from pathlib import Path

import pytest

from summarizer.cli.app import run_app
from summarizer.running.inputs.remote import open_remote
from tests.many.conftest import Shop

SECRET = "made-up-secret"
# What tells of the run, not of the report
COSTS = re.compile(rb'"(?:seconds|calls|cache_hits|[a-z_]*tokens)": [\d.]+')


def move_to(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: home)


def upload(shop: Shop, url: str) -> None:
    folder = open_remote(url)
    for path in (shop.root / "in").rglob("*"):
        if path.is_file():
            folder.write(path.relative_to(shop.root / "in").as_posix(), path.read_bytes())


def files_behind(url: str) -> dict[str, bytes]:
    folder = open_remote(url)
    return {
        name: COSTS.sub(b"", folder.read(name)) for name in folder.sizes() if not name.endswith("run.json") and name[0] != "."
    }


def files_of(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: COSTS.sub(b"", content) for name, content in found.items() if name != "run.json" and name[0] != "."}


def run_behind(shop: Shop, url: str, *arguments: str) -> int:
    return run_app(["run", f"{url}/in", "-o", f"{url}/out", "--cache", str(shop.root / "cache"), *arguments])
