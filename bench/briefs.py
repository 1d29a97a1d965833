"""Measure what briefs cost, made again from the records of an output folder.

    python bench/briefs.py [OUT] [--rounds N] [--count N]

Without OUT the fixtures are run first. Prints milliseconds of processor time: of each part warm, of a first PDF in a process of
its own, and what a thousand briefs in four formats take of two cores. Reading the record is counted in the first PDF alone.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from summarizer.domain.record import Record
from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.html.brief import render_html
from summarizer.rendering.markdown import render_markdown
from summarizer.rendering.office.docx import render_docx
from summarizer.rendering.pdf.printing import print_brief
from summarizer.rendering.results.absence import Unread, find_unread
from summarizer.running.outputs.records import load_record
from summarizer.running.outputs.rendered import rendered_files

ROOT = Path(__file__).parent.parent
FOUR = ("md", "html", "pdf", "docx")
Case = tuple[Record, str, Unread]
COLD = """
from pathlib import Path
from summarizer.rendering.pdf.printing import print_brief
from summarizer.running.outputs.records import load_record
print_brief(load_record(Path({path!r})))
"""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--count", type=int, default=1000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = arguments.out or _run(Path(folder))
        cases = _cases(out)
        _print_warm(cases, arguments.rounds)
        cold = min(_cold(next(iter((out / "reports").iterdir()))) for _ in range(arguments.rounds))
        print(f"{'a first PDF, process and all':44} {1000 * cold:8.0f} ms   (at most 400)")
        begun = time.process_time()
        for at in range(arguments.count):
            _four(cases[at % len(cases)])
        spent = time.process_time() - begun
        print(f"{f'{arguments.count} briefs in four formats, two cores':44} {spent / 2:8.1f} s    (1,000 in at most 60)")


def _print_warm(cases: Sequence[Case], rounds: int) -> None:
    briefs = {id(case): make_brief(case[0], case[2]) for case in cases}
    parts: tuple[tuple[str, Callable[[Case], object]], ...] = (
        ("choosing what the page says", lambda case: make_brief(case[0], case[2])),
        ("Markdown of it", lambda case: render_markdown(briefs[id(case)])),
        ("HTML of it", lambda case: render_html(briefs[id(case)], "source.html")),
        ("Word document of it", lambda case: render_docx(briefs[id(case)])),
        ("PDF, choosing and fitting included", lambda case: print_brief(case[0], case[2])),
        ("all four, source view and evidence", _four),
    )
    aims = {"HTML of it": "   (at most 5)", "PDF, choosing and fitting included": "   (at most 30)"}
    for name, part in parts:
        _each(cases, part, 1)
        print(f"{name:44} {1000 * _each(cases, part, rounds):8.1f} ms{aims.get(name, '')}")


def _each(cases: Sequence[Case], part: Callable[[Case], object], rounds: int) -> float:
    """Return the least seconds of processor time a case."""
    spent = []
    for _ in range(rounds):
        begun = time.process_time()
        for case in cases:
            part(case)
        spent.append((time.process_time() - begun) / len(cases))
    return min(spent)


def _four(case: Case) -> object:
    record, text, _ = case
    return rendered_files(record, text, FOUR)


def _cold(folder: Path) -> float:
    process = subprocess.Popen([sys.executable, "-c", COLD.format(path=str(folder))])
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit("the first PDF failed")
    return used.ru_utime + used.ru_stime


def _cases(out: Path) -> list[Case]:
    found = []
    for path in sorted((out / "reports").iterdir()):
        record = load_record(path)
        text = (out / "documents" / f"{record.source.sha256}.txt").read_bytes().decode("utf-8")
        found.append((record, text, find_unread(record, text)))
    return found


def _run(folder: Path) -> Path:
    command = [sys.executable, "-m", "summarizer", "run", str(ROOT / "fixtures" / "reports"), "--quiet", "--format", "record"]
    subprocess.run(
        [*command, "--cache", str(folder / "cache"), "-o", str(folder / "out")], check=True, stdout=subprocess.DEVNULL, cwd=folder
    )
    return folder / "out"


if __name__ == "__main__":
    main()
