"""Measure the golden check: many records against as many goldens, and one record with very many indicators.

    python bench/golden.py [--reports N] [--one-in N] [--indicators N]

Goldens and run are made of the fixtures' records, each with an own text hash; one in so many differs. Needs about 350 KB of
disk a report while it runs.
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*arguments: str, expected: int = 0) -> tuple[float, float]:
    """Run the program once and return seconds and peak megabytes of all its processes together. Exit when it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "summarizer", *arguments], stdout=subprocess.DEVNULL)
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak))
    watcher.start()
    code = process.wait()
    watcher.join()
    if code != expected:
        sys.exit(f"summarizer {' '.join(arguments[:2])} left with {code}")
    return time.perf_counter() - begun, peak[0]


def _watch(process: "subprocess.Popen[bytes]", peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], _megabytes(process.pid))
        time.sleep(0.1)


def _megabytes(parent: int) -> float:
    """Return the resident memory of a process and its children, 0 where the system doesn't tell."""
    total = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = folder.joinpath("stat").read_text().rsplit(")", 1)[1].split()
            if parent in (int(folder.name), int(fields[1])):
                total += int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 1_000_000
        except (OSError, IndexError):
            continue
    return total


def multiply(out: Path, target: Path, goldens: Path, count: int, one_in: int) -> None:
    """Write `count` records and goldens, made of the records of a run; one in so many differs."""
    goldens.mkdir(parents=True)
    records = [path.read_text(encoding="utf-8") for path in sorted(out.glob("reports/*/record.json"))]
    with (_parent(target / "reports.jsonl")).open("w", encoding="utf-8") as listing:
        for number, text in zip(range(count), itertools.cycle(records), strict=False):
            fields = json.loads(text)
            renamed = text.replace(fields["report_id"], f"report-{number}", 1).replace(fields["work_key"], f"work {number}", 1)
            golden = renamed.replace(f'"path": "{fields["source"]["path"]}"', '"path": ""', 1)
            (goldens / f"report-{number}.json").write_text(golden, encoding="utf-8")
            if number % one_in == 0:
                renamed = renamed.replace('"role": "level"', '"role": "share"', 1)
            _parent(target / "reports" / f"report-{number}" / "record.json").write_text(renamed, encoding="utf-8")
            row = {"state": "complete", "report_id": f"report-{number}", "work_key": f"work {number}"}
            listing.write(json.dumps(row, ensure_ascii=False) + "\n")


def enlarge(out: Path, target: Path, goldens: Path, count: int) -> None:
    """Write one record with many indicators, all of which differ from their golden in one field."""
    goldens.mkdir(parents=True)
    fields = json.loads(next(iter(sorted(out.glob("reports/*/record.json")))).read_text(encoding="utf-8"))
    many = itertools.islice(itertools.cycle(fields["indicators"]), count)
    length = fields["source"]["span"][1]
    fields["indicators"] = [_moved(one, number, length) for number, one in enumerate(many)]
    fields["source"]["path"] = ""
    (goldens / "large.json").write_text(json.dumps(fields, ensure_ascii=False, indent=1), encoding="utf-8")
    for one in fields["indicators"]:
        one["period"] = "1999"
    _parent(target / "reports" / fields["report_id"] / "record.json").write_text(
        json.dumps(fields, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    row = {"state": "complete", "report_id": fields["report_id"], "work_key": fields["work_key"]}
    (target / "reports.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")


def _moved(indicator: dict[str, object], number: int, length: int) -> dict[str, object]:
    by = length * number
    moved = {name: _shifted(span, by) if name in ("numeral", "sentence") else span for name, span in indicator.items()}
    return moved | {"id": f"i{number}", "same_as": "", "group": ""}


def _shifted(span: object, by: int) -> object:
    return {**span, "start": span["start"] + by, "end": span["end"] + by} if isinstance(span, dict) else span


def _parent(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--one-in", type=int, default=100, help="one in so many records differs from its golden")
    parser.add_argument("--indicators", type=int, default=5_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = str(ROOT / "fixtures" / "reports")
        run("run", reports, "-o", str(folder / "out"), "--cache", str(folder / "cache"), "--quiet")
        for count, aim in ((wanted.reports // 10, "memory as with ten times as many"), (wanted.reports, "at most 60 s, flat")):
            out, goldens = folder / f"run{count}", folder / f"golden{count}"
            multiply(folder / "out", out, goldens, count, wanted.one_in)
            seconds, megabytes = run("golden", "check", str(out), str(goldens), expected=100)
            print(f"{f'{count} records, one in {wanted.one_in} differs':40} {seconds:7.2f} s {megabytes:7.0f} MB   ({aim})")
        enlarge(folder / "out", folder / "large", folder / "golden-large", wanted.indicators)
        seconds, megabytes = run("golden", "check", str(folder / "large"), str(folder / "golden-large"), expected=100)
        what = f"{wanted.indicators} indicators, all differ"
        print(f"{what:40} {seconds:7.2f} s {megabytes:7.0f} MB   (at most 2 s)")


if __name__ == "__main__":
    main()
