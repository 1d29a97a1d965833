"""What can go wrong between two sockets: a broken reply is sent again, an odd one is read."""

import asyncio
import gzip

import pytest

from summarizer.asking.asker import Asker
from summarizer.asking.network import wire as network
from summarizer.domain.reply import Reply
from tests.asking.made_questions import KEY, endpoint, made_question
from tests.asking.made_up import completion, good_answer, no_sleep

GOOD = completion(good_answer()).content
START = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
CHUNKED = START + b"transfer-encoding: chunked\r\n\r\n"


def with_length(body: bytes = GOOD, length: object = None, more: bytes = b"") -> bytes:
    return START + more + f"content-length: {len(body) if length is None else length}\r\n\r\n".encode() + body


def as_chunk(part: bytes) -> bytes:
    return f"{len(part):x}\r\n".encode() + part + b"\r\n"


def asked_at(first: bytes, end: str = "", *, timeout_seconds: float = 5.0, user: str = "") -> tuple[Reply, list[bytes]]:
    """Ask a server whose first reply is made of these bytes, followed by an end of its own; all others are good."""
    heads: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
                await reader.readexactly(length)
                heads.append(head)
                writer.write(first if len(heads) == 1 else with_length())
                if len(heads) == 1 and end == "abort":
                    await writer.drain()
                    writer.transport.abort()
                if len(heads) == 1 and end == "hang":
                    await reader.read()  # until the other side gives up
                if len(heads) == 1 and end == "close":
                    return
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def asked() -> Reply:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        url = f"http://{user}127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        try:
            async with Asker(endpoint(base_url=url, timeout_seconds=timeout_seconds), sleep=no_sleep) as asker:
                return await asker.ask(made_question())
        finally:
            server.close()

    return asyncio.run(asked()), heads


@pytest.mark.parametrize(
    ("reply", "end"),
    [
        (b"", "close"),
        (b"", "abort"),
        (START[:20], "abort"),
        (with_length()[:-50], "abort"),
        (with_length(length=len(GOOD) + 50), "close"),
        (with_length(length=len(GOOD) - 50), ""),
        (with_length(length="many"), "close"),
        (CHUNKED + as_chunk(GOOD[:50]), "close"),
        (CHUNKED + b"zz\r\n", "close"),
        (with_length(b"\x1f\x8b no gzip", more=b"content-encoding: gzip\r\n"), ""),
        (with_length(gzip.compress(GOOD)[:-20], more=b"content-encoding: gzip\r\n"), ""),
        (with_length(more=b"x-long: " + b"a" * 100_000 + b"\r\n"), "close"),
        (b"BANANA\r\n\r\n", "close"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", ""),
        (b"HTTP/1.1 429 Slow\r\nretry-after: \xef\xbc\x91\r\ncontent-length: 0\r\n\r\n", ""),
        (b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n", ""),
    ],
)
def test_a_broken_reply_is_sent_again(reply: bytes, end: str) -> None:
    got, heads = asked_at(reply, end)

    assert (got.failure, got.usage.calls, len(heads)) == ("", 2, 2)


@pytest.mark.parametrize("reply", [b"", START, with_length(length=len(GOOD) + 50), CHUNKED + as_chunk(GOOD)])
def test_a_reply_that_stops_half_way_is_waited_for_and_sent_again(reply: bytes) -> None:
    got, heads = asked_at(reply, "hang", timeout_seconds=0.3)

    assert (got.failure, len(heads)) == ("", 2)


@pytest.mark.parametrize(
    ("reply", "end"),
    [
        (with_length(more="x-said: 你好\r\n".encode()), ""),
        (with_length(more=b"set-cookie: a=b\r\nset-cookie: c=d\r\n"), ""),
        (with_length(gzip.compress(GOOD), more=b"content-encoding: gzip\r\n"), ""),
        (CHUNKED + as_chunk(GOOD[:50]) + as_chunk(GOOD[50:]) + b"0\r\n\r\n", ""),
        (b"HTTP/1.0 200 OK\r\n\r\n" + GOOD, "close"),
        (b"HTTP/1.1 201 Made\r\ncontent-length: %d\r\n\r\n" % len(GOOD) + GOOD, ""),
    ],
)
def test_an_odd_reply_is_read_and_not_asked_for_again(reply: bytes, end: str) -> None:
    got, heads = asked_at(reply, end)

    assert (got.failure, len(heads)) == ("", 1)


def test_a_reply_without_end_is_given_up_and_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_MOST_BYTES", 10_000)

    for endless in (CHUNKED + as_chunk(b" " * 20_000), with_length(b" " * 20_000, length=10**12)):
        got, heads = asked_at(endless, "hang")
        assert (got.failure, len(heads)) == ("", 2)


def test_the_key_is_in_the_header_alone() -> None:
    _, heads = asked_at(with_length())

    assert heads[0].count(KEY.encode()) == 1
    assert KEY.encode() not in heads[0].split(b"\r\n")[0]


@pytest.mark.parametrize(
    ("host", "proxy"),
    [("model.test", "http://proxy.test:3128"), ("near.test", None)],
)
def test_proxies_are_those_of_the_environment(host: str, proxy: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "proxy.test:3128")
    monkeypatch.setenv("no_proxy", "near.test")

    assert network.proxy_of_environment("https", host) == proxy
    assert network.proxy_of_environment("http", host) is None


def test_a_password_in_the_address_goes_into_the_header_and_not_into_the_address_that_is_asked() -> None:
    got, heads = asked_at(with_length(), user="somebody:secret@")

    assert got.failure == ""
    assert b"authorization: basic " in heads[0].lower()
    assert b"secret" not in heads[0]
