"""One file: its reports, their main figures, and a brief beside it.

python examples/one_report.py FILE
"""

import sys
from pathlib import Path

from summarizer import read_reports, render_brief, summarize

BOUNDS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "about "}


def main() -> None:
    """Write a brief for each report in a file and print its figures with their places."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for report in read_reports(Path(sys.argv[1])):
        record = summarize(report)
        page = Path(f"{record.report_id}.html")
        page.write_text(render_brief(record, report.report.document.text), encoding="utf-8")
        print(f"{record.meta.title}: {len(record.indicators)} figures, {page}")
        for found in record.indicators[:8]:
            amount = f"{BOUNDS.get(found.bound, '')}{'-' if found.sign < 0 else ''}{found.value}{found.unit}"
            print(f"  {found.name} {amount} ({found.kind} {found.period}) at {found.numeral.start}")


if __name__ == "__main__":
    main()
