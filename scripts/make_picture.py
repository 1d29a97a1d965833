"""Make the README's picture: a brief as it prints, from its HTML (needs Chromium, pdftoppm and a Chinese font).

python scripts/make_picture.py BRIEF.html docs/brief.png
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

_DOTS_PER_INCH = "100"


def main() -> None:
    """Write the picture."""
    brief, picture = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(brief.as_uri())
        printed = Path(folder, "brief.pdf")
        page.pdf(path=printed, prefer_css_page_size=True)
        browser.close()
        subprocess.run(
            ["pdftoppm", "-r", _DOTS_PER_INCH, "-png", "-gray", "-singlefile", str(printed), str(picture.with_suffix(""))],
            check=True,
        )


if __name__ == "__main__":
    main()
