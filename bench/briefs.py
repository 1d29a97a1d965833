"""Measure what a brief costs, made again from the records of an output folder.

    python bench/briefs.py OUT [--rounds N]

Prints milliseconds of processor time a brief, warm, by format, the reading of the record not counted.
"""

import argparse
import time
from pathlib import Path

from summarizer.running.records import load_record
from summarizer.running.rendered import rendered_files

FORMATS = ("md", "html", "pdf", "docx", "md,html,pdf,docx")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    records = [load_record(path) for path in sorted((arguments.out / "reports").iterdir())]
    for formats in FORMATS:
        spent = []
        for _ in range(arguments.rounds + 1):
            begun = time.process_time()
            for record in records:
                rendered_files(record, None, formats.split(","))
            spent.append((time.process_time() - begun) / len(records))
        print(f"{formats:20} {1000 * min(spent[1:]):7.1f} ms a brief   (with its evidence.xlsx)")


if __name__ == "__main__":
    main()
