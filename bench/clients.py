"""One client, one process: ask many questions at a loopback endpoint and print what it took as JSON.

python bench/clients.py ours|openai|instructor|cached URL COUNT CONCURRENCY FOLDER
"""

import asyncio
import json
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from summarizer.asking.network.endpoint import network_endpoint
from summarizer.asking.questions.making import chunk_question, request_body
from summarizer.domain.answer import ChunkAnswer
from summarizer.domain.reply import Question
from summarizer.pipeline import ChunkSize, prepare_document
from summarizer.reading import read_document

REPORTS = Path(__file__).parent.parent / "fixtures" / "reports"
# The rate once running: between these parts of all answers
_FROM, _TO = 0.4, 0.9
# Ours; the client's own five seconds for a connection are too few for many at once on a busy machine
_TIMEOUT_SECONDS = 120.0


def questions(count: int = 0) -> list[Question]:
    """Return the questions of the fixtures, repeated with other titles up to a count: each text is asked about once."""
    found = [
        chunk_question(chunk, prepared.report.document.text)
        for path in sorted(REPORTS.iterdir())
        for prepared in prepare_document(read_document(path.read_bytes(), path.name), ChunkSize(600, 1800))
        for chunk in prepared.chunks
    ]
    rounds = range(-(-count // len(found)) if count else 1)
    many = [replace(one, variable=f"报告：{turn}\n{one.variable}") if turn else one for turn in rounds for one in found]
    return many[: count or None]


def main() -> None:
    """Measure one client."""
    kind, url, count, concurrency, folder = sys.argv[1:]
    asked = questions(int(count))
    ends: list[float] = []

    async def measured() -> dict[str, float]:
        ask, close = await _ASKERS[kind](url, int(concurrency), Path(folder))
        gate = asyncio.Semaphore(int(concurrency))

        async def one(question: Question) -> None:
            async with gate:
                await ask(question)
            ends.append(time.perf_counter())

        await one(asked[0])  # what is set up at the first request is not what is measured
        idle = _peak_megabytes()
        begun, cpu = time.perf_counter(), time.process_time()
        ends.clear()
        await asyncio.gather(*(one(question) for question in asked[1:]))
        seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
        await close()
        low, high = int(len(ends) * _FROM), int(len(ends) * _TO)
        return {
            "rate": len(ends) / seconds,
            "steady": (high - low) / (ends[high] - ends[low]),
            "cpu_ms": cpu / len(ends) * 1000,
            "memory_mb": _peak_megabytes() - idle,
        }

    print(json.dumps(asyncio.run(measured())))


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


Ask = Callable[[Question], Awaitable[Any]]


async def _ours(url: str, concurrency: int, folder: Path) -> tuple[Ask, Callable[[], Awaitable[None]]]:
    from summarizer.asking.asker import Asker

    asker = Asker(network_endpoint("m", url, "x"), folder, concurrency=concurrency)

    async def ask(question: Question) -> None:
        reply = await asker.ask(question)
        assert reply.answer is not None, reply.failure

    async def close() -> None:
        await asker.__aexit__(None, None, None)

    return ask, close


async def _openai(url: str, _concurrency: int, _: Path) -> tuple[Ask, Callable[[], Awaitable[None]]]:
    import openai

    client = openai.AsyncOpenAI(api_key="x", base_url=url, max_retries=0, timeout=_TIMEOUT_SECONDS)
    endpoint = network_endpoint("m", url, "x")
    return (lambda question: client.chat.completions.create(**request_body(question, endpoint))), client.close


async def _instructor(url: str, _concurrency: int, _: Path) -> tuple[Ask, Callable[[], Awaitable[None]]]:
    import instructor
    import openai

    client = openai.AsyncOpenAI(api_key="x", base_url=url, max_retries=0, timeout=_TIMEOUT_SECONDS)
    patched = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)
    endpoint = network_endpoint("m", url, "x")

    async def ask(question: Question) -> None:
        body = request_body(question, endpoint)
        await patched.chat.completions.create(
            model="m", messages=body["messages"], temperature=0.0, response_model=ChunkAnswer, max_retries=1
        )

    return ask, client.close


_ASKERS = {"ours": _ours, "cached": _ours, "openai": _openai, "instructor": _instructor}

if __name__ == "__main__":
    main()
