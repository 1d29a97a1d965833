"""Measure a bulk run against a loopback endpoint, beside the bare openai client and plain instructor on the same questions.

    python bench/network.py [--quick]

Each client is a process of its own, the endpoint is another; figures of one run, to be read as ratios.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from clients import REPORTS, questions
from loopback import key_of

from summarizer import builtin
from summarizer.asking.network.endpoint import network_endpoint
from summarizer.asking.questions.making import request_body

HERE = Path(__file__).parent
LATENCIES_MS, CONCURRENCIES = (0, 50, 500), (16, 64, 256)
_SECONDS, _FASTEST = 4.0, 400.0


def make_replies(folder: Path) -> None:
    """Let the builtin model answer every question once."""
    endpoint = network_endpoint("m", "http://127.0.0.1/v1", "x")
    for question in questions():
        body = json.dumps(request_body(question, endpoint), ensure_ascii=False).encode()
        (folder / key_of(question.variable)).write_bytes(builtin.reply(body))


@contextmanager
def endpoint_at(folder: Path, latency_ms: int) -> Iterator[str]:
    """Run the endpoint in a process of its own."""
    process = subprocess.Popen([sys.executable, HERE / "loopback.py", folder, str(latency_ms)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}/v1"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def measure(kind: str, url: str, count: int, concurrency: int, folder: Path) -> dict[str, Any]:
    """Run one client and return its figures. Exit when it fails."""
    command = [sys.executable, HERE / "clients.py", kind, url, str(count), str(concurrency), folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{kind} failed: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def count_for(latency_ms: int, concurrency: int) -> int:
    """Return how many questions take some seconds."""
    rate = min(_FASTEST, concurrency / (latency_ms / 1000)) if latency_ms else _FASTEST
    return max(4 * concurrency, int(rate * _SECONDS))


def compare(replies: Path, latencies: tuple[int, ...], concurrencies: tuple[int, ...]) -> None:
    """Print one row a setting."""
    print("latency at once   ours/s  openai  instructor   CPU ms: ours openai instructor   rate x  CPU x  of concurrency/latency")
    for latency in latencies:
        for concurrency in concurrencies:
            with endpoint_at(replies, latency) as url, tempfile.TemporaryDirectory() as cache:
                count = count_for(latency, concurrency)
                ours, bare, plain = (
                    measure(kind, url, count, concurrency, Path(cache)) for kind in ("ours", "openai", "instructor")
                )
            share = f"{ours['steady'] * latency / 1000 / concurrency:.2f}" if latency else "-"
            rates = f"{ours['rate']:8.0f} {bare['rate']:7.0f} {plain['rate']:11.0f}"
            cpu = f"{ours['cpu_ms']:12.1f} {bare['cpu_ms']:6.1f} {plain['cpu_ms']:10.1f}"
            ratios = f"{ours['rate'] / plain['rate']:8.2f} {ours['cpu_ms'] / plain['cpu_ms']:6.2f}"
            print(f"{latency:5} ms {concurrency:7} {rates} {cpu} {ratios}  {share}")


def replay(replies: Path) -> None:
    """Print how much faster the cache is, and what many questions at once need of memory."""
    with endpoint_at(replies, 50) as url, tempfile.TemporaryDirectory() as cache:
        live = measure("ours", url, 1600, 64, Path(cache))
        again = measure("cached", "http://127.0.0.1:9/v1".replace("127.0.0.1:9", url.split("/")[2]), 1600, 64, Path(cache))
    print(f"from the cache: {again['rate'] / live['rate']:.0f} times the live run at 50 ms (aim: 20)")
    with endpoint_at(replies, 50) as url, tempfile.TemporaryDirectory() as cache:
        wide = measure("ours", url, 3000, 256, Path(cache))
    print(f"memory at 256 at once: {wide['memory_mb']:.0f} MB above the idle program (aim: 80)")


def sent_for_one_report() -> None:
    """Print what is sent of report 003: calls, and characters a character of the report."""
    (path,) = REPORTS.glob("003_*")
    length = len(path.read_text(encoding="utf-8"))
    asked = questions_of(path)
    variable = sum(len(one.variable) for one in asked)
    whole = variable + sum(len(one.stable) for one in asked)
    print(f"003: {len(asked)} calls, {variable / length:.2f} characters a character, {whole / length:.2f} with the stable prefix")


def questions_of(path: Path) -> list[Any]:
    """Return the chunk questions of one file."""
    from summarizer.asking.questions.making import chunk_question
    from summarizer.pipeline import ChunkSize, prepare_document
    from summarizer.reading import read_document

    prepared = prepare_document(read_document(path.read_bytes(), path.name), ChunkSize(600, 1800))
    return [chunk_question(chunk, report.report.document.text) for report in prepared for chunk in report.chunks]


def output_an_indicator(replies: Path) -> None:
    """Print how long answers are."""
    found = [json.loads(path.read_bytes()) for path in replies.iterdir()]
    tokens = sum(one["usage"]["completion_tokens"] for one in found)
    indicators = sum(len(json.loads(one["choices"][0]["message"]["content"])["indicators"]) for one in found)
    print(f"output tokens an indicator, estimated: {tokens / indicators:.0f}")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="only 0 and 50 ms at 64 at once")
    is_quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as folder:
        replies = Path(folder)
        make_replies(replies)
        compare(replies, LATENCIES_MS[:2] if is_quick else LATENCIES_MS, (64,) if is_quick else CONCURRENCIES)
        replay(replies)
        sent_for_one_report()
        output_an_indicator(replies)


if __name__ == "__main__":
    main()
