"""Measure the source view of a very long report in a browser: making, opening, filtering, searching (needs Chromium).

python bench/source_view.py
"""

import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))
from summarizer.rendering.source.view import render_source_view
from tests.rendering.made_record import Facts, Figure, make_record

LINE = "云岭县第{0}个项目完成投资{0}.5亿元，增长{0}.7%，带动就业{0}人，" + "建设进度加快、质量提升" * 10 + "。\n"
LINES = 1700
# what a change costs until it is on the screen: script, style and layout, the frame
CHANGE = """async ([selector, value]) => {
  const field = document.querySelector(selector), begun = performance.now();
  if (field.type === "checkbox") field.checked = value; else field.value = value;
  field.dispatchEvent(new Event(field.type === "search" ? "input" : "change", { bubbles: true }));
  if (field.type === "search") await new Promise(done => setTimeout(done, 160));
  document.getElementById("entries").scrollHeight;
  document.getElementById("text").scrollHeight;
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - begun;
}"""


def main() -> None:
    """Print the figures."""
    text = "".join(LINE.format(n) for n in range(1, LINES))
    found = [(m.start(1), m[1], m[2]) for m in re.finditer(r"(\d+(?:\.\d+)?)(亿元|%|人)", text)]
    figures = [
        Figure(at, value, f"第{value}类", unit, "growth" if unit == "%" else "level", "actual" if n % 2 else "target", "2020")
        for n, (at, value, unit) in enumerate(found)
    ]
    record = make_record(Facts("long", text, {"doc_type": "work_report"}, figures))
    begun = time.process_time()
    view = render_source_view(record, text)
    print(f"{len(text)} characters, {len(figures)} figures; made in {1000 * (time.process_time() - begun):.0f} ms")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "source.html")
        path.write_text(view, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        _measure(browser.new_page(viewport={"width": 1280, "height": 844}), path)
        browser.close()


def _measure(page: Page, path: Path) -> None:
    page.goto(path.as_uri())
    opened = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    print(f"{'opened':32} {opened:6.0f} ms")
    for name, selector, value in (
        ("narrowed to one kind", ".kinds .target input", False),
        ("widened again", ".kinds .target input", True),
        ("searched (160 ms of them waited)", "#search", f"{LINES - 5}.5亿元"),
    ):
        print(f"{name:32} {page.evaluate(CHANGE, [selector, value]):6.0f} ms")


if __name__ == "__main__":
    main()
