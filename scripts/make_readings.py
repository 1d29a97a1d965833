"""Make the table of how the names of divisions are read, with pypinyin.

    python scripts/make_readings.py

Writes `readings.tsv` into `summarizer/domain/data/`. The same tables and the same pypinyin give the same bytes.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from summarizer.domain.divisions import all_names, stem
from summarizer.domain.readings import read_with
from summarizer.structuring.identity import romanised

TABLE = Path(__file__).parent.parent / "summarizer" / "domain" / "data" / "readings.tsv"
HEADER = """\
# How the names of divisions are read, with pypinyin (https://github.com/mozillazg/python-pinyin, MIT).
# Written by scripts/make_readings.py: change nothing here by hand.
# characters TAB reading: each character alone, then the names that their parts don't tell
"""


def readings(names: Iterable[str]) -> dict[str, str]:
    """Return the reading of each character, and of each name that its parts don't tell: 重庆 is no 重 and 庆."""
    stems = {stem(name) for name in names}
    found = {character: romanised(character) for character in sorted(set("".join(stems)))}
    for name in sorted(stems, key=lambda name: (len(name), name)):
        read = romanised(name)
        if read_with(found, name) != read:
            found[name] = read
    return found


def main() -> int:
    """Write the table."""
    lines = (f"{text}\t{read}\n" for text, read in readings(all_names()).items())
    TABLE.write_text(HEADER + "".join(lines), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
