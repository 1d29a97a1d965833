"""The page on paper: printed by a real browser it is one A4 sheet."""

import re
import subprocess
from pathlib import Path

import pytest

from summarizer.rendering.absence import find_unread
from summarizer.rendering.brief import make_brief
from summarizer.rendering.html import render_html
from tests.rendering.known_reports import known_record, text_of
from tests.rendering.test_page import crowded

QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update")


def printed(html: str, browser: Path, folder: Path) -> bytes:
    """Return the PDF that the browser prints."""
    page, pdf = folder / "brief.html", folder / "brief.pdf"
    page.write_text(html, encoding="utf-8")
    subprocess.run(
        [
            *(str(browser), "--headless", "--no-sandbox", "--disable-sync", *QUIET, f"--user-data-dir={folder / 'profile'}"),
            *("--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    return pdf.read_bytes()


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of each page in points; the browser writes page objects uncompressed."""
    pages = [part for part in pdf.split(b"endobj") if re.search(rb"/Type\s*/Page\b", part)]
    boxes = [re.search(rb"/MediaBox\s*\[\s*[\d.]+\s+[\d.]+\s+([\d.]+)\s+([\d.]+)", page) for page in pages]
    return [(float(box[1]), float(box[2])) for box in boxes if box]


@pytest.mark.parametrize("name", ["000", "003", "crowded"])
def test_brief_prints_on_one_sheet(name: str, browser: Path, tmp_path: Path) -> None:
    record = crowded() if name == "crowded" else known_record(name)
    unread = {} if name == "crowded" else find_unread(record, text_of(name))
    sizes = page_sizes(printed(render_html(make_brief(record, unread)), browser, tmp_path))

    assert [(round(width), round(height)) for width, height in sizes] in ([(595, 842)], [(596, 842)])
