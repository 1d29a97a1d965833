"""`summarizer serve`: the builtin model behind a real endpoint."""

from typing import Annotated

import typer

HOST = "127.0.0.1"


def serve(
    port: Annotated[int, typer.Option(envvar="SUMMARIZER_PORT", metavar="N", help="Port on loopback, 0 for a free one.")] = 8000,
) -> None:
    """Serve the builtin model on loopback as an OpenAI-compatible endpoint, to try a network setup without a key.

    It accepts any key and any model name. In another terminal:

    `OPENAI_BASE_URL=http://127.0.0.1:8000/v1 OPENAI_API_KEY=x summarizer run FILE --model builtin-http`
    """
    import asyncio

    asyncio.run(_served(port))


async def _served(port: int) -> None:
    import asyncio

    from aiohttp import web

    from summarizer.errors import SettingsError
    from summarizer.serving.app import make_app

    runner = web.AppRunner(make_app(), access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, port)
        try:
            await site.start()
        except (OSError, OverflowError) as error:
            raise SettingsError(f"port {port} can't be used ({error}); name another with --port") from error
        typer.echo(f"http://{HOST}:{runner.addresses[0][1]}/v1")
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
