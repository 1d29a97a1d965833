"""An endpoint on loopback that lets the builtin model answer a question once and gives the same answer at once ever after.

    python bench/remembering.py LATENCY_MS

So a second run over the same reports measures the program and not the model. Prints the port.
"""

import asyncio
import hashlib
import sys

from aiohttp import web

from summarizer import builtin


async def serve(latency_seconds: float) -> None:
    """Serve until killed."""
    known: dict[str, bytes] = {}

    async def answer(request: web.Request) -> web.Response:
        body = await request.read()
        key = hashlib.sha256(body).hexdigest()
        if key in known:
            await asyncio.sleep(latency_seconds)
        else:
            known[key] = builtin.reply(body)
        return web.Response(body=known[key], content_type="application/json")

    app = web.Application(client_max_size=2**24)
    app.add_routes([web.post("/v1/chat/completions", answer)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1]) / 1000))
