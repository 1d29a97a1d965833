"""Measure many reports in real runs: reports per second by workers, peak memory by reports, cost of a run with nothing to do.

    python bench/many.py [--counts 100,1000] [--workers 1,2] [--short] [--network N]

`--counts 100,1000,10000` takes the better part of an hour; with `--short`, the beginnings of reports, some minutes.
Memory is that of all processes of a run together, pages that they share counted once.
"""

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from make_reports import write_reports

EVERY_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took."""

    seconds: float
    megabytes: float


def measure(arguments: list[str]) -> Measured:
    """Run the program once. Exit when it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "summarizer", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    peak = [0]
    over = threading.Event()
    looking = threading.Thread(target=look, args=(process.pid, peak, over))
    looking.start()
    _, complaint = process.communicate()
    seconds = time.perf_counter() - begun
    over.set()
    looking.join()
    if process.returncode:
        sys.exit(f"summarizer {' '.join(arguments)} left with {process.returncode}: {complaint.decode()}")
    return Measured(seconds, peak[0] / 1024)


def measure_network(count: int, *, short: bool) -> None:
    """Print reports a second with a model on loopback that takes 200 ms, 256 questions at once; its answers are made before."""
    server = [sys.executable, str(Path(__file__).parent / "remembering.py"), "200"]
    process = subprocess.Popen(server, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        url = f"http://127.0.0.1:{process.stdout.readline().strip()}/v1"
        with tempfile.TemporaryDirectory() as folder:
            write_reports(count, Path(folder, "in"), short=short)
            job = ["run", f"{folder}/in", "--quiet", "--model", "m", "--base-url", url, "--concurrency", "256"]
            measure([*job, "-o", f"{folder}/first", "--cache", f"{folder}/first cache"])
            took = measure([*job, "-o", f"{folder}/out", "--cache", f"{folder}/cache"])
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    print(f"{count} reports at 200 ms, 256 at once: {count / took.seconds:.2f} reports/s, {took.megabytes:.0f} MB", flush=True)


def look(session: int, peak: list[int], over: threading.Event) -> None:
    """Keep the largest memory of a session's processes, in kilobytes, until it is over."""
    while not over.wait(EVERY_SECONDS):
        peak[0] = max(peak[0], sum(used(folder, session) for folder in Path("/proc").glob("[0-9]*")))


def used(process: Path, session: int) -> int:
    """Return the memory of a process of a session in kilobytes, 0 for any other."""
    with suppress(OSError, ValueError, IndexError):
        if int((process / "stat").read_text().rpartition(")")[2].split()[3]) == session:
            lines = (process / "smaps_rollup").read_text().splitlines()
            return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return 0


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--counts", default="100,1000")
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--short", action="store_true", help="the beginnings of reports")
    parser.add_argument("--network", type=int, default=0, metavar="N", help="only N reports with a model that takes 200 ms")
    arguments = parser.parse_args()
    if arguments.network:
        measure_network(arguments.network, short=arguments.short)
        return
    print(f"{'reports':>8} {'workers':>8} {'seconds':>9} {'reports/s':>10} {'MB':>6}   again: {'seconds':>8} {'MB':>6}")
    for count in map(int, arguments.counts.split(",")):
        for workers in map(int, arguments.workers.split(",")):
            with tempfile.TemporaryDirectory() as folder:
                write_reports(count, Path(folder, "in"), short=arguments.short)
                job = ["run", f"{folder}/in", "-o", f"{folder}/out", "--cache", f"{folder}/cache", "--quiet"]
                job += ["--workers", str(workers)]
                first, again = measure(job), measure(job)
            print(
                f"{count:8} {workers:8} {first.seconds:9.1f} {count / first.seconds:10.2f} {first.megabytes:6.0f}"
                f"          {again.seconds:8.2f} {again.megabytes:6.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
