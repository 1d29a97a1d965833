"""Two wordings of one report: what differs between their records.

python examples/what_changed.py OLD NEW
"""

import sys

from summarizer import compare, read_reports, summarize


def main() -> None:
    """Print one line for each difference."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    old, new = (summarize(read_reports(path)[0]) for path in sys.argv[1:3])
    for difference in compare(old, new):
        print(difference)


if __name__ == "__main__":
    main()
