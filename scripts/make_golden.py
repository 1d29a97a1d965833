"""Make fixtures/golden again from a fresh run over fixtures/reports; `git diff` is the review. Refused when CI is set."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "fixtures" / "golden"


def main() -> int:
    """Write a record and a brief per report."""
    if os.environ.get("CI"):
        print("golden files are never written in CI", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out")
        job = ["run", str(ROOT / "fixtures" / "reports"), "-o", str(out), "--cache", str(Path(folder, "cache")), "--quiet"]
        subprocess.run([sys.executable, "-m", "summarizer", *job], check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for report in sorted((out / "reports").iterdir()):
            target = GOLDEN / report.name
            target.mkdir(parents=True)
            (target / "record.json").write_text(as_golden((report / "record.json").read_text(encoding="utf-8")), encoding="utf-8")
            shutil.copy(report / "brief.md", target / "brief.md")
    return 0


def as_golden(record: str) -> str:
    """Return the record as a golden keeps it: without the path of its source."""
    from summarizer.domain.record import Record
    from summarizer.running.records import dump_record

    found = Record.model_validate_json(record)
    return dump_record(found.model_copy(update={"source": found.source.model_copy(update={"path": ""})}))


if __name__ == "__main__":
    sys.exit(main())
