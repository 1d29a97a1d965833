"""A real HTTP server on loopback that answers with the builtin model, and misbehaves by a seeded plan."""

import asyncio
import hashlib
import json
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any

from aiohttp import web

from summarizer import builtin

LIMITS = ("429", "429-seconds", "429-date", "429-ms")
# Faults of the way: the same request brings the answer.
PASSING = (*LIMITS, "500", "503", "close", "hang", "empty-choices", "html", "half-json")
# The answer is there, only late or in an odd form: it must not be asked for again.
HARMLESS = ("delay", "drip", "prose", "text-plain")
# Answers that don't pass; the re-ask brings a good one.
WRONG = ("violation", "wrong-number")
LASTING = ("refusal", "filter")


@dataclass(slots=True)
class Plan:
    """Which request meets which fault: a share of all, drawn by a seed from the question and how often it came."""

    faults: tuple[str, ...] = ()
    share: float = 0.0
    seed: int = 0

    def fault_of(self, question: str, time: int, before: str) -> str:
        draw = random.Random(f"{self.seed} {question} {time}")
        if not self.faults or draw.random() >= self.share:
            return ""
        fault = draw.choice(self.faults)
        # One re-ask is the contract: an answer that is wrong twice running is dropped by design.
        return "" if fault in WRONG and before in WRONG else fault


@dataclass(slots=True)
class Server:
    """The running server, and what it was asked."""

    plan: Plan
    url: str = ""
    served: list[tuple[str, str]] = field(default_factory=list)
    """Each request: its question and the fault it met."""
    billed: list[tuple[int, int]] = field(default_factory=list)
    """Tokens in and out of each answer that was given, whether it arrived or not."""
    on_served: Callable[[int], None] = lambda _: None
    batch_status: str = "completed"
    has_batch_files: bool = True
    """False: the files of results come late."""
    drops_batch: bool = False
    """A batch is made, and the connection closed before the answer."""
    lasting: Callable[[dict[str, Any]], str] = lambda _: ""
    """Which questions are refused for good."""

    def sent_again_after_a_good_answer(self) -> list[str]:
        """Return the questions that were asked again after a complete valid answer had been given."""
        good: set[str] = set()
        again: list[str] = []
        for question, fault in self.served:
            if question in good:
                again.append(question)
            if fault in ("", *HARMLESS):
                good.add(question)
        return again


def question_of(body: dict[str, Any]) -> str:
    """Return what tells a question from others: a re-ask is the same question."""
    words = [message["content"] for message in body["messages"][:2]]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]


@contextmanager
def serving(plan: Plan, **settings: Any) -> Iterator[Server]:
    """Serve in a thread of its own until the block ends."""
    server = Server(plan, **settings)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    runner = asyncio.run_coroutine_threadsafe(_started(server), loop).result(10)
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _started(server: Server) -> web.AppRunner:
    seen: Counter[str] = Counter()
    last: dict[str, str] = {}

    async def answer(request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        body = json.loads(raw)
        question = question_of(body)
        fault = server.lasting(body) or server.plan.fault_of(question, seen[question], last.get(question, ""))
        seen[question] += 1
        last[question] = fault
        if fault == "hang":
            server.served.append((question, fault))
            await asyncio.sleep(60)
        response = await _with_fault(request, raw, fault, server)
        server.served.append((question, fault))
        server.on_served(len(server.served))
        return response

    app = web.Application(client_max_size=2**24)
    app.add_routes([web.post("/v1/chat/completions", answer), *batch_routes(server)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    return runner


def batch_routes(server: Server) -> list[web.RouteDef]:
    """Files and batches: every batch is answered at once, the faults go to the error file."""
    files: dict[str, str] = {}
    batches: dict[str, dict[str, Any]] = {}

    async def upload(request: web.Request) -> web.Response:
        form = await request.post()
        part = form["file"]
        assert isinstance(part, web.FileField)
        name = f"file-{len(files)}"
        files[name] = part.file.read().decode()
        return web.json_response({"id": name, "object": "file", "bytes": 1, "created_at": 0, "filename": "x", "purpose": "batch"})

    async def create(request: web.Request) -> web.Response:
        asked = [json.loads(line) for line in files[(await request.json())["input_file_id"]].splitlines()]
        good, bad = [], []
        for line in reversed(asked):
            fault = server.plan.fault_of(question_of(line["body"]), 0, "")
            server.served.append((question_of(line["body"]), fault))
            answer = json.loads(builtin.reply(json.dumps(line["body"], ensure_ascii=False).encode()))
            _spoil(answer, fault)
            if fault == "500":
                bad.append({"custom_id": line["custom_id"], "response": None, "error": {"code": "x", "message": "expired"}})
            else:
                response = {"status_code": 200, "request_id": "r", "body": answer}
                good.append({"custom_id": line["custom_id"], "response": response, "error": None})
        ids = [f"file-{len(files)}", f"file-{len(files) + 1}"]
        for name, rows in zip(ids, (good, bad), strict=True):
            files[name] = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        number = f"batch-{len(batches)}"
        counts = {"completed": len(good), "failed": len(bad), "total": len(asked)}
        batches[number] = {
            "id": number,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "input_file_id": "x",
            "created_at": 0,
            "completion_window": "24h",
            "status": server.batch_status,
            "request_counts": counts,
            "output_file_id": ids[0],
            "error_file_id": ids[1],
        }
        batches[number]["input_file_id"] = (await request.json())["input_file_id"]
        if server.drops_batch and request.transport:
            request.transport.abort()
        return web.json_response(batches[number])

    async def listed(_: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": list(reversed(batches.values())), "has_more": False})

    async def retrieve(request: web.Request) -> web.Response:
        found = {**batches[request.match_info["id"]], "status": server.batch_status}
        late: dict[str, Any] = {} if server.has_batch_files else {"output_file_id": None, "error_file_id": None}
        if server.batch_status == "failed":
            counts = {"completed": 0, "failed": 0, "total": 0}
            late = {"output_file_id": None, "error_file_id": None, "request_counts": counts}
            late["errors"] = {"object": "list", "data": [{"code": "x", "message": "the file can't be read", "line": 1}]}
        return web.json_response(found | late)

    async def cancel(request: web.Request) -> web.Response:
        found = batches[request.match_info["id"]]
        server.batch_status = found["status"] = "cancelled"
        return web.json_response(found)

    async def content(request: web.Request) -> web.Response:
        return web.Response(text=files[request.match_info["id"]])

    return [
        web.post("/v1/files", upload),
        web.get("/v1/files/{id}/content", content),
        web.post("/v1/batches", create),
        web.get("/v1/batches", listed),
        web.get("/v1/batches/{id}", retrieve),
        web.post("/v1/batches/{id}/cancel", cancel),
    ]


async def _with_fault(request: web.Request, raw: bytes, fault: str, server: Server) -> web.StreamResponse:
    if fault.startswith("429"):
        return _error(429, _retry_after(fault))
    if fault in ("401", "500", "503"):
        return _error(int(fault), {})
    if fault == "close":
        if request.transport:
            request.transport.abort()
        return web.Response()
    if fault == "html":
        return web.Response(text="<html>bad gateway</html>", content_type="text/html")
    if fault == "delay":
        await asyncio.sleep(0.05)
    answer = json.loads(builtin.reply(raw))
    server.billed.append((answer["usage"]["prompt_tokens"], answer["usage"]["completion_tokens"]))
    _spoil(answer, fault)
    text = json.dumps(answer, ensure_ascii=False)
    if fault == "half-json":
        return web.Response(text=text[: len(text) // 2], content_type="application/json")
    if fault == "drip":
        return await _dripped(request, text.encode())
    return web.Response(text=text, content_type="text/plain" if fault == "text-plain" else "application/json")


def _spoil(answer: dict[str, Any], fault: str) -> None:
    choice = answer["choices"][0]
    message = choice["message"]
    match fault:
        case "other-model":
            answer["model"] = "other-model"
        case "empty-choices":
            answer["choices"] = []
        case "prose":
            message["content"] = f"好的，结果{{如下}}：\n```json\n{message['content']}\n```\n请查收。"
        case "forgetful":  # leaves an indicator out, so that a second look is due
            message["content"] = _without_one(json.loads(message["content"]))
        case "violation":
            message["content"] = message["content"].replace('"', '"x', 1)
        case "wrong-number":
            message["content"] = _with_wrong_number(json.loads(message["content"]))
        case "length":
            choice["finish_reason"] = "length"
            message["content"] = message["content"][: len(message["content"]) // 2]
        case "refusal":
            message |= {"content": None, "refusal": "I can't help with that."}
        case "filter":
            choice["finish_reason"] = "content_filter"
            message["content"] = ""


def _with_wrong_number(said: dict[str, Any]) -> str:
    for field_name in ("indicators", "skipped"):
        if said.get(field_name):
            said[field_name][0]["n"] = 4321
            return json.dumps(said, ensure_ascii=False)
    return '{"indicators": 1}'


def _without_one(said: dict[str, Any]) -> str:
    if len(said.get("indicators", ())) > 1:
        said["indicators"].pop()
    return json.dumps(said, ensure_ascii=False)


def _retry_after(fault: str) -> dict[str, str]:
    forms = {"429-seconds": {"retry-after": "0.02"}, "429-date": {"retry-after": formatdate(usegmt=True)}}
    return forms.get(fault, {"retry-after-ms": "20"} if fault == "429-ms" else {})


def _error(status: int, headers: dict[str, str]) -> web.Response:
    return web.json_response({"error": {"message": "not now", "code": "later"}}, status=status, headers=headers)


async def _dripped(request: web.Request, content: bytes) -> web.StreamResponse:
    response = web.StreamResponse(headers={"content-type": "application/json"})
    await response.prepare(request)
    size = len(content) // 5 + 1
    for at in range(0, len(content), size):
        await response.write(content[at : at + size])
        await asyncio.sleep(0.01)
    await response.write_eof()
    return response
