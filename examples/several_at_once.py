"""Several files in one loop, as a service would do it.

python examples/several_at_once.py FILE...
"""

import asyncio
import sys

from summarizer import Record, Settings, read_reports, summarize_async


async def records(paths: list[str]) -> list[Record]:
    """Return the records of all reports in the files."""
    settings = Settings(text_language="en")
    reports = [report for path in paths for report in read_reports(path, settings)]
    return list(await asyncio.gather(*(summarize_async(report, settings) for report in reports)))


def main() -> None:
    """Print the headline of each report."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for record in asyncio.run(records(sys.argv[1:])):
        print(f"{record.report_id}: {record.highlights.headline.text}")


if __name__ == "__main__":
    main()
