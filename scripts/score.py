"""Score the builtin labeller against the annotated reports, by the definitions of fixtures/gold/score.py.

    python scripts/score.py [--holdout] [OUT]

Without OUT the reports are run first. `--holdout` scores the two reports that nobody develops on: figures only, no rows.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "fixtures" / "gold"
COMPILATION = "004_9441ed748846e1ff.txt"
DEVELOPED = ["000_54393ecdd852f404.txt=000", "002_40f66475e5bd691f.txt=002", f"{COMPILATION}=004-jinxiang"]
HELD_OUT = [f"{COMPILATION}=004-qingdao,004-jiangtun"]


def main() -> int:
    """Print the table of figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--holdout", action="store_true")
    parser.add_argument("out", nargs="?", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = arguments.out or Path(folder, "out")
        if arguments.out is None:
            job = ["run", str(ROOT / "fixtures" / "reports"), "-o", str(out), "--cache", str(Path(folder, "cache")), "--quiet"]
            subprocess.run([sys.executable, "-m", "summarizer", *job], check=True, stdout=subprocess.DEVNULL)
        pairs = HELD_OUT if arguments.holdout else DEVELOPED
        return subprocess.run([sys.executable, str(GOLD / "score.py"), str(out), str(GOLD), *pairs], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
