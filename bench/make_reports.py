"""Make many reports from the fixtures by changing names and figures.

    python bench/make_reports.py N FOLDER [--short]

The same N gives the same bytes. Reports 1 to N of a longer list are those of a shorter one.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

REPORTS = Path(__file__).parent.parent / "fixtures" / "reports"
# a file with one report; a compilation would make ten of one
LARGEST = 100_000
# of a short report: its head and its first sections
SHORT = 1500
PER_FOLDER = 1000
SYLLABLES = "云溪石桥柳河青岩白沙金塘松岭龙泉月湖花池临江平川"
# `峄城区`, `德州市`
PLACE = re.compile(r"[一-鿿]{2}(?=[市县区])")
# `147.28`, `12个`; other whole numbers may be years and numbers of headings, and stay
FIGURE = re.compile(r"\d+\.\d+|\d+(?=[个项家户件名亩条])")


def sources() -> list[str]:
    """Return the texts of the fixtures that hold one report."""
    paths = sorted(path for path in REPORTS.iterdir() if path.stat().st_size < LARGEST)
    return [path.read_text(encoding="utf-8") for path in paths]


def made_up(text: str, number: int) -> str:
    """Return a text with another place and other figures."""
    chance = random.Random(number)
    place = Counter(PLACE.findall(text)).most_common(1)[0][0]
    other = "".join(chance.sample(SYLLABLES, 2))

    def figure(match: re.Match[str]) -> str:
        return match[0][:-1] + str(chance.randrange(1, 10))

    return FIGURE.sub(figure, text.replace(place, other))


def beginning(text: str) -> str:
    """Return the beginning of a report, up to the end of a line."""
    return text[: text.find("\n", SHORT) + 1] or text


def reports(count: int, *, short: bool = False) -> Iterator[tuple[str, str]]:
    """Yield name and text of each report; with `short` its beginning only, for figures that depend on the number alone."""
    texts = [beginning(text) if short else text for text in sources()]
    for number in range(1, count + 1):
        folder = f"{(number - 1) // PER_FOLDER:03}"
        yield f"{folder}/{number:06}.txt", made_up(texts[number % len(texts)], number)


def write_reports(count: int, folder: Path, *, short: bool = False) -> None:
    """Write the reports into a folder."""
    for name, text in reports(count, short=short):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--short", action="store_true", help="only the beginning of each")
    arguments = parser.parse_args()
    write_reports(arguments.count, arguments.folder, short=arguments.short)


if __name__ == "__main__":
    main()
