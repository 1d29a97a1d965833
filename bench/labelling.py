"""Measure what labelling with `builtin` costs, and what it leaves out: the fourteen fixture reports and the annotated ones.

    python bench/labelling.py

Prints milliseconds of processor time per 1,000 characters (questions in, answers out, no client and no cache), the share of
quantities that no answer accounts for, and over all annotated reports fact precision and the share of facts that were dismissed.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from summarizer.asking.network.endpoint import builtin_endpoint
from summarizer.asking.questions.making import chunk_question, request_body
from summarizer.builtin import reply
from summarizer.pipeline import ChunkSize, prepare_document
from summarizer.reading import read_document
from summarizer.reviewing.scoring import Counts, count, figures
from summarizer.running.finished.gold import load_annotations, records_about

ROOT = Path(__file__).parent.parent
REPORTS, GOLD = ROOT / "fixtures" / "reports", ROOT / "fixtures" / "gold"


def labelling_cost() -> float:
    """Return milliseconds of processor time per 1,000 characters."""
    bodies, characters, endpoint = [], 0, builtin_endpoint()
    for path in sorted(REPORTS.iterdir()):
        for prepared in prepare_document(read_document(path.read_bytes(), path.name), ChunkSize(600, 1800)):
            text = prepared.report.document.text
            characters += sum(len(span) for chunk in prepared.chunks for span in chunk.spans)
            questions = (chunk_question(chunk, text) for chunk in prepared.chunks)
            bodies += [json.dumps(request_body(question, endpoint), ensure_ascii=False).encode() for question in questions]
    begun = time.process_time()
    for body in bodies:
        reply(body)
    return (time.process_time() - begun) * 1_000_000 / characters


def main() -> None:
    """Print the figures."""
    print(f"{'labelling, ms per 1,000 characters':44} {labelling_cost():8.2f}")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out")
        job = ["run", str(REPORTS), "-o", str(out), "--cache", str(Path(folder, "cache")), "--quiet"]
        subprocess.run([sys.executable, "-m", "summarizer", *job], check=True, stdout=subprocess.DEVNULL)
        records: list[dict[str, Any]] = [
            json.loads(path.read_text(encoding="utf-8")) for path in out.glob("reports/*/record.json")
        ]
        pairs = list(records_about(out, load_annotations(GOLD)))
    scored = figures(sum((count(about, one.numerals, one.report) for one, about in pairs), Counts()))
    quantities = sum(record["audit"]["quantities"] for record in records)
    unaccounted = sum(len(record["audit"]["unaccounted"]) for record in records)
    facts = dismissed = 0
    for annotation, about in pairs:
        gone = {one.start for record in about for one in record.audit.dismissed}
        facts += sum(row["fact"] for row in annotation.numerals)
        dismissed += sum(row["fact"] and row["o"] in gone for row in annotation.numerals)
    print(f"{'quantities unaccounted, of ' + str(quantities):44} {unaccounted / quantities:8.2%}   (aim: under 2 %)")
    print(f"{'fact precision':44} {scored['fact P']:8.3f}")
    print(f"{'annotated facts dismissed':44} {dismissed / facts:8.2%}   (aim: under 1 %)")


if __name__ == "__main__":
    main()
