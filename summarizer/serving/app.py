"""The endpoint: `GET /v1/models`, `POST /v1/chat/completions` in all three steps, any model name."""

from aiohttp import web

from summarizer import builtin

# A question has some ten thousand characters; what is larger is none.
_MOST_BYTES = 8 * 2**20


def make_app() -> web.Application:
    """Return the endpoint as an application."""
    app = web.Application(client_max_size=_MOST_BYTES)
    app.add_routes([web.get("/v1/models", _models), web.post("/v1/chat/completions", _chat_completions)])
    return app


def error_response(status: int, message: str, code: str) -> web.Response:
    """Return an error in the form of the protocol."""
    return web.json_response({"error": {"message": message, "type": code, "code": code}}, status=status)


def answered(body: bytes) -> web.Response:
    """Return the builtin model's response to the body of a request."""
    try:
        return web.Response(body=builtin.reply(body), content_type="application/json")
    except builtin.RequestError as error:
        return error_response(400, str(error), "invalid_request_error")


async def _models(_: web.Request) -> web.Response:
    models = [{"id": name, "object": "model", "created": 0, "owned_by": "summarizer"} for name in ("builtin", builtin.model_id())]
    return web.json_response({"object": "list", "data": models})


async def _chat_completions(request: web.Request) -> web.Response:
    return answered(await request.read())
