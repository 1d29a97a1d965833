"""A fast endpoint on loopback for measuring clients: it waits, then gives an answer that was made before.

    python bench/loopback.py FOLDER LATENCY_MS

FOLDER holds a reply for each text of a question, named by the text's hash. Prints the port.
"""

import asyncio
import hashlib
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

BODY = "正文：\n"


def key_of(variable: str) -> str:
    """Return what a reply is named by: the text that is asked about, whatever stands above it."""
    return hashlib.sha256(variable.partition(BODY)[2].encode()).hexdigest()


async def serve(folder: Path, latency_seconds: float) -> None:
    """Serve until killed."""
    replies = {path.name: path.read_bytes() for path in folder.iterdir()}

    async def answer(request: web.Request) -> web.Response:
        body = json.loads(await request.read())
        if latency_seconds:
            await asyncio.sleep(latency_seconds)
        return web.Response(body=replies[key_of(body["messages"][1]["content"])], content_type="application/json")

    await listen(answer)


async def listen(answer: Callable[[web.Request], Awaitable[web.Response]]) -> None:
    """Have requests answered on a free port, print it, and go on until killed."""
    app = web.Application(client_max_size=2**24)
    app.add_routes([web.post("/v1/chat/completions", answer)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), float(sys.argv[2]) / 1000))
