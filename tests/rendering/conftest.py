import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="session")
def browser() -> Path:
    """The headless browser; without one the test is skipped, or fails where nothing may be skipped."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found:
        return Path(found)
    reason = "no chromium on this machine: printed pages can't be counted"
    if os.environ.get("SUMMARIZER_TEST_NO_SKIP") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def window(browser: Path) -> Iterator[Browser]:
    """The browser, started once a module: its event loop must be gone when the main job runs."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser, args=["--disable-gpu", "--disable-background-networking"])
        yield started
        started.close()
