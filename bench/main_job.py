"""Measure the main job in real runs: the fixtures cold and from the cache, the help, peak memory.

    python bench/main_job.py [--rounds N]

Every run is a process of its own, with a cache of its own. Prints the least of the rounds, and the ratio of cold to cached.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "fixtures" / "reports"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one process took."""

    seconds: float
    megabytes: float
    """Peak resident memory."""


def measure(arguments: list[str]) -> Measured:
    """Run the program once and return what it took. Exit when it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "summarizer", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    assert process.stderr is not None
    complaint = process.stderr.read().decode()
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"summarizer {' '.join(arguments)} left with {process.returncode}: {complaint}")
    return Measured(seconds, used.ru_maxrss / 1024)


def least(rounds: list[Measured]) -> Measured:
    """Return the least time and the least memory of several rounds."""
    return Measured(min(one.seconds for one in rounds), min(one.megabytes for one in rounds))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    cold, warm, done = [], [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            job = ["run", str(REPORTS), "--cache", f"{folder}/cache", "--quiet", "-o"]
            cold.append(measure([*job, f"{folder}/out"]))
            warm.append(measure([*job, f"{folder}/again"]))
            done.append(measure([*job, f"{folder}/out"]))
    helped = least([measure(["--help"]) for _ in range(rounds)])
    rows = [
        ("14 reports, cold", least(cold), "at most 20 s, 250 MB"),
        ("14 reports, from the cache", least(warm), "at most 2 s"),
        ("14 reports, all finished", least(done), "nothing is made"),
        ("summarizer --help", helped, "at most 0.25 s"),
    ]
    for name, figure, aim in rows:
        print(f"{name:28} {figure.seconds:7.2f} s {figure.megabytes:7.0f} MB   ({aim})")
    print(f"{'cold / cached':28} {least(cold).seconds / least(warm).seconds:7.2f}")


if __name__ == "__main__":
    main()
