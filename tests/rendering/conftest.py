import os
import shutil
from pathlib import Path

import pytest


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
