"""An endpoint on loopback that lets the builtin model answer a question once and gives the same answer at once ever after.

    python bench/remembering.py LATENCY_MS

So a second run over the same reports measures the program and not the model. Prints the port.
"""

import asyncio
import hashlib
import sys

from aiohttp import web
from loopback import listen

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

    await listen(answer)


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1]) / 1000))
