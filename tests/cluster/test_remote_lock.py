"""The lock behind a URL: whoever lost it writes nothing more, and nothing blocks for ever."""

import json
import re
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import pytest

from summarizer.errors import OutputError
from summarizer.running.inputs.remote import RemoteFolder, open_remote
from summarizer.running.outputs import remote_lock
from summarizer.running.outputs.folder import Files, OutputFolder
from summarizer.running.outputs.remote_lock import GONE_SECONDS, LOCK, RemoteLock, holder_of, running_behind
from tests.cluster.behind_urls import run_behind, upload
from tests.many.conftest import Shop, Told


@dataclass
class Clock:
    """Time that passes when a test says so. It begins when the store's does."""

    now: float

    def __call__(self) -> float:
        return self.now


@pytest.fixture(params=["memory", "s3"])
def place(request: pytest.FixtureRequest) -> RemoteFolder:
    """Return an empty folder in a store."""
    base = request.getfixturevalue("s3") if request.param == "s3" else "memory://locks"
    return open_remote(f"{base}/{uuid.uuid4().hex}")


@pytest.fixture
def clock(place: RemoteFolder) -> Clock:
    place.write("now", b"")
    now = place.changed_at("now")
    assert now is not None
    return Clock(now)


def token(place: RemoteFolder) -> str:
    holder = holder_of(place)
    return holder.token if holder else ""


def test_one_holds_it_at_a_time(place: RemoteFolder, clock: Clock) -> None:
    first, second = RemoteLock(place, clock), RemoteLock(place, clock)
    first.take()
    with pytest.raises(OutputError, match=rf"another run \(.+, process \d+\).*{GONE_SECONDS:.0f} seconds"):
        second.take()
    assert running_behind(place, clock.now)

    first.release()
    assert running_behind(place, clock.now) is None
    second.take()
    second.beat()
    second.check()


def test_who_lost_it_neither_overwrites_nor_removes_the_lock_of_the_next(place: RemoteFolder, clock: Clock) -> None:
    first, second = RemoteLock(place, clock), RemoteLock(place, clock)
    first.take()
    clock.now += 10 * GONE_SECONDS  # it slept
    assert running_behind(place, clock.now) is None
    second.take()
    taken = token(place)

    with pytest.raises(OutputError, match="another run has taken the place over"):
        first.check()
    first.beat()
    first.release()
    assert token(place) == taken
    second.check()

    second.release()
    with pytest.raises(OutputError, match="another run has taken"):
        first.check()  # it is free, and still not its own
    first.beat()
    assert holder_of(place) is None


def test_a_lock_that_was_removed_is_lost(place: RemoteFolder, clock: Clock) -> None:
    lock = RemoteLock(place, clock)
    lock.take()
    place.remove(LOCK)

    lock.beat()

    assert holder_of(place) is None
    with pytest.raises(OutputError, match="another run has taken"):
        lock.check()


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b"[" * 100_000, b'{"host": "a", "process": 1, "at": NaN}', b"\xff"])
def test_a_damaged_lock_blocks_no_longer_than_a_dead_one(place: RemoteFolder, clock: Clock, damaged: bytes) -> None:
    place.write(LOCK, damaged)
    lock = RemoteLock(place, clock)
    with pytest.raises(OutputError, match=f"another run is writing there; .*{GONE_SECONDS:.0f} seconds"):
        lock.take()

    clock.now += 10 * GONE_SECONDS
    lock.take()
    lock.beat()
    lock.check()


def test_a_time_that_is_far_off_blocks_nobody(place: RemoteFolder, clock: Clock) -> None:
    place.write(LOCK, json.dumps({"host": "elsewhere", "process": 7, "at": clock.now + 1e9}).encode())
    clock.now += 10 * GONE_SECONDS

    RemoteLock(place, clock).take()


def test_where_a_damaged_lock_has_no_age_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    place = open_remote("memory://locks/ageless")
    place.write(LOCK, b"{")
    monkeypatch.setattr(type(place.files), "modified", lambda *_: (_ for _ in ()).throw(NotImplementedError()))

    with pytest.raises(OutputError, match=re.escape("remove .lock.json there")):
        RemoteLock(place, lambda: 1e12).take()


@pytest.mark.parametrize("is_held", [True, False])
def test_of_two_that_take_it_at_once_one_gets_it(place: RemoteFolder, clock: Clock, *, is_held: bool) -> None:
    if is_held:
        RemoteLock(place, clock).take()
        clock.now += 10 * GONE_SECONDS
    quicker = RemoteLock(place, clock)
    slower = RemoteLock(_Slow(place.url, place.files, place.root, before_put=quicker.take), clock)
    has_conditions = not is_held or place.url.startswith("s3")

    with suppress(OutputError) if not has_conditions else pytest.raises(OutputError, match="another run"):
        slower.take()

    taken = token(place)
    quicker.beat()
    slower.beat()
    assert token(place) == taken
    with pytest.raises(OutputError, match="another run has taken"):
        (slower if has_conditions else quicker).check()


@dataclass(frozen=True)
class _Slow(RemoteFolder):
    """A folder as one sees it whom another overtakes before each conditional write."""

    before_put: Callable[[], None]

    def put_after(self, name: str, content: bytes, version: str | None) -> None:
        with suppress(OutputError):
            self.before_put()
        RemoteFolder.put_after(self, name, content, version)


@pytest.mark.usefixtures("another_machine")
def test_two_machines_dont_write_to_one_place(shop: Shop, s3: str, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"{s3}/held"
    upload(shop, f"{url}/in")
    folder = open_remote(f"{url}/out")
    folder.write(LOCK, json.dumps({"host": "elsewhere", "process": 7, "at": 0}).encode())

    assert run_behind(shop, url) == 1
    assert "another run (elsewhere, process 7)" in told()
    assert list(folder.sizes()) == [LOCK]

    monkeypatch.setattr(remote_lock, "GONE_SECONDS", -1000.0)
    assert run_behind(shop, url) == 0
    assert LOCK not in folder.sizes()


@pytest.mark.usefixtures("another_machine")
def test_a_run_whose_place_is_taken_writes_nothing_more(shop: Shop, s3: str, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"{s3}/taken-over"
    upload(shop, f"{url}/in")
    folder = open_remote(f"{url}/out")
    other = json.dumps({"host": "elsewhere", "process": 7, "at": 0, "token": "another"}).encode()
    write_report = OutputFolder.write_report

    def overtaken(self: OutputFolder, report_id: str, files: Files) -> None:
        folder.write(LOCK, other)
        write_report(self, report_id, files)

    monkeypatch.setattr(remote_lock, "_DOUBT_SECONDS", 0.0)
    monkeypatch.setattr(OutputFolder, "write_report", overtaken)
    assert run_behind(shop, url, "--workers", "1") == 1

    assert "another run has taken the place over" in told()
    assert folder.read(LOCK) == other
    assert [name for name in folder.sizes() if not name.startswith("documents/")] == [LOCK]
