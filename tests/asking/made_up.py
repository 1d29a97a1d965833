"""Models that are functions, and what they say."""

import json
from collections.abc import Iterator
from typing import Any

import httpx2

from summarizer.domain.answer import ChunkAnswer


def indicator(n: int, name: str = "生产总值", **changed: object) -> dict[str, object]:
    entry = {"n": n, "name": name, "role": "level", "kind": "actual", "period": "2030", "bound": None, "sign": None, "unit": None}
    return {**entry, **changed}


def chunk_answer(**fields: object) -> dict[str, object]:
    return {**{field: [] for field in ChunkAnswer.model_fields}, **fields}


def good_answer() -> dict[str, object]:
    return chunk_answer(indicators=[indicator(1), indicator(2, role="growth"), indicator(3, "新增高标准农田")])


def completion(content: object, **changed: object) -> httpx2.Response:
    """A chat completion; what is no text is sent as JSON."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text, "refusal": None}}
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110, "prompt_tokens_details": {"cached_tokens": 64}}
    body = {"id": "x", "object": "chat.completion", "created": 0, "model": "replied-model", "choices": [choice], "usage": usage}
    for key, value in changed.items():
        if key in choice:
            choice[key] = value
        else:
            body[key] = value
    return httpx2.Response(200, json=body)


def failing(status: int, code: str = "", message: str = "no", headers: dict[str, str] | None = None) -> httpx2.Response:
    return httpx2.Response(status, json={"error": {"message": message, "code": code, "type": code}}, headers=headers or {})


class Model:
    """Replies in turn, the last one for ever; keeps what it was sent."""

    def __init__(self, *replies: httpx2.Response | Exception) -> None:
        self.sent: list[bytes] = []
        self._replies = list(replies)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append(request.content)
        reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        if isinstance(reply, Exception):
            raise reply
        return httpx2.Response(reply.status_code, headers=reply.headers, content=reply.content)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body in self.sent]

    def transport(self) -> httpx2.MockTransport:
        return httpx2.MockTransport(self)


async def no_sleep(seconds: float) -> None:
    """A clock that stands still."""


def objects_of(schema: object) -> Iterator[dict[str, Any]]:
    """All objects inside a JSON value, itself included."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from objects_of(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects_of(value)
