"""Measure how fast text becomes chunks: the five fixture files repeated to 10 MB, beside the chunkers of other packages.

    python bench/structure.py [--others]

`--others` installs langchain-text-splitters, chonkie, semchunk and langextract into an environment of their own (build/others)
and times them on the same text. All figures are MB of UTF-8 a second of processor time, of one process that keeps no result.
Machines differ and are shared: what holds anywhere is the share of semchunk's speed, measured in the same run.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

from summarizer.pipeline import ChunkSize, prepare_document
from summarizer.reading import read_document
from summarizer.scanning import scan
from summarizer.splitting import split
from summarizer.structuring.chunks.cutting import cut_chunks
from summarizer.structuring.metadata.fields import describe
from summarizer.structuring.outline.sections import find_sections

ROOT = Path(__file__).parent.parent
OTHERS = ["langchain-text-splitters==1.1.3", "chonkie==1.7.0", "semchunk==4.1.1", "langextract==1.7.1"]
MEGABYTE = 1_000_000
SIZE = ChunkSize(600, 1800)


def seconds(work: Callable[[], object], times: int) -> float:
    """Return the processor time that some work takes so many times."""
    begun = time.process_time()
    for _ in range(times):
        work()
    return time.process_time() - begun


def whole_way(files: list[bytes], times: int) -> float:
    """Return the seconds that reading, splitting, scanning, outline, metadata and chunks take."""
    return seconds(lambda: [prepare_document(read_document(data, "file.txt"), SIZE) for data in files], times)


def structure_alone(files: list[bytes], times: int) -> float:
    """Return the seconds that outline and chunks take, everything before given."""
    reports = [report for data in files for report in split(read_document(data, "file.txt"))]
    given = [(report, scan(report)) for report in reports]
    metas = [describe(report, found, find_sections(report, found))[0] for report, found in given]

    def work() -> None:
        for (report, found), meta in zip(given, metas, strict=True):
            cut_chunks(report, found, find_sections(report, found), meta, lower=SIZE.lower, upper=SIZE.upper)

    return seconds(work, times)


def others(files: list[bytes], times: int) -> dict[str, float | str]:
    """Return the seconds of the other packages, or why they could not be timed."""
    folder = ROOT / "build" / "others"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *OTHERS], check=True)
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(b"\n".join(files) * times)
        file.flush()
        command = [python, Path(__file__).with_name("other_chunkers.py"), file.name, str(SIZE.upper)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float | str] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--others", action="store_true")
    asked = parser.parse_args()
    files = [path.read_bytes() for path in sorted((ROOT / "fixtures" / "reports").iterdir())]
    times = -(-10 * MEGABYTE // sum(map(len, files)))
    size = times * sum(map(len, files)) / MEGABYTE
    rows: dict[str, float | str] = {
        "read, split, scan, outline, chunks": whole_way(files, times),
        "outline, chunks": structure_alone(files, times),
    }
    if asked.others:
        rows |= others(files, times)
    measure = rows.get("semchunk")
    for name, took in rows.items():
        share = f"{measure / took:8.2f} of semchunk's" if isinstance(took, float) and isinstance(measure, float) else ""
        print(f"{name:36} {took if isinstance(took, str) else f'{size / took:8.1f} MB/s'}{share}", file=sys.stdout)


if __name__ == "__main__":
    main()
